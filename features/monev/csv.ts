import type { z } from 'zod';
import { dictionaryVersion, knownSince } from './dictionary.ts';
import { figuresOf } from './figures.ts';
import { isKpiCode } from './kpi.ts';
import { assignmentRow, callRow, type Figure, incidentRow, type MonthRows, type Table, tables } from './month.ts';

/**
 * The export of a month: RFC 4180, UTF-8, one table after the other, each under a line `# calls`, `# incidents`,
 * `# assignments`; the last, `# figures`, is what the page shows, so that a file can be checked by itself.
 * Ids, times in UTC and codes; nothing personal.
 */
const schemas = { calls: callRow, incidents: incidentRow, assignments: assignmentRow } as const;
const figureColumns = ['code', 'by', 'key', 'kind', 'value', 'part', 'whole', 'count', 'p50', 'p90', 'mean'] as const;

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const columnsOf = (table: Table) => Object.keys(schemas[table].shape);

function field(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  if (/[\r\n]/.test(text)) throw new Error('A code with a line break cannot be exported; correct it in the settings');
  return /[",#]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
const line = (values: readonly unknown[]) => `${values.map(field).join(',')}\r\n`;

/** One table with its headings. */
export function tableCsv(rows: MonthRows, table: Table): string {
  const columns = columnsOf(table);
  // The columns are the keys of the row's own schema.
  const body = rows[table].map((row) =>
    line(columns.map((column) => (row as Readonly<Record<string, unknown>>)[column])),
  );
  return line(columns.map(snake)) + body.join('');
}

/** The whole month. `heading` says which: no line breaks; the version of the dictionary is added to it. */
export function monthCsv(rows: MonthRows, heading: string): string {
  const figures = figuresOf(rows).map((figure: Readonly<Record<string, unknown>>) =>
    line(figureColumns.map((column) => figure[column])),
  );
  const sections = tables.map((table) => `# ${table}\r\n${tableCsv(rows, table)}`);
  return `# ${heading} dictionary ${dictionaryVersion}\r\n${sections.join('')}# figures\r\n${line(figureColumns)}${figures.join('')}`;
}

/** Split a file into its sections by their names; lines before the first section belong to none. */
function sectionsOf(text: string): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  let current: string[] = [];
  for (const one of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (one.startsWith('# ')) {
      current = [];
      sections.set(one.slice(2), current);
    } else if (one !== '') current.push(one);
  }
  return sections;
}

function parseLine(text: string): string[] {
  const found = text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...found].map((match) => (match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"')));
}

function records(lines: readonly string[]): Record<string, string | null>[] {
  const [heading, ...body] = lines.map(parseLine);
  return body.map((values) => Object.fromEntries((heading ?? []).map((name, index) => [name, values[index] || null])));
}

function parseTable<Schema extends z.ZodObject>(
  lines: readonly string[],
  schema: Schema,
  where: string,
): z.output<Schema>[] {
  const columns = Object.keys(schema.shape);
  return records(lines).map((record, index) => {
    const row = Object.fromEntries(
      columns.map((column) => {
        const text = record[snake(column)] ?? null;
        return [column, text !== null && isNumeric(schema, column) ? Number(text) : text];
      }),
    );
    const parsed = schema.safeParse(row);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw new Error(`${where}, row ${index + 1}, ${issue?.path.join('.')}: ${issue?.message}`);
  });
}

/** Whether a column holds a number, also where it may be empty: what its schema takes. */
const isNumeric = (schema: z.ZodObject, column: string) => schema.shape[column]?.safeParse(1).success === true;

/** The rows of an exported file, or of the three tables given apart. Throws with table, row and column for what does not fit. */
export function rowsFromCsv(texts: string | Readonly<Record<Table, string>>): MonthRows {
  const sections =
    typeof texts === 'string'
      ? sectionsOf(texts)
      : new Map(tables.map((table) => [table as string, texts[table].split(/\r?\n/).filter(Boolean)]));
  const linesOf = (table: Table) => {
    const lines = sections.get(table);
    if (lines === undefined)
      throw new Error(`The file has no section "# ${table}"; export the whole month, not one table`);
    return lines;
  };
  return {
    calls: parseTable(linesOf('calls'), callRow, 'calls'),
    incidents: parseTable(linesOf('incidents'), incidentRow, 'incidents'),
    assignments: parseTable(linesOf('assignments'), assignmentRow, 'assignments'),
  };
}

/** The page's figures, from the exported rows alone. */
export function recomputeFromCsv(texts: string | Readonly<Record<Table, string>>): Figure[] {
  return figuresOf(rowsFromCsv(texts));
}

export interface FileReport {
  readonly heading: string;
  readonly rows: Readonly<Record<Table, number>>;
  readonly figures: number;
  /** Figures the file states otherwise than its rows give; empty when the file is in order. */
  readonly differing: readonly { readonly figure: string; readonly stated: string; readonly recomputed: string }[];
}

/** Check an exported file by itself: recompute every figure from its rows and compare with what it states. */
export function verifyMonthFile(text: string): FileReport {
  const rows = rowsFromCsv(text);
  const heading = /^# (.*)$/m.exec(text)?.[1]?.trim() ?? '';
  // A file of an older dictionary states only the figures of its own time.
  const writtenWith = Number(/ dictionary (\d+)/.exec(heading)?.[1] ?? 1);
  const recomputed = records(
    [
      line(figureColumns),
      ...figuresOf(rows)
        .filter((one) => isKpiCode(one.code) && knownSince(one.code) <= writtenWith)
        .map((one: Readonly<Record<string, unknown>>) => line(figureColumns.map((column) => one[column]))),
    ].map((one) => one.trimEnd()),
  );
  const stated = records(sectionsOf(text).get('figures') ?? []);
  const nameOf = (one: Record<string, string | null>) => [one.code, one.by, one.key ?? ''].join('/');
  const valuesOf = (one: Record<string, string | null> | undefined) =>
    one === undefined
      ? ''
      : figureColumns
          .slice(3)
          .map((column) => one[column] ?? '')
          .join(',');
  const statedBy = new Map(stated.map((one) => [nameOf(one), one]));
  const recomputedBy = new Map(recomputed.map((one) => [nameOf(one), one]));
  const names = [...new Set([...statedBy.keys(), ...recomputedBy.keys()])];
  return {
    heading,
    rows: { calls: rows.calls.length, incidents: rows.incidents.length, assignments: rows.assignments.length },
    figures: recomputed.length,
    differing: names
      .map((figure) => ({
        figure,
        stated: valuesOf(statedBy.get(figure)),
        recomputed: valuesOf(recomputedBy.get(figure)),
      }))
      .filter((one) => one.stated !== one.recomputed),
  };
}
