import { metresBetween } from '#platform/shared/sphere.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { Track } from './track-contract.ts';
import type { UnitStatus } from './unit.ts';

type Fix = Track['fixes'][number];

/** A unit as it was at a moment. */
export interface Whereabouts {
  readonly track: Track;
  /** Null: it had said none for this task yet. */
  readonly status: UnitStatus | null;
  /** The newest position that was not later; null: none was known. */
  readonly fix: Fix | null;
  /** How old that position was then. */
  readonly ageSeconds: number;
  /** What it had driven until then, the newest position last. */
  readonly driven: readonly Fix[];
}

/**
 * Where each unit was at a moment, one line for each unit: who was not on the incident then is not there. A unit that was
 * released and sent again is there with the drive of that time.
 */
export function whereAt(tracks: readonly Track[], at: Instant): readonly Whereabouts[] {
  return tracks.filter((one) => isOn(one, at)).map((one) => stood(one, at));
}

/** From the moment it was given the task until, not including, that of its release. */
const isOn = ({ from, to }: Track, at: Instant) => from <= at && (to === null || at < to);

function stood(track: Track, at: Instant): Whereabouts {
  const driven = track.fixes.filter((fix) => fix.at <= at).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const fix = driven.at(-1) ?? null;
  return {
    track,
    status: newestOf(track.statuses, at)?.status ?? null,
    fix,
    ageSeconds: fix === null ? 0 : Math.floor((Date.parse(at) - Date.parse(fix.at)) / 1000),
    driven,
  };
}

/** Of several at one moment the last said counts. */
function newestOf<Said extends { readonly at: Instant }>(said: readonly Said[], at: Instant): Said | null {
  return said
    .filter((one) => one.at <= at)
    .reduce<Said | null>((newest, one) => (newest === null || one.at >= newest.at ? one : newest), null);
}

/** Metres of the line through these positions. */
export function lengthOf(driven: readonly Fix[]): number {
  return driven.reduce((sum, fix, index) => {
    const before = driven[index - 1];
    return before === undefined ? 0 : sum + metresBetween(before.point, fix.point);
  }, 0);
}
