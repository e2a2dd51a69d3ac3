import { CsvError, parse } from 'csv-parse/sync';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Zone } from '#platform/shared/time.ts';
import { type Disposition, dispositions } from '../call.ts';
import { type Arrival, classOfKind, kindOfClass, type SimulatedKind, simulatedKinds } from '../simulation.ts';
import type { cellTexts } from '../simulation-texts.ts';
import { boundsOfDay } from './hours.ts';

/** What is wrong with a file; the line is counted as an editor counts it. */
export type FileRefusal = 'simulation.file_line' | 'simulation.file_column' | 'simulation.file_broken';
type Why = keyof typeof cellTexts;
type Row = Readonly<Record<string, string>>;

const needed = ['arrived_at', 'kind'];

/** Arrivals of a file: `arrived_at` and `kind`, and where they are known `caller`, `talk_s` and `patience_s`. Other columns are left alone. */
export function readArrivals(csv: string, zone: Zone): Result<Arrival[], FileRefusal> {
  let found: { record: Row; info: { lines: number } }[];
  try {
    // With `columns` and `info` the parser gives exactly this; its types know neither.
    found = parse(csv, { bom: true, columns: true, info: true, trim: true, skip_empty_lines: true }) as never;
  } catch (error) {
    if (error instanceof CsvError) return refuse('simulation.file_broken', { why: error.message });
    throw error;
  }
  const columns = Object.keys(found[0]?.record ?? {});
  const lacking = found.length === 0 ? undefined : needed.find((column) => !columns.includes(column));
  if (lacking !== undefined)
    return refuse('simulation.file_column', { column: lacking, columns: columns.join(', ').slice(0, 200) });
  const arrivals: Arrival[] = [];
  for (const { record, info } of found) {
    const read = arrivalOf(record, zone);
    if ('why' in read) return refuse('simulation.file_line', { line: info.lines, ...read });
    arrivals.push(read);
  }
  return ok(arrivals);
}

function arrivalOf(record: Row, zone: Zone): Arrival | { column: string; why: Why } {
  const at = timeOf(record['arrived_at'] ?? '', zone);
  if (at === null) return { column: 'arrived_at', why: record['arrived_at'] === '' ? 'empty' : 'time' };
  const said = record['kind'] ?? '';
  const kind = kindOf(said);
  // Nobody said what it was: it is then of the kinds of the others.
  if (kind === null && said !== '') return { column: 'kind', why: 'kind' };
  const [talkS, patienceS] = [secondsOf(record['talk_s']), secondsOf(record['patience_s'])];
  if (talkS === undefined) return { column: 'talk_s', why: 'seconds' };
  if (patienceS === undefined) return { column: 'patience_s', why: 'seconds' };
  const caller = record['caller'] ?? '';
  return {
    at,
    kind: kind?.kind ?? null,
    disposition: kind?.disposition ?? null,
    caller: caller === '' ? null : caller,
    talkS,
    leftAfterS: patienceS,
    waitedS: null,
  };
}

function kindOf(said: string): { kind: SimulatedKind; disposition: Disposition } | null {
  const kind = simulatedKinds.find((each) => each === said.toLowerCase());
  if (kind !== undefined) return { kind, disposition: classOfKind[kind] };
  const disposition = dispositions.find((each) => each === said.toUpperCase());
  const of = kindOfClass(disposition ?? null);
  return of === null || disposition === undefined ? null : { kind: of, disposition };
}

/** With an offset, or on the clock of the regency. */
function timeOf(text: string, zone: Zone): number | null {
  const local = /^(\d{4}-\d\d-\d\d)[ T](\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?$/.exec(text);
  if (local !== null) {
    const [, day = '', hour, minute, second = '0'] = local;
    const midnight = boundsOfDay(day, zone)?.from;
    const isSound = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
    if (midnight === undefined || !isSound) return null;
    return midnight + (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000;
  }
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** Null: not said; undefined: not a length. */
function secondsOf(text: string | undefined): number | null | undefined {
  if (text === undefined || text === '') return null;
  const seconds = Number(text);
  return /^\d+(\.\d+)?$/.test(text) && seconds <= 86_400 ? seconds : undefined;
}
