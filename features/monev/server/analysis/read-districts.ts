import { simpleBoundaries } from '#features/places/server/layers/layer-store.ts';
import { placesOf, regencyOf } from '#features/places/server/store.ts';
import type { Action } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import type { readDistrictShapes as route } from '../../analysis-contract.ts';

/** Where the districts lie, for who reads figures and need not find places. */
export const readDistrictShapes: Action<typeof route> = async (ctx) => {
  const places = await placesOf(ctx.tx, await regencyOf(ctx.tx, ctx.tenantId));
  const outlines = new Map((await simpleBoundaries(ctx, 'district')).map(({ code, geometry }) => [code, geometry]));
  return ok({
    items: places
      .filter(({ kind }) => kind === 'kecamatan')
      .map(({ code, name, point }) => ({ code, name, geometry: outlines.get(code) ?? null, point })),
  });
};
