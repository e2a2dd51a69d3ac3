import { z } from 'zod';
import { pick, route } from '#platform/shared/contract.ts';
import { addressParts, districtCode, place, regionCode } from './place.ts';
import { refusals } from './texts.ts';

/** Search as it is heard: `Ds. Sidokepung Kec. Buduran RT 3 RW 5`, `alun2`, `Soekodono`. Best match first. */
export const searchPlaces = route({
  method: 'GET',
  path: '/api/places',
  summary: 'Search villages and districts of the regency',
  permission: 'place.search',
  query: z.object({
    q: z.string().trim().min(1).max(200),
    district: districtCode.optional(),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  }),
  output: z.object({ items: z.array(place), parts: addressParts }),
});

export const listDistricts = route({
  method: 'GET',
  path: '/api/places/districts',
  summary: 'Districts of the regency',
  permission: 'place.search',
  output: z.object({ items: z.array(z.object({ code: districtCode, name: z.string() })) }),
});

export const readPlace = route({
  method: 'GET',
  path: '/api/places/:code',
  summary: 'One village or district by its Kemendagri code',
  permission: 'place.search',
  params: z.object({ code: regionCode }),
  output: place,
  refusals: pick(refusals, 'place.not_found'),
});
