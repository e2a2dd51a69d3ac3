import type { Instant, Zone } from '#platform/shared/time.ts';

/** Letters of a format and what they match; the longer ones first. A format is a list of numbers between fixed signs. */
const letters: Readonly<Record<string, { readonly part: Part; readonly pattern: string }>> = {
  yyyy: { part: 'year', pattern: '\\d{4}' },
  yy: { part: 'year', pattern: '\\d{2}' },
  MMMM: { part: 'name', pattern: '[a-z.]{3,10}' },
  MMM: { part: 'name', pattern: '[a-z.]{3,10}' },
  MM: { part: 'month', pattern: '\\d{2}' },
  M: { part: 'month', pattern: '\\d{1,2}' },
  dd: { part: 'day', pattern: '\\d{2}' },
  d: { part: 'day', pattern: '\\d{1,2}' },
  HH: { part: 'hour', pattern: '\\d{2}' },
  H: { part: 'hour', pattern: '\\d{1,2}' },
  mm: { part: 'minute', pattern: '\\d{2}' },
  ss: { part: 'second', pattern: '\\d{2}' },
};
type Part = 'year' | 'month' | 'name' | 'day' | 'hour' | 'minute' | 'second';

/** Beginnings of the months in Indonesian, with those of English that differ. */
const months: readonly (readonly string[])[] = [
  ['jan'],
  ['feb', 'peb'],
  ['mar'],
  ['apr'],
  ['mei', 'may'],
  ['jun'],
  ['jul'],
  ['agu', 'agt', 'aug'],
  ['sep'],
  ['okt', 'oct'],
  ['nov', 'nop'],
  ['des', 'dec'],
];

// No daylight saving time in Indonesia: the offset of a zone is always the same (platform/shared/time.ts).
const offsetHours: Readonly<Record<Zone, number>> = { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 };
const zoneWords: Readonly<Record<string, Zone>> = { wib: 'Asia/Jakarta', wita: 'Asia/Makassar', wit: 'Asia/Jayapura' };

type Reader = (text: string, zone: Zone) => Instant | null;

const isoText =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

const iso: Reader = (text, zone) => {
  const found = isoText.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', milli = '0', offset] = found;
  const numbers = [year, month, day, hour, minute, second].map(Number);
  const ms = milli === '0' ? 0 : Number(milli.padEnd(3, '0'));
  return instantOf(numbers, ms, offset === undefined ? offsetHours[zone] * 60 : minutesOf(offset));
};

/** `Z`, `+07`, `+0700`, `+07:00`. */
function minutesOf(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const digits = offset.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4) || '0');
  return offset.startsWith('-') ? -minutes : minutes;
}

/** Seconds or milliseconds since 1970, told apart by their size. */
const epoch: Reader = (text) => {
  if (!/^\d{9,13}$/.test(text)) return null;
  const value = Number(text);
  return new Date(text.length > 11 ? value : value * 1000).toISOString();
};

/** Null where the day or the hour does not exist: 31 February is a mistake, not the third of March. */
function instantOf(numbers: readonly number[], ms: number, offsetMinutes: number): Instant | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers;
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return null;
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second, ms));
  if (local.getUTCDate() !== day || local.getUTCMonth() !== month - 1) return null;
  return new Date(local.getTime() - offsetMinutes * 60_000).toISOString();
}

function byFormat(format: string): Reader {
  const parts: Part[] = [];
  const pattern = format.replace(/yyyy|yy|MMMM|MMM|MM|M|dd|d|HH|H|mm|ss|\s+|[^\s]/g, (piece) => {
    const known = letters[piece];
    if (known !== undefined) {
      parts.push(known.part);
      return `(${known.pattern})`;
    }
    return /\s/.test(piece) ? '\\s+' : piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  const whole = new RegExp(`^${pattern}(?:\\s*(wib|wita|wit))?$`, 'i');
  return (text, zone) => {
    const found = whole.exec(text);
    if (found === null) return null;
    const of = (part: Part) => {
      const index = parts.indexOf(part);
      return index < 0 ? undefined : found[index + 1];
    };
    const year = Number(of('year') ?? Number.NaN);
    const month = of('name') === undefined ? Number(of('month')) : monthOf(of('name') ?? '');
    const numbers = [
      year < 100 ? 2000 + year : year,
      month,
      ...(['day', 'hour', 'minute', 'second'] as const).map((part) => Number(of(part) ?? 0)),
    ];
    const said = zoneWords[(found.at(-1) ?? '').toLowerCase()] ?? zone;
    return Number.isNaN(numbers[0]) ? null : instantOf(numbers, 0, offsetHours[said] * 60);
  };
}

const monthOf = (name: string) =>
  months.findIndex((names) => names.some((one) => name.toLowerCase().startsWith(one))) + 1;

/** A reader of times for a mapping's formats; the first that fits counts. */
export function timeReader(formats: string | readonly string[], zone: Zone): (text: string) => Instant | null {
  const readers = [formats]
    .flat()
    .map((format) => (format === 'iso' ? iso : format === 'epoch' ? epoch : byFormat(format)));
  return (text) => {
    for (const read of readers) {
      const at = read(text.trim(), zone);
      if (at !== null) return at;
    }
    return null;
  };
}
