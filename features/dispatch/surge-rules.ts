import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { SurgeScope } from './surge.ts';

/** A surge as its rules see it. */
export interface SurgeState {
  readonly endedAt: Instant | null;
  readonly version: number;
}

/** How somebody stands to the switch. */
export interface Switcher {
  /** Of those who lead: no question is asked. */
  readonly leads: boolean;
  /** Somebody who leads is signed in and was seen a moment ago. */
  readonly leaderIsThere: boolean;
}

/** Whoever is alone at night turns it on and off; while a supervisor is there it is theirs. */
export function decideSwitch({ leads, leaderIsThere }: Switcher): Result<null, 'surge.supervisor_there'> {
  return !leads && leaderIsThere ? refuse('surge.supervisor_there') : ok(null);
}

/** One at a time. */
export function decideStart(
  who: Switcher,
  active: SurgeState | null,
  times: { readonly now: Instant; readonly expectedEnd: Instant | null },
): Result<null, 'surge.already_on' | 'surge.supervisor_there' | 'surge.end_in_past'> {
  if (active !== null) return refuse('surge.already_on');
  const may = decideSwitch(who);
  return may.ok ? decideEnd(times) : may;
}

function decideEnd(times: {
  readonly now: Instant;
  readonly expectedEnd: Instant | null;
}): Result<null, 'surge.end_in_past'> {
  return times.expectedEnd !== null && times.expectedEnd <= times.now ? refuse('surge.end_in_past') : ok(null);
}

/** Any later command of the switch: it is on, and was not changed behind the writer's back. */
export function decideChange(
  who: Switcher,
  surge: SurgeState,
  seen: number,
): Result<null, 'surge.over' | 'surge.stale' | 'surge.supervisor_there'> {
  if (surge.endedAt !== null) return refuse('surge.over');
  if (surge.version !== seen) return refuse('surge.stale', { version: surge.version });
  return decideSwitch(who);
}

/** When it is asked whether it still holds: after so many hours without a word, or at the end that was expected. */
export function nextQuestion(now: Instant, hours: number, expectedEnd: Instant | null): Instant {
  const later = plusMs(now, hours * 3_600_000);
  return expectedEnd !== null && expectedEnd > now && expectedEnd < later ? expectedEnd : later;
}

/** Nobody answered the question: it is asked again, more often than at first, and never turned off by a machine. */
export const askAgainMs = 30 * 60_000;

/** Where an incident lies, as far as it is known. */
export interface Lying {
  readonly districtCode: string | null;
  readonly areaIds: readonly string[];
  readonly inPolygon: boolean;
}

export const isWhole = (scope: SurgeScope): boolean =>
  scope.districtCodes.length === 0 && scope.areaIds.length === 0 && scope.geometry === null;

/** Whether an incident lies in a surge's area. One without a place is in it: it must not be missed. */
export function isWithin(scope: SurgeScope, lying: Lying | null): boolean {
  if (isWhole(scope) || lying === null) return true;
  return (
    scope.districtCodes.some((code) => code === lying.districtCode) ||
    scope.areaIds.some((id) => lying.areaIds.includes(id)) ||
    (scope.geometry !== null && lying.inPolygon)
  );
}

/** What an agency was told, and how it stands. */
export interface Told {
  readonly answered: boolean;
  readonly remindedAt: Instant | null;
}

/** Those who have not answered are reminded, once: whoever does not hear twice is telephoned. */
export function toRemind<One extends Told>(
  told: readonly One[],
): Result<One[], 'surge.all_answered' | 'surge.reminded'> {
  const silent = told.filter((one) => !one.answered);
  if (silent.length === 0) return refuse('surge.all_answered');
  const left = silent.filter((one) => one.remindedAt === null);
  return left.length === 0 ? refuse('surge.reminded') : ok(left);
}
