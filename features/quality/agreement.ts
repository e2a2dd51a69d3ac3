/** How far two assessors agree beyond chance, and how sure a few sheets make us. */

/** Answers of two people to one criterion of one call. */
export type Pair = readonly [string, string];

export interface Agreement {
  readonly n: number;
  readonly same: number;
  /** Cohen's kappa; null: nothing was compared, or both always said one and the same (chance alone agrees wholly). */
  readonly kappa: number | null;
}

/** kappa = (po - pe) / (1 - pe), Cohen, Educational and Psychological Measurement 20 (1960), unweighted. */
export function agreementOf(pairs: readonly Pair[]): Agreement {
  const n = pairs.length;
  const same = pairs.filter(([one, other]) => one === other).length;
  if (n === 0) return { n, same, kappa: null };
  const count = (side: 0 | 1, answer: string) => pairs.filter((pair) => pair[side] === answer).length;
  const answers = [...new Set(pairs.flat())];
  // In whole numbers, so that a chance of one is seen as one.
  const byChance = answers.reduce((sum, answer) => sum + count(0, answer) * count(1, answer), 0);
  if (byChance === n * n) return { n, same, kappa: null };
  return { n, same, kappa: (same * n - byChance) / (n * n - byChance) };
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 %. */
const z = 1.959964;

/** Wilson's interval of a share (JASA 22, 1927); null: nothing was counted. */
export function wilson(part: number, whole: number): Interval | null {
  if (whole <= 0) return null;
  const share = part / whole;
  const middle = (share + (z * z) / (2 * whole)) / (1 + (z * z) / whole);
  const spread = (z / (1 + (z * z) / whole)) * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole));
  return { low: Math.max(0, middle - spread), high: Math.min(1, middle + spread) };
}

/** 0.975 quantiles of Student's t by degrees of freedom, 1 to 30 (NIST/SEMATECH e-Handbook §1.3.6.7.2). */
const quantiles = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

export interface Mean {
  readonly n: number;
  readonly mean: number | null;
  /** Student's, cut to 0 and 1; null with fewer than two. */
  readonly interval: Interval | null;
}

/** Mean of scores from 0 to 1 with its 95 % interval. Beyond 31 sheets the quantile of 30 is kept: a little wider, never narrower. */
export function meanOf(scores: readonly number[]): Mean {
  const n = scores.length;
  if (n === 0) return { n, mean: null, interval: null };
  const mean = scores.reduce((sum, score) => sum + score, 0) / n;
  const quantile = quantiles[Math.min(n - 1, quantiles.length) - 1];
  if (quantile === undefined) return { n, mean, interval: null };
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (n - 1);
  const spread = quantile * Math.sqrt(variance / n);
  return { n, mean, interval: { low: Math.max(0, mean - spread), high: Math.min(1, mean + spread) } };
}
