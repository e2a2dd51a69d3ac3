import { z } from 'zod';
import { districtCode, point, regionCode, villageCode } from './place.ts';

/**
 * How a point came to be. `operator` somebody put it on the map, `village` stands for a whole village, `device` the caller's
 * telephone, `earlier` another incident was there, `geocoder` the regency's own geocoder; the others say themselves.
 */
export const positionSources = [
  'operator',
  'village',
  'device',
  'landmark',
  'road',
  'earlier',
  'plus_code',
  'coordinates',
  'map_link',
  'geocoder',
] as const;
export const positionSource = z.enum(positionSources);
export type PositionSource = z.output<typeof positionSource>;

/** Metres about a point; null: not known, which is not the same as exact. */
export const accuracyM = z.number().int().min(1).max(200_000).nullable();

/** As a person or program gives it: nothing said means that somebody put it there. */
export const givenPosition = point.extend({
  source: positionSource.default('operator'),
  accuracyM: accuracyM.default(null),
});

/** A point with where it came from and how exact it is. */
export const position = point.extend({ source: positionSource, accuracyM });
export type Position = z.output<typeof position>;
export type Point = z.output<typeof point>;

/** `polygon` by a boundary, `nearest_point` by the nearest village point ("perkiraan"), `operator` somebody chose it. */
export const villageMethods = ['polygon', 'nearest_point', 'operator'] as const;
export const villageMethod = z.enum(villageMethods);
export type VillageMethod = z.output<typeof villageMethod>;

export const villageRef = z.object({ code: villageCode, name: z.string(), districtCode, districtName: z.string() });
export type VillageRef = z.output<typeof villageRef>;

/** Another regency: the caller may be at the wrong centre. */
export const regencyRef = z.object({ code: regionCode, name: z.string() });
export type RegencyRef = z.output<typeof regencyRef>;
