import { metresBetween } from '#platform/shared/sphere.ts';

interface VillagePoint {
  readonly code: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** As many times the usual distance between two villages of the regency: then two regencies lie side by side. */
const reach = 3;

/**
 * Which regencies lie beside one, told by the points of their villages (nobody publishes a list, and the lines of borders are
 * imported later or never): one whose nearest village is at most three times as far as villages here are from each other.
 */
export function neighboursBy(
  regencyCode: string,
  points: readonly VillagePoint[],
): { readonly code: string; readonly distanceM: number }[] {
  const own = points.filter((one) => one.code.startsWith(`${regencyCode}.`));
  if (own.length < 2) return [];
  const limit = reach * usualSpacing(own);
  // A degree is 111 km; a little more, because meridians come together.
  const around = (limit / 111_000) * 1.1;
  const [south, north] = range(own.map((one) => one.latitude));
  const [west, east] = range(own.map((one) => one.longitude));
  const nearest = new Map<string, number>();
  for (const one of points) {
    if (one.code.startsWith(`${regencyCode}.`)) continue;
    if (one.latitude < south - around || one.latitude > north + around) continue;
    if (one.longitude < west - around || one.longitude > east + around) continue;
    const distance = Math.min(...own.map((village) => metresBetween(village, one)));
    const code = one.code.slice(0, 5);
    if (distance <= limit) nearest.set(code, Math.min(distance, nearest.get(code) ?? distance));
  }
  return [...nearest]
    .map(([code, distance]) => ({ code, distanceM: Math.round(distance) }))
    .sort((a, b) => a.distanceM - b.distanceM);
}

/** Metres from a village to the nearest other one, at the median. */
function usualSpacing(villages: readonly VillagePoint[]): number {
  const spacings = villages.map((one) =>
    Math.min(...villages.filter((other) => other !== one).map((other) => metresBetween(one, other))),
  );
  return spacings.sort((a, b) => a - b)[Math.floor(spacings.length / 2)] ?? 0;
}

function range(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
