import type { CallerPlaceView } from '../../place-contract.ts';

/** A geodetic place as the sketch draws it: metres east and north of the middle of the sketch. */
export interface Drawn {
  readonly id: string;
  readonly east: number;
  readonly north: number;
  /** Null: a point of which nothing is known. */
  readonly radiusM: number | null;
}

export interface Sketch {
  readonly places: readonly Drawn[];
  readonly village: { readonly name: string; readonly east: number; readonly north: number } | null;
  /** Half the side of the square that holds everything, metres. */
  readonly reachM: number;
  /** A round length of about a third of the side, for the bar. */
  readonly barM: number;
}

const metresPerDegree = 111_195;

/** What is drawn, around the first place; null when none has coordinates. */
export function sketchOf(items: readonly CallerPlaceView[]): Sketch | null {
  const geodetic = items.flatMap(({ id, place }) => (place.kind === 'geodetic' ? [{ id, place }] : []));
  const [first] = geodetic;
  if (first === undefined) return null;
  const { latitude, longitude, nearest } = first.place;
  const from = (at: { latitude: number; longitude: number }) => ({
    east: (at.longitude - longitude) * metresPerDegree * Math.cos((latitude * Math.PI) / 180),
    north: (at.latitude - latitude) * metresPerDegree,
  });
  // Those far away would shrink the first to a dot; the text tells of them.
  const near = Math.max(2_000, 20 * (first.place.uncertaintyM ?? 0));
  const places = geodetic
    .map(({ id, place }) => ({ id, ...from(place), radiusM: place.uncertaintyM }))
    .filter(({ east, north }) => Math.hypot(east, north) <= near);
  const village = nearest === null ? null : { name: nearest.name, ...from(nearest) };
  const shown = village !== null && Math.hypot(village.east, village.north) <= near ? village : null;
  const edges = [
    ...places.map(({ east, north, radiusM }) => Math.max(Math.abs(east), Math.abs(north)) + (radiusM ?? 0)),
    shown === null ? 0 : Math.max(Math.abs(shown.east), Math.abs(shown.north)),
  ];
  const reachM = 1.2 * Math.max(50, ...edges);
  return { places, village: shown, reachM, barM: roundLength((2 * reachM) / 3) };
}

/** 1, 2 or 5 times a power of ten, not above `metres`. */
export function roundLength(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres));
  return [5, 2, 1].map((step) => step * power).find((length) => length <= metres) ?? power;
}
