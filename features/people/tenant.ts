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

/** An address or a network of one (`10.20.0.0/24`), as Asterisk matches it. */
export const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
const dialled = z.string().regex(/^[0-9a-z*#+]{1,20}$/);

/** Who delivers the regency's calls. */
export const trunkContent = z.object({
  /** Addresses the operators deliver 112 calls from. */
  peers: z.array(network).max(50),
  /** Numbers beside 112 and sos that are emergency calls too. */
  numbers: z.array(dialled).max(20),
  /** Where calls go when nobody of the centre can be rung, in national form (overflow.ts): dialled as it stands here. */
  overflow: z.string().trim().min(1).max(40).nullable(),
  /** Where the operator takes them, `host[:port]`; empty: the first peer that is one address, port 5060. */
  overflowAddress: z.string().trim().max(260).default(''),
  overflowTransport: z.enum(['udp', 'tcp']).default('udp'),
});
/** The trunk of a regency that nobody delivers to yet. */
export const noTrunk: z.output<typeof trunkContent> = trunkContent.parse({ peers: [], numbers: [], overflow: null });

/** A coat of arms by the SHA-256 of its file. */
export const crestHash = z.string().regex(/^[0-9a-f]{64}$/);
/** Bytes of its file, and pixels of a side: enough for paper, little enough for every page. */
export const maxCrestBytes = 524_288;
export const crestSide = { min: 64, max: 4096 } as const;
/** The file in base64, which has four characters for three bytes; one that is too large is told so, not that its text is too long. */
export const crestFile = z.base64().max(Math.ceil(maxCrestBytes * 1.45));

/** What of a regency is editable: how it is called, where it is found, who delivers its calls. */
export const centreContent = z.object({
  name: z.string().trim().min(3).max(120),
  shortName: z.string().trim().min(2).max(60),
  /** Host names whose public pages are this regency's. */
  hosts: z.array(z.hostname()).max(20),
  /** Older versions were made before there were coats of arms. */
  crest: crestHash.nullable().default(null),
  trunk: trunkContent,
});
export type CentreContent = z.output<typeof centreContent>;
