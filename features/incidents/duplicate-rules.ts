import { wordsOf } from '#features/places/normalise.ts';
import { metresBetween } from '#platform/shared/sphere.ts';
import { type Instant, msBetween } from '#platform/shared/time.ts';
import type { Category } from './incident.ts';

/** What is known of a report that comes in, or of an incident that is open, as far as they can be compared. */
export interface Sighting {
  readonly typeId: string | null;
  readonly category: Category | null;
  readonly villageCode: string | null;
  readonly districtCode: string | null;
  /** A point that somebody or a telephone said; never the one that stands for a village. */
  readonly point: { readonly latitude: number; readonly longitude: number } | null;
  /** Place and landmark in words, as they were typed. */
  readonly placeWords: string;
  readonly at: Instant;
}

/** One ground for taking two reports for one incident; the screen says it in words, with its figure. */
export type Ground =
  | { readonly kind: 'same_number' }
  | { readonly kind: 'distance'; readonly metres: number }
  | { readonly kind: 'same_village' }
  | { readonly kind: 'same_district' }
  | { readonly kind: 'same_words'; readonly words: readonly string[] }
  | { readonly kind: 'minutes'; readonly minutes: number }
  | { readonly kind: 'same_type' }
  | { readonly kind: 'same_category' };

export interface Likeness {
  /** 0 to 160; a rank, not a probability. */
  readonly score: number;
  /** `likely` is offered by one key, `possible` is only listed. */
  readonly grade: 'likely' | 'possible';
  /** The strongest first. */
  readonly grounds: readonly Ground[];
}

/** Staff are shown what is within this distance; the public of FixMyStreet is asked within 250 m (complaints.md §2). */
export const farthestM = 3000;
const likelyScore = 70;
const possibleScore = 35;
/** Later than this after each other two reports are not of one moment, unless the number is the same. */
export const longestMs = 24 * 3_600_000;

const distanceScores = [
  [150, 60],
  [500, 50],
  [1000, 35],
  [farthestM, 15],
] as const;
const minuteScores = [
  [10, 30],
  [30, 22],
  [120, 12],
  [24 * 60, 4],
] as const;

interface Weighed {
  readonly score: number;
  readonly ground: Ground | null;
}
const nothing: Weighed = { score: 0, ground: null };

/**
 * How like an open incident is to what is being reported; null when nothing about the place (or the number) speaks for it:
 * two fires at one minute in two villages are two fires.
 */
export function likenessOf(report: Sighting, open: Sighting, isSameNumber: boolean): Likeness | null {
  const place = weighPlace(report, open);
  const words = weighWords(report.placeWords, open.placeWords);
  if (!isSameNumber && place.score === 0 && words.score === 0) return null;
  const all: Weighed[] = [
    isSameNumber ? { score: 50, ground: { kind: 'same_number' } } : nothing,
    place,
    words,
    weighTime(report.at, open.at),
    weighType(report, open),
  ];
  const score = all.reduce((sum, one) => sum + one.score, 0);
  if (score < possibleScore) return null;
  const grounds = all
    .toSorted((a, b) => b.score - a.score)
    .map((one) => one.ground)
    .filter((ground) => ground !== null);
  return { score, grade: score >= likelyScore ? 'likely' : 'possible', grounds };
}

/** By the points where both are known, else by village, else by district. A far point contradicts a common district. */
function weighPlace(report: Sighting, open: Sighting): Weighed {
  if (report.point !== null && open.point !== null) {
    const metres = Math.round(metresBetween(report.point, open.point));
    const score = distanceScores.find(([upTo]) => metres <= upTo)?.[1] ?? 0;
    return score === 0 ? nothing : { score, ground: { kind: 'distance', metres } };
  }
  if (report.villageCode !== null && report.villageCode === open.villageCode)
    return { score: 40, ground: { kind: 'same_village' } };
  if (report.districtCode !== null && report.districtCode === open.districtCode)
    return { score: 12, ground: { kind: 'same_district' } };
  return nothing;
}

/** Words that stand in half of all addresses and say nothing of where. */
const emptyWords = new Set([
  ...['jalan', 'gang', 'desa', 'dusun', 'kelurahan', 'kecamatan', 'kabupaten', 'kota', 'perumahan', 'dekat', 'depan'],
  ...['belakang', 'samping', 'sebelah', 'seberang', 'rumah', 'raya', 'timur', 'barat', 'utara', 'selatan', 'blok'],
]);

function weighWords(report: string, open: string): Weighed {
  const telling = (text: string) => wordsOf(text).filter((word) => word.length >= 4 && !emptyWords.has(word));
  const known = new Set(telling(open));
  const words = [...new Set(telling(report))].filter((word) => known.has(word));
  if (words.length === 0) return nothing;
  return { score: Math.min(30, 15 * words.length), ground: { kind: 'same_words', words: words.slice(0, 3) } };
}

function weighTime(report: Instant, open: Instant): Weighed {
  const minutes = Math.floor(Math.abs(msBetween(open, report)) / 60_000);
  const score = minuteScores.find(([upTo]) => minutes <= upTo)?.[1] ?? 0;
  return { score, ground: { kind: 'minutes', minutes } };
}

/** A type that is not known yet speaks neither for nor against. */
function weighType(report: Sighting, open: Sighting): Weighed {
  if (report.typeId !== null && report.typeId === open.typeId) return { score: 30, ground: { kind: 'same_type' } };
  if (report.category !== null && report.category === open.category)
    return { score: 18, ground: { kind: 'same_category' } };
  return report.typeId === null || open.typeId === null ? { score: 6, ground: null } : nothing;
}

/** The most like first; of equals the newest. `items` that are not like at all are left out. */
export function rankByLikeness<Item>(
  items: readonly Item[],
  likeness: (item: Item) => Likeness | null,
  at: (item: Item) => Instant,
): { readonly item: Item; readonly likeness: Likeness }[] {
  return items
    .flatMap((item) => {
      const found = likeness(item);
      return found === null ? [] : [{ item, likeness: found }];
    })
    .toSorted((a, b) => b.likeness.score - a.likeness.score || (at(a.item) < at(b.item) ? 1 : -1));
}
