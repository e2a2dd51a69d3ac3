import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { AreaGeometry, Box } from '../../geometry.ts';
import type { BoundaryLevel, BoundaryStatus, LayerId, LayerKind, TilesFacts } from '../../layer.ts';
import type { LayerView } from '../../layer-contract.ts';
import type { KnownRegion, ReadBoundary } from '../files/boundary-file.ts';
import type { ReadLandmark } from '../files/landmark-file.ts';

interface LayerRow extends Omit<LayerView, 'madeBy'> {
  readonly userId: string | null;
  readonly userName: string | null;
}

/** The active ones first, then those that can be brought back, newest first. */
export async function selectLayers(ctx: ActionContext): Promise<LayerView[]> {
  const found = await rows<LayerRow>(
    ctx.tx,
    sql`select l.id, l.kind, l.slug, l.title, l.level, l.source, l.licence, l.vintage, l.status, l.file_name as "fileName", l.items,
          l.tiles, l.state, l.reason, l.made_by as "userId", u.display_name as "userName", l.made_at as "madeAt", l.ended_at as "endedAt"
        from place_layers l left join users u on u.id = l.made_by where l.tenant_id = ${ctx.tenantId}
        order by l.state = 'active' desc, l.kind, l.slug, l.made_at desc limit 200`,
  );
  return found.map(({ userId, userName, ...layer }) => ({
    ...layer,
    madeBy: userId === null ? null : { id: userId, displayName: userName ?? '' },
  }));
}

export interface LockedLayer {
  readonly id: LayerId;
  readonly kind: LayerKind;
  readonly slug: string;
  readonly title: string;
  readonly vintage: string;
  readonly items: number;
  readonly state: LayerView['state'];
  readonly sha256: string;
  readonly description: unknown;
}

const lockColumns = sql`id, kind, slug, title, vintage, items, state, sha256,
  jsonb_build_object('title', title, 'source', source, 'licence', licence, 'vintage', vintage, 'status', status, 'mapping', mapping) as description`;

export function lockLayer(ctx: ActionContext, id: string): Promise<LockedLayer | null> {
  return row<LockedLayer>(
    ctx.tx,
    sql`select ${lockColumns} from place_layers where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
}

/** The layer in use of a kind and name. */
export function lockActive(ctx: ActionContext, kind: LayerKind, slug: string): Promise<LockedLayer | null> {
  return row<LockedLayer>(
    ctx.tx,
    sql`select ${lockColumns} from place_layers where tenant_id = ${ctx.tenantId} and kind = ${kind} and slug = ${slug} and state = 'active' for update`,
  );
}

/** `reason` where a person took it out of use; one that is replaced keeps the reason it came with. */
export async function endLayer(
  ctx: ActionContext,
  id: string,
  state: 'replaced' | 'removed',
  reason: string | null,
): Promise<void> {
  await run(
    ctx.tx,
    sql`update place_layers set state = ${state}, ended_at = ${ctx.now}, reason = coalesce(${reason}, reason) where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function reviveLayer(ctx: ActionContext, id: string, reason: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update place_layers set state = 'active', ended_at = null, reason = ${reason} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export interface NewLayer {
  readonly id: LayerId;
  readonly kind: LayerKind;
  readonly slug: string;
  readonly title: string;
  readonly level: BoundaryLevel | null;
  readonly source: string;
  readonly licence: string;
  readonly vintage: string;
  readonly status: BoundaryStatus | null;
  readonly fileName: string;
  readonly sha256: string;
  readonly mapping: Readonly<Record<string, string>>;
  readonly items: number;
  readonly leftOut: Readonly<Record<string, number>>;
  readonly tiles: TilesFacts | null;
  readonly reason: string;
}

export async function insertLayer(ctx: ActionContext, made: NewLayer): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into place_layers (id, tenant_id, kind, slug, title, level, source, licence, vintage, status, file_name, sha256,
          mapping, items, left_out, tiles, reason, made_by, made_at)
        values (${made.id}, ${ctx.tenantId}, ${made.kind}, ${made.slug}, ${made.title}, ${made.level}, ${made.source}, ${made.licence},
          ${made.vintage}, ${made.status}, ${made.fileName}, ${made.sha256}, ${JSON.stringify(made.mapping)}::jsonb, ${made.items},
          ${JSON.stringify(made.leftOut)}::jsonb, ${made.tiles === null ? null : JSON.stringify(made.tiles)}::jsonb, ${made.reason},
          ${ctx.actor.kind === 'user' ? ctx.actor.id : null}, ${ctx.now})`,
  );
}

/** Of one statement at most: a polygon may have a hundred kilobytes. */
const batch = 40;

export async function insertBoundaries(
  ctx: ActionContext,
  layerId: LayerId,
  boundaries: readonly (ReadBoundary & { readonly simple: AreaGeometry })[],
): Promise<void> {
  for (let at = 0; at < boundaries.length; at += batch)
    await run(
      ctx.tx,
      sql`insert into boundaries (layer_id, tenant_id, region_code, geometry, simple)
          select ${layerId}, ${ctx.tenantId}, code, geometry, simple
          from jsonb_to_recordset(${JSON.stringify(boundaries.slice(at, at + batch))}::jsonb) as b (code text, geometry jsonb, simple jsonb)`,
    );
}

export async function insertLandmarks(
  ctx: ActionContext,
  layerId: LayerId,
  landmarks: readonly ReadLandmark[],
): Promise<void> {
  for (let at = 0; at < landmarks.length; at += 1000) {
    const given = landmarks.slice(at, at + 1000).map(({ point, lines, ...one }) => ({
      ...one,
      ...point,
      id: newId<'landmark'>(),
      geometry:
        one.kind === 'landmark'
          ? null
          : {
              type: 'MultiLineString',
              coordinates: lines.map((line) => line.map(({ longitude, latitude }) => [longitude, latitude])),
            },
    }));
    await run(
      ctx.tx,
      sql`insert into landmarks (id, tenant_id, layer_id, kind, name, words, category, address, latitude, longitude, accuracy_m, village_code, geometry)
          select g.id, ${ctx.tenantId}, ${layerId}, kind, g.name, words, category, address, g.latitude, g.longitude, "accuracyM",
            (select r.code from regions r where r.code = "villageCode" and r.level = 'village'), geometry
          from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (id uuid, kind text, name text, words text, category text, address text,
            latitude float8, longitude float8, "accuracyM" int, "villageCode" text, geometry jsonb)`,
    );
  }
}

/** Every region a boundary may be of: of the regency and its neighbours, themselves too. */
export function knownRegions(ctx: ActionContext): Promise<KnownRegion[]> {
  return rows<KnownRegion>(
    ctx.tx,
    sql`with own as (select region_code as code from tenants where id = ${ctx.tenantId}),
          near as (select code from own union select n.neighbour_code from region_neighbours n join own o on o.code = n.regency_code)
        select r.code, r.name, r.level, coalesce(p.name, '') as "parentName", left(r.code, 5) = (select code from own) as "isOwn"
        from regions r left join regions p on p.code = r.parent_code
        where r.level <> 'province' and left(r.code, 5) in (select code from near) order by r.code`,
  );
}

/** Of the points of the regency's villages, with some kilometres more; null: none is known. */
export async function regencyBox(ctx: ActionContext): Promise<Box | null> {
  const found = await row<{ west: number | null; south: number; east: number; north: number }>(
    ctx.tx,
    sql`select min(r.longitude) - 0.05 as west, min(r.latitude) - 0.05 as south, max(r.longitude) + 0.05 as east, max(r.latitude) + 0.05 as north
        from regions r join tenants t on t.id = ${ctx.tenantId} where r.level = 'village' and r.code like t.region_code || '.%'`,
  );
  return found === null || found.west === null ? null : [found.west, found.south, found.east, found.north];
}

export async function tenantSlug(ctx: ActionContext): Promise<string> {
  const found = await row<{ slug: string }>(ctx.tx, sql`select slug from tenants where id = ${ctx.tenantId}`);
  return found?.slug ?? '';
}

export function simpleBoundaries(
  ctx: ActionContext,
  level: BoundaryLevel,
): Promise<{ layerId: string; code: string; name: string; geometry: AreaGeometry }[]> {
  return rows(
    ctx.tx,
    sql`select l.id as "layerId", b.region_code as code, r.name, b.simple as geometry
        from place_layers l join boundaries b on b.layer_id = l.id join regions r on r.code = b.region_code
        where l.tenant_id = ${ctx.tenantId} and l.kind = 'boundary' and l.state = 'active' and l.level = ${level} order by b.region_code`,
  );
}

export function landmarksWithin(
  ctx: ActionContext,
  [west, south, east, north]: Box,
  limit: number,
): Promise<{ id: string; name: string; category: string | null; latitude: number; longitude: number }[]> {
  return rows(
    ctx.tx,
    sql`select m.id, m.name, m.category, m.latitude, m.longitude from place_layers l join landmarks m on m.layer_id = l.id
        where l.tenant_id = ${ctx.tenantId} and l.kind = 'landmark' and l.state = 'active' and m.kind = 'landmark'
          and m.longitude between ${west} and ${east} and m.latitude between ${south} and ${north} order by m.name, m.id limit ${limit}`,
  );
}

export async function regionCounts(
  ctx: ActionContext,
): Promise<{ districts: number; villages: number; points: number }> {
  const found = await row<{ districts: number; villages: number; points: number }>(
    ctx.tx,
    sql`select count(*) filter (where level = 'district')::int as districts, count(*) filter (where level = 'village')::int as villages,
          count(*) filter (where level = 'village' and latitude is not null)::int as points
        from regions r join tenants t on t.id = ${ctx.tenantId} where r.code like t.region_code || '.%'`,
  );
  return found ?? { districts: 0, villages: 0, points: 0 };
}

export interface ImportRow {
  readonly id: string;
  readonly kind: LayerKind;
  readonly fileName: string;
  readonly bytes: number;
  readonly received: number;
  readonly madeAt: Instant;
}

export async function insertImport(ctx: ActionContext, made: Omit<ImportRow, 'received' | 'madeAt'>): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into place_imports (id, tenant_id, kind, file_name, bytes, made_by, made_at)
        values (${made.id}, ${ctx.tenantId}, ${made.kind}, ${made.fileName}, ${made.bytes}, ${ctx.actor.id}, ${ctx.now})`,
  );
}

/** An import that is still open. */
export function lockImport(ctx: ActionContext, id: string): Promise<ImportRow | null> {
  return row<ImportRow>(
    ctx.tx,
    sql`select id, kind, file_name as "fileName", bytes::float8 as bytes, received::float8 as received, made_at as "madeAt"
        from place_imports where tenant_id = ${ctx.tenantId} and id = ${id} and state = 'open' for update`,
  );
}

export async function saveReceived(ctx: ActionContext, id: string, received: number): Promise<void> {
  await run(
    ctx.tx,
    sql`update place_imports set received = ${received} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function endImport(ctx: ActionContext, id: string, state: 'taken' | 'dropped'): Promise<void> {
  await run(ctx.tx, sql`update place_imports set state = ${state} where tenant_id = ${ctx.tenantId} and id = ${id}`);
}

/** Files that somebody began to bring in and left; their ids, whose files go too. */
export async function dropLeftImports(ctx: ActionContext): Promise<string[]> {
  const left = await rows<{ id: string }>(
    ctx.tx,
    sql`update place_imports set state = 'dropped'
        where tenant_id = ${ctx.tenantId} and state = 'open' and made_by = ${ctx.actor.id} returning id`,
  );
  return left.map(({ id }) => id);
}
