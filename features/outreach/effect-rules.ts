/*
 * What a campaign did, by difference in differences: districts with it against districts without, in two windows of equal length
 * before and after. Counts are Poisson, so the measure is the ratio of ratios
 *
 *     R = (T1 / T0) / (C1 / C0)        ln R = ln T1 − ln T0 − ln C1 + ln C0
 *
 * with Var(ln R) = φ (1/T0 + 1/T1 + 1/C0 + 1/C1) by the delta method (Woolf 1955, "On estimating the relation between blood group
 * and disease", Ann. Hum. Genet. 19:251; Angrist & Pischke 2009, "Mostly Harmless Econometrics", §5.2, for the comparison).
 * φ is the over-dispersion: Pearson's X² of the districts about the common change of their group over its degrees of freedom,
 * never below 1 (McCullagh & Nelder 1989, "Generalized Linear Models", §6.2.3); the quantile is Student's with those degrees.
 */

export interface DistrictCounts {
  readonly code: string;
  readonly hasCampaign: boolean;
  readonly before: number;
  readonly after: number;
}

export interface Totals {
  readonly campaign: { readonly before: number; readonly after: number };
  readonly others: { readonly before: number; readonly after: number };
}

export type FewReason = 'no_places' | 'no_others' | 'few_districts' | 'few_calls';

export type Effect =
  | { readonly kind: 'few'; readonly why: FewReason; readonly totals: Totals }
  | {
      readonly kind: 'measured';
      readonly totals: Totals;
      /** After the campaign as a multiple of what would have been expected without it: 0.8 is a fifth less. */
      readonly ratio: number;
      /** Of the 95 % interval. */
      readonly low: number;
      readonly high: number;
      /** φ: 1 where districts scatter as chance alone makes them. */
      readonly dispersion: number;
      readonly freedom: number;
    };

/** With fewer the normal approximation to a logarithm of a count does not hold (and fewer are not shown: privacy-rules.ts). */
export const fewestCalls = 5;
/** With fewer nothing can be said of how districts scatter by themselves. */
export const fewestFreedom = 3;

/** How much calls changed where the campaign was, beyond what changed elsewhere. */
export function measureEffect(districts: readonly DistrictCounts[]): Effect {
  const [campaign, others] = [true, false].map((has) => districts.filter(({ hasCampaign }) => hasCampaign === has));
  const totals = { campaign: sumOf(campaign ?? []), others: sumOf(others ?? []) };
  const few = (why: FewReason): Effect => ({ kind: 'few', why, totals });
  if (campaign === undefined || campaign.length === 0) return few('no_places');
  if (others === undefined || others.length === 0) return few('no_others');
  const cells = [totals.campaign.before, totals.campaign.after, totals.others.before, totals.others.after];
  if (cells.some((count) => count < fewestCalls)) return few('few_calls');
  const scatter = [scatterOf(campaign, totals.campaign), scatterOf(others, totals.others)];
  const freedom = scatter.reduce((sum, one) => sum + one.freedom, 0);
  if (freedom < fewestFreedom) return few('few_districts');
  const dispersion = Math.max(1, scatter.reduce((sum, one) => sum + one.pearson, 0) / freedom);
  const log =
    Math.log(totals.campaign.after / totals.campaign.before) - Math.log(totals.others.after / totals.others.before);
  const error = Math.sqrt(dispersion * cells.reduce((sum, count) => sum + 1 / count, 0));
  const reach = studentQuantile(freedom) * error;
  return {
    kind: 'measured',
    totals,
    ratio: Math.exp(log),
    low: Math.exp(log - reach),
    high: Math.exp(log + reach),
    dispersion,
    freedom,
  };
}

function sumOf(districts: readonly DistrictCounts[]): { before: number; after: number } {
  return {
    before: districts.reduce((sum, one) => sum + one.before, 0),
    after: districts.reduce((sum, one) => sum + one.after, 0),
  };
}

/** Pearson's X² of a group's districts about the group's own change. A district without calls says nothing. */
function scatterOf(
  districts: readonly DistrictCounts[],
  { before, after }: { before: number; after: number },
): { pearson: number; freedom: number } {
  const share = after / (before + after);
  const heard = districts.filter((one) => one.before + one.after > 0);
  const pearson = heard.reduce((sum, one) => {
    const whole = one.before + one.after;
    return sum + (one.after - whole * share) ** 2 / (whole * share * (1 - share));
  }, 0);
  return { pearson, freedom: Math.max(0, heard.length - 1) };
}

/** The 97.5 % quantile of Student's t, by the expansion of Abramowitz & Stegun 26.7.5: within 0.003 from three degrees on. */
export function studentQuantile(freedom: number): number {
  const z = 1.959964;
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160,
  ];
  return terms.reduce((sum, term, index) => sum + term / freedom ** (index + 1), z);
}

/** What can be said of a change: that it is less or more, that none can be seen, or that there is too little to say anything. */
export type Finding = 'less' | 'more' | 'unclear' | 'few';

export function findingOf(effect: Effect): Finding {
  if (effect.kind === 'few') return 'few';
  if (effect.high < 1) return 'less';
  return effect.low > 1 ? 'more' : 'unclear';
}

/** standards.md §5E, chill guard: genuine calls may not fall by more than this share after a campaign. */
export const chillShare = 0.05;

/**
 * Whether people who need help may have been frightened off. `fell`: genuine calls are down by more than 5 %; `not_excluded`: they are not,
 * and the interval still holds such a fall; `unknown`: too few calls to say.
 */
export type Chill = 'fell' | 'not_excluded' | 'none' | 'unknown';

export function chillOf(genuine: Effect): Chill {
  if (genuine.kind === 'few') return 'unknown';
  const floor = 1 - chillShare;
  if (genuine.ratio < floor) return 'fell';
  return genuine.low < floor ? 'not_excluded' : 'none';
}

/** Days in the regency's zone: the first of each window and the first after it. */
export interface Windows {
  readonly before: { readonly from: string; readonly to: string };
  readonly after: { readonly from: string; readonly to: string };
}

const dayMs = 86_400_000;
const plusDays = (day: string, days: number) => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** Two windows of whole weeks, so that each weekday is in both as often; the days of the campaign itself are in neither. */
export function windowsOf({ startsOn, endsOn }: { startsOn: string; endsOn: string }, weeks: number): Windows {
  const first = plusDays(endsOn, 1);
  return {
    before: { from: plusDays(startsOn, -7 * weeks), to: startsOn },
    after: { from: first, to: plusDays(first, 7 * weeks) },
  };
}

/** Whether another campaign was going on in the time that is compared: its districts are no measure of "without". */
export function disturbs(other: { startsOn: string; endsOn: string }, windows: Windows): boolean {
  return other.startsOn < windows.after.to && other.endsOn >= windows.before.from;
}
