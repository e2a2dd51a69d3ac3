import { z } from 'zod';
import { instant, route } from '#platform/shared/contract.ts';
import { areaGeometry } from './geometry.ts';
import { boundaryLevel, boundaryStatus, layerId, layerKind, layerOrigin, layerSlug, tilesFacts } from './layer.ts';
import { point, regionCode } from './place.ts';

export const layerView = layerOrigin.extend({
  id: layerId,
  kind: layerKind,
  slug: layerSlug,
  level: boundaryLevel.nullable(),
  status: boundaryStatus.nullable(),
  fileName: z.string(),
  items: z.number().int(),
  tiles: tilesFacts.nullable(),
  state: z.enum(['active', 'replaced', 'removed']),
  reason: z.string(),
  madeBy: z.object({ id: z.uuid(), displayName: z.string() }).nullable(),
  madeAt: instant,
  endedAt: instant.nullable(),
});
export type LayerView = z.output<typeof layerView>;

/** The active ones first, then what was replaced or removed and can be brought back. Maps read `kind: 'tiles'` here. */
export const listLayers = route({
  method: 'GET',
  path: '/api/place-layers',
  summary: 'Boundaries, landmarks and map tiles that were brought in, with source, licence and vintage',
  permission: 'place.search',
  output: z.object({
    items: z.array(layerView),
    /** What came with the program. */
    regions: z.object({ districts: z.number().int(), villages: z.number().int(), points: z.number().int() }),
    neighbours: z.array(z.object({ code: regionCode, name: z.string(), distanceM: z.number().int() })),
  }),
});

/** Simplified, for drawing only: what decides is kept as it came. */
export const readBoundaries = route({
  method: 'GET',
  path: '/api/boundaries',
  summary: 'Boundaries of the regency, its districts or its villages, simplified for drawing',
  permission: 'place.search',
  query: z.object({ level: boundaryLevel }),
  output: z.object({
    layer: layerView.nullable(),
    items: z.array(z.object({ code: regionCode, name: z.string(), geometry: areaGeometry })),
  }),
});

/** Landmarks in a part of the map. */
export const listLandmarks = route({
  method: 'GET',
  path: '/api/landmarks',
  summary: 'Landmarks of a part of the map',
  permission: 'place.search',
  query: z.object({
    west: z.coerce.number().min(-180).max(180),
    south: z.coerce.number().min(-90).max(90),
    east: z.coerce.number().min(-180).max(180),
    north: z.coerce.number().min(-90).max(90),
    limit: z.coerce.number().int().min(1).max(2000).default(500),
  }),
  output: z.object({
    items: z.array(z.object({ id: z.uuid(), name: z.string(), category: z.string().nullable(), point })),
  }),
});
