import { z } from 'zod';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type CellPlace, type GeodeticPlace, numberOf, type PlaceRefusal } from './caller-place.ts';
import { cellOf } from './caller-place-cell.ts';
import { readDms } from './caller-place-dms.ts';
import { confidenceFrom, geodetic } from './caller-place-pidf.ts';
import { type ShapeFigures, shapeOf } from './caller-place-shape.ts';

/** How an operator writes a place into a header of its own. */
export const carrierFormats = [
  /** `-6.2088,106.8456` */
  'lat,lon',
  /** `106.8456,-6.2088`, as geographic programs count */
  'lon,lat',
  /** `-6.2088;106.8456;350`, radius in metres */
  'lat;lon;radius',
  /** `6°12'31.7"S 106°50'44.2"E` */
  'dms',
  /** `510100FA10012B3C4`, taken apart by `radio` */
  'cell',
] as const;

/** Headers whose content is no place and partly a secret; a mapping that names one is a mistake. */
const notPlaces = ['authorization', 'proxy-authorization', 'from', 'to', 'via', 'contact', 'call-id', 'cseq'];

/** One header of one operator. Per regency, because each regency has its own trunk and its own agreement. */
export const carrierHeader = z
  .object({
    /** A token of RFC 3261 §25.1 without the characters that mean something to a dialplan, into which the name goes. */
    header: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9-]{1,63}$/)
      .refine((name) => !notPlaces.includes(name.toLowerCase()), 'holds no place'),
    format: z.enum(carrierFormats),
    /** For `cell` only: which radio the names belong to; absent: the name is kept as text. */
    radio: z.enum(['gsm', 'umts', 'lte', 'nr', 'wlan']).optional(),
    /** What the operator says its radius means, in per cent; absent: 95. */
    confidence: z.number().gt(0).max(100).optional(),
    /** Metres to draw where the format has no radius, from the agreement with the operator; absent: not known. */
    radiusM: z.number().gt(0).max(100_000).optional(),
  })
  .refine(({ format, radio }) => format === 'cell' || radio === undefined, 'only a cell has a radio')
  .refine(({ format, radiusM }) => radiusM === undefined || !['cell', 'lat;lon;radius'].includes(format), {
    message: 'this format has its own radius, or none',
  });
export type CarrierHeader = z.output<typeof carrierHeader>;

/** The table of a regency; a header is named once. */
export const carrierHeaders = z
  .array(carrierHeader)
  .max(20)
  .refine((rows) => new Set(rows.map(({ header }) => header.toLowerCase())).size === rows.length, 'a header twice');

/** The place that a header of an operator tells, read as its row says. */
export function readCarrierHeader(row: CarrierHeader, value: string): Result<GeodeticPlace | CellPlace, PlaceRefusal> {
  const text = value.trim();
  if (text === '') return refuse('place.empty');
  if (text.length > 256) return refuse('place.too_large', { length: text.length });
  if (row.format === 'cell') return ok({ kind: 'cell', cell: cellOf(text, row.radio ?? null) });
  const figures = figuresFrom(row, text);
  if (figures === null) return refuse('place.not_this_format', { header: row.header, format: row.format });
  const shape = shapeOf(figures);
  if (!shape.ok) return shape;
  const confidence = confidenceFrom(row.confidence === undefined ? null : String(row.confidence), null);
  return ok(geodetic(shape.value, { confidence: confidence.value, civic: null, method: null, at: null }));
}

function figuresFrom(row: CarrierHeader, text: string): ShapeFigures | null {
  if (row.format === 'dms') {
    const dms = readDms(text);
    return dms === null ? null : round(`${dms.latitude} ${dms.longitude}`, row.radiusM);
  }
  const parts = text.split(row.format === 'lat;lon;radius' ? ';' : ',').map((part) => part.trim());
  if (parts.some((part) => numberOf(part) === null)) return null;
  const [first = '', second = '', third] = parts;
  if (row.format === 'lat;lon;radius') return parts.length === 3 ? round(`${first} ${second}`, third) : null;
  if (parts.length !== 2) return null;
  return round(row.format === 'lat,lon' ? `${first} ${second}` : `${second} ${first}`, row.radiusM);
}

function round(position: string, radius: number | string | undefined): ShapeFigures {
  return {
    name: radius === undefined ? 'Point' : 'Circle',
    crs: '2d',
    positions: [position],
    list: null,
    coordinates: null,
    lengths: new Map(radius === undefined ? [] : [['radius', String(radius)]]),
    angles: new Map(),
  };
}
