import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type Cell, type GeodeticPlace, maybeIndonesia, numberOf, plainText } from './caller-place.ts';

export type CellImportId = Id<'cell_import'>;
export const cellImportId = idSchema<'cell_import'>();

/** Where a radio cell lies. */
export const cellSite = z.object({
  mcc: z.string().regex(/^\d{3}$/),
  mnc: z.string().regex(/^\d{2,3}$/),
  /** Location or tracking area. */
  area: z.number().int().min(0).max(0xffffff),
  /** 16 bits in GSM, 28 in UMTS and LTE, 36 in NR. */
  cell: z
    .number()
    .int()
    .min(0)
    .max(2 ** 36 - 1),
  latitude: z.number(),
  longitude: z.number(),
  /** Metres about the point in which its telephones are; null: not known. */
  radiusM: z.number().int().min(1).max(100_000).nullable(),
  operator: z.string().max(60),
  source: z.string().max(120),
  /** `2026-11-22`; null: not known. */
  asOf: z.string().nullable(),
});
export type CellSite = z.output<typeof cellSite>;

/** What a column of a file can be, and how it may be called; names as in OpenCelliD's files among them. */
const names = {
  mcc: ['mcc'],
  mnc: ['mnc', 'net'],
  area: ['area', 'lac', 'tac', 'lac_tac', 'lac/tac'],
  cell: ['cell', 'cid', 'ci', 'cellid', 'cell_id', 'eci', 'nci'],
  latitude: ['latitude', 'lat'],
  longitude: ['longitude', 'lon', 'lng', 'long'],
  radius: ['radius', 'radius_m', 'range'],
  operator: ['operator'],
  source: ['source', 'sumber'],
  date: ['date', 'tanggal', 'as_of', 'updated'],
} as const;
export const siteColumns = [
  'mcc',
  'mnc',
  'area',
  'cell',
  'latitude',
  'longitude',
  'radius',
  'operator',
  'source',
  'date',
] as const;
export const siteColumn = z.enum(siteColumns);
export type SiteColumn = (typeof siteColumns)[number];
const needed: readonly SiteColumn[] = ['mcc', 'mnc', 'area', 'cell', 'latitude', 'longitude'];

/** Which column of a file is what, counted from 0. */
export type SiteHeading = Readonly<Partial<Record<SiteColumn, number>>>;

/** The first line of a file, its columns already parted. Refused with the columns that are missing. */
export function readHeading(fields: readonly string[]): Result<SiteHeading, 'cells.missing_columns'> {
  const said = fields.map((name) => name.trim().toLowerCase());
  const heading: Partial<Record<SiteColumn, number>> = {};
  for (const column of siteColumns) {
    const at = said.findIndex((name) => names[column].some((known) => known === name));
    if (at >= 0) heading[column] = at;
  }
  const missing = needed.filter((column) => heading[column] === undefined);
  return missing.length === 0 ? ok(heading) : refuse('cells.missing_columns', { columns: missing.join(', ') });
}

/** Why a row is no place of a cell: the column that is wrong. `outside`: not in Indonesia; `twice`: a row before it is the same cell. */
export const rowProblems = [...needed, 'radius', 'date', 'outside', 'twice'] as const satisfies readonly string[];
export type RowProblem = (typeof rowProblems)[number] | SiteColumn;
export const rowProblem = z.enum([...siteColumns, 'outside', 'twice']);

const whole = (text: string) => (/^\d{1,12}$/.test(text) ? Number(text) : null);

/** One row of a file. The first thing that is wrong, else the cell's place. */
export function readSite(heading: SiteHeading, fields: readonly string[]): Result<CellSite, RowProblem> {
  const text = (column: SiteColumn) => (fields[heading[column] ?? -1] ?? '').trim();
  const [area, cell] = [whole(text('area')), whole(text('cell'))];
  const [latitude, longitude] = [numberOf(text('latitude')), numberOf(text('longitude'))];
  if (!/^\d{3}$/.test(text('mcc'))) return refuse('mcc');
  if (!/^\d{1,3}$/.test(text('mnc'))) return refuse('mnc');
  if (area === null || area > 0xffffff) return refuse('area');
  if (cell === null || cell > 2 ** 36 - 1) return refuse('cell');
  if (latitude === null || Math.abs(latitude) > 90) return refuse('latitude');
  if (longitude === null || Math.abs(longitude) > 180) return refuse('longitude');
  if (!maybeIndonesia({ latitude, longitude })) return refuse('outside');
  const radius = text('radius') === '' || text('radius') === '0' ? null : numberOf(text('radius'));
  const isNoRadius = text('radius') === '' || text('radius') === '0';
  if (!isNoRadius && (radius === null || radius < 1 || radius > 100_000)) return refuse('radius');
  const asOf = dateOf(text('date'));
  if (asOf === undefined) return refuse('date');
  return ok({
    mcc: text('mcc'),
    // Written as a number elsewhere; no network of one digit exists.
    mnc: text('mnc').padStart(2, '0'),
    ...{ area, cell, latitude, longitude, asOf },
    radiusM: radius === null ? null : Math.round(radius),
    operator: plainText(text('operator')).slice(0, 60),
    source: plainText(text('source')).slice(0, 120),
  });
}

/** A day, or seconds since 1970 as OpenCelliD writes them; undefined: neither. */
function dateOf(text: string): string | null | undefined {
  if (text === '') return null;
  const ms = /^\d{9,10}$/.test(text)
    ? Number(text) * 1000
    : /^\d{4}-\d\d-\d\d/.test(text)
      ? Date.parse(text)
      : Number.NaN;
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString().slice(0, 10);
}

/** By what a cell is looked up; null: a name that no table of cells has. */
export function siteKeyOf(cell: Cell): {
  readonly mcc: string;
  readonly mnc: string;
  readonly area: number;
  readonly cell: number;
  /** The cell's number alone is enough within its network. */
  readonly isUnique: boolean;
} | null {
  if (cell.kind === 'wlan' || cell.kind === 'text') return null;
  const { mcc, mnc } = cell;
  if (cell.kind === 'lte') return { mcc, mnc, area: cell.tac, cell: cell.eci, isUnique: true };
  if (cell.kind === 'nr') return { mcc, mnc, area: cell.tac, cell: cell.nci, isUnique: true };
  return { mcc, mnc, area: cell.lac, cell: cell.cellId, isUnique: false };
}

/** A cell's place as that of its caller: somewhere within its reach. When the list was made says nothing of when the caller was there. */
export function placeOfSite({
  latitude,
  longitude,
  radiusM,
}: Pick<CellSite, 'latitude' | 'longitude' | 'radiusM'>): GeodeticPlace {
  const centre = { latitude, longitude, altitudeM: null };
  return {
    kind: 'geodetic',
    centre,
    uncertaintyM: radiusM,
    // Nobody says how sure; the reach of a cell is no measurement.
    confidence: { percent: null, distribution: 'unknown' },
    shape: radiusM === null ? { kind: 'point', centre } : { kind: 'circle', centre, radiusM },
    civic: null,
    method: 'Cell',
    at: null,
    flags: [],
  };
}
