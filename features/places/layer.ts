import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';

export type LayerId = Id<'place_layer'>;
export const layerId = idSchema<'place_layer'>();

export const layerKinds = ['boundary', 'landmark', 'tiles'] as const;
export const layerKind = z.enum(layerKinds);
export type LayerKind = z.output<typeof layerKind>;

export const boundaryLevels = ['regency', 'district', 'village'] as const;
export const boundaryLevel = z.enum(boundaryLevels);
export type BoundaryLevel = z.output<typeof boundaryLevel>;

/** Of BIG's and Kemendagri's lines many are not settled: a border is only as good as its status. */
export const boundaryStatus = z.enum(['definitif', 'indikatif']);
export type BoundaryStatus = z.output<typeof boundaryStatus>;

/** Of a kind, and of tiles the name of the file: `SIGAP_DATA/tiles/SLUG.pmtiles`. */
export const layerSlug = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);

/** What must be said of every layer, because everything shown of it is only as good as that. */
export const layerOrigin = z.object({
  title: z.string().trim().min(2).max(120),
  source: z.string().trim().min(2).max(200),
  licence: z.string().trim().min(2).max(200),
  /** Year, month or day of the data: `2024`, `2024-06`, `2024-06-30`. */
  vintage: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/),
});

/** What a PMTiles file covers. */
export const tilesFacts = z.object({
  west: z.number(),
  south: z.number(),
  east: z.number(),
  north: z.number(),
  minZoom: z.number().int(),
  maxZoom: z.number().int(),
  bytes: z.number().int(),
  tileType: z.enum(['mvt', 'png', 'jpeg', 'webp', 'avif']),
  /** Names of the layers in vector tiles, as the file's own description lists them. */
  vectorLayers: z.array(z.string()),
  attribution: z.string().nullable(),
});
export type TilesFacts = z.output<typeof tilesFacts>;
