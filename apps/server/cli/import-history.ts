import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import {
  assignmentMapping,
  type HistoryKind,
  incidentMapping,
  type Mapping,
  outcomes,
  type RawRow,
  type RowProblem,
} from '#features/openness/history.ts';
import { historyWords, outcomeTexts, problemTexts } from '#features/openness/history-texts.ts';
import { type HistoryPlan, planHistory } from '#features/openness/server/history/import-history.ts';
import { type HistoryFile, readHistoryFile } from '#features/openness/server/history/read-file.ts';
import { regencies } from '#features/people/server/regency-store.ts';
import { systemActor } from '#platform/server/action.ts';
import { fill, type Language, type Text } from '#platform/shared/texts.ts';
import { readConfig } from '../config.ts';
import { withHouse } from './open-house.ts';
import { readInput, readJsonInput } from './read-input.ts';

export const historyUsage = `Usage: import incidents|assignments FILE --map MAP [--tenant SLUG] [--dry-run]
  --skip-bad       leave refused rows out; they are written beside the file   --report FILE   where to
  --open           take in what has not ended yet, too (somebody goes on with it here)
  --language id|en of what is said (id)
  MAP is JSON: system, fields, values, defaults, dateFormat, zone (docs/operations.md). The same file again adds nothing.`;

const options = {
  map: { type: 'string' },
  tenant: { type: 'string' },
  report: { type: 'string' },
  language: { type: 'string' },
  'dry-run': { type: 'boolean' },
  'skip-bad': { type: 'boolean' },
  open: { type: 'boolean' },
} as const;

type Say = (text: Text, values?: Parameters<typeof fill>[2]) => string;

/** Incidents or assignments of another system with their own times: looked at whole, then written batch by batch. */
export async function importHistory(kind: HistoryKind, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [path] = positionals;
  if (path === undefined || values.map === undefined) throw new Error(historyUsage);
  const language: Language = values.language === 'en' ? 'en' : 'id';
  const say: Say = (text, given) => fill(text, language, given);
  const mapping = await mappingOf(kind, values.map);
  const file = readHistoryFile(await readInput(path), mapping);
  if (!file.ok) throw new Error(`${path}: ${String(file.refusal.detail['why'])}`);
  const config = readConfig(process.env, []);
  return withHouse(config, async ({ house }) => {
    const chosen = await regencies(house.installation.systemDb, values.tenant ?? config.defaultTenant);
    const [regency] = chosen;
    if (regency === undefined) throw new Error('There is no such regency; name it by --tenant SLUG.');
    const where = { place: house.place(), who: { tenantId: regency.id, actor: systemActor } };
    const plan = await planHistory(where, { kind, mapping, rows: file.value.rows, open: values.open === true });
    const heading = {
      tenant: regency.slug,
      file: basename(path),
      rows: file.value.rows.length,
      system: mapping.system,
    };
    console.log(say(historyWords.heading, heading));
    sayPlan(say, plan, file.value, mapping);
    const isRefused = plan.problems.length > 0;
    const report = values.report ?? `${path}.ditolak.csv`;
    if (isRefused) await writeReport(say, report, file.value, plan.problems);
    if (values['dry-run'] === true) {
      console.log(say(historyWords.dry));
      return isRefused ? 1 : 0;
    }
    if (isRefused && values['skip-bad'] !== true) {
      console.log(say(historyWords.skip));
      return 1;
    }
    return takePlan(say, plan, { report, file: file.value });
  });
}

async function takePlan(
  say: Say,
  plan: HistoryPlan,
  { report, file }: { report: string; file: HistoryFile },
): Promise<number> {
  const began = performance.now();
  let told = began;
  const taken = await plan.take({
    onProgress: (done, of) => {
      if (performance.now() - told < 3000) return;
      told = performance.now();
      console.error(`  ${say(historyWords.progress, { done, of })}`);
    },
  });
  const { added, changed, same, older, erased } = taken.counts;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const counts = { added, changed, same, left: older + erased, refused: linesOf(taken.problems).size };
  console.log(say(historyWords.done, { ...counts, batches: taken.batches, seconds }));
  // Something has happened here between the look and the writing.
  if (taken.problems.length > plan.problems.length) await writeReport(say, report, file, taken.problems);
  return taken.problems.length > plan.problems.length ? 1 : 0;
}

async function mappingOf(kind: HistoryKind, path: string): Promise<Mapping> {
  const said: unknown = await readJsonInput(path);
  const read = (kind === 'incidents' ? incidentMapping : assignmentMapping).safeParse(said);
  if (read.success) return read.data;
  const wrong = read.error.issues.map((issue) => `  ${issue.path.join('.') || 'MAP'}: ${issue.message}`);
  throw new Error(`${path}:\n${wrong.join('\n')}`);
}

function sayPlan(say: Say, plan: HistoryPlan, file: HistoryFile, mapping: Mapping): void {
  const used = new Set(Object.values(mapping.fields).flatMap((columns) => columns ?? []));
  const unused = file.columns.filter((column) => !used.has(column));
  const lacking = [...used].filter((column) => !file.columns.includes(column));
  if (unused.length > 0) console.log(`  ${say(historyWords.unmapped, { columns: unused.join(', ') })}`);
  if (lacking.length > 0) console.log(`  ${say(historyWords.lacking, { columns: lacking.join(', ') })}`);
  for (const outcome of outcomes)
    if (plan.counts[outcome] > 0) console.log(`  ${say(outcomeTexts[outcome])}: ${plan.counts[outcome]}`);
  if (plan.problems.length === 0) return;
  console.log(`  ${say(historyWords.refused, { count: linesOf(plan.problems).size })}`);
  for (const problem of plan.problems.slice(0, 20)) {
    const why = say(problemTexts[problem.code], { field: problem.field, said: problem.said });
    console.log(`    ${say(historyWords.line, { line: problem.line, externalId: problem.externalId || '–', why })}`);
  }
  if (plan.problems.length > 20) console.log(`    ${say(historyWords.more, { count: plan.problems.length - 20 })}`);
}

const linesOf = (problems: readonly RowProblem[]) => new Map(Map.groupBy(problems, ({ line }) => line));

/** The refused rows as they stood in the file, with why: only for whoever runs the command, for it holds personal data. */
async function writeReport(say: Say, path: string, file: HistoryFile, problems: readonly RowProblem[]): Promise<void> {
  const byLine = linesOf(problems);
  const quoted = (cells: readonly string[]) =>
    `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`;
  const rowOf = (row: RawRow) => {
    const why = (byLine.get(row.line) ?? []).map((one) =>
      say(problemTexts[one.code], { field: one.field, said: one.said }),
    );
    return quoted([String(row.line), why.join('; '), ...file.columns.map((column) => row.cells[column] ?? '')]);
  };
  const head = quoted([say({ id: 'baris', en: 'line' }), say({ id: 'alasan', en: 'reason' }), ...file.columns]);
  await writeFile(
    path,
    `\uFEFF${head}${file.rows
      .filter(({ line }) => byLine.has(line))
      .map(rowOf)
      .join('')}`,
    { mode: 0o600 },
  );
  console.log(`  ${say(historyWords.report, { path })}`);
}
