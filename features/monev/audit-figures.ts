/** Figures of audits: how sure a small sample makes us, and whether districts and hours are served alike. */

const confidenceLevel = 0.95;

/** Chance of at most `k` in `n` at the share `p`, summed in logarithms so that large samples do not underflow. */
export function atMost(k: number, n: number, p: number): number {
  if (p <= 0 || k >= n) return 1;
  if (p >= 1) return 0;
  let [term, sum] = [n * Math.log1p(-p), 0];
  for (let i = 0; i <= k; i++) {
    sum += Math.exp(term);
    term += Math.log((n - i) / (i + 1)) + Math.log(p / (1 - p));
  }
  return Math.min(1, sum);
}

/**
 * The largest share that still fits `k` of `n` with 95 % confidence, one-sided: 3/n at zero (the rule of three; Hanley and
 * Lippman-Hand, JAMA 1983), else Clopper and Pearson (Biometrika 1934), by halving. Null: nothing was looked at.
 */
export function upperBound(k: number, n: number): number | null {
  if (n <= 0) return null;
  if (k === 0) return Math.min(1, 3 / n);
  if (k >= n) return 1;
  let [low, high] = [k / n, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (atMost(k, n, middle) > 1 - confidenceLevel) low = middle;
    else high = middle;
  }
  return high;
}

/** `part` of `whole` in one group: one district, or some hours of the day. */
export interface GroupCount {
  readonly key: string;
  readonly part: number;
  readonly whole: number;
}

export const fairBand = { low: 0.8, high: 1.25 } as const;
/** Below this a ratio says more about chance than about people. */
export const leastWhole = 30;
export const leastPart = 5;

/** `few`: too little to say; `unclear`: outside the band, but by chance alone it could be 1. */
export type FairVerdict = 'fair' | 'unclear' | 'unfair' | 'few';
export interface Fairness extends GroupCount {
  /** The group's share over that of all others; null with `few`. */
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly verdict: FairVerdict;
}

/** Two-sided 95 %. */
const z = 1.959964;

/** Each group against all others, with the interval of Katz, Baptista, Azen and Pike (Biometrics 1978) on the logarithm of the ratio. */
export function fairnessOf(groups: readonly GroupCount[]): Fairness[] {
  const total = { part: sum(groups, 'part'), whole: sum(groups, 'whole') };
  return groups.map((group) => {
    const rest = { part: total.part - group.part, whole: total.whole - group.whole };
    const isFew = Math.min(group.whole, rest.whole) < leastWhole || Math.min(group.part, rest.part) < leastPart;
    if (isFew) return { ...group, ratio: null, low: null, high: null, verdict: 'few' as const };
    const ratio = group.part / group.whole / (rest.part / rest.whole);
    const spread = z * Math.sqrt(1 / group.part - 1 / group.whole + 1 / rest.part - 1 / rest.whole);
    const [low, high] = [ratio * Math.exp(-spread), ratio * Math.exp(spread)];
    return { ...group, ratio, low, high, verdict: verdictOf(ratio, low, high) };
  });
}

function verdictOf(ratio: number, low: number, high: number): FairVerdict {
  if (ratio >= fairBand.low && ratio <= fairBand.high) return 'fair';
  return low <= 1 && high >= 1 ? 'unclear' : 'unfair';
}

const sum = (groups: readonly GroupCount[], field: 'part' | 'whole') =>
  groups.reduce((all, group) => all + group[field], 0);

/** Six hours each: a day of a small regency holds too few calls for more. */
export const hourBands = ['00-06', '06-12', '12-18', '18-24'] as const;
export type HourBand = (typeof hourBands)[number];
