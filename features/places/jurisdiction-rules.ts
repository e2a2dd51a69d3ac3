import type { Jurisdiction } from './jurisdiction.ts';
import type { BoundaryLevel, BoundaryStatus } from './layer.ts';
import type { Point, RegencyRef, VillageRef } from './position.ts';

/** A village by its point, of this regency or of one beside it. */
export interface GroundVillage {
  readonly village: VillageRef;
  readonly point: Point;
  /** Null: of this regency. */
  readonly outside: RegencyRef | null;
}

/** A layer of polygons that is in use. */
export interface GroundBoundary {
  readonly level: BoundaryLevel;
  readonly source: string;
  readonly vintage: string;
  readonly status: BoundaryStatus;
  /** Every region of its level that this regency has is in it: what lies in none of them lies outside. */
  readonly isWhole: boolean;
  /** The code of the region whose polygon holds the point; null: none. */
  readonly find: (point: Point) => string | null;
}

/** What is known of a regency and its neighbours to tell whose a point is. */
export interface Ground {
  readonly regency: RegencyRef;
  readonly neighbours: readonly RegencyRef[];
  /** By code, those without a point too. */
  readonly villages: ReadonlyMap<string, { readonly village: VillageRef; readonly outside: RegencyRef | null }>;
  readonly boundaries: readonly GroundBoundary[];
  /** The nearest of them with their distance in metres, at most `count`, none farther than 20 km. */
  readonly nearest: (point: Point, count: number) => readonly (GroundVillage & { readonly distanceM: number })[];
}

/** So many villages are offered beside the one that was found. */
const candidateCount = 5;

type Near = ReturnType<Ground['nearest']>[number];

/**
 * Whose a point is. A polygon decides where there is one; without one the nearest village point is a hint and is called so
 * ("perkiraan"). Across the border of the regency only a polygon is certain: a nearest point never moves a call to a neighbour.
 */
export function judge(point: Point, ground: Ground): Jurisdiction {
  const near = ground.nearest(point, 40);
  const found = findIn(ground, 'village', point);
  if (found !== null) return byPolygon(found, ground, near);
  const district = findIn(ground, 'district', point);
  const regency = district ?? findIn(ground, 'regency', point);
  if (regency !== null) {
    const isOwn = `${regency.code}.`.startsWith(`${ground.regency.code}.`);
    if (!isOwn) return outsideFor(regencyOf(ground, regency.code), true, regency.boundary, near);
    const inside = near.find(
      ({ village, outside }) => outside === null && `${village.code}.`.startsWith(`${regency.code}.`),
    );
    return answer({ method: 'nearest_point', own: inside ?? null, boundary: regency.boundary, outside: null }, near);
  }
  const whole = ground.boundaries.find(({ isWhole }) => isWhole);
  const [first] = near;
  // Nearest to a village of ours and in no polygon: a gap of the drawing, or the sea before it.
  if (whole !== undefined && (first === undefined || first.outside !== null))
    return outsideFor(first?.outside ?? null, true, whole, near);
  return byNearest(near);
}

interface Found {
  readonly code: string;
  readonly boundary: GroundBoundary;
}

function findIn(ground: Ground, level: BoundaryLevel, point: Point): Found | null {
  for (const boundary of ground.boundaries) {
    const code = boundary.level === level ? boundary.find(point) : null;
    if (code !== null) return { code, boundary };
  }
  return null;
}

function byPolygon(found: Found, ground: Ground, near: readonly Near[]): Jurisdiction {
  const known = ground.villages.get(found.code);
  if (known === undefined || known.outside !== null)
    return outsideFor(known?.outside ?? regencyOf(ground, found.code), true, found.boundary, near);
  const { village } = known;
  return answer(
    { method: 'polygon', own: { village, distanceM: null }, boundary: found.boundary, outside: null },
    near,
  );
}

function byNearest(near: readonly Near[]): Jurisdiction {
  const [first] = near;
  const own = near.find(({ outside }) => outside === null) ?? null;
  if (first === undefined) return outsideFor(null, false, null, near);
  if (first.outside === null) return answer({ method: 'nearest_point', own, boundary: null, outside: null }, near);
  // A village of ours that is hardly farther away stays a hint: points of villages lie kilometres from their borders.
  const isClose = own !== null && own.distanceM <= 2 * first.distanceM;
  const outside = { regency: first.outside, isCertain: false };
  return answer({ method: 'nearest_point', own: isClose ? own : null, boundary: null, outside }, near);
}

function outsideFor(
  regency: RegencyRef | null,
  isCertain: boolean,
  boundary: GroundBoundary | null,
  near: readonly Near[],
): Jurisdiction {
  const method = boundary === null ? 'nearest_point' : 'polygon';
  return answer({ method, own: null, boundary, outside: { regency, isCertain } }, near);
}

interface Decided {
  readonly method: Jurisdiction['method'];
  readonly own: { readonly village: VillageRef; readonly distanceM: number | null } | null;
  readonly boundary: GroundBoundary | null;
  readonly outside: Jurisdiction['outside'];
}

function answer({ method, own, boundary, outside }: Decided, near: readonly Near[]): Jurisdiction {
  const others = near.filter(({ village }) => village.code !== own?.village.code);
  return {
    method,
    village: own?.village ?? null,
    distanceM: method === 'polygon' ? null : (own?.distanceM ?? null),
    candidates: others
      .slice(0, candidateCount)
      .map(({ village, distanceM, outside: where }) => ({ ...village, distanceM, outside: where })),
    outside,
    boundary:
      boundary === null ? null : { source: boundary.source, vintage: boundary.vintage, status: boundary.status },
  };
}

function regencyOf(ground: Ground, code: string): RegencyRef | null {
  const regency = code.slice(0, 5);
  return ground.neighbours.find((one) => one.code === regency) ?? { code: regency, name: regency };
}
