import { atMost } from './audit-figures.ts';

/*
 * How often a hint is right. Two things are known of the calls that it marked: what people closed them as, which is known of all of them
 * and was said without knowing of the hint; and what a blind second listener said of a random sample of those that were closed as pranks
 * (audits). A prank is one that passes both, so the precision is the product of two shares.
 */

/** What became of the calls that a hint marked. */
export interface HintOutcomes {
  readonly marked: number;
  /** A person said what they were; the others were lost, or are not closed yet. */
  readonly closed: number;
  /** Closed as a prank, corrections of any kind included. */
  readonly asPrank: number;
  /** Judged a second time by the random draw, blind, of those that were closed as pranks first. */
  readonly judged: number;
  readonly agreed: number;
  /** Drawn, and not to be heard: in no share. */
  readonly unheard: number;
}

export interface Precision {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

const confidence = 0.95;

/** Clopper and Pearson (Biometrika 1934), two-sided with the chance `alpha` of being outside, by halving. */
export function shareBounds(k: number, n: number, alpha: number): { readonly low: number; readonly high: number } {
  return { low: 1 - upperOf(n - k, n, alpha / 2), high: upperOf(k, n, alpha / 2) };
}

function upperOf(k: number, n: number, tail: number): number {
  if (k >= n) return 1;
  let [low, high] = [k / n, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (atMost(k, n, middle) > tail) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * The precision with an interval of at least 95 %: half of the error is left to each share (Bonferroni), so that the product of the bounds
 * holds whatever the two have to do with each other. An audit that finds an emergency corrects the class too and so counts twice,
 * against the hint. Null: nothing can be said yet.
 */
export function precisionOf({ closed, asPrank, judged, agreed }: HintOutcomes): Precision | null {
  if (closed === 0 || judged === 0) return null;
  const alpha = (1 - confidence) / 2;
  const [byPeople, byAudit] = [shareBounds(asPrank, closed, alpha), shareBounds(agreed, judged, alpha)];
  return {
    estimate: (asPrank / closed) * (agreed / judged),
    low: byPeople.low * byAudit.low,
    high: byPeople.high * byAudit.high,
  };
}

/** Scores as they are drawn: ten of equal width, the last one cut where a hint usually begins. */
export const scoreBins = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98] as const;

export interface ScoreBin {
  readonly from: number;
  readonly to: number;
  readonly calls: number;
  /** Of them closed by people as pranks, and as something else; the rest is not closed. */
  readonly pranks: number;
  readonly others: number;
}

/** Each bin with its calls, also the empty ones. `count` is how many calls had exactly this score and this end. */
export function binsOf(
  counted: readonly { readonly score: number; readonly end: 'prank' | 'other' | 'open'; readonly count: number }[],
): ScoreBin[] {
  return scoreBins.map((from, index) => {
    const to = scoreBins[index + 1] ?? 1;
    const within = counted.filter(({ score }) => score >= from && (score < to || to === 1));
    const sum = (end?: string) =>
      within.reduce((all, each) => all + (end === undefined || each.end === end ? each.count : 0), 0);
    return { from, to, calls: sum(), pranks: sum('prank'), others: sum('other') };
  });
}
