import { z } from 'zod';
import { zones } from '#platform/shared/time.ts';
import { goal } from './goals.ts';
import {
  assignmentRow,
  callRow,
  type Figure,
  figure,
  incidentRow,
  type MonthRows,
  month,
  type Table,
  tables,
} from './month.ts';

/** What is kept of a month when it is locked. Its digest is over its canonical JSON, so no member may ever be renamed. */
export const snapshot = z.object({
  month,
  /** The bounds, and the zone they were taken in. */
  from: z.string(),
  to: z.string(),
  zone: z.enum(Object.keys(zones) as [keyof typeof zones]),
  /** The dictionary's version, and that of each figure's definition. */
  dictionary: z.object({ version: z.number().int(), kpis: z.record(z.string(), z.number().int()) }),
  goals: z.array(goal),
  figures: z.array(figure),
  /** How many rows broke a rule when it was locked. */
  violations: z.number().int(),
  rows: z.object({ calls: z.number().int(), incidents: z.number().int(), assignments: z.number().int() }),
  /** SHA-256 over the canonical JSON of the rows. */
  rowsDigest: z.string(),
});
export type Snapshot = z.output<typeof snapshot>;

/** The rows of a lock, as they are kept. */
export const keptRows = z.object({
  calls: z.array(callRow),
  incidents: z.array(incidentRow),
  assignments: z.array(assignmentRow),
});

export const changeKinds = ['changed', 'added', 'removed'] as const;
/** A row that is not what it was when the month was locked. */
export const rowChange = z.object({
  table: z.enum(tables),
  id: z.uuid(),
  /** The call's or the incident's; an assignment has that of its incident. */
  number: z.number().int(),
  kind: z.enum(changeKinds),
  /** The columns that differ, empty for a row that came or went. */
  fields: z.array(z.object({ name: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});
export type RowChange = z.output<typeof rowChange>;

/** A figure that is not what it was. Null: there was none, or there is none now. */
export const figureChange = z.object({ before: figure.nullable(), after: figure.nullable() });
export type FigureChange = z.output<typeof figureChange>;

/** Rows that came, went or changed since. The ordinals of numbers are of one month's counting alone and are not compared. */
export function changedRows(before: MonthRows, after: MonthRows): RowChange[] {
  const numbers = new Map([...before.incidents, ...after.incidents].map((one) => [one.id, one.number]));
  return tables.flatMap((table) => changesOf(table, before[table], after[table], numbers));
}

type AnyRow = MonthRows[Table][number];
const ignored = new Set(['nuisanceNo']);
const valueText = (value: unknown) => (value === null || value === undefined ? null : String(value));

function changesOf(
  table: Table,
  before: readonly AnyRow[],
  after: readonly AnyRow[],
  numbers: ReadonlyMap<string, number>,
): RowChange[] {
  const then = new Map(before.map((one) => [one.id, one]));
  const now = new Map(after.map((one) => [one.id, one]));
  const numberOf = (row: AnyRow) => ('incidentId' in row ? (numbers.get(row.incidentId) ?? 0) : row.number);
  const changes: RowChange[] = [];
  for (const [id, old] of then) {
    const row = now.get(id);
    if (row === undefined) changes.push({ table, id, number: numberOf(old), kind: 'removed', fields: [] });
    else {
      const fields = fieldsBetween(old, row);
      if (fields.length > 0) changes.push({ table, id, number: numberOf(row), kind: 'changed', fields });
    }
  }
  for (const [id, row] of now)
    if (!then.has(id)) changes.push({ table, id, number: numberOf(row), kind: 'added', fields: [] });
  return changes;
}

function fieldsBetween(before: AnyRow, after: AnyRow): RowChange['fields'] {
  // Both come from the same schema: their members are compared by name.
  const [old, now] = [before as Readonly<Record<string, unknown>>, after as Readonly<Record<string, unknown>>];
  return Object.keys(now)
    .filter((name) => !ignored.has(name) && valueText(old[name]) !== valueText(now[name]))
    .map((name) => ({ name, before: valueText(old[name]), after: valueText(now[name]) }));
}

const nameOf = (one: Figure) => `${one.code}~${one.by}~${one.key ?? ''}`;
/** What a figure says, apart from its name. */
export const sayingOf = (one: Figure | null): string =>
  one === null
    ? ''
    : one.kind === 'count'
      ? String(one.value)
      : one.kind === 'rate'
        ? `${one.part}/${one.whole}`
        : `${one.count}:${one.p50}:${one.p90}:${one.mean}`;

/**
 * The figures that differ, in the order of the dictionary. Left out are those whose definition is another one now
 * (`redefined`) or is new: between them and today's lies no correction, but another question.
 */
export function changedFigures(
  locked: Pick<Snapshot, 'figures' | 'dictionary'>,
  now: readonly Figure[],
  versions: Readonly<Record<string, number>>,
): FigureChange[] {
  const isSame = (one: Figure) => locked.dictionary.kpis[one.code] === versions[one.code];
  const then = new Map(locked.figures.filter(isSame).map((one) => [nameOf(one), one]));
  const since = new Map(now.filter(isSame).map((one) => [nameOf(one), one]));
  return [...new Set([...since.keys(), ...then.keys()])].flatMap((name) => {
    const [before, after] = [then.get(name) ?? null, since.get(name) ?? null];
    return sayingOf(before) === sayingOf(after) ? [] : [{ before, after }];
  });
}

/** Figures of a lock whose definition is another one today. */
export function redefined(locked: Pick<Snapshot, 'dictionary'>, versions: Readonly<Record<string, number>>): string[] {
  return Object.keys(locked.dictionary.kpis).filter((code) => versions[code] !== locked.dictionary.kpis[code]);
}
