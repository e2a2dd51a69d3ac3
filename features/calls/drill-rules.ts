import { type Instant, msBetween, plusMs } from '#platform/shared/time.ts';
import type { CallState } from './call.ts';
import {
  type DrillLooks,
  type DrillObstacle,
  type DrillOutcome,
  type DrillScenario,
  drillObstacles,
  type MissedReason,
} from './drill.ts';
import type { SilentResult } from './silent.ts';

/** Who is at the desks, and who waits. */
export interface Room {
  /** Desks that would ring for the next call. */
  readonly ready: number;
  /** Real calls that wait for somebody, whether a desk rings for them or not. */
  readonly waiting: number;
}

/** A drill takes one desk at most for itself: it begins only where another stays free, and nobody waits. */
const leastReady = 2;

/** What keeps a drill from beginning now; null: nothing does. */
export function obstacleOf({ ready, waiting }: Room, runs: boolean): DrillObstacle | null {
  if (waiting > 0) return 'waiting';
  if (runs) return 'other_drill';
  return ready >= leastReady ? null : 'few_ready';
}

/** What stood in the way of a missed drill most often. */
export function whyMissed(looks: DrillLooks): MissedReason {
  const [most] = drillObstacles.filter((each) => looks[each] > 0).toSorted((a, b) => looks[b] - looks[a]);
  return most ?? 'away';
}

/** Where a drill's call stands. `waits`: it rings nowhere. */
export type DrillPhase = 'waits' | 'rings' | 'talks';

export function phaseOf(state: CallState): DrillPhase | null {
  if (state === 'arrived' || state === 'queued') return 'waits';
  if (state === 'offered') return 'rings';
  return state === 'answered' ? 'talks' : null;
}

/**
 * Whether a running drill ends now. A real call without a desk ends it wherever it stands; one that rings at the last ready
 * desk, or nowhere, would stand in the way of the next real call.
 */
export function stepsBack(
  phase: DrillPhase,
  now: {
    /** Real calls for which nothing rings. */ readonly unserved: number /** Ready beside its own. */;
    readonly others: number;
  },
): boolean {
  if (now.unserved > 0 || phase === 'waits') return true;
  return phase === 'rings' && now.others === 0;
}

/** Milliseconds after which a drill looks for a quiet moment again, and after which its time has passed: it is not made up for. */
const lookAgainMs = 2 * 60_000;
export const missedAfterMs = 60 * 60_000;

/** What a due drill does: `begin`, look again at a moment, or be missed; with what this look met, where it looked. */
export function whenDue(
  drill: { readonly dueAt: Instant; readonly runs: boolean },
  room: Room,
  now: Instant,
):
  | { readonly kind: 'begin' }
  | { readonly kind: 'later'; readonly at: Instant; readonly obstacle: DrillObstacle }
  | { readonly kind: 'missed'; readonly obstacle: DrillObstacle | null } {
  if (msBetween(drill.dueAt, now) > missedAfterMs) return { kind: 'missed', obstacle: null };
  const obstacle = obstacleOf(room, drill.runs);
  if (obstacle === null) return { kind: 'begin' };
  const at = plusMs(now, lookAgainMs);
  return msBetween(drill.dueAt, at) > missedAfterMs ? { kind: 'missed', obstacle } : { kind: 'later', at, obstacle };
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Stretches of time in which drills may come: the hours of each day, as far as they lie in the period. */
export function stretchesOf(
  period: { readonly from: Instant; readonly to: Instant },
  /** Midnights of the regency's days from before `from` on. */
  firstMidnight: Instant,
  hours: { readonly fromHour: number; readonly untilHour: number },
): { readonly from: number; readonly to: number }[] {
  const [from, to] = [Date.parse(period.from), Date.parse(period.to)];
  const stretches: { from: number; to: number }[] = [];
  for (let day = Date.parse(firstMidnight); day < to; day += dayMs) {
    const begin = Math.max(from, day + hours.fromHour * hourMs);
    const end = Math.min(to, day + hours.untilHour * hourMs);
    if (begin < end) stretches.push({ from: begin, to: end });
  }
  return stretches;
}

/**
 * Moments drawn evenly over the stretches. `draw` gives a number from 0 to below 1: chance comes from outside, so that nobody can
 * know when the next drill is, and a test can.
 */
export function drawMoments(
  stretches: readonly { readonly from: number; readonly to: number }[],
  count: number,
  draw: () => number,
): Instant[] {
  const whole = stretches.reduce((sum, { from, to }) => sum + to - from, 0);
  if (whole <= 0) return [];
  return Array.from({ length: count }, () => {
    let left = draw() * whole;
    for (const { from, to } of stretches) {
      if (left < to - from) return new Date(Math.floor(from + left)).toISOString();
      left -= to - from;
    }
    return new Date((stretches.at(-1)?.to ?? 1) - 1).toISOString();
  }).toSorted();
}

/**
 * How many drills of a scenario are drawn for what is left of a month: its share of the wish, and never more than the wish leaves.
 * Whoever begins on the 20th does not get a month's drills in ten days.
 */
export function countFor(wish: number, month: { readonly share: number; readonly had: number }): number {
  return Math.max(0, Math.min(Math.round(wish * month.share), wish - month.had));
}

/** What became of a drill's call, as it stands in the tables. */
export interface DrillFacts {
  readonly state: CallState;
  readonly answered: boolean;
  readonly endedAt: Instant | null;
  readonly disposition: string | null;
  readonly silentResult: SilentResult | null;
  readonly hasIncident: boolean;
  /** Its desk has finished it. */
  readonly wrappedUp: boolean;
}

const pranks: readonly string[] = ['PRANK_CHILD', 'PRANK_ADULT', 'PRANK_ABUSIVE', 'HOAX_SUSPECTED', 'HOAX_CONFIRMED'];

/** Whether the call reached the end it must reach; null: it may still. */
export function endReached(scenario: DrillScenario, facts: DrillFacts): boolean | null {
  const isOver = facts.endedAt !== null && facts.wrappedUp;
  switch (scenario) {
    case 'whisper':
    case 'prank_history':
    // A class that says "no common language", or that somebody was drunk, is no help by itself.
    case 'local_language':
    case 'drunk':
      if (facts.hasIncident) return true;
      return isOver ? false : null;
    case 'silent_tapper':
      if (facts.silentResult === 'cannot_speak') return true;
      if (facts.silentResult !== null) return false;
      return isOver ? false : null;
    case 'child':
      // An incident is help already; without one the class says it, once the desk has finished.
      if (facts.disposition !== null && pranks.includes(facts.disposition)) return isOver ? false : null;
      if (facts.hasIncident) return true;
      return isOver ? facts.disposition !== null : null;
  }
}

/** Milliseconds that a desk has after the call to write down what it was, before its drill is judged as it stands. */
export const judgeAfterMs = 120_000;
/** Milliseconds between two looks at a call that is over. */
export const judgeLookMs = 3000;

/** What a call that is over means for its drill; null: its desk is still writing. */
export function outcomeOfDrill(scenario: DrillScenario, facts: DrillFacts, now: Instant): DrillOutcome | null {
  const { state, endedAt } = facts;
  if (state === 'lost' || state === 'overflowed') return 'unanswered';
  if (state === 'failed') return 'not_placed';
  if (endedAt === null) return null;
  if (!facts.answered) return 'unanswered';
  const isTimeUp = msBetween(endedAt, now) >= judgeAfterMs;
  const reached = endReached(scenario, isTimeUp ? { ...facts, wrappedUp: true } : facts);
  return reached === null ? null : reached ? 'reached' : 'not_reached';
}

/** Whether somebody talked in it: whoever did is told, kindly, what it was. */
export function isTold(outcome: DrillOutcome): boolean {
  return outcome === 'reached' || outcome === 'not_reached' || outcome === 'cut_short';
}

/** Days before the call at which its number is shown as closed as prank, by two call takers in turn. */
const stagedDays = [1, 2, 3, 5, 8, 12, 17, 23];

/** The history that a drill's number shows to its desk: staged, in no table, and of nobody. */
export function stagedHistory(scenario: DrillScenario, arrivedAt: Instant, takers: readonly [string, string]) {
  if (scenario !== 'prank_history') return [];
  return stagedDays.map((days, index) => ({
    state: 'ended' as const,
    disposition: index % 3 === 2 ? ('PRANK_CHILD' as const) : ('PRANK_ADULT' as const),
    by: takers[index % 2 === 0 ? 0 : 1],
    at: plusMs(arrivedAt, -days * dayMs - index * 17 * 60_000),
  }));
}

/** Of a range that no operator has (084x): a call back rings nowhere. `draw` as above. */
export function drillNumber(draw: () => number): string {
  return `0840${String(Math.floor(draw() * 1e8)).padStart(8, '0')}`;
}
