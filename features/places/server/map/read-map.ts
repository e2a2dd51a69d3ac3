import type { Action } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import type * as routes from '../../map-contract.ts';
import { placesOf, regencyOf } from '../store.ts';
import { landAround } from './land.ts';

export const listMapPlaces: Action<typeof routes.listMapPlaces> = async (ctx) => {
  const places = await placesOf(ctx.tx, await regencyOf(ctx.tx, ctx.tenantId));
  return ok({
    items: places.flatMap(({ code, kind, name, districtCode, point }) =>
      point === null ? [] : [{ code, kind, name, districtCode, point }],
    ),
  });
};

export const readMapLand: Action<typeof routes.readMapLand> = async (ctx) => {
  const places = await placesOf(ctx.tx, await regencyOf(ctx.tx, ctx.tenantId));
  const points = places.flatMap(({ point }) => (point === null ? [] : [point]));
  return ok({ type: 'MultiPolygon', coordinates: await landAround(points) });
};
