import { z } from 'zod';

/** Dotted Kemendagri code as text (`35.15.08.1004`); a number would lose the zero of 11.10. */
export const regionCode = z.string().regex(/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/);
export const villageCode = z.string().regex(/^\d{2}\.\d{2}\.\d{2}\.\d{4}$/);
export const districtCode = z.string().regex(/^\d{2}\.\d{2}\.\d{2}$/);

/** WGS 84 degrees. */
export const point = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) });

export const postalCode = z.string();

/** A village: desa (2xxx), kelurahan (1xxx) or desa adat (3xxx); or a whole district. */
export const placeKind = z.enum(['kelurahan', 'desa', 'desa_adat', 'kecamatan']);
export type PlaceKind = z.output<typeof placeKind>;

export const place = z.object({
  code: regionCode,
  kind: placeKind,
  name: z.string(),
  districtCode,
  districtName: z.string(),
  postalCode: postalCode.nullable(),
  point: point.nullable(),
  /** How the point was found. `perkiraan`: of the village office or thereabouts, from a source without stated origin. */
  method: z.enum(['perkiraan']),
});
export type Place = z.output<typeof place>;

/** What the typed text said besides the place: read out of it before the search. */
export const addressParts = z.object({
  rt: z.string().nullable(),
  rw: z.string().nullable(),
  houseNumber: z.string().nullable(),
});
export type AddressParts = z.output<typeof addressParts>;

/** From the last four digits of the code (Permendagri 58/2021): 1 kelurahan, 2 desa, 3 desa adat. */
export function kindOf(code: string): PlaceKind {
  const serial = code.split('.')[3];
  if (serial === undefined) return 'kecamatan';
  if (serial.startsWith('1')) return 'kelurahan';
  return serial.startsWith('3') ? 'desa_adat' : 'desa';
}
