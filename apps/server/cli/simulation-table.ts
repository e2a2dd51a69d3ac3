import { type Estimate, type SimulationResult, simulatedGroups, type WhatIf } from '#features/calls/simulation.ts';
import type { SimulationQuestion } from '#features/calls/simulation-question.ts';
import { sentencesOf } from '#features/calls/simulation-sentence.ts';
import { groupTexts, whatIfTexts } from '#features/calls/simulation-texts.ts';
import { fill } from '#platform/shared/texts.ts';

/** Results as a table for a terminal: one row for each group of callers of each question, then the hours of the first. */
export function simulationTable(
  shown: readonly (readonly [WhatIf, SimulationResult])[],
  question: Pick<SimulationQuestion, 'fewerAtNight' | 'moreHoaxes'>,
): string {
  const isOne = shown.length === 1;
  const values = { count: question.fewerAtNight, share: Math.round(question.moreHoaxes * 100) };
  const lines = shown.flatMap(([name, result]) => [
    '',
    isOne ? headingOf(result) : `${fill(whatIfTexts[name], 'en', values)} — ${headingOf(result)}`,
    aligned([
      ['', 'offered', 'answered', 'gave up', 'outside', 'p50 s', 'p90 s', 'p95 s', 'p99 s', 'in 10 s', 'in 30 s'],
      ...(isOne ? simulatedGroups : (['all', 'genuine'] as const)).map((group) => groupRow(result, group)),
    ]),
    sentencesOf(result).en,
  ]);
  return `${[...lines.slice(1), ...(isOne ? ['', hoursOf(shown[0]?.[1])] : [])].join('\n')}\n`;
}

function headingOf({ policy, replications, seed, days, hoaxShare, occupancy, ends }: SimulationResult): string {
  const rules = policy === 'ours' ? 'rules of the queue' : 'plain order of arrival';
  return `${rules}, ${days} day(s), ${replications} replications from seed ${seed}, hoaxes ${percent(hoaxShare)}, occupancy ${percent(occupancy)}; ${ends.offered} calls: ${ends.answered} answered, ${ends.abandoned} gave up (${ends.laddersOpened} called back), ${ends.overflowed} outside, ${ends.unended} lost`;
}

function groupRow({ groups }: SimulationResult, group: (typeof simulatedGroups)[number]): string[] {
  const found = groups.find((each) => each.group === group);
  if (found === undefined) return [];
  const { offered, answered, abandoned, overflowed, p50, p90, p95, p99, within10, within30 } = found;
  return [
    groupTexts[group].en,
    ...[offered, answered, abandoned, overflowed].map((each) => (each === null ? '–' : each.mean.toFixed(1))),
    ...[p50, p90, p95, p99].map(interval),
    ...[within10, within30].map(percent),
  ];
}

function hoursOf(result: SimulationResult | undefined): string {
  const rows = (result?.hours ?? []).map(({ hour, takers, offered, answered, abandoned, p90, occupancy }) => [
    `${String(hour).padStart(2, '0')}:00`,
    String(takers),
    ...[offered, answered, abandoned].map((each) => (each === null ? '–' : each.mean.toFixed(1))),
    interval(p90),
    percent(occupancy),
  ]);
  return aligned([['hour', 'takers', 'offered', 'answered', 'gave up', 'p90 s', 'occupancy'], ...rows]);
}

/** The mean and half of its interval of 95 %. */
const interval = (each: Estimate) =>
  each === null ? '–' : `${each.mean.toFixed(1)} ±${(each.high - each.mean).toFixed(1)}`;
const percent = (each: Estimate) => (each === null ? '–' : `${(each.mean * 100).toFixed(1)} %`);

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
