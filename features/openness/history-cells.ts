import type { Instant } from '#platform/shared/time.ts';
import type { Mapping, ProblemCode, RawRow, RowProblem } from './history.ts';

/** One row, field by field; what is wrong with it is collected, so that whoever brings it in sees all of it at once. */
export interface Cells {
  readonly problems: RowProblem[];
  readonly fail: (field: string, code: ProblemCode, said?: string) => null;
  readonly text: (field: string, longest: number) => string | null;
  readonly needed: <Value>(field: string, value: Value | null) => Value | null;
  readonly time: (field: string) => Instant | null;
  /** The code that the mapping's table, or the word itself, names. */
  readonly code: <Code extends string>(field: string, allowed: readonly Code[]) => Code | null;
  /** The word after the mapping's table, for what is looked up by people's names. */
  readonly word: (field: string) => string | null;
  readonly number: (field: string, least: number, most: number) => number | null;
  readonly externalId: string;
}

interface Reading {
  readonly mapping: Mapping;
  readonly now: Instant;
  readonly timeOf: (text: string) => Instant | null;
  /** Targets may lie ahead, moments that were noted may not. */
  readonly ahead: ReadonlySet<string>;
}

/** Words that mean that nothing was said. */
const empty = new Set(['', '-', '--', '–', 'null', 'n/a', 'nan', '0000-00-00', '0000-00-00 00:00:00']);

export function cellsOf(raw: RawRow, { mapping, now, timeOf, ahead }: Reading): Cells {
  const problems: RowProblem[] = [];
  const said = (field: string): string | null => {
    for (const column of [mapping.fields[field] ?? []].flat()) {
      const text = (raw.cells[column] ?? '').trim();
      if (!empty.has(text.toLowerCase())) return text;
    }
    return mapping.defaults[field] ?? null;
  };
  const externalId = (said('externalId') ?? '').slice(0, 120);
  const fail: Cells['fail'] = (field, code, words = said(field) ?? '') => {
    problems.push({ line: raw.line, externalId, code, field, said: words.slice(0, 120) });
    return null;
  };
  const word: Cells['word'] = (field) => {
    const text = said(field);
    if (text === null) return null;
    return tableOf(mapping, field).get(text.toLowerCase()) ?? text;
  };
  const code: Cells['code'] = (field, allowed) => {
    const text = word(field);
    if (text === null) return null;
    return allowed.find((one) => one.toLowerCase() === text.toLowerCase()) ?? fail(field, 'unknown_value');
  };
  return {
    problems,
    fail,
    externalId,
    word,
    code,
    needed: (field, value) => {
      // A value that could not be read has been told already.
      if (value === null && !problems.some((one) => one.field === field)) fail(field, 'missing', '');
      return value;
    },
    text: (field, longest) => {
      const text = said(field);
      return text !== null && text.length > longest ? fail(field, 'too_long') : text;
    },
    time: (field) => {
      const text = said(field);
      if (text === null) return null;
      const at = timeOf(text);
      if (at === null) return fail(field, 'bad_time');
      return at > now && !ahead.has(field) ? fail(field, 'in_future') : at;
    },
    number: (field, least, most) => {
      const text = said(field);
      if (text === null) return null;
      // Spreadsheets with Indonesian settings write a comma.
      const value = /^[+-]?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
      return value >= least && value <= most ? value : fail(field, 'bad_number');
    },
  };
}

const tables = new WeakMap<Mapping, Map<string, ReadonlyMap<string, string>>>();

/** The mapping's table of a field by lower case; made once, not for each row. */
function tableOf(mapping: Mapping, field: string): ReadonlyMap<string, string> {
  const made = tables.get(mapping) ?? new Map<string, ReadonlyMap<string, string>>();
  tables.set(mapping, made);
  const known = made.get(field);
  if (known !== undefined) return known;
  const table = new Map(
    Object.entries(mapping.values[field] ?? {}).map(([from, to]) => [from.trim().toLowerCase(), to]),
  );
  made.set(field, table);
  return table;
}

/** Says of the first pair that is the wrong way round; what is not known is passed over. */
export function checkOrder(cells: Cells, times: readonly (readonly [field: string, at: Instant | null])[]): void {
  let [before, atBefore]: [string, Instant | null] = ['', null];
  for (const [field, at] of times) {
    if (at === null) continue;
    if (atBefore !== null && at < atBefore) {
      cells.fail(field, 'out_of_order', `${field} < ${before}`);
      return;
    }
    [before, atBefore] = [field, at];
  }
}
