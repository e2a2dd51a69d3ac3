import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Action, bind } from '#platform/server/action.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import * as routes from '../../import-contract.ts';
import * as layerRoutes from '../../layer-contract.ts';
import { neighboursOf } from '../ground/ground-store.ts';
import { regencyOf } from '../store.ts';
import * as store from './layer-store.ts';
import { readLayer } from './read-layer.ts';
import { removeLayer, restoreLayer, takeLayer } from './take-layer.ts';

const list: Action<typeof layerRoutes.listLayers> = async (ctx) =>
  ok({
    items: await store.selectLayers(ctx),
    regions: await store.regionCounts(ctx),
    neighbours: await neighboursOf(ctx.tx, await regencyOf(ctx.tx, ctx.tenantId)),
  });

const boundaries: Action<typeof layerRoutes.readBoundaries> = async (ctx, { query }) => {
  const found = await store.simpleBoundaries(ctx, query.level);
  const layers = await store.selectLayers(ctx);
  const layer = layers.find(
    ({ kind, state, level }) => kind === 'boundary' && state === 'active' && level === query.level,
  );
  return ok({ layer: layer ?? null, items: found.map(({ code, name, geometry }) => ({ code, name, geometry })) });
};

const landmarks: Action<typeof layerRoutes.listLandmarks> = async (ctx, { query }) => {
  const { west, south, east, north, limit } = query;
  const found = await store.landmarksWithin(ctx, [west, south, east, north], limit);
  return ok({
    items: found.map(({ latitude, longitude, ...one }) => ({ ...one, point: { latitude, longitude } })),
  });
};

/** Files come in parts, because a request is small; they lie in the data folder until they are taken or dropped. */
function importActions(dataFolder: string) {
  const folder = join(dataFolder, 'place-imports');
  const pathOf = (id: string) => join(folder, id);

  const begin: Action<typeof routes.beginImport> = async (ctx, { body }) => {
    for (const left of await store.dropLeftImports(ctx)) await rm(pathOf(left), { force: true });
    const id = newId<'place_import'>();
    await store.insertImport(ctx, { id, ...body });
    await mkdir(folder, { recursive: true });
    await (await open(pathOf(id), 'w')).close();
    return ok({ id });
  };

  const add: Action<typeof routes.addPart> = async (ctx, { params, body }) => {
    const found = await store.lockImport(ctx, params.id);
    if (found === null) return refuse('layer.not_found');
    const bytes = Buffer.from(body.base64, 'base64');
    // A part that is sent twice is written twice to the same place.
    if (body.offset > found.received || body.offset + bytes.length > found.bytes)
      return refuse('layer.wrong_part', { received: found.received });
    const file = await open(pathOf(found.id), 'r+');
    try {
      await file.write(bytes, 0, bytes.length, body.offset);
    } finally {
      await file.close();
    }
    const received = Math.max(found.received, body.offset + bytes.length);
    await store.saveReceived(ctx, found.id, received);
    return ok({ received });
  };

  const preview: Action<typeof routes.previewImport> = async (ctx, { params, body }) => {
    const found = await store.lockImport(ctx, params.id);
    if (found === null || found.received < found.bytes) return refuse('layer.not_found');
    const read = await readLayer(ctx, { kind: found.kind, path: pathOf(found.id), spec: body });
    return read.ok ? ok(read.value.preview) : read;
  };

  const take: Action<typeof routes.takeImport> = async (ctx, { params, body }) => {
    const found = await store.lockImport(ctx, params.id);
    if (found === null || found.received < found.bytes) return refuse('layer.not_found');
    const { reason, ...spec } = body;
    const { kind, fileName } = found;
    const taken = await takeLayer(ctx, { kind, fileName, path: pathOf(found.id), spec, reason, dataFolder });
    if (!taken.ok) return taken;
    await store.endImport(ctx, found.id, 'taken');
    await rm(pathOf(found.id), { force: true });
    return taken;
  };

  const drop: Action<typeof routes.dropImport> = async (ctx, { params }) => {
    const found = await store.lockImport(ctx, params.id);
    if (found === null) return refuse('layer.not_found');
    await store.endImport(ctx, found.id, 'dropped');
    await rm(pathOf(found.id), { force: true });
    return ok({});
  };

  return { begin, add, preview, take, drop };
}

/** Boundaries, landmarks and tiles that an administrator brings in. */
export function layersPart(dataFolder: string): FeaturePart {
  const { begin, add, preview, take, drop } = importActions(dataFolder);
  const remove: Action<typeof routes.removeLayer> = async (ctx, { params, body }) => {
    const removed = await removeLayer(ctx, { id: params.id, reason: body.reason, dataFolder });
    return removed.ok ? ok({}) : removed;
  };
  const restore: Action<typeof routes.restoreLayer> = async (ctx, { params, body }) => {
    const restored = await restoreLayer(ctx, { id: params.id, reason: body.reason, dataFolder });
    return restored.ok ? ok({}) : restored;
  };
  return {
    routes: [
      bind(layerRoutes.listLayers, list),
      bind(layerRoutes.readBoundaries, boundaries),
      bind(layerRoutes.listLandmarks, landmarks),
      bind(routes.beginImport, begin),
      bind(routes.addPart, add),
      bind(routes.previewImport, preview),
      bind(routes.takeImport, take),
      bind(routes.dropImport, drop),
      bind(routes.removeLayer, remove),
      bind(routes.restoreLayer, restore),
    ],
  };
}
