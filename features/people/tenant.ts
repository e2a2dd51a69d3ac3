import { z } from 'zod';
import type { Zone } from '#platform/shared/time.ts';
import { zoneSchema } from './person.ts';

/** In addresses of public pages: short, lower case, for life. */
export const tenantSlug = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);
/** Kemendagri code of a regency or city, e.g. `35.15`. */
export const regencyCode = z.string().regex(/^\d{2}\.\d{2}$/);

/** A regency as it is founded. */
export const tenantFounding = z.object({
  slug: tenantSlug,
  name: z.string().trim().min(3).max(120),
  shortName: z.string().trim().min(2).max(60),
  regionCode: regencyCode,
  zone: zoneSchema,
});

/** Provinces of central and eastern time (Keppres 41/1987 and the provinces split off since); all others are western. */
const central = ['51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76'];
const eastern = ['81', '82', '91', '92', '93', '94', '95', '96', '97'];

/** The time zone of a region by the province in its code. */
export function zoneOfRegion(code: string): Zone {
  const province = code.slice(0, 2);
  if (central.includes(province)) return 'Asia/Makassar';
  return eastern.includes(province) ? 'Asia/Jayapura' : 'Asia/Jakarta';
}

/** `Kabupaten Ogan Komering Ulu` becomes `ogan-komering-ulu`: a proposal, people may choose another. */
export function proposeSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(kabupaten|kota)( administrasi)? /, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
}
