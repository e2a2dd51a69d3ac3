import { changeSetting } from '#features/people/server/setting-versions.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { estimateTravel, type Travel } from '#platform/server/geo/router.ts';
import { ok } from '#platform/shared/result.ts';
import type { changeGeoSetting, readGeoSetting } from '../../geo-setting-contract.ts';
import type { Point } from '../../position.ts';
import type { findAddresses, judgePoint } from '../../search-contract.ts';
import { jurisdictionOf } from '../ground/ground.ts';
import { hitAt } from '../search/find-places.ts';
import { finderOf } from '../search/place-finder.ts';
import { geocoderOf, geoSettingKind, readSetting, travelSettingOf } from './geo-setting-store.ts';

export const readGeo: Action<typeof readGeoSetting> = async (ctx) => ok(await readSetting(ctx));

export const changeGeo: Action<typeof changeGeoSetting> = async (ctx, { body }) => {
  const { id } = await readSetting(ctx, 'lock');
  return changeSetting(ctx, geoSettingKind, { id, ...body });
};

export const judge: Action<typeof judgePoint> = async (ctx, { query }) => ok(await jurisdictionOf(ctx, query));

/** Beside the own search, which never waits for it. */
export const addresses: Action<typeof findAddresses> = async (ctx, { query }) => {
  const geocoder = await geocoderOf(ctx);
  if (geocoder === null) return ok({ source: null, isUnavailable: false, items: [] });
  const finder = await finderOf(ctx);
  const found = await geocoder.search(query.q, finder.middle, query.limit);
  const items = (found ?? []).map(({ label, point, accuracyM }) =>
    hitAt({ ...point, source: 'geocoder', accuracyM }, 'address', label, finder),
  );
  return ok({ source: geocoder.kind, isUnavailable: found === null, items });
};

/**
 * Seconds and metres from each origin, in their order, each with its source. By the regency's router where there is one and it
 * answers in 800 ms, else estimated; an origin without a way is estimated too. Ask it after the list is shown, never before.
 */
export async function travelTimes(
  ctx: ActionContext,
  origins: readonly Point[],
  destination: Point,
): Promise<readonly Travel[]> {
  const { router, estimate } = await travelSettingOf(ctx);
  const routed = router === null ? null : await router.travelTimes(origins, destination);
  return origins.map((origin, nth) => routed?.[nth] ?? estimateTravel(origin, destination, estimate));
}
