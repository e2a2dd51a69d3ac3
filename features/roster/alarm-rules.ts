import { type Instant, msBetween } from '#platform/shared/time.ts';

/** The control room at a moment, as far as the alarm of empty desks is concerned. */
export interface Room {
  /** Start of the latest published shift that runs; null: none runs. */
  readonly runsSince: Instant | null;
  /** People ready, ringing, talking or wrapping up. A break is not at the post. */
  readonly atPost: number;
  readonly isAlarmOpen: boolean;
}

export type AlarmStep = 'begin' | 'end_ready' | 'end_over' | null;

/**
 * Whether the alarm begins or ends. In the first minutes of a shift it does not: those who leave and those who come change places, and the
 * deadline of the start looks once more.
 */
export function alarmStep(room: Room, emptyMinutes: number, now: Instant): AlarmStep {
  if (room.isAlarmOpen) return room.atPost > 0 ? 'end_ready' : room.runsSince === null ? 'end_over' : null;
  if (room.atPost > 0 || room.runsSince === null) return null;
  return msBetween(room.runsSince, now) >= emptyMinutes * 60_000 ? 'begin' : null;
}
