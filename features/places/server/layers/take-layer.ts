import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { simplify } from '@turf/simplify';
import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type AreaGeometry, areaGeometry } from '../../geometry.ts';
import type { LayerId } from '../../layer.ts';
import { geometryProblem } from '../files/geometry-check.ts';
import {
  endLayer,
  insertBoundaries,
  insertLandmarks,
  insertLayer,
  type LockedLayer,
  lockActive,
  lockLayer,
  reviveLayer,
} from './layer-store.ts';
import { type LayerFile, type LayerRefusal, readLayer } from './read-layer.ts';

/** Where the tiles in use lie: `SIGAP_DATA/tiles/SLUG.pmtiles`. */
export function tilesPath(dataFolder: string, slug: string): string {
  return join(dataFolder, 'tiles', `${slug}.pmtiles`);
}

/** Those of a layer that is not in use any more, until somebody brings it back. */
function restingPath(dataFolder: string, id: string): string {
  return join(dataFolder, 'tiles', 'resting', `${id}.pmtiles`);
}

interface Taken {
  readonly layerId: LayerId;
  readonly items: number;
  /** It was there already, from the same file described in the same way. */
  readonly isSame: boolean;
}

/** Take a file as a layer in place of the active one of its kind and name. The same file twice changes nothing. */
export async function takeLayer(
  ctx: ActionContext,
  file: LayerFile & { readonly fileName: string; readonly reason: string; readonly dataFolder: string },
): Promise<Result<Taken, LayerRefusal | 'layer.nothing'>> {
  const read = await readLayer(ctx, file);
  if (!read.ok) return read;
  const { preview, sha256, leftOut, boundaries, landmarks } = read.value;
  if (preview.isSame && preview.replaces !== null)
    return ok({ layerId: preview.replaces.id, items: preview.items, isSame: true });
  if (preview.items === 0) return refuse('layer.nothing');
  const { kind, slug, level, items, mapping, tiles } = preview;
  const id = newId<'place_layer'>();
  const active = await lockActive(ctx, kind, slug);
  if (active !== null) await rest(ctx, active, { state: 'replaced', reason: null, dataFolder: file.dataFolder });
  const { title, source, licence, vintage, status } = file.spec;
  const described = { title, source, licence, vintage, status: kind === 'boundary' ? (status ?? null) : null };
  const { fileName, reason } = file;
  await insertLayer(ctx, {
    id,
    kind,
    slug,
    level,
    items,
    mapping,
    tiles,
    sha256,
    leftOut,
    fileName,
    reason,
    ...described,
  });
  await insertBoundaries(
    ctx,
    id,
    boundaries.map((one) => ({ ...one, simple: simpler(one.geometry) })),
  );
  await insertLandmarks(ctx, id, landmarks);
  if (kind === 'tiles') await placeTiles(file.path, tilesPath(file.dataFolder, slug));
  await tell(ctx, 'place_layer.taken', id, { kind, items, replaces: active?.id ?? null });
  return ok({ layerId: id, items, isSame: false });
}

export async function removeLayer(
  ctx: ActionContext,
  { id, reason, dataFolder }: { readonly id: string; readonly reason: string; readonly dataFolder: string },
): Promise<Result<null, 'layer.not_found' | 'layer.not_active'>> {
  const layer = await lockLayer(ctx, id);
  if (layer === null) return refuse('layer.not_found');
  if (layer.state !== 'active') return refuse('layer.not_active');
  await rest(ctx, layer, { state: 'removed', reason, dataFolder });
  await tell(ctx, 'place_layer.removed', layer.id, { kind: layer.kind, items: layer.items });
  return ok(null);
}

export async function restoreLayer(
  ctx: ActionContext,
  { id, reason, dataFolder }: { readonly id: string; readonly reason: string; readonly dataFolder: string },
): Promise<Result<null, 'layer.not_found' | 'layer.is_active' | 'layer.file_gone'>> {
  const layer = await lockLayer(ctx, id);
  if (layer === null) return refuse('layer.not_found');
  if (layer.state === 'active') return refuse('layer.is_active');
  const resting = restingPath(dataFolder, layer.id);
  if (layer.kind === 'tiles' && (await stat(resting).catch(() => null)) === null) return refuse('layer.file_gone');
  const active = await lockActive(ctx, layer.kind, layer.slug);
  if (active !== null) await rest(ctx, active, { state: 'replaced', reason: null, dataFolder });
  await reviveLayer(ctx, layer.id, reason);
  if (layer.kind === 'tiles') await rename(resting, tilesPath(dataFolder, layer.slug));
  await tell(ctx, 'place_layer.restored', layer.id, { kind: layer.kind, items: layer.items });
  return ok(null);
}

/** Out of use; its rows and its file stay, so that it can be brought back. */
async function rest(
  ctx: ActionContext,
  { id, kind, slug }: LockedLayer,
  { state, reason, dataFolder }: { state: 'replaced' | 'removed'; reason: string | null; dataFolder: string },
): Promise<void> {
  await endLayer(ctx, id, state, reason);
  if (kind !== 'tiles') return;
  await mkdir(join(dataFolder, 'tiles', 'resting'), { recursive: true });
  // One that somebody deleted by hand is gone; the layer ends all the same.
  await rename(tilesPath(dataFolder, slug), restingPath(dataFolder, id)).catch(() => undefined);
}

/** Under another name first, on the same disk, so that nobody ever reads half a file. */
async function placeTiles(from: string, to: string): Promise<void> {
  await mkdir(join(to, '..'), { recursive: true });
  const coming = `${to}.coming`;
  try {
    await copyFile(from, coming);
    await rename(coming, to);
  } catch (error) {
    await rm(coming, { force: true });
    throw error;
  }
}

/** About 11 m: not to be seen on a map of a regency. One that breaks when made simpler is drawn as it came. */
function simpler(geometry: AreaGeometry): AreaGeometry {
  const made = simplify({ type: 'Feature', properties: {}, geometry }, { tolerance: 0.0001, highQuality: false });
  const read = areaGeometry.safeParse(made.geometry);
  return read.success && geometryProblem(read.data) === null ? read.data : geometry;
}

async function tell(
  ctx: ActionContext,
  name: 'place_layer.taken' | 'place_layer.removed' | 'place_layer.restored',
  id: string,
  content: Readonly<Record<string, string | number | null>>,
): Promise<void> {
  await appendEvent(ctx, { name, subject: { type: 'place_layer', id }, audience: [audience.tenant()], content });
}
