import type { Cell } from '#features/calls/caller-place.ts';
import { siteKeyOf } from '#features/calls/cell-site.ts';
import { findSite } from '#features/calls/server/cells/cells-store.ts';
import { judge } from '#features/places/jurisdiction-rules.ts';
import { groundOf } from '#features/places/server/ground/ground.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';
import { type CallGroup, groupCalls, locatedCalls } from './district-store.ts';

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** A cell with a longer reach lies in several districts. */
const widestCellM = 5000;

/**
 * Calls of some dispositions by district, village, weekday and hour. The place is what the desk wrote, else what the network told; where
 * neither did, the district is null. A call from outside the regency has none of its districts either.
 */
export async function countByPlace(
  ctx: ActionContext,
  wanted: { readonly from: Instant; readonly to: Instant; readonly codes: readonly string[]; readonly zone: Zone },
): Promise<CallGroup[]> {
  const groups = await groupCalls(ctx, wanted);
  const located = await locatedCalls(ctx, wanted);
  if (located.length === 0) return groups;
  const ground = await groundOf(ctx);
  const cells = cellFinder(ctx);
  const found: CallGroup[] = [];
  for (const { latitude, longitude, cell, ...call } of located) {
    const point = latitude === null || longitude === null ? await cells(cell) : { latitude, longitude };
    const village = point === null ? null : judge(point, ground).village;
    found.push({ ...call, district: village?.districtCode ?? null, village: village?.code ?? null, count: 1 });
  }
  return [...groups, ...found];
}

/** Looks each cell up once. */
function cellFinder(ctx: ActionContext): (cell: Cell | null) => Promise<Point | null> {
  const known = new Map<string, Point | null>();
  return async (cell) => {
    const key = cell === null ? null : siteKeyOf(cell);
    if (key === null) return null;
    const name = JSON.stringify(key);
    const before = known.get(name);
    if (before !== undefined) return before;
    const site = await findSite(ctx.tx, ctx.tenantId, key);
    const point = site === null || (site.radiusM ?? 0) > widestCellM ? null : site;
    known.set(name, point);
    return point;
  };
}
