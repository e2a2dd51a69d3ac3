import { createHash } from 'node:crypto';
import { batchDigest, type HistoryColumns } from '#features/monev/server/history-batch.ts';
import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { HistoryKind, Outcome, RawRow, RowProblem } from '../../history.ts';
import type { HistoryReading } from '../../history-reading.ts';
import { insertBatch, type KnownRow, knownRows, lockHistory, type VersionLine } from './history-store.ts';

/** What every row of history has. */
export interface HistoryRow {
  readonly externalId: string;
  readonly line: number;
  readonly changedAt: Instant | null;
}
export interface Written {
  readonly rowId: string;
  readonly columns: HistoryColumns;
}
export interface Resolved<Row> {
  readonly rows: Row[];
  readonly problems: RowProblem[];
}
export interface Item<Row> {
  readonly row: Row;
  /** Null: it has not come before. */
  readonly known: KnownRow | null;
  /** Hexadecimal; of what lies here already, or new. */
  readonly salt: string;
}

/** How one kind of history is read and written. `Placed` is a row that knows what it belongs to here. */
export interface HistoryWriter<Row extends HistoryRow, Placed extends Row = Row> {
  readonly kind: HistoryKind;
  readonly read: (
    raw: RawRow,
    reading: HistoryReading,
  ) => { readonly row: Row } | { readonly problems: readonly RowProblem[] };
  /** All a row says, in a fixed order, without where and when it was said. */
  readonly content: (row: Placed) => string;
  readonly resolve: (ctx: ActionContext, rows: Row[], reading: HistoryReading) => Promise<Resolved<Placed>>;
  readonly newSalt: () => string;
  /** Write them, and say what they said in the same order. */
  readonly write: (ctx: ActionContext, items: readonly Item<Placed>[]) => Promise<Written[]>;
}

export interface Judged<Placed> {
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly problems: readonly RowProblem[];
  /** What is to be written. */
  readonly items: readonly (Item<Placed> & { readonly digest: string })[];
}

/** What would become of these rows as things stand now. */
export async function judgeRows<Row extends HistoryRow, Placed extends Row>(
  ctx: ActionContext,
  writer: HistoryWriter<Row, Placed>,
  rows: Row[],
  reading: HistoryReading,
): Promise<Judged<Placed>> {
  const resolved = await writer.resolve(ctx, rows, reading);
  const { system } = reading.mapping;
  const externalIds = resolved.rows.map(({ externalId }) => externalId);
  const there = await knownRows(ctx, { kind: writer.kind, system, externalIds });
  const counts: Record<Outcome, number> = { added: 0, changed: 0, same: 0, older: 0, erased: 0 };
  const problems = [...resolved.problems];
  const items: (Item<Placed> & { digest: string })[] = [];
  for (const row of resolved.rows) {
    const known = there.get(row.externalId) ?? null;
    const salt = known === null ? writer.newSalt() : (known.salt ?? '');
    const digest = digestOf(salt, writer.content(row));
    const outcome = outcomeOf(row, known, digest);
    if (outcome === 'touched')
      problems.push({ line: row.line, externalId: row.externalId, code: outcome, field: 'externalId', said: '' });
    else counts[outcome] += 1;
    if (outcome === 'added' || outcome === 'changed') items.push({ row, known, salt, digest });
  }
  return { outcomes: counts, problems, items };
}

/**
 * The other system may correct what came from it as long as nobody here has worked on it. Where it says when it changed a row,
 * the newest counts in whatever order the files come; where it does not, the file that comes last.
 */
function outcomeOf(row: HistoryRow, known: KnownRow | null, digest: string): Outcome | 'touched' {
  if (known === null) return 'added';
  if (known.isErased) return 'erased';
  if (known.changedAt !== null && row.changedAt !== null && row.changedAt < known.changedAt) return 'older';
  if (known.digest === digest && (row.changedAt === null || row.changedAt === known.changedAt)) return 'same';
  return known.isTouched ? (known.digest === digest ? 'same' : 'touched') : 'changed';
}

const digestOf = (salt: string, content: string) =>
  createHash('sha256').update(salt, 'hex').update(content, 'utf8').digest('hex');

/**
 * One batch in one transaction: rows, what they said, and the one event that accounts for them by its hash (design.md §1). Judged
 * anew under a lock, for another import may have brought them meanwhile.
 */
export async function takeBatch<Row extends HistoryRow, Placed extends Row>(
  ctx: ActionContext,
  writer: HistoryWriter<Row, Placed>,
  rows: Row[],
  reading: HistoryReading,
): Promise<Judged<Placed>> {
  await lockHistory(ctx);
  const judged = await judgeRows(ctx, writer, rows, reading);
  if (judged.items.length === 0) return judged;
  const written = await writer.write(ctx, judged.items);
  const lines = judged.items.flatMap(({ row, known, digest }, index): VersionLine[] => {
    const line = written[index];
    if (line === undefined) throw new Error('A writer says as many rows as it was given');
    const version = (known?.version ?? 0) + 1;
    return [{ ...line, externalId: row.externalId, version, digest, changedAt: row.changedAt }];
  });
  const id = newId<'history_batch'>();
  await insertBatch(ctx, { id, kind: writer.kind, system: reading.mapping.system, lines });
  await appendEvent(ctx, {
    name: 'batch.imported',
    subject: { type: 'batch', id },
    audience: [audience.tenant()],
    content: { table: writer.kind, rows: lines.length, sha256: batchDigest(lines) },
    clock: 'import',
  });
  return judged;
}
