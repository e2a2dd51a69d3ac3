import type { Actor } from '#platform/server/action.ts';
import { runWork, type Workplace } from '#platform/server/unit.ts';
import { type HistoryKind, type Mapping, type Outcome, outcomes, type RawRow, type RowProblem } from '../../history.ts';
import { type HistoryReading, readingOf } from '../../history-reading.ts';
import { assignmentWriter } from './assignment-writer.ts';
import { incidentWriter } from './incident-writer.ts';
import { loadKnown } from './known-store.ts';
import { type HistoryRow, type HistoryWriter, judgeRows, takeBatch } from './take-history.ts';

export interface HistoryOrder {
  readonly kind: HistoryKind;
  readonly mapping: Mapping;
  readonly rows: readonly RawRow[];
  readonly open: boolean;
}
interface Where {
  readonly place: Workplace;
  readonly who: { readonly tenantId: string; readonly actor: Actor };
}

export interface HistoryPlan {
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly problems: readonly RowProblem[];
  /** Write what is good, batch by batch; what lies here already is passed over, so that one that was killed goes on. */
  readonly take: (options?: {
    readonly batchRows?: number;
    readonly onProgress?: (done: number, of: number) => void;
  }) => Promise<HistoryTaken>;
}
export interface HistoryTaken {
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly problems: readonly RowProblem[];
  readonly batches: number;
}

/** A batch holds the series of incident numbers until it is in, so it must be a matter of milliseconds. */
const rowsAtOnce = 200;

/** Look at all of a file: what would become of each row. Nothing is written. */
export function planHistory(where: Where, order: HistoryOrder): Promise<HistoryPlan> {
  return order.kind === 'incidents' ? plan(where, order, incidentWriter) : plan(where, order, assignmentWriter);
}

async function plan<Row extends HistoryRow, Placed extends Row>(
  where: Where,
  order: HistoryOrder,
  writer: HistoryWriter<Row, Placed>,
): Promise<HistoryPlan> {
  const reading = await runWork(where.place, where.who, async (ctx) => {
    const { zone, ...known } = await loadKnown(ctx);
    return readingOf({ mapping: order.mapping, known, zone, now: ctx.now, open: order.open });
  });
  const read = readRows(order.rows, reading, writer);
  const totals = emptyTotals();
  totals.counts.same += read.repeated;
  for (const part of parts(read.rows, 1000)) {
    add(totals, await runWork(where.place, where.who, (ctx) => judgeRows(ctx, writer, part, reading)));
  }
  return {
    counts: totals.counts,
    problems: [...read.problems, ...totals.problems].toSorted((a, b) => a.line - b.line),
    take: async ({ batchRows = rowsAtOnce, onProgress } = {}) => {
      const taken = emptyTotals();
      taken.counts.same += read.repeated;
      let done = 0;
      for (const part of parts(read.rows, batchRows)) {
        const judged = await runWork(where.place, where.who, (ctx) => takeBatch(ctx, writer, part, reading));
        add(taken, judged);
        if (judged.items.length > 0) taken.batches += 1;
        done += part.length;
        onProgress?.(done, read.rows.length);
      }
      return { ...taken, problems: [...read.problems, ...taken.problems] };
    },
  };
}

function emptyTotals() {
  const problems: RowProblem[] = [];
  const counts: Record<Outcome, number> = { added: 0, changed: 0, same: 0, older: 0, erased: 0 };
  return { counts, problems, batches: 0 };
}

function add(
  totals: ReturnType<typeof emptyTotals>,
  judged: { readonly outcomes: Readonly<Record<Outcome, number>>; readonly problems: readonly RowProblem[] },
): void {
  for (const outcome of outcomes) totals.counts[outcome] += judged.outcomes[outcome];
  totals.problems.push(...judged.problems);
}

/** Rows of the file that can be read, each number once: the newest of those that say when they were changed. */
function readRows<Row extends HistoryRow, Placed extends Row>(
  raw: readonly RawRow[],
  reading: HistoryReading,
  { read }: HistoryWriter<Row, Placed>,
): { rows: Row[]; problems: RowProblem[]; repeated: number } {
  const problems: RowProblem[] = [];
  const byId = new Map<string, { row: Row; cells: string }>();
  const unclear = new Set<string>();
  let repeated = 0;
  for (const one of raw) {
    const found = read(one, reading);
    if ('problems' in found) {
      problems.push(...found.problems);
      continue;
    }
    const { row } = found;
    const cells = JSON.stringify(one.cells);
    const before = byId.get(row.externalId);
    if (before === undefined) {
      byId.set(row.externalId, { row, cells });
      continue;
    }
    if (before.cells === cells) repeated += 1;
    else if (row.changedAt === null || before.row.changedAt === null || row.changedAt === before.row.changedAt) {
      // Nobody can tell which of them is right: neither comes.
      const isFirst = !unclear.has(row.externalId);
      for (const { line, externalId } of isFirst ? [before.row, row] : [row])
        problems.push({ line, externalId, code: 'twice_in_file', field: 'externalId', said: '' });
      unclear.add(row.externalId);
    } else {
      repeated += 1;
      if (row.changedAt > before.row.changedAt) byId.set(row.externalId, { row, cells });
    }
  }
  const rows = [...byId.values()].map(({ row }) => row).filter(({ externalId }) => !unclear.has(externalId));
  return { rows, problems, repeated };
}

function* parts<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}
