import { z } from 'zod';

/** Of a server that the regency runs, or has run for it; inside its own net mostly, so `http` is allowed. */
const serverUrl = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .refine(
    (url) => URL.canParse(url) && new URL(url).username === '' && new URL(url).search === '',
    'no password, no query',
  );

/** Own geocoder and router of a regency, both off unless set; and what estimates travel without one. */
export const geoSetting = z.object({
  geocoder: z.object({ kind: z.enum(['nominatim', 'photon']), url: serverUrl }).nullable(),
  router: z.object({ kind: z.enum(['osrm', 'valhalla']), url: serverUrl }).nullable(),
  /** How much longer roads are than the straight line. */
  detourFactor: z.number().min(1).max(5),
  speedKmh: z.number().min(5).max(120),
});
export type GeoSetting = z.output<typeof geoSetting>;

/** Off, and the estimate of geo-and-language.md §4.3. */
export const firstGeoSetting: GeoSetting = { geocoder: null, router: null, detourFactor: 1.4, speedKmh: 35 };
