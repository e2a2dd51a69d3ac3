import { z } from 'zod';
import { idSchema } from '#platform/shared/ids.ts';
import { type BreakReason, breakReasons, type Disposition, dispositions } from './call.ts';

const seconds = (least: number, most: number) => z.number().int().min(least).max(most);
/** Seconds since the call waits; null leaves the step out. A step at once would be no step. */
const delay = seconds(1, 900).nullable();

/** Seconds of wrap-up by class where it differs: what needs an incident takes longer, a prank takes a breath. */
const wrapUpSeeds: Partial<Record<Disposition, number>> = {
  EMERGENCY_NEW: 120,
  URGENT_NONLIFE: 120,
  COMPLAINT: 120,
  PRANK_CHILD: 15,
  PRANK_ADULT: 15,
  PRANK_ABUSIVE: 30,
  GHOST: 30,
  ACCIDENTAL: 15,
  WRONG_NUMBER: 15,
  TEST: 15,
};
/** Minutes that a break may last; null has no limit. */
const breakSeeds: Record<BreakReason, number | null> = { rest: 15, meal: 45, prayer: 20, briefing: 30, technical: 30 };

/**
 * How the queue of a regency works. Every member has a seed, so that an older or an empty content is a whole one. The answer
 * targets of design.md §5 (95 % in 10 s, 99 % in 30 s) set the seeds: after 10 s everybody in the house rings.
 */
export const queueContent = z.object({
  /** A desk rings for so long before the next one does. */
  ringS: seconds(2, 30).default(5),
  /** A call that waits longer rings at all free desks of its steps at once. */
  ringAllAfterS: delay.default(15),
  supervisorsAfterS: delay.default(5),
  anyoneAfterS: delay.default(10),
  /** The overflow number of the centre's settings. */
  numberAfterS: delay.default(30),
  neighbourAfterS: delay.default(60),
  /** As it is dialled, by the way of the overflow number. */
  neighbourNumber: z.string().trim().min(2).max(40).nullable().default(null),
  /** A number outside rings for so long. */
  outsideRingS: seconds(10, 120).default(30),
  wrapUpS: seconds(5, 900).default(60),
  wrapUpByCode: z.partialRecord(z.enum(dispositions), seconds(5, 900)).default(wrapUpSeeds),
  /** One press prolongs the wrap-up by so much, so many times. */
  prolongS: seconds(10, 900).default(60),
  prolongTimes: z.number().int().min(0).max(20).default(3),
  /** The oldest wait beyond which the supervisors' screens give the alarm; the answer target. */
  alarmAfterS: seconds(3, 300).default(10),
  /** Whether a call taker sees that a supervisor listens. Whoever can be heard is always shown (supervise.ts). */
  showListening: z.boolean().default(true),
  /** Whether the history of a number orders calls at all, by at most five seconds (history-rules.ts). */
  historyOrder: z.boolean().default(true),
  breakMinutes: z.record(z.enum(breakReasons), seconds(1, 480).nullable()).default(breakSeeds),
});
export type QueueContent = z.output<typeof queueContent>;
export const queueSeeds: QueueContent = queueContent.parse({});

export const queueSettingId = idSchema<'queue_setting'>();
