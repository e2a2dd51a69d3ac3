import type { Position, PositionSource } from '#features/places/position.ts';

interface Placed {
  readonly point?: { readonly latitude: number; readonly longitude: number } | null;
  readonly placed?: { readonly source: PositionSource; readonly accuracyM: number | null } | null;
}

/** A point of the form as one text, so that fields can be compared one by one: `-7.44700, 112.71800 landmark 20`. */
export function placedText({ point, placed }: Placed): string {
  // The village's own point is nobody's choice, and moves with the village.
  if (point == null || placed == null || placed.source === 'village') return '';
  const { latitude, longitude } = point;
  return `${latitude.toFixed(6)}, ${longitude.toFixed(6)} ${placed.source} ${placed.accuracyM ?? ''}`.trim();
}

/** The text of a position that somebody chose. */
export function textOfPosition({ latitude, longitude, source, accuracyM }: Position): string {
  return placedText({ point: { latitude, longitude }, placed: { source, accuracyM } });
}

/** The same read back; null: there is none. */
export function placedOf(text: string): Position | null {
  const [, latitude, longitude, source, metres] = /^(\S+), (\S+) (\S+) ?(\d*)$/.exec(text) ?? [];
  if (latitude === undefined || longitude === undefined || source === undefined) return null;
  return {
    latitude: Number(latitude),
    longitude: Number(longitude),
    // Written by `placedText` alone; the server refuses what it does not know.
    source: source as PositionSource,
    accuracyM: metres ? Number(metres) : null,
  };
}
