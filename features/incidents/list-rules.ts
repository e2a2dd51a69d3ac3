import type { IncidentItem } from './contract.ts';

/** Periods that move with the day, counted back from its end. */
export const periods = ['today', 'week', 'month'] as const;
export type Period = (typeof periods)[number];

/** In what order the list stands; the number settles what is equal. */
export const listSorts = ['number', 'reported', 'priority', 'state', 'type'] as const;
export type ListSort = (typeof listSorts)[number];

/** What can stand in a column of the list, in the order in which the columns stand. */
export const listColumns = [
  'number',
  'priority',
  'type',
  'place',
  'village',
  'state',
  'agencies',
  'source',
  'calls',
  'reported',
  'verified',
  'dispatched',
  'resolved',
  'closed',
  'age',
] as const;
export type ListColumn = (typeof listColumns)[number];
/** What stands there until somebody chooses. */
export const usualColumns: readonly ListColumn[] = [
  'number',
  'priority',
  'type',
  'place',
  'state',
  'agencies',
  'reported',
  'age',
];

/** The members of a filter as they lie in the address and in a saved view: days of the regency, lists apart by commas. */
export const filterNames = [
  'group',
  'states',
  'priorities',
  'categories',
  'types',
  'sources',
  'districtCode',
  'villageCode',
  'agencyId',
  'period',
  'from',
  'to',
  'sensitive',
  'overdue',
  'calls',
  'q',
  'sort',
  'order',
] as const;
export type FilterName = (typeof filterNames)[number];
export type FilterTexts = Readonly<Partial<Record<FilterName, string>>>;

const longestSearch = 8;

/**
 * The words of a search: lower case, letters and digits only, each once, at most eight. A single letter says nothing; a
 * single digit may be a house or an RT.
 */
export function searchWords(typed: string): string[] {
  const words = typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 || /^\p{N}$/u.test(word));
  return [...new Set(words)].slice(0, longestSearch);
}

/** A piece of a text, and whether it was looked for. */
export interface Piece {
  readonly text: string;
  readonly isHit: boolean;
}

/** A text cut so that what was found can be marked: beginnings of words, and from four letters on the inside of one too. */
export function markHits(text: string, words: readonly string[]): Piece[] {
  if (words.length === 0 || text === '') return text === '' ? [] : [{ text, isHit: false }];
  const found = words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => (word.length >= 4 ? escapeWord(word) : `(?<![\\p{L}\\p{N}])${escapeWord(word)}`));
  const pattern = new RegExp(found.join('|'), 'giu');
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), isHit: false });
    pieces.push({ text: match[0], isHit: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isHit: false });
  return pieces;
}

// Words hold letters and digits only; this guards whoever asks with something else.
const escapeWord = (word: string) => word.replace(/[^\p{L}\p{N}]/gu, '');

const snippetRadius = 60;

/** Where in a long text the search was met, with a little around it; null: it was not. */
export function snippetOf(text: string, words: readonly string[]): string | null {
  const flat = text.replace(/\s+/g, ' ').trim();
  const pieces = markHits(flat, words);
  const first = pieces.findIndex((piece) => piece.isHit);
  if (first < 0) return null;
  const at = pieces.slice(0, first).reduce((sum, piece) => sum + piece.text.length, 0);
  const from = at <= snippetRadius ? 0 : flat.indexOf(' ', at - snippetRadius) + 1;
  const wanted = at + snippetRadius * 2;
  const end = wanted >= flat.length ? flat.length : flat.lastIndexOf(' ', wanted);
  const to = end > at ? end : flat.length;
  return `${from > 0 ? '… ' : ''}${flat.slice(from, to)}${to < flat.length ? ' …' : ''}`;
}

/** Where a page of the list ended: the value it is sorted by, and the number. */
export interface ListCursor {
  readonly value: string;
  readonly number: number;
}

export function writeCursor({ value, number }: ListCursor): string {
  return `${number}~${value}`;
}

/** Null for what no page of ours has ended with: the list then begins at its beginning. */
export function readCursor(text: string | undefined): ListCursor | null {
  const found = /^(\d{1,15})~(.{0,120})$/su.exec(text ?? '');
  return found === null ? null : { number: Number(found[1]), value: found[2] ?? '' };
}

/** A cell of a sheet that a spreadsheet would take for a formula is made a text (CWE-1236). */
export function asPlainCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** RFC 4180 with the separator that spreadsheets in Indonesia expect. */
export function csvLine(values: readonly (string | number | null)[]): string {
  const fields = values.map((value) => {
    const text = value === null ? '' : typeof value === 'number' ? String(value) : asPlainCell(value);
    return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${fields.join(';')}\r\n`;
}

/** UTF-8 with its mark: without it spreadsheets read another code page. */
export const byteOrderMark = '\uFEFF';

/** More rows make no file that an office can open; whoever needs them takes the months one by one. */
export const longestExport = 100_000;

/** The place of an incident in one line. */
export function placeOf(item: Pick<IncidentItem, 'placeText' | 'landmark' | 'village'>): string {
  const village = item.village === null ? null : `${item.village.name}, ${item.village.districtName}`;
  return [item.placeText, item.landmark, village].filter(Boolean).join(' – ');
}
