import { dayOf, type Instant, msBetween, type Zone } from '#platform/shared/time.ts';
import type { WaveKind } from './wave.ts';

/*
 * A count is compared with what is usual at this hour of this weekday: the mean of the same hour in the last weeks. Calls that come
 * independently of each other are counted by Poisson's law; a wave is a count that this law gives less often than `rarity`, one
 * look in ten thousand (one a minute: about once a week, were they independent looks; they overlap, so it is far less). Where hardly
 * anything ever comes the mean would be near zero and two calls a wave: so the mean is never taken below a floor. What is usual stands
 * over eight weeks, with the oldest hours of a young regency missing: the weeks that were there are counted.
 */

/** Chance of a false alarm of one look. */
export const rarity = 1e-4;
/** Weeks that say what is usual. */
export const usualWeeks = 8;

interface WaveRule {
  /** Minutes that are counted back from now. */
  readonly minutes: number;
  /** Calls in this time that are always taken for usual. */
  readonly floor: number;
  /** So many different numbers at least: one telephone makes no wave of many. */
  readonly numbers: number;
}

/** The floors are what an ordinary town's quiet hour has, see docs/decisions/0032-drills-and-waves.md. */
export const waveRules: Readonly<Record<WaveKind, WaveRule>> = {
  one_number: { minutes: 60, floor: 1, numbers: 1 },
  area: { minutes: 60, floor: 3, numbers: 3 },
  school_hours: { minutes: 60, floor: 1.5, numbers: 2 },
  silent_handsets: { minutes: 15, floor: 1, numbers: 5 },
};

/** The smallest count that independent calls around a mean reach less often than `chance`. */
export function poissonLimit(mean: number, chance: number = rarity): number {
  // P(X = k) from k to k, in logarithms at the start: e^-mean of a large mean is zero in floating point.
  let term = Math.exp(-mean);
  if (term === 0) return Math.ceil(mean + 4 * Math.sqrt(mean));
  let below = term;
  for (let count = 1; ; count++) {
    // P(X >= count) = 1 - P(X < count)
    if (1 - below < chance) return count;
    term *= mean / count;
    below += term;
  }
}

/** A call of the last hour as waves see it. */
export interface SeenCall {
  readonly at: Instant;
  /** Null: withheld, or no number. */
  readonly number: string | null;
  /** Where it is known. */
  readonly district: string | null;
  /** Nobody was heard in it. */
  readonly isSilent: boolean;
  /** Closed as the prank of a child. */
  readonly isChildPrank: boolean;
}

/** Means of the same hour of the same weekday, as calls an hour. */
export interface Usual {
  readonly silent: number;
  readonly childPranks: number;
  readonly byDistrict: ReadonlyMap<string, number>;
}

export interface Wave {
  readonly kind: WaveKind;
  /** A number or a district; empty where it is about neither. */
  readonly key: string;
  readonly calls: number;
  readonly numbers: number;
  readonly usual: number;
  /** The count at which it became one. */
  readonly beyond: number;
}

/** School days are Monday to Saturday, 07:00 to 14:00 local time (Permendikbud 23/2017 leaves five or six days to the regency). */
export function isSchoolTime(now: Instant, zone: Zone): boolean {
  const day = dayOf(now, zone);
  // The weekday of a date as it stands, whatever zone this program runs in.
  const weekday = new Date(`${day}T00:00:00.000Z`).getUTCDay();
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(new Date(now)),
  );
  return weekday !== 0 && hour >= 7 && hour < 14;
}

interface Group {
  readonly kind: WaveKind;
  readonly key: string;
  readonly calls: readonly SeenCall[];
  /** Calls an hour. */
  readonly usual: number;
}

/** Every group whose calls could be a wave now, also those that are none (any more): whoever follows open waves needs both. */
export function countWaves(
  calls: readonly SeenCall[],
  usual: Usual,
  now: Instant,
  zone: Zone,
): readonly (Wave & { readonly isWave: boolean })[] {
  return groupsOf(calls, usual, isSchoolTime(now, zone)).map((group) => judge(group, now));
}

function groupsOf(calls: readonly SeenCall[], usual: Usual, isSchool: boolean): Group[] {
  const byNumber = Map.groupBy(calls, ({ number }) => number);
  const byDistrict = Map.groupBy(calls, ({ district }) => district);
  return [
    ...[...byNumber].flatMap(([key, own]): Group[] =>
      key === null ? [] : [{ kind: 'one_number', key, calls: own, usual: 0 }],
    ),
    ...[...byDistrict].flatMap(([key, own]): Group[] =>
      key === null ? [] : [{ kind: 'area', key, calls: own, usual: usual.byDistrict.get(key) ?? 0 }],
    ),
    ...(isSchool
      ? [
          {
            kind: 'school_hours' as const,
            key: '',
            calls: calls.filter(({ isChildPrank }) => isChildPrank),
            usual: usual.childPranks,
          },
        ]
      : []),
    { kind: 'silent_handsets', key: '', calls: calls.filter(({ isSilent }) => isSilent), usual: usual.silent },
  ];
}

function judge({ kind, key, calls, usual }: Group, now: Instant): Wave & { readonly isWave: boolean } {
  const { minutes, floor, numbers: least } = waveRules[kind];
  const seen = calls.filter(({ at }) => msBetween(at, now) < minutes * 60_000);
  const expected = (usual * minutes) / 60;
  const beyond = poissonLimit(Math.max(expected, floor));
  // A withheld number is a source of its own.
  const known = new Set(seen.flatMap(({ number }) => number ?? [])).size;
  const numbers = known + seen.filter(({ number }) => number === null).length;
  const isWave = seen.length >= beyond && numbers >= least;
  return { kind, key, calls: seen.length, numbers, usual: expected, beyond, isWave };
}

/** Whether a wave that has begun goes on: until the count is down to half of what began it, so that it does not flicker. */
export function goesOn(wave: { readonly beyond: number }, calls: number): boolean {
  return calls * 2 >= wave.beyond;
}

/** What to open, what to keep at its new count, and what is over. */
export interface WaveChanges<Open> {
  readonly begin: readonly Wave[];
  readonly keep: readonly { readonly open: Open; readonly wave: Wave }[];
  readonly end: readonly Open[];
}

export function followWaves<Open extends { readonly kind: WaveKind; readonly key: string; readonly beyond: number }>(
  open: readonly Open[],
  counted: readonly (Wave & { readonly isWave: boolean })[],
): WaveChanges<Open> {
  const find = ({ kind, key }: { readonly kind: WaveKind; readonly key: string }) =>
    counted.find((wave) => wave.kind === kind && wave.key === key);
  const going = open.flatMap((each) => {
    const wave = find(each);
    return wave !== undefined && goesOn(each, wave.calls) ? [{ open: each, wave }] : [];
  });
  const isOpen = (wave: Wave) => open.some(({ kind, key }) => kind === wave.kind && key === wave.key);
  return {
    begin: counted.filter((wave) => wave.isWave && !isOpen(wave)),
    keep: going,
    end: open.filter((each) => !going.some(({ open: kept }) => kept === each)),
  };
}
