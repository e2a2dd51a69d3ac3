import { z } from 'zod';
import { route } from '#platform/shared/contract.ts';
import { jurisdiction } from './jurisdiction.ts';
import { addressParts, point, postalCode } from './place.ts';
import { position, regencyRef, villageRef } from './position.ts';

export const hitKinds = [
  'village',
  'district',
  'landmark',
  'road',
  'earlier',
  'plus_code',
  'coordinates',
  'address',
] as const;
export const hitKind = z.enum(hitKinds);
export type HitKind = z.output<typeof hitKind>;

/** One result of the search, whatever it is. */
export const placeHit = z.object({
  /** Of the hit, for lists: `village:35.15.08.1004`, `landmark:ID`, `earlier:ID of the incident`, `plus_code:6P4J…`. */
  id: z.string(),
  kind: hitKind,
  /** What to write into the field; of a village its name alone. */
  name: z.string(),
  /** Of a village its kind (desa, kelurahan, …), of a landmark its category, of an earlier place its date. */
  detail: z.string().nullable(),
  postalCode: postalCode.nullable(),
  /** Null: it has none, or its point is not known. */
  position: position.nullable(),
  /** Of this regency: the village itself, or the one the position lies in. */
  village: villageRef.nullable(),
  /** Of other kinds than villages and districts. */
  jurisdiction: jurisdiction.nullable(),
  /** It lies in another regency. */
  outside: regencyRef.nullable(),
});
export type PlaceHit = z.output<typeof placeHit>;

/** Why what was typed gave no position, although it looked like one. */
export const searchNotices = [
  /** A short link: only the internet can say where it leads. */
  'short_link',
  /** A link of a map that names no position. */
  'link_without_position',
  /** A short plus code without a place beside it: taken near the middle of the regency. */
  'short_code_guessed',
  /** Figures that are no place of Indonesia. */
  'outside_indonesia',
  /** Longitude stood first. */
  'axes_swapped',
  /** Latitude without minus, S or LS: taken for south. */
  'south_assumed',
] as const;
export const searchNotice = z.enum(searchNotices);
export type SearchNotice = z.output<typeof searchNotice>;

/** Best first. Everything people type, say or paste for a place; whatever it is, the answer is one list. */
export const findPlaces = route({
  method: 'GET',
  path: '/api/place-search',
  summary: 'Search villages, landmarks, roads, earlier places, plus codes, coordinates and links of maps',
  permission: 'place.search',
  query: z.object({
    q: z.string().trim().min(1).max(1000),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  }),
  output: z.object({
    items: z.array(placeHit),
    parts: addressParts,
    notices: z.array(searchNotice),
    /** A geocoder is set up: `findAddresses` may know more. */
    hasGeocoder: z.boolean(),
  }),
});

/** Asked beside `findPlaces`, which never waits for it. `unavailable`: it is set up and did not answer in time. */
export const findAddresses = route({
  method: 'GET',
  path: '/api/place-search/addresses',
  summary: "Search addresses in the regency's own geocoder",
  permission: 'place.search',
  query: z.object({
    q: z.string().trim().min(3).max(200),
    limit: z.coerce.number().int().min(1).max(10).default(5),
  }),
  output: z.object({
    source: z.enum(['nominatim', 'photon']).nullable(),
    isUnavailable: z.boolean(),
    items: z.array(placeHit),
  }),
});

/** For a point that was put on the map, or a caller's. */
export const judgePoint = route({
  method: 'GET',
  path: '/api/jurisdiction',
  summary: 'Whose a point is: village, method, next candidates, or another regency',
  permission: 'place.search',
  query: z.object({
    latitude: z.coerce.number().pipe(point.shape.latitude),
    longitude: z.coerce.number().pipe(point.shape.longitude),
  }),
  output: jurisdiction,
});
