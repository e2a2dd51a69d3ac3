import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { audience } from '#features/people/audience.ts';
import { type Action, bind } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { plainText } from '../../caller-place.ts';
import { readHeading, readSite, type SiteHeading } from '../../cell-site.ts';
import * as routes from '../../cell-site-contract.ts';
import * as store from './cells-store.ts';

const records = z.array(z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) }));

/** The lines of a part, each with its number in the part. */
function readLines(
  csv: string,
  delimiter: string,
): Result<readonly { line: number; fields: string[] }[], 'cells.unreadable'> {
  try {
    const options = { bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true, trim: true };
    const parsed = records.parse(parse(csv, options));
    return ok(parsed.map(({ info, record }) => ({ line: info.lines, fields: record })));
  } catch (error) {
    if (error instanceof CsvError) return refuse('cells.unreadable', { why: error.code });
    throw error;
  }
}

/** Whichever the heading has most of. */
const delimiterOf = (heading: string) =>
  [',', ';', '\t'].toSorted((a, b) => heading.split(b).length - heading.split(a).length)[0] ?? ',';

const begin: Action<typeof routes.beginCellImport> = async (ctx, { body }) => {
  const delimiter = delimiterOf(body.heading);
  const lines = readLines(body.heading, delimiter);
  if (!lines.ok) return lines;
  const columns = readHeading(lines.value[0]?.fields ?? []);
  if (!columns.ok) return columns;
  await store.dropLeftImports(ctx);
  const id = newId<'cell_import'>();
  await store.insertImport(ctx, { id, fileName: plainText(body.fileName), columns: columns.value, delimiter });
  return ok({ id });
};

function checked(heading: SiteHeading, line: number, fields: readonly string[]): store.CheckedRow {
  const site = readSite(heading, fields);
  if (site.ok) return { line, problem: null, said: null, site: site.value };
  return { line, problem: site.refusal.code, said: plainText(fields.join(',')).slice(0, 120), site: null };
}

const check: Action<typeof routes.checkCellRows> = async (ctx, { params, body }) => {
  const found = await store.lockImport(ctx, params.id);
  if (found === null) return refuse('cells.not_found');
  if (found.state !== 'checking') return refuse('cells.over');
  const lines = readLines(body.csv, found.delimiter);
  if (!lines.ok) return lines;
  const looked = lines.value.map(({ line, fields }) => checked(found.columns, body.firstLine + line - 1, fields));
  await store.insertRows(ctx, found.id, looked);
  if (body.isLast) await store.markTwice(ctx, found.id);
  return ok(await store.countRows(ctx, found.id));
};

const read: Action<typeof routes.readCellImport> = async (ctx, { params }) => {
  const found = await store.lockImport(ctx, params.id);
  if (found === null) return refuse('cells.not_found');
  const counts = await store.countRows(ctx, found.id);
  const known = await store.countKnown(ctx, found.id);
  return ok({ ...counts, known, problems: await store.firstProblems(ctx, found.id) });
};

/** All rows in one transaction: whoever looks at a call meanwhile sees the table before it or after it. */
const take: Action<typeof routes.takeCellImport> = async (ctx, { params, body }) => {
  const found = await store.lockImport(ctx, params.id);
  if (found === null) return refuse('cells.not_found');
  if (found.state !== 'checking') return refuse('cells.over');
  await store.markTwice(ctx, found.id);
  const { good, bad } = await store.countRows(ctx, found.id);
  if (good === 0) return refuse('cells.nothing');
  if (bad > 0 && !body.leaveOutBad) return refuse('cells.bad_rows', { count: bad });
  const { mode, reason } = body;
  const counts = await store.takeRows(ctx, found.id, mode);
  await store.endImport(ctx, found.id, { mode, reason, ...counts });
  await appendEvent(ctx, {
    name: 'cells.imported',
    subject: { type: 'cell_import', id: found.id },
    audience: [audience.tenant()],
    content: { mode, ...counts },
  });
  return ok(counts);
};

const drop: Action<typeof routes.dropCellImport> = async (ctx, { params }) => {
  const found = await store.lockImport(ctx, params.id);
  if (found === null) return refuse('cells.not_found');
  if (found.state !== 'checking') return refuse('cells.over');
  await store.endImport(ctx, found.id, null);
  return ok({});
};

const list: Action<typeof routes.readCellSites> = async (ctx) => {
  const operators = await store.siteSummary(ctx);
  const imports = (await store.doneImports(ctx)).map(({ userId, userName, ...one }) => ({
    ...one,
    madeBy: { id: userId, displayName: userName },
  }));
  return ok({ total: operators.reduce((sum, { count }) => sum + count, 0), operators, imports });
};

/** Where radio cells lie, from files that an administrator brings in. */
export const cellsPart: FeaturePart = {
  routes: [
    bind(routes.readCellSites, list),
    bind(routes.beginCellImport, begin),
    bind(routes.checkCellRows, check),
    bind(routes.readCellImport, read),
    bind(routes.takeCellImport, take),
    bind(routes.dropCellImport, drop),
  ],
};
