import { z } from 'zod';
import { changeReason } from '#features/people/setting-contract.ts';
import { pick, route } from '#platform/shared/contract.ts';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import { rowProblem } from './import-problems.ts';
import { importRefusals } from './import-texts.ts';
import { boundaryLevel, boundaryStatus, layerId, layerKind, layerOrigin, layerSlug, tilesFacts } from './layer.ts';
import { regionCode } from './place.ts';

export type PlaceImportId = Id<'place_import'>;
export const placeImportId = idSchema<'place_import'>();

/** Bytes of a file in one request, before base64; a request itself may hold 1 MiB. */
export const partBytes = 600_000;
/** The largest file that comes in through the screen; larger ones by `sigap import`. */
export const maxImportBytes = 200_000_000;

/** Which property or column of the file says what; what is left out is looked for by its usual names. */
export const fileMapping = z.record(z.string().max(40), z.string().max(120));
export type FileMapping = z.output<typeof fileMapping>;

/** What is said of a file. `slug` names the layer: one that is active under the same name is replaced. */
export const layerSpec = layerOrigin.extend({
  slug: layerSlug.optional(),
  /** Of boundaries; not said: told by the codes. */
  level: boundaryLevel.optional(),
  /** Of boundaries, where it must be said. */
  status: boundaryStatus.optional(),
  mapping: fileMapping.default({}),
});
export type LayerSpec = z.output<typeof layerSpec>;

export const layerPreview = z.object({
  kind: layerKind,
  slug: layerSlug,
  level: boundaryLevel.nullable(),
  /** What would be kept: boundaries of this regency, landmarks, tiles. */
  items: z.number().int(),
  /** Of boundaries: found by code, by name, and those of neighbouring regencies. */
  byCode: z.number().int(),
  byName: z.number().int(),
  ofNeighbours: z.number().int(),
  roads: z.number().int(),
  leftOut: z.array(z.object({ problem: rowProblem, count: z.number().int() })),
  /** The first of what is left out, as the file says it. */
  problems: z.array(z.object({ at: z.string(), problem: rowProblem, said: z.string() })),
  /** Regions of this regency that the file has no boundary for. */
  missingCount: z.number().int(),
  missing: z.array(z.object({ code: regionCode, name: z.string() })),
  /** Properties or columns of the file, and which of them were used for what. */
  columns: z.array(z.string()),
  mapping: fileMapping,
  tiles: tilesFacts.nullable(),
  /** The active layer it would replace. */
  replaces: z.object({ id: layerId, title: z.string(), vintage: z.string(), items: z.number().int() }).nullable(),
  /** That one came from the very same file, read and described in the same way: nothing would change. */
  isSame: z.boolean(),
});
export type LayerPreview = z.output<typeof layerPreview>;

const ofImport = z.object({ id: placeImportId });
const unreadable = pick(
  importRefusals,
  'layer.not_found',
  'layer.unreadable',
  'layer.no_code',
  'layer.no_columns',
  'layer.status_needed',
  'layer.slug_not_yours',
  'layer.bad_tiles',
);

export const beginImport = route({
  method: 'POST',
  path: '/api/place-imports',
  summary: 'Begin to bring in a file of boundaries, landmarks or map tiles; nothing changes yet',
  permission: 'setting.change',
  body: z.object({
    kind: layerKind,
    fileName: z.string().trim().min(1).max(200),
    bytes: z.number().int().min(1).max(maxImportBytes),
  }),
  output: z.object({ id: placeImportId }),
});

export const addPart = route({
  method: 'POST',
  path: '/api/place-imports/:id/parts',
  summary: 'The next part of the file',
  permission: 'setting.change',
  params: ofImport,
  body: z.object({ offset: z.number().int().min(0), base64: z.base64().max(Math.ceil(partBytes / 3) * 4) }),
  output: z.object({ received: z.number().int() }),
  refusals: pick(importRefusals, 'layer.not_found', 'layer.wrong_part'),
});

export const previewImport = route({
  method: 'POST',
  path: '/api/place-imports/:id/preview',
  summary: 'What the file would bring: what matches, what does not; nothing changes yet',
  permission: 'setting.change',
  params: ofImport,
  body: layerSpec,
  output: layerPreview,
  refusals: unreadable,
});

export const takeImport = route({
  method: 'POST',
  path: '/api/place-imports/:id/take',
  summary: 'Take the file as a layer, in place of the active one of the same name',
  permission: 'setting.change',
  params: ofImport,
  body: layerSpec.extend({ reason: changeReason }),
  output: z.object({ layerId, items: z.number().int(), isSame: z.boolean() }),
  refusals: { ...unreadable, ...pick(importRefusals, 'layer.nothing') },
});

export const dropImport = route({
  method: 'POST',
  path: '/api/place-imports/:id/drop',
  summary: 'Leave a file that was looked at; nothing has changed',
  permission: 'setting.change',
  params: ofImport,
  output: z.object({}),
  refusals: pick(importRefusals, 'layer.not_found'),
});

const ofLayer = z.object({ id: layerId });

export const removeLayer = route({
  method: 'POST',
  path: '/api/place-layers/:id/remove',
  summary: 'Take a layer out of use; it can be brought back',
  permission: 'setting.change',
  params: ofLayer,
  body: z.object({ reason: changeReason }),
  output: z.object({}),
  refusals: pick(importRefusals, 'layer.not_found', 'layer.not_active'),
});

export const restoreLayer = route({
  method: 'POST',
  path: '/api/place-layers/:id/restore',
  summary: 'Bring back a layer that was replaced or removed, in place of the active one of the same name',
  permission: 'setting.change',
  params: ofLayer,
  body: z.object({ reason: changeReason }),
  output: z.object({}),
  refusals: pick(importRefusals, 'layer.not_found', 'layer.is_active', 'layer.file_gone'),
});
