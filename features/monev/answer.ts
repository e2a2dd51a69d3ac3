import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import { dayOf, dayStart, type Instant, msBetween, type Zone } from '#platform/shared/time.ts';
import type { KpiCode } from './kpi.ts';

export type AgencyBriefId = Id<'agency_brief'>;
export const agencyBriefId = idSchema<'agency_brief'>();

/** Figures of the dictionary that an agency answers for, in the order of its page. */
export const answerKpis = [
  'ASSIGNED',
  'SLA_ACK',
  'T_ACK',
  'UNACKNOWLEDGED',
  'REJECTED',
  'SLA_ARRIVE',
  'T_ARRIVAL',
  'SLA_RESOLVE',
  'T_RESOLVE',
] as const satisfies readonly KpiCode[];

/**
 * Counts that only this page has. TURNED_DOWN and REROUTED are the two parts of the dictionary's REJECTED; ESCALATED: the ladder went
 * on to a superior or the control room because nobody acknowledged (`assignments.escalated_at`).
 */
export const answerExtras = ['TURNED_DOWN', 'REROUTED', 'ESCALATED'] as const;
export type AnswerExtra = (typeof answerExtras)[number];

export const answerCodes = [...answerKpis, ...answerExtras] as const;
export const answerCode = z.enum(answerCodes);
export type AnswerCode = z.output<typeof answerCode>;
export const isExtra = (code: AnswerCode): code is AnswerExtra => answerExtras.some((one) => one === code);

/** Shares that should be reached, of what was owed. */
export const targetCodes = ['SLA_ACK', 'SLA_ARRIVE', 'SLA_RESOLVE'] as const satisfies readonly AnswerCode[];
export type TargetCode = (typeof targetCodes)[number];

/** Who speaks: the agency about its figure, or the head about what it said. */
export const sides = ['agency', 'head'] as const;
export const side = z.enum(sides);
export type Side = z.output<typeof side>;

export const explanationText = z.string().trim().min(3).max(2000);

/** Share to be reached of each, 0 to 1, as the goals of the month say (goals.ts); null: nobody set one. */
export type AgencyTargets = Readonly<Record<TargetCode, number | null>>;

/** What a regency sets. The days count in its own zone. */
export const answerSetting = z.object({
  /** On this day the brief of the month before goes out. */
  briefDay: z.number().int().min(1).max(28).default(5),
  /** So many days after the month's end an agency is reminded of what it has not explained. */
  remindDays: z.number().int().min(1).max(27).default(3),
  /** So many days after the month's end it may explain. */
  answerDays: z.number().int().min(1).max(90).default(14),
});
export type AnswerSetting = z.output<typeof answerSetting>;

/** Hours at which the shifts of a day begin, in the regency's zone; a roster may say others one day. */
export const shifts = { morning: 7, afternoon: 14, night: 21 } as const;
export const shiftNames = ['morning', 'afternoon', 'night'] as const satisfies readonly (keyof typeof shifts)[];
export type ShiftName = (typeof shiftNames)[number];

/** The shift a moment lies in; the night goes on past midnight. */
export function shiftOf(at: Instant, zone: Zone): ShiftName {
  const hour = msBetween(dayStart(dayOf(at, zone), zone), at) / 3_600_000;
  if (hour < shifts.morning || hour >= shifts.night) return 'night';
  return hour < shifts.afternoon ? 'morning' : 'afternoon';
}
