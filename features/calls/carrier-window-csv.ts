import type { CarrierCallView } from './carrier-window-contract.ts';

const columns = [
  'number',
  'arrivedAt',
  'answeredAt',
  'answerMs',
  'endedAt',
  'durationMs',
  'codec',
  'callerRaw',
  'callerE164',
  'dialled',
  'state',
  'endedBy',
  'cause',
] as const satisfies readonly (keyof CarrierCallView)[];

/** RFC 4180. What a network wrote is a text: a table program must not take it for a formula. */
function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A window's calls as a file: times in UTC (RFC 3339), lengths in milliseconds, causes as in Q.850. */
export function carrierCsv(calls: readonly CarrierCallView[]): string {
  const head = columns.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const lines = calls.map((call) => columns.map((name) => field(call[name])));
  return [head, ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}
