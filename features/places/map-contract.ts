import { z } from 'zod';
import { route } from '#platform/shared/contract.ts';
import { districtCode, placeKind, point, regionCode } from './place.ts';

/** Villages and districts of the regency as points; those of districts are the middle of their villages. */
export const listMapPlaces = route({
  method: 'GET',
  path: '/api/map/places',
  summary: 'Points and names of villages and districts, for drawing',
  permission: 'place.search',
  output: z.object({
    items: z.array(z.object({ code: regionCode, kind: placeKind, name: z.string(), districtCode, point })),
  }),
});

const ring = z.array(z.tuple([z.number(), z.number()]));

/** Natural Earth at 1:10 million: a backdrop that is some hundred metres off, never a border. */
export const readMapLand = route({
  method: 'GET',
  path: '/api/map/land',
  summary: 'Land around the regency, to draw the coast where no map tiles were brought in',
  permission: 'place.search',
  output: z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
});

/** Map tiles (PMTiles) in parts, for who is signed in at the regency they were brought in for. */
export const mapTilesPath = '/api/map/tiles/:slug';
