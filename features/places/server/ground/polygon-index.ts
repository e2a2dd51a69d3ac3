import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import Flatbush from 'flatbush';
import { type AreaGeometry, boxOf } from '../../geometry.ts';
import type { Point } from '../../position.ts';

/** Finds the polygon that holds a point; of several the first one given. A point on a border belongs to both sides. */
export function polygonIndex<Key>(
  polygons: readonly { readonly key: Key; readonly geometry: AreaGeometry }[],
): (point: Point) => Key[] {
  if (polygons.length === 0) return () => [];
  const boxes = new Flatbush(polygons.length);
  for (const { geometry } of polygons) boxes.add(...boxOf(geometry));
  boxes.finish();
  return ({ latitude, longitude }) =>
    boxes
      .search(longitude, latitude, longitude, latitude)
      .sort((a, b) => a - b)
      .flatMap((nth) => {
        const found = polygons[nth];
        return found !== undefined && booleanPointInPolygon([longitude, latitude], found.geometry) ? [found.key] : [];
      });
}

/** Metres to points, nearest first; on a plane through `middle`, within a thousandth of the sphere for a regency. */
export function nearestIndex<Item extends { readonly point: Point }>(
  items: readonly Item[],
): (point: Point, count: number, withinM: number) => (Item & { readonly distanceM: number })[] {
  if (items.length === 0) return () => [];
  const metresPerDegree = 111_195;
  const middle = items.reduce((sum, { point }) => sum + point.latitude, 0) / items.length;
  const across = metresPerDegree * Math.cos((middle * Math.PI) / 180);
  const flat = ({ latitude, longitude }: Point): [number, number] => [longitude * across, latitude * metresPerDegree];
  const index = new Flatbush(items.length);
  for (const { point } of items) index.add(...flat(point));
  index.finish();
  return (point, count, withinM) => {
    const [x, y] = flat(point);
    return index.neighbors(x, y, count, withinM).flatMap((nth) => {
      const item = items[nth];
      if (item === undefined) return [];
      const [atX, atY] = flat(item.point);
      return [{ ...item, distanceM: Math.round(Math.hypot(atX - x, atY - y)) }];
    });
  };
}
