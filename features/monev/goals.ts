import { z } from 'zod';
import { answerSeconds, type KpiCode, kpis, lateAnswerSeconds } from './kpi.ts';
import { type Figure, month } from './month.ts';

/** Figures whose goal is a share within so many seconds: answering, and the times of agencies. */
export const timedCodes = [
  'SERVICE_LEVEL',
  'T_TICKET',
  'T_DISPATCH',
  'T_ACK',
  'T_ARRIVAL',
  'T_RESOLVE',
] as const satisfies KpiCode[];
/** Figures that are a share by themselves. */
export const shareCodes = [
  'ANSWER_RATE',
  'NUISANCE_RATE',
  'FEEDBACK_RATE',
  'SLA_ACK',
  'SLA_ARRIVE',
  'SLA_RESOLVE',
] as const satisfies KpiCode[];
export const goalCodes = [...timedCodes, ...shareCodes] as const;
export type GoalCode = (typeof goalCodes)[number];
export const isTimed = (code: GoalCode): boolean => timedCodes.some((one) => one === code);

const longestSeconds = 30 * 86_400;

/** What should be reached: at least this share (at most, where less is better), within so many seconds where the figure is a time. */
export const goal = z
  .object({
    code: z.enum(goalCodes),
    share: z.number().min(0.001).max(1),
    seconds: z.number().int().min(1).max(longestSeconds).nullable(),
  })
  .refine((one) => isTimed(one.code) === (one.seconds !== null));
export type Goal = z.output<typeof goal>;

export const goalName = (one: Pick<Goal, 'code' | 'seconds'>): string =>
  one.seconds === null ? one.code : `${one.code}~within~${one.seconds}`;

/** Goals from a month on, until the next period begins. */
export const goalPeriod = z.object({
  from: month,
  goals: z
    .array(goal)
    .max(20)
    .refine((goals) => new Set(goals.map(goalName)).size === goals.length),
});
export type GoalPeriod = z.output<typeof goalPeriod>;
export const goalSetting = z.object({
  periods: z
    .array(goalPeriod)
    .min(1)
    .max(60)
    .refine((periods) => periods.every((one, index) => index === 0 || (periods[index - 1]?.from ?? '') < one.from)),
});
export type GoalSetting = z.output<typeof goalSetting>;

/** Pairs for answering by their names: the seeds of design.md §5, and 90 % in 10 s with 95 % in 20 s (NENA's older standard). */
export const answeringPairs = {
  sigap: [
    { code: 'SERVICE_LEVEL', share: 0.95, seconds: 10 },
    { code: 'SERVICE_LEVEL', share: 0.99, seconds: 30 },
  ],
  nena: [
    { code: 'SERVICE_LEVEL', share: 0.9, seconds: 10 },
    { code: 'SERVICE_LEVEL', share: 0.95, seconds: 20 },
  ],
} as const satisfies Record<string, readonly Goal[]>;
export type AnsweringPairs = keyof typeof answeringPairs;
// Object.keys forgets the key type; the table above is the only source of the keys.
export const answeringNames = Object.keys(answeringPairs) as AnsweringPairs[];

/** What agencies should reach of what they owe; proposals until a decree says others (domain.md SLA_OPD). */
export const agencyShares = [
  { code: 'SLA_ACK', share: 0.9, seconds: null },
  { code: 'SLA_ARRIVE', share: 0.8, seconds: null },
  { code: 'SLA_RESOLVE', share: 0.8, seconds: null },
] as const satisfies readonly Goal[];

/** Before anything was set: the seeds, for every month there can be. */
export const firstMonth = '2000-01';
export const seededGoals: GoalSetting = {
  periods: [{ from: firstMonth, goals: [...answeringPairs.sigap, ...agencyShares] }],
};

/** The goals of a month's own time; before the first period there were none. */
export function goalsOf(setting: GoalSetting, of: string): readonly Goal[] {
  return setting.periods.findLast((one) => one.from <= of)?.goals ?? [];
}

/** Share that a figure should reach, 0 to 1, where the figure is itself a share; null where nobody set one. */
export function shareWanted(goals: readonly Goal[], code: KpiCode): number | null {
  const [asked, seconds] = withinOf[code] ?? [code, null];
  return goals.find((one) => one.code === asked && one.seconds === seconds)?.share ?? null;
}
/** Shares of calls answered within seconds are figures of their own. */
const withinOf: Readonly<Partial<Record<KpiCode, readonly [GoalCode, number]>>> = {
  SERVICE_LEVEL: ['SERVICE_LEVEL', answerSeconds],
  SERVICE_LEVEL_30: ['SERVICE_LEVEL', lateAnswerSeconds],
};

/** The setting with these goals from a month on; what was said from that very month before is replaced. */
export function withPeriod(setting: GoalSetting, period: GoalPeriod): GoalSetting {
  const others = setting.periods.filter((one) => one.from !== period.from);
  return { periods: [...others, period].sort((a, b) => (a.from < b.from ? -1 : 1)) };
}

/** Of these months, those that would be judged by other goals. */
export function monthsJudgedAnew(before: GoalSetting, after: GoalSetting, months: readonly string[]): string[] {
  const textOf = (setting: GoalSetting, of: string) =>
    JSON.stringify(
      goalsOf(setting, of)
        .map(({ code, seconds, share }) => [code, seconds, share])
        .sort(),
    );
  return months.filter((one) => textOf(before, one) !== textOf(after, one));
}

/** A goal against its figure. `isReached` is null where nothing was measured: no data is neither good nor bad. */
export const verdict = z.object({
  code: z.enum(goalCodes),
  share: z.number(),
  seconds: z.number().int().nullable(),
  part: z.number().int(),
  whole: z.number().int(),
  isReached: z.boolean().nullable(),
});
export type Verdict = z.output<typeof verdict>;

export const isLessBetter = (code: GoalCode): boolean => 'lessIsBetter' in kpis[code];

/** Judge figures that were computed with these goals (figures.ts). The share is compared in whole numbers of rows, so that 95 of 100 is 95 %. */
export function judgeGoals(figures: readonly Figure[], goals: readonly Goal[]): Verdict[] {
  return goals.map((one) => {
    const [by, key] = one.seconds === null ? ['all', null] : ['within', String(one.seconds)];
    const found = figures.find((figure) => figure.code === one.code && figure.by === by && figure.key === key);
    const { part, whole } = found?.kind === 'rate' ? found : { part: 0, whole: 0 };
    return { ...one, part, whole, isReached: whole === 0 ? null : isReached(one, part, whole) };
  });
}

function isReached(one: Goal, part: number, whole: number): boolean {
  // Shares have at most three decimals in percent; a product of floats may miss a whole number by less than this.
  const needed = one.share * whole;
  return isLessBetter(one.code) ? part <= needed + 1e-6 : part >= needed - 1e-6;
}
