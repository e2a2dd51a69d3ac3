import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ActionContext } from '#platform/server/action.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { LayerPreview, LayerSpec } from '../../import-contract.ts';
import type { RowProblem } from '../../import-problems.ts';
import type { LayerKind } from '../../layer.ts';
import { type BoundaryFile, type ReadBoundary, readBoundaryFile } from '../files/boundary-file.ts';
import { type LandmarkFile, type ReadLandmark, readLandmarkFile } from '../files/landmark-file.ts';
import { groundOf } from '../ground/ground.ts';
import { knownRegions, lockActive, regencyBox, tenantSlug } from './layer-store.ts';
import { readTilesFile } from './tiles-file.ts';

/** A file as it was read: what it would bring, and the rows themselves. */
export interface ReadLayer {
  readonly preview: LayerPreview;
  readonly sha256: string;
  readonly boundaries: readonly ReadBoundary[];
  readonly landmarks: readonly ReadLandmark[];
  readonly leftOut: Readonly<Record<string, number>>;
}

export type LayerRefusal =
  | 'layer.unreadable'
  | 'layer.no_code'
  | 'layer.no_columns'
  | 'layer.status_needed'
  | 'layer.slug_not_yours'
  | 'layer.bad_tiles';

export interface LayerFile {
  readonly kind: LayerKind;
  readonly path: string;
  readonly spec: LayerSpec;
}

/** How many of the rows that are left out are shown. */
const shownProblems = 100;
const shownMissing = 60;

/** Read a file as what it is said to be, match it with the regency, and say what would change. Nothing is written. */
export async function readLayer(
  ctx: ActionContext,
  { kind, path, spec }: LayerFile,
): Promise<Result<ReadLayer, LayerRefusal>> {
  if (kind === 'boundary' && spec.status === undefined) return refuse('layer.status_needed');
  const read = await readKind(ctx, { kind, path, spec });
  if (!read.ok) return read;
  const { problems, ...found } = read.value;
  const slug = spec.slug ?? found.slug;
  if (kind === 'tiles') {
    const own = await tenantSlug(ctx);
    if (slug !== own && !slug.startsWith(`${own}-`)) return refuse('layer.slug_not_yours', { slug: own });
  }
  const sha256 = await hashOf(path);
  const active = await lockActive(ctx, kind, slug);
  const leftOut = countBy(problems);
  const { title, source, licence, vintage, status } = spec;
  const description = { title, source, licence, vintage, status: status ?? null, mapping: found.preview.mapping };
  return ok({
    sha256,
    boundaries: found.boundaries,
    landmarks: found.landmarks,
    leftOut,
    preview: {
      kind,
      slug,
      ...found.preview,
      leftOut: Object.entries(leftOut).map(([problem, count]) => ({
        // Counted from problems a line above; Object.entries forgets the key type.
        problem: problem as RowProblem,
        count,
      })),
      problems: problems.slice(0, shownProblems),
      replaces:
        active === null ? null : { id: active.id, title: active.title, vintage: active.vintage, items: active.items },
      isSame: active !== null && active.sha256 === sha256 && isDeepStrictEqual(active.description, description),
    },
  });
}

type Counted = Omit<LayerPreview, 'kind' | 'slug' | 'leftOut' | 'problems' | 'replaces' | 'isSame'>;

interface KindRead {
  readonly slug: string;
  readonly preview: Counted;
  readonly problems: BoundaryFile['problems'];
  readonly boundaries: readonly ReadBoundary[];
  readonly landmarks: readonly ReadLandmark[];
}

const nothing: Counted = {
  level: null,
  items: 0,
  byCode: 0,
  byName: 0,
  ofNeighbours: 0,
  roads: 0,
  missingCount: 0,
  missing: [],
  columns: [],
  mapping: {},
  tiles: null,
};

async function readKind(ctx: ActionContext, { kind, path, spec }: LayerFile): Promise<Result<KindRead, LayerRefusal>> {
  if (kind === 'tiles') return readTiles(ctx, path);
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  if (kind === 'landmark') return readLandmarks(ctx, text, spec);
  const content = jsonOf(text);
  if (content === null) return refuse('layer.unreadable', { why: 'JSON' });
  const read = readBoundaryFile(content, {
    regions: await knownRegions(ctx),
    level: spec.level,
    mapping: spec.mapping,
  });
  return read.ok ? ok(boundaryRead(read.value)) : read;
}

function boundaryRead(file: BoundaryFile): KindRead {
  const { level, byCode, byName, ofNeighbours, missing, columns, mapping, boundaries, problems } = file;
  return {
    slug: `batas-${{ village: 'desa', district: 'kecamatan', regency: 'kabupaten' }[level]}`,
    boundaries,
    landmarks: [],
    problems,
    preview: {
      ...nothing,
      ...{ level, byCode, byName, ofNeighbours, columns: [...columns], mapping },
      items: byCode + byName,
      missingCount: missing.length,
      missing: missing.slice(0, shownMissing),
    },
  };
}

async function readLandmarks(
  ctx: ActionContext,
  text: string,
  { mapping }: LayerSpec,
): Promise<Result<KindRead, LayerRefusal>> {
  const { nearest } = await groundOf(ctx);
  const read = readLandmarkFile(text, { mapping, nearest: (point) => nearest(point, 1)[0]?.village.code ?? null });
  if (!read.ok) return read;
  const { landmarks, problems, columns, mapping: used }: LandmarkFile = read.value;
  const roads = landmarks.filter(({ kind }) => kind === 'road').length;
  return ok({
    slug: roads > 0 && roads === landmarks.length ? 'jalan' : 'patokan',
    boundaries: [],
    landmarks,
    problems,
    preview: { ...nothing, items: landmarks.length, roads, columns: [...columns], mapping: used },
  });
}

async function readTiles(ctx: ActionContext, path: string): Promise<Result<KindRead, LayerRefusal>> {
  const read = await readTilesFile(path, await regencyBox(ctx));
  if (!read.ok) return read;
  const { tiles: items, ...tiles } = read.value;
  const slug = await tenantSlug(ctx);
  return ok({ slug, boundaries: [], landmarks: [], problems: [], preview: { ...nothing, items, tiles } });
}

function countBy(problems: BoundaryFile['problems']): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const { problem } of problems) counted[problem] = (counted[problem] ?? 0) + 1;
  return counted;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part);
  return hash.digest('hex');
}
