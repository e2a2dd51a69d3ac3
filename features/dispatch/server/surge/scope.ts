import type { AreaGeometry } from '#features/places/geometry.ts';
import { geometryProblemTexts } from '#features/places/geometry-problems.ts';
import { selectAreas } from '#features/places/server/areas/area-store.ts';
import { cornersOf, geometryProblem } from '#features/places/server/files/geometry-check.ts';
import { polygonIndex } from '#features/places/server/ground/polygon-index.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { fill } from '#platform/shared/texts.ts';
import type { SurgeScope } from '../../surge.ts';
import { isWhole, isWithin } from '../../surge-rules.ts';
import { namesInScope } from './surge-store.ts';

/** Where something lies, as rows say it. */
export interface Placed {
  readonly districtCode: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** A person draws tens of corners; thousands would be asked of every incident. */
const mostCorners = 2000;

/** A drawn shape that can be searched in. */
export function guardShape(ctx: ActionContext, geometry: AreaGeometry): Result<null, 'surge.bad_geometry'> {
  const problem = geometryProblem(geometry);
  if (problem !== null)
    return refuse('surge.bad_geometry', { why: fill(geometryProblemTexts[problem], ctx.actor.language) });
  const corners = cornersOf(geometry);
  return corners > mostCorners ? refuse('surge.bad_geometry', { why: `${corners} > ${mostCorners}` }) : ok(null);
}

/** The districts and areas are of this regency, the shape is one. */
export async function guardScope(
  ctx: ActionContext,
  scope: SurgeScope,
): Promise<Result<null, 'surge.area_unknown' | 'surge.bad_geometry'>> {
  const names = await namesInScope(ctx, scope);
  const wanted = new Set(scope.districtCodes).size + new Set(scope.areaIds).size;
  if (names.length !== wanted) return refuse('surge.area_unknown');
  return scope.geometry === null ? ok(null) : guardShape(ctx, scope.geometry);
}

/** Whether something lies in a surge's area; made once, asked for each of many. */
export async function withinOf(ctx: ActionContext, scope: SurgeScope): Promise<(placed: Placed) => boolean> {
  if (isWhole(scope)) return () => true;
  const areas = scope.areaIds.length === 0 ? [] : await selectAreas(ctx.tx, ctx.tenantId);
  const areasAt = polygonIndex(
    areas
      .filter(({ id }) => scope.areaIds.includes(id))
      .map(({ id, content: { geometry } }) => ({ key: id, geometry })),
  );
  const shapeAt = polygonIndex(scope.geometry === null ? [] : [{ key: 'shape', geometry: scope.geometry }]);
  return ({ districtCode, latitude, longitude }) => {
    if (districtCode === null && latitude === null) return isWithin(scope, null);
    const point = latitude === null || longitude === null ? null : { latitude, longitude };
    return isWithin(scope, {
      districtCode,
      areaIds: point === null ? [] : areasAt(point),
      inPolygon: point !== null && shapeAt(point).length > 0,
    });
  };
}
