import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Mapping, RawRow } from '../../history.ts';

const records = z.array(z.object({ info: z.object({ lines: z.number() }), record: z.record(z.string(), z.string()) }));
const objects = z.array(z.record(z.string(), z.unknown()));

export interface HistoryFile {
  readonly rows: readonly RawRow[];
  readonly columns: readonly string[];
}

/** Read a file of history: CSV, or JSON as a list of objects or one object a line. */
export function readHistoryFile(text: string, mapping: Mapping): Result<HistoryFile, 'history.unreadable'> {
  const isJson = /^\uFEFF?\s*[[{]/.test(text);
  return isJson ? readJson(text) : readCsv(text, mapping);
}

function readCsv(text: string, mapping: Mapping): Result<HistoryFile, 'history.unreadable'> {
  let columns: string[] = [];
  const heading = text.slice(0, Math.max(0, text.indexOf('\n')));
  const delimiter = [',', ';', '\t', '|'].toSorted((a, b) => heading.split(b).length - heading.split(a).length)[0];
  try {
    const parsed: unknown = parse(text, {
      bom: true,
      columns: (names: string[]) => {
        columns = names.map((name) => name.trim());
        return columns;
      },
      delimiter: mapping.delimiter ?? delimiter ?? ',',
      info: true,
      skip_empty_lines: true,
      trim: true,
    });
    const rows = records.parse(parsed).map(({ info, record }) => ({ line: info.lines, cells: record }));
    return ok({ rows, columns });
  } catch (error) {
    if (error instanceof CsvError) return refuse('history.unreadable', { why: error.message });
    throw error;
  }
}

function readJson(text: string): Result<HistoryFile, 'history.unreadable'> {
  try {
    const plain = text.replace(/^\uFEFF/, '').trim();
    const isList = plain.startsWith('[');
    const read: unknown = isList
      ? JSON.parse(plain)
      : plain
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((line) => JSON.parse(line) as unknown);
    const found = objects.safeParse(read);
    if (!found.success) return refuse('history.unreadable', { why: 'a list of objects, or one object a line' });
    const rows = found.data.map((one, index) => ({ line: index + 1, cells: flat(one, '') }));
    return ok({ rows, columns: [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))] });
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('history.unreadable', { why: error.message });
    throw error;
  }
}

/** Members of members by a path with dots. */
function flat(value: Readonly<Record<string, unknown>>, before: string): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const [name, one] of Object.entries(value)) {
    if (one === null || one === undefined) continue;
    const nested = z.record(z.string(), z.unknown()).safeParse(one);
    if (nested.success) Object.assign(cells, flat(nested.data, `${before}${name}.`));
    else cells[`${before}${name}`] = Array.isArray(one) ? one.join(', ') : String(one);
  }
  return cells;
}
