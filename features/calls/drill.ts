import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';

/*
 * Drills: odd but real calls, placed by the program through the trunk, that each must reach the right end (standards.md 5E,
 * "Canary": at least 30 a month). They show what no figure of ordinary days shows: whether somebody who whispers, taps, is a child or has
 * a history of pranks is helped. They are practice and never a measure of a person.
 */

export type DrillId = Id<'drill'>;
export const drillId = idSchema<'drill'>();

/**
 * `whisper`: somebody who must not be heard; `child`: a child whose mother does not wake up; `silent_tapper`: nobody speaks, somebody
 * knocks on the telephone; `prank_history`: a number that was closed as prank many times reports a fire; `local_language`: somebody who speaks
 * Javanese only; `drunk`: somebody who sounds drunk beside a friend who does not wake up.
 */
export const drillScenarios = [
  'whisper',
  'child',
  'silent_tapper',
  'prank_history',
  'local_language',
  'drunk',
] as const;
export const drillScenario = z.enum(drillScenarios);
export type DrillScenario = (typeof drillScenarios)[number];

/**
 * `reached`, `not_reached`: answered, and judged by its own facts. Every other one says why there is nothing to judge: `gave_way` to a real
 * call; `unanswered` at the desks; `cut_short` in mid-call; `not_placed` by telephony; `missed`: no quiet moment
 * came in time; `cancelled` by a person or by another schedule.
 */
export const drillOutcomes = [
  'reached',
  'not_reached',
  'gave_way',
  'unanswered',
  'cut_short',
  'not_placed',
  'missed',
  'cancelled',
] as const;
export const drillOutcome = z.enum(drillOutcomes);
export type DrillOutcome = (typeof drillOutcomes)[number];

/**
 * Why a due drill did not begin when it was looked at: a real call `waiting`; an `other_drill` running; or `few_ready`, fewer than two desks
 * beside none that waits. The order is that in which they are said where several hold: a call that waits is why hardly anybody is ready.
 */
export const drillObstacles = ['waiting', 'other_drill', 'few_ready'] as const;
export type DrillObstacle = (typeof drillObstacles)[number];
/** How often each stood in the way of one drill: it is looked at every two minutes for an hour. */
export type DrillLooks = Readonly<Record<DrillObstacle, number>>;
/** `away`: the program did not run in its hour, so that nobody looked. */
export const missedReasons = [...drillObstacles, 'away'] as const;
export const missedReason = z.enum(missedReasons);
export type MissedReason = (typeof missedReasons)[number];

/** standards.md 5E: at least so many a regency and month. */
export const leastDrills = 30;

const perMonth = z.number().int().min(0).max(60);
const hour = z.number().int().min(0).max(24);

/** The schedule of a regency; switched off until somebody who leads the room wants it. */
export const drillSetting = z
  .object({
    active: z.boolean().default(false),
    perMonth: z
      .object({
        whisper: perMonth,
        child: perMonth,
        silent_tapper: perMonth,
        prank_history: perMonth,
        // A schedule that was written before there were these wishes for none of them.
        local_language: perMonth.default(0),
        drunk: perMonth.default(0),
      })
      .default({ whisper: 5, child: 5, silent_tapper: 5, prank_history: 5, local_language: 5, drunk: 5 }),
    /** Hours of the regency's day between which drills come. */
    fromHour: hour.default(8),
    untilHour: hour.default(22),
  })
  .refine(({ fromHour, untilHour }) => fromHour < untilHour, {
    message: 'the hours have an end after their beginning',
  });
export type DrillSetting = z.output<typeof drillSetting>;
export const drillSeeds: DrillSetting = drillSetting.parse({});

/** Seconds that a drill rings before it gives up, and that it talks at most. */
export const drillRingSeconds = 25;
export const drillTalkSeconds = 240;

/** Names and contents of its events. Until a drill is revealed only supervisors hear of it. */
export interface DrillEvents {
  readonly 'drill.planned': { readonly scenario: DrillScenario; readonly bySchedule: boolean };
  readonly 'drill.asked': Record<string, never>;
  /** `why` of a missed one alone. */
  readonly 'drill.ended': { readonly outcome: DrillOutcome; readonly why: MissedReason | null };
  readonly 'drill.revealed': {
    readonly callId: string;
    readonly scenario: DrillScenario;
    readonly outcome: DrillOutcome;
  };
}
