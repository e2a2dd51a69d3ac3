import { kinks } from '@turf/kinks';
import { type AreaGeometry, boxOf } from '../../geometry.ts';
import type { GeometryProblem } from '../../geometry-problems.ts';

/** What is wrong with a polygon; null: it can be used. Rings may share points with each other, as islands and holes do. */
export function geometryProblem(geometry: AreaGeometry): GeometryProblem | null {
  const [west, south, east, north] = boxOf(geometry);
  if (Math.abs(west) > 180 || Math.abs(east) > 180 || Math.abs(south) > 90 || Math.abs(north) > 90) return 'in_metres';
  if (south < -11.6 || north > 6.6 || west < 94.4 || east > 141.6) return 'outside_indonesia';
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  for (const ring of polygons.flat()) {
    const [first, last] = [ring[0], ring.at(-1)];
    if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) return 'open_ring';
    const corners = new Set(ring.map(([longitude, latitude]) => `${longitude} ${latitude}`));
    if (corners.size < 3) return 'too_small';
    const line = ring.map(([longitude, latitude]) => [longitude, latitude]);
    if (crosses(line)) return 'crosses_itself';
  }
  return null;
}

/** A line that only touches itself in a corner is usual in official data, and does no harm. */
function crosses(ring: number[][]): boolean {
  const corners = new Set(ring.map(([longitude, latitude]) => `${longitude} ${latitude}`));
  const { features } = kinks({ type: 'Polygon', coordinates: [ring] });
  return features.some(({ geometry: { coordinates } }) => !corners.has(`${coordinates[0]} ${coordinates[1]}`));
}

/** Corners of all rings. */
export function cornersOf(geometry: AreaGeometry): number {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
}
