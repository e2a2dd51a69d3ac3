import { earthRadiusM } from '#platform/shared/sphere.ts';

/** WGS 84 degrees. */
export interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
}

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

export interface View {
  readonly centre: GeoPoint;
  readonly zoom: number;
}

const radians = Math.PI / 180;
/** MapLibre's tiles are 512 px wide at every zoom. */
const tilePx = 512;

/** How many metres on the ground a CSS pixel of the map covers there. */
export function metresPerPixel(latitude: number, zoom: number): number {
  return (2 * Math.PI * earthRadiusM * Math.cos(latitude * radians)) / (tilePx * 2 ** zoom);
}

/** How sure a hand sets a point: a mouse or a finger is off by this many pixels. */
const handPx = 12;

/** Metres within which a point set by hand at this zoom lies; never below 5, and said in round figures. */
export function accuracyOfHand(latitude: number, zoom: number): number {
  return roundUp(Math.max(5, handPx * metresPerPixel(latitude, zoom)));
}

/** 1, 2 or 5 times a power of ten, not below `metres`. */
function roundUp(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres));
  return [1, 2, 5].map((step) => step * power).find((length) => length >= metres) ?? 10 * power;
}

/** A closed ring around a point, as GeoJSON wants it: [longitude, latitude]. */
export function circleAround(centre: GeoPoint, radiusM: number, corners = 64): [number, number][] {
  const north = radiusM / (earthRadiusM * radians);
  const east = north / Math.cos(centre.latitude * radians);
  return Array.from({ length: corners + 1 }, (_, at): [number, number] => {
    const angle = (2 * Math.PI * (at % corners)) / corners;
    return [centre.longitude + east * Math.cos(angle), centre.latitude + north * Math.sin(angle)];
  });
}

export function isWithin([west, south, east, north]: Bounds, { latitude, longitude }: GeoPoint): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}

/** The smallest box around these points, widened by `marginM` on every side; null without points. */
export function boundsOf(points: readonly GeoPoint[], marginM = 0): Bounds | null {
  const [first] = points;
  if (first === undefined) return null;
  let [west, south, east, north] = [first.longitude, first.latitude, first.longitude, first.latitude];
  for (const { latitude, longitude } of points) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  const up = marginM / (earthRadiusM * radians);
  const side = up / Math.cos(((south + north) / 2) * radians);
  return [west - side, south - up, east + side, north + up];
}

/** A view as it stands in an address: `-7.44721,112.71834,12.5`. */
export function viewText({ centre, zoom }: View): string {
  return [centre.latitude.toFixed(5), centre.longitude.toFixed(5), zoom.toFixed(2)].join(',');
}

/** Null: no view, or one that is nowhere on earth. */
export function viewOf(text: string | null): View | null {
  const parts = (text ?? '').split(',');
  const [latitude = Number.NaN, longitude = Number.NaN, zoom = Number.NaN] = parts.map((one) =>
    one.trim() === '' ? Number.NaN : Number(one),
  );
  const fits = Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180 && zoom >= 0 && zoom <= 24;
  return parts.length === 3 && fits ? { centre: { latitude, longitude }, zoom } : null;
}
