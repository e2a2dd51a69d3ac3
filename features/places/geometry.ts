import { z } from 'zod';

/** GeoJSON (RFC 7946): longitude first, degrees on WGS 84; a height may follow. */
const coordinate = z.tuple([z.number(), z.number()]).rest(z.number());
const ring = z.array(coordinate).min(4);
const polygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) });
const multiPolygon = z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) });

/** A polygon or several; a place with islands is one geometry. */
export const areaGeometry = z.discriminatedUnion('type', [polygon, multiPolygon]);
export type AreaGeometry = z.output<typeof areaGeometry>;

/** West, south, east, north in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** The box around a geometry. */
export function boxOf(geometry: AreaGeometry): Box {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [outer = []] of polygons) {
    for (const [longitude, latitude] of outer) {
      [west, south] = [Math.min(west, longitude), Math.min(south, latitude)];
      [east, north] = [Math.max(east, longitude), Math.max(north, latitude)];
    }
  }
  return [west, south, east, north];
}
