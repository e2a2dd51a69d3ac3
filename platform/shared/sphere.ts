/** Degrees on WGS 84, north and east positive. */
export interface SpherePoint {
  readonly latitude: number;
  readonly longitude: number;
}

/** Mean radius of the earth in metres (IUGG). */
export const earthRadiusM = 6_371_008.8;

/** Metres over the sphere between two points; within half a per cent of the ellipsoid. */
export function metresBetween(from: SpherePoint, to: SpherePoint): number {
  const radians = Math.PI / 180;
  const middle = Math.sin(((to.latitude - from.latitude) * radians) / 2) ** 2;
  const across = Math.sin(((to.longitude - from.longitude) * radians) / 2) ** 2;
  const share = middle + Math.cos(from.latitude * radians) * Math.cos(to.latitude * radians) * across;
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(share)));
}
