import type { ActionContext } from '#platform/server/action.ts';
import type { Jurisdiction } from '../../jurisdiction.ts';
import { type Ground, type GroundBoundary, judge } from '../../jurisdiction-rules.ts';
import type { Point, RegencyRef } from '../../position.ts';
import {
  activeBoundaries,
  type BoundaryRow,
  countRegions,
  groundMark,
  neighboursOf,
  type VillageRow,
  villagesOf,
} from './ground-store.ts';
import { nearestIndex, polygonIndex } from './polygon-index.ts';

/** Farther away no village says anything of a place. */
const nearM = 20_000;

export interface KnownGround extends Ground {
  /** Changes with everything that is known; whoever keeps something made of it keeps it under this. */
  readonly mark: string;
  readonly rows: readonly VillageRow[];
}

/** By tenant, as long as its mark stands: a second process that imports something changes the mark for all. */
const kept = new Map<string, KnownGround>();

/** The regency, its neighbours, its boundaries; kept in the process and made anew when one of them changed. */
export async function groundOf(ctx: Pick<ActionContext, 'tx' | 'tenantId'>): Promise<KnownGround> {
  const { regency, mark } = await groundMark(ctx.tx, ctx.tenantId);
  const known = kept.get(ctx.tenantId);
  if (known !== undefined && known.mark === mark) return known;
  const neighbours = await neighboursOf(ctx.tx, regency.code);
  const villages = await villagesOf(ctx.tx, [regency.code, ...neighbours.map(({ code }) => code)]);
  const polygons = await activeBoundaries(ctx.tx, ctx.tenantId);
  const counts = await countRegions(ctx.tx, regency.code);
  const made = {
    ...groundFrom({ regency, neighbours, villages, boundaries: boundariesFrom(polygons, regency, counts) }),
    mark,
    rows: villages,
  };
  kept.set(ctx.tenantId, made);
  return made;
}

/** Whose a point is. */
export async function jurisdictionOf(ctx: Pick<ActionContext, 'tx' | 'tenantId'>, point: Point): Promise<Jurisdiction> {
  return judge(point, await groundOf(ctx));
}

interface Known {
  readonly regency: RegencyRef;
  readonly neighbours: readonly RegencyRef[];
  readonly villages: readonly VillageRow[];
  readonly boundaries: readonly GroundBoundary[];
}

/** Put what is known into the shape the rule reads. */
export function groundFrom({ regency, neighbours, villages, boundaries }: Known): Ground {
  const other = new Map(neighbours.map(({ code, name }) => [code, { code, name }]));
  const items = villages.map(({ code, name, districtCode, districtName, regencyCode, latitude, longitude }) => ({
    village: { code, name, districtCode, districtName },
    outside: regencyCode === regency.code ? null : (other.get(regencyCode) ?? { code: regencyCode, name: regencyCode }),
    point: latitude === null || longitude === null ? null : { latitude, longitude },
  }));
  const placed = items.flatMap(({ point, ...item }) => (point === null ? [] : [{ ...item, point }]));
  const nearest = nearestIndex(placed);
  return {
    regency,
    neighbours: [...other.values()],
    villages: new Map(items.map((item) => [item.village.code, item])),
    boundaries,
    nearest: (point, count) => nearest(point, count, nearM),
  };
}

function boundariesFrom(
  polygons: readonly BoundaryRow[],
  regency: RegencyRef,
  counts: Readonly<Record<string, number>>,
): GroundBoundary[] {
  const layers = Map.groupBy(polygons, ({ layerId }) => layerId);
  return [...layers.values()].flatMap((rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    const { level, source, vintage, status } = first;
    const find = polygonIndex(rows.map(({ code, geometry }) => ({ key: code, geometry })));
    const own = rows.filter(({ code }) => `${code}.`.startsWith(`${regency.code}.`)).length;
    const isWhole = own > 0 && own >= (counts[level] ?? 0);
    return [{ level, source, vintage, status, isWhole, find: (point: Point) => find(point)[0] ?? null }];
  });
}
