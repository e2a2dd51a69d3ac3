import {
  type Estimate,
  isHoax,
  type SimulatedGroup,
  type SimulationPlan,
  type SimulationResult,
  simulatedGroups,
} from '../simulation.ts';
import { hourOf } from './hours.ts';
import type { CentreRun, EndedCall } from './run-centre.ts';

/** Two-sided 95 % of Student's law by degrees of freedom; beyond the list the normal law is near enough. */
const student = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** The mean of independent replications with its interval; those in which nothing was measured do not count. */
export function estimateOf(values: readonly (number | null)[]): Estimate {
  const found = values.flatMap((value) => value ?? []);
  if (found.length === 0) return null;
  const mean = found.reduce((sum, value) => sum + value, 0) / found.length;
  if (found.length === 1) return { mean, low: mean, high: mean };
  const variance = found.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (found.length - 1);
  const half = (student[found.length - 2] ?? 1.96) * Math.sqrt(variance / found.length);
  return { mean, low: Math.max(0, mean - half), high: mean + half };
}

/** The smallest value that so large a share does not exceed; null: there is none. */
export function quantileOf(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

const isOf = (group: SimulatedGroup, { kind }: EndedCall): boolean =>
  group === 'all' || (group === 'genuine' ? !isHoax(kind) : kind === group);

/** What the replications say together. */
export function figuresOf(plan: SimulationPlan, runs: readonly CentreRun[]): SimulationResult {
  const counted = runs.map((run) => run.calls.filter(({ at }) => at >= plan.from && at < plan.to));
  const over = (figure: (calls: readonly EndedCall[]) => number | null) => estimateOf(counted.map(figure));
  const sums = runs.map(({ busyMs, staffedMs }) => ratio(total(busyMs), total(staffedMs)));
  return {
    policy: plan.policy,
    replications: plan.replications,
    seed: plan.seed,
    days: (plan.to - plan.from) / 86_400_000,
    hoaxShare: over((calls) => ratio(calls.filter(({ kind }) => isHoax(kind)).length, calls.length)),
    occupancy: estimateOf(sums),
    groups: simulatedGroups.map((group) => ({
      group,
      ...groupFigures(counted.map((calls) => calls.filter((call) => isOf(group, call)))),
    })),
    hours: hoursOf(plan, runs, counted),
    ends: endsOf(runs),
  };
}

function groupFigures(counted: readonly (readonly EndedCall[])[]) {
  const over = (figure: (calls: readonly EndedCall[]) => number | null) => estimateOf(counted.map(figure));
  const ended = (end: EndedCall['end']) => over((calls) => calls.filter((call) => call.end === end).length);
  const waits = counted.map(answerSeconds);
  const slowest = (share: number) => estimateOf(waits.map((seconds) => quantileOf(seconds, share)));
  const within = (limit: number) =>
    over((calls) => ratio(answerSeconds(calls).filter((seconds) => seconds <= limit).length, calls.length));
  return {
    offered: over((calls) => calls.length),
    answered: ended('answered'),
    abandoned: ended('abandoned'),
    overflowed: ended('overflowed'),
    p50: slowest(0.5),
    p90: slowest(0.9),
    p95: slowest(0.95),
    p99: slowest(0.99),
    within10: within(10),
    within30: within(30),
  };
}

function hoursOf(plan: SimulationPlan, runs: readonly CentreRun[], counted: readonly (readonly EndedCall[])[]) {
  const byHour = counted.map((calls) => Map.groupBy(calls, ({ at }) => hourOf(at, plan.zone)));
  return Array.from({ length: 24 }, (_, hour) => {
    const over = (figure: (calls: readonly EndedCall[]) => number | null) =>
      estimateOf(byHour.map((hours) => figure(hours.get(hour) ?? [])));
    const count = (end: EndedCall['end']) => over((calls) => calls.filter((call) => call.end === end).length);
    return {
      hour,
      takers: plan.takers[hour] ?? 0,
      offered: over((calls) => calls.length),
      answered: count('answered'),
      abandoned: count('abandoned'),
      p90: over((calls) => quantileOf(answerSeconds(calls), 0.9)),
      occupancy: estimateOf(runs.map((run) => ratio(run.busyMs[hour] ?? 0, run.staffedMs[hour] ?? 0))),
    };
  });
}

const answerSeconds = (calls: readonly EndedCall[]) =>
  calls
    .filter(({ end }) => end === 'answered')
    .map(({ waitedMs }) => waitedMs / 1000)
    .toSorted((a, b) => a - b);

function endsOf(runs: readonly CentreRun[]): SimulationResult['ends'] {
  const calls = runs.flatMap((run) => run.calls);
  const count = (end: EndedCall['end']) => calls.filter((call) => call.end === end).length;
  return {
    offered: calls.length,
    answered: count('answered'),
    abandoned: count('abandoned'),
    overflowed: count('overflowed'),
    laddersOpened: calls.filter(({ ladder }) => ladder).length,
    unended: 0,
  };
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);
