import type { Calendar } from '#features/agencies/agency.ts';
import type { Priority } from '#features/incidents/incident.ts';
import { type Instant, msBetween, plusMs, type Zone } from '#platform/shared/time.ts';
import type { Assignment, AssignmentState } from './assignment.ts';
import {
  type AlertResult,
  isUnheard,
  type Ladder,
  type LadderAct,
  type LadderContent,
  type LadderStop,
} from './ladder.ts';
import { openingFrom } from './working-days.ts';

/** Of an assignment, what its ladder depends on. */
export type Climber = Pick<Assignment, 'state' | 'sentAt' | 'acknowledgedAt' | 'arriveDueAt'> & {
  readonly priority: Priority;
  readonly calendar: Calendar | null;
  readonly zone: Zone;
};

export type Rung =
  | { readonly kind: 'step'; readonly index: number; readonly act: LadderAct; readonly dueAt: Instant }
  | { readonly kind: 'remind'; readonly number: number; readonly dueAt: Instant };

/** Nobody has read it yet. */
export function isWaiting(state: AssignmentState): boolean {
  return state === 'SENT' || state === 'DELIVERED' || state === 'SEND_FAILED';
}

/** From when delays count. Only P4 has hours: what is an emergency wakes people. */
export function startOf(climber: Pick<Climber, 'priority' | 'sentAt' | 'calendar' | 'zone'>): Instant {
  return quiet(climber, climber.sentAt);
}

/** The moment itself, or for P4 the agency's next opening. */
function quiet({ priority, calendar, zone }: Pick<Climber, 'priority' | 'calendar' | 'zone'>, at: Instant): Instant {
  return priority === 'P4' ? openingFrom(at, calendar, zone) : at;
}

/** The steps of one priority in the order of time; equal times keep the order of the table. */
export function stepsOf(content: LadderContent, priority: Priority) {
  return content.steps
    .flatMap(({ act, after }, index) => {
      const seconds = after[priority];
      return seconds === null ? [] : [{ index, act, seconds }];
    })
    .toSorted((a, b) => a.seconds - b.seconds || a.index - b.index);
}

/** At most so many reminders; then it is the supervisor's, whom the clock of arrival has told. */
export const maxReminders = 4;
const shortestRemindMs = 2 * 60_000;

/** What comes next and when; null: nothing does by the ladder, and the clock alone runs on. */
export function nextRung(ladder: Ladder, climber: Climber): Rung | null {
  if (!ladder.content.active) return null;
  if (isWaiting(climber.state)) {
    // Once it stopped it does not begin again: nobody is woken by a late message about what was given up.
    if (ladder.stopped !== null) return null;
    const next = stepsOf(ladder.content, climber.priority).find(({ index }) => !ladder.taken.includes(index));
    if (next === undefined) return null;
    const { index, act, seconds } = next;
    return { kind: 'step', index, act, dueAt: quiet(climber, plusMs(ladder.startAt, seconds * 1000)) };
  }
  return nextReminder(ladder, climber);
}

/**
 * Acknowledged, and nobody has set out: half-way to the time of arrival, at that time, and then after as long again, twice as long
 * each time. Without such a time (P4) nobody is reminded.
 */
function nextReminder(ladder: Ladder, climber: Climber): Rung | null {
  const { state, acknowledgedAt, arriveDueAt, sentAt } = climber;
  if (state !== 'ACKNOWLEDGED' || acknowledgedAt === null || arriveDueAt === null) return null;
  if (!ladder.content.reminders || ladder.stopped === 'old' || ladder.stopped === 'import') return null;
  const number = ladder.reminded + 1;
  if (number > maxReminders) return null;
  const left = Math.max(0, msBetween(acknowledgedAt, arriveDueAt));
  const whole = Math.max(shortestRemindMs, msBetween(sentAt, arriveDueAt));
  const at =
    number === 1
      ? plusMs(acknowledgedAt, Math.max(shortestRemindMs, left / 2))
      : plusMs(arriveDueAt, Math.max(shortestRemindMs, whole * (2 ** (number - 2) - 1)));
  return { kind: 'remind', number, dueAt: quiet(climber, at) };
}

/**
 * Whether it has become too old to wake anybody: the timer comes late by more than the limit (the server was away), or the
 * assignment itself is older. P4, whose steps may be meant for days later, and reminders are old only by coming late.
 */
export function isOld(
  ladder: Pick<Ladder, 'content' | 'startAt'>,
  rung: Rung,
  priority: Priority,
  now: Instant,
): boolean {
  const limitMs = ladder.content.oldMinutes * 60_000;
  if (msBetween(rung.dueAt, now) > limitMs) return true;
  return rung.kind === 'step' && priority !== 'P4' && msBetween(ladder.startAt, now) > limitMs;
}

export type Climb =
  | { readonly kind: 'take'; readonly rung: Rung }
  | { readonly kind: 'wait'; readonly dueAt: Instant }
  | { readonly kind: 'stop'; readonly why: LadderStop };

/** What a ladder does at this moment. */
export function climb(ladder: Ladder, climber: Climber, now: Instant): Climb {
  const rung = nextRung(ladder, climber);
  if (rung === null) return { kind: 'stop', why: stopOf(ladder, climber) };
  if (rung.dueAt > now) return { kind: 'wait', dueAt: rung.dueAt };
  return isOld(ladder, rung, climber.priority, now) ? { kind: 'stop', why: 'old' } : { kind: 'take', rung };
}

function stopOf(ladder: Ladder, { state }: Climber): LadderStop {
  if (!ladder.content.active) return 'off';
  if (ladder.stopped !== null) return ladder.stopped;
  if (isWaiting(state)) return 'done';
  return state === 'ACKNOWLEDGED' || state === 'EN_ROUTE' || state === 'ON_SCENE' || state === 'HANDLING'
    ? 'acknowledged'
    : 'ended';
}

/** The same ladder after a rung was taken. */
export function withTaken(ladder: Ladder, rung: Rung): Ladder {
  return rung.kind === 'step'
    ? { ...ladder, taken: [...ladder.taken, rung.index] }
    : { ...ladder, reminded: rung.number };
}

/**
 * Whether nobody there can have heard of it: no screen has shown it (the state says so), every step was taken, and every attempt
 * failed. Then it is not sent, and a person must reach the agency.
 */
export function isSendFailed(ladder: Ladder, climber: Climber, results: readonly (AlertResult | null)[]): boolean {
  if (climber.state !== 'SENT' || !ladder.content.active || ladder.stopped === 'import') return false;
  return nextRung(ladder, climber) === null && results.every((result) => result !== null && isUnheard(result));
}

/** A contact as the rota sees it. */
export interface DutyPerson {
  readonly superior: boolean;
  /** When they are on duty, by the regency's clock; null: always. From later than to: over midnight. */
  readonly windows: readonly { readonly weekday: number; readonly from: string; readonly to: string }[] | null;
}

/** Who is on duty at this moment, in their order; where nobody is, all of them: somebody woken is better than nobody. */
export function onDuty<Person extends DutyPerson>(people: readonly Person[], now: Instant, zone: Zone): Person[] {
  const ranks = people.filter(({ superior }) => !superior);
  const there = ranks.filter(({ windows }) => windows === null || windows.some((window) => holds(window, now, zone)));
  return there.length > 0 ? there : ranks;
}

const offsets: Readonly<Record<Zone, number>> = { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 };
const dayMs = 86_400_000;

function holds(window: { weekday: number; from: string; to: string }, now: Instant, zone: Zone): boolean {
  const local = new Date(Date.parse(now) + offsets[zone] * 3_600_000);
  const time = local.toISOString().slice(11, 16);
  const today = weekdayOf(local);
  if (window.from <= window.to) return today === window.weekday && time >= window.from && time < window.to;
  // Over midnight: the evening of its day, or the morning after.
  const yesterday = weekdayOf(new Date(local.getTime() - dayMs));
  return (today === window.weekday && time >= window.from) || (yesterday === window.weekday && time < window.to);
}

const weekdayOf = (day: Date) => (day.getUTCDay() === 0 ? 7 : day.getUTCDay());
