import type { AreaGeometry } from '../../geometry.ts';
import type { Point } from '../../position.ts';

/** A polygon without holes, open: its first corner is not said again at the end. [longitude, latitude]. */
export type Ring = readonly (readonly [number, number])[];

/** The outlines of a geometry, for drawing tools that know polygons without holes only; null: it has holes. */
export function outlinesOf(geometry: AreaGeometry): Ring[] | null {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  if (polygons.some((rings) => rings.length !== 1)) return null;
  return polygons.map(([outer = []]) => outer.slice(0, -1).map(([x, y]): [number, number] => [x, y]));
}

/** The geometry of closed outlines; null where nothing is an area yet. */
export function geometryOf(outlines: readonly Ring[]): AreaGeometry | null {
  const closed = outlines.flatMap((ring): [number, number][][] => {
    const [first] = ring;
    return first === undefined || ring.length < 3 ? [] : [[...ring, first].map(([x, y]) => [x, y])];
  });
  const [only] = closed;
  if (only === undefined) return null;
  return closed.length === 1
    ? { type: 'Polygon', coordinates: [only] }
    : { type: 'MultiPolygon', coordinates: closed.map((ring) => [ring]) };
}

export function cornersIn(geometry: AreaGeometry): number {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().reduce((sum, ring) => sum + ring.length - 1, 0);
}

/** A metre is five decimals; six are finer than any hand. */
export function cornerAt({ latitude, longitude }: Point): [number, number] {
  return [Number(longitude.toFixed(6)), Number(latitude.toFixed(6))];
}
