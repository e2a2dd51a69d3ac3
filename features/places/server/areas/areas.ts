import { changeSetting, recordSettingVersion, type SettingKind } from '#features/people/server/setting-versions.ts';
import { type Action, type ActionContext, bind } from '#platform/server/action.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { fill } from '#platform/shared/texts.ts';
import { type AreaContent, type AreaId, areaContent, maxAreaCorners } from '../../area.ts';
import * as routes from '../../area-contract.ts';
import { boxOf } from '../../geometry.ts';
import { geometryProblemTexts } from '../../geometry-problems.ts';
import { cornersOf, geometryProblem } from '../files/geometry-check.ts';
import { groundOf } from '../ground/ground.ts';
import { insertArea, lockArea, selectAreas, updateArea } from './area-store.ts';

export const areaKind: SettingKind<typeof areaContent> = {
  kind: 'area',
  schema: areaContent,
  load: lockArea,
  allows: async (ctx, id, content) => !content.active || (await guard(ctx, id, content)).ok,
  save: updateArea,
};

type Guarded = Result<null, 'area.bad_geometry' | 'area.far_away' | 'area.too_fine' | 'area.name_taken'>;

/** What an area must fulfil beyond its schema; `id` null: it is new. */
async function guard(ctx: ActionContext, id: string | null, content: AreaContent): Promise<Guarded> {
  const corners = cornersOf(content.geometry);
  if (corners > maxAreaCorners) return refuse('area.too_fine', { corners, limit: maxAreaCorners });
  const problem = geometryProblem(content.geometry);
  if (problem !== null)
    return refuse('area.bad_geometry', { why: fill(geometryProblemTexts[problem], ctx.actor.language) });
  const [west, south, east, north] = boxOf(content.geometry);
  const { nearest, rows } = await groundOf(ctx);
  const middle = { latitude: (south + north) / 2, longitude: (west + east) / 2 };
  const isKnown = rows.some(({ latitude }) => latitude !== null);
  if (isKnown && nearest(middle, 1).length === 0) return refuse('area.far_away');
  const same = (await selectAreas(ctx.tx, ctx.tenantId)).find(
    (one) => one.id !== id && one.content.active && one.content.name.toLowerCase() === content.name.toLowerCase(),
  );
  return same === undefined ? ok(null) : refuse('area.name_taken', { name: same.content.name });
}

const list: Action<typeof routes.listAreas> = async (ctx) => ok({ items: await selectAreas(ctx.tx, ctx.tenantId) });

const create: Action<typeof routes.createArea> = async (ctx, { body }) => {
  const guarded = await guard(ctx, null, body.content);
  if (!guarded.ok) return guarded;
  const id: AreaId = newId();
  await insertArea(ctx, id, body.content);
  const { content, reason } = body;
  await recordSettingVersion(ctx, { kind: areaKind.kind, subjectId: id, version: 1, content, reason });
  return ok({ id, version: 1 });
};

const change: Action<typeof routes.changeArea> = async (ctx, { params, body }) => {
  const guarded = body.content.active ? await guard(ctx, params.id, body.content) : ok(null);
  if (!guarded.ok) return guarded;
  return changeSetting(ctx, areaKind, { id: params.id, ...body });
};

const remove: Action<typeof routes.removeArea> = async (ctx, { params, body }) => {
  const found = await lockArea(ctx, params.id);
  if (found === null) return refuse('setting.not_found');
  return changeSetting(ctx, areaKind, { id: params.id, ...body, content: { ...found.content, active: false } });
};

/** Named polygons of the regency. */
export const areasPart: FeaturePart = {
  routes: [
    bind(routes.listAreas, list),
    bind(routes.createArea, create),
    bind(routes.changeArea, change),
    bind(routes.removeArea, remove),
  ],
};
