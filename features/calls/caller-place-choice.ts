import { metresBetween } from '#platform/shared/sphere.ts';
import { type Instant, msBetween } from '#platform/shared/time.ts';
import { type CallerPlace, type GeodeticPlace, type PlaceSource, placeSources } from './caller-place.ts';
import { radiusAt } from './caller-place-geometry.ts';

/** A place as one source told it during one call. */
export interface ToldPlace {
  readonly source: PlaceSource;
  readonly place: CallerPlace;
  /** When it reached us; stands for the time of measurement where that is unknown. */
  readonly receivedAt: Instant;
}

/** Which place is shown first, why, and what speaks against it. */
export interface ChosenPlace {
  readonly shown: ToldPlace;
  /** All others, best first: each stays to be seen at a touch. */
  readonly others: readonly ToldPlace[];
  /** The first rule by which the shown one beats the next; null: there was no next, or nothing tells them apart. */
  readonly decidedBy: ChoiceRule | null;
  /** Metres between the edges of the shown place and the farthest other one that its circle does not touch; null: all agree. */
  readonly disagreementM: number | null;
}

/** Beyond these ages a place is worth less; a person in need seldom moves far within two minutes on foot. */
const ageSteps = [2 * 60_000, 10 * 60_000, 60 * 60_000] as const;
/** A clock of a telephone or a network may run ahead of ours by this much. */
const skewMs = 5 * 60_000;
/** Metres at 95 per cent: a house, a hamlet or a street, a village, a district. */
const fineSteps = [50, 300, 2_000, 20_000] as const;
/** The step of a bare point: often the mast with no word of it, so behind a village and before a district. */
const unknownStep = 2.5;

interface Rule {
  readonly code: string;
  readonly because: string;
  /** Less is better. */
  readonly rank: (told: ToldPlace, now: Instant) => number;
}

/** In order: the first that tells two places apart decides. */
export const choiceRules = [
  {
    code: 'plausible',
    because: 'A point outside the country is a fault of a device or a network far more often than a caller.',
    rank: ({ place }) => (place.kind === 'geodetic' && place.flags.includes('outside_indonesia') ? 1 : 0),
  },
  {
    code: 'drawable',
    because:
      'A call taker can send somebody to a point, look up an address, and do neither with a reference or a cell name.',
    rank: ({ place }) => ({ geodetic: 0, civic: 1, cell: 2, reference: 3 })[place.kind],
  },
  {
    code: 'fresh',
    because:
      'An exact place of an hour ago sends help to where the caller was. In steps, so that seconds do not outweigh metres.',
    rank: (told, now) => stepOf(ageMs(told, now), ageSteps),
  },
  {
    code: 'fine',
    because: 'Among places of the same age the one that leaves less to search. In steps, at 95 per cent for all.',
    rank: ({ place }) => (place.kind === 'geodetic' ? fineness(place) : 0),
  },
  {
    code: 'source',
    because:
      'At the same fineness the telephone itself (satellites) before the network, the network before a header by agreement, that before a cell.',
    rank: ({ source }) => placeSources.indexOf(source),
  },
  {
    code: 'smaller',
    because: 'Of the same source the smaller circle: a later, better fix of the same measurement.',
    rank: ({ place }) => (place.kind === 'geodetic' ? (radius95(place) ?? Number.MAX_VALUE) : 0),
  },
  {
    code: 'later',
    because: 'Otherwise alike: the latest.',
    rank: (told, now) => ageMs(told, now),
  },
] as const satisfies readonly Rule[];
export type ChoiceRule = (typeof choiceRules)[number]['code'];

/** Which of several places is shown; null when there is none. Alike in all rules: as given. */
export function choosePlace(told: readonly ToldPlace[], now: Instant): ChosenPlace | null {
  const [shown, ...others] = told.toSorted((a, b) => ruleBetween(a, b, now)?.difference ?? 0);
  if (shown === undefined) return null;
  const [next] = others;
  const decidedBy = next === undefined ? null : (ruleBetween(shown, next, now)?.code ?? null);
  return { shown, others, decidedBy, disagreementM: disagreement(shown.place, others) };
}

function ruleBetween(a: ToldPlace, b: ToldPlace, now: Instant): { code: ChoiceRule; difference: number } | null {
  for (const { code, rank } of choiceRules) {
    const difference = rank(a, now) - rank(b, now);
    if (difference !== 0) return { code, difference };
  }
  return null;
}

/** Since it was measured, or where that is unknown or lies in the future since it came; never negative. */
function ageMs({ place, receivedAt }: ToldPlace, now: Instant): number {
  const at = place.kind === 'geodetic' || place.kind === 'civic' ? place.at : null;
  const isBelievable = at !== null && msBetween(now, at) <= skewMs;
  return Math.max(0, msBetween(isBelievable ? at : receivedAt, now));
}

function fineness(place: GeodeticPlace): number {
  const radius = radius95(place);
  return radius === null ? unknownStep : stepOf(radius, fineSteps);
}

function radius95({ uncertaintyM, confidence }: GeodeticPlace): number | null {
  return uncertaintyM === null ? null : radiusAt(uncertaintyM, confidence, 95);
}

function stepOf(value: number, steps: readonly number[]): number {
  const step = steps.findIndex((limit) => value <= limit);
  return step < 0 ? steps.length : step;
}

function disagreement(shown: CallerPlace, others: readonly ToldPlace[]): number | null {
  if (shown.kind !== 'geodetic') return null;
  const gaps = others
    .map(({ place }) => place)
    .filter((place) => place.kind === 'geodetic')
    .map((place) => metresBetween(shown.centre, place.centre) - (radius95(shown) ?? 0) - (radius95(place) ?? 0));
  const farthest = Math.max(0, ...gaps);
  // Two bare points of one place never fall on the same centimetre; below this nobody drives elsewhere.
  return farthest > 50 ? farthest : null;
}
