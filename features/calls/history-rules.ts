import { type Instant, msBetween, plusMs } from '#platform/shared/time.ts';
import { historyMs, type Passing, type PassKept } from './history.ts';
import type { QueueDesk, QueuedCall } from './queue-rules.ts';

/** A call that was passed and rings nowhere: it is owed a desk by `owedAt`. */
export function isOwed(call: Pick<QueuedCall, 'passedAt' | 'ringing'>): boolean {
  return typeof call.passedAt === 'string' && call.ringing.length === 0;
}

export function owedAt(passedAt: Instant): Instant {
  return plusMs(passedAt, historyMs);
}

/** Only who waits for the first time and has rung nowhere can be passed or pass: what rang before has a history in this queue. */
function isFresh(call: QueuedCall): boolean {
  const isUsual = call.isTest !== true && call.isCallBack !== true && call.isReturn !== true;
  const isUntouched = call.past.length === 0 && call.pastOutside.length === 0 && call.outside === null;
  return isUsual && isUntouched && call.unattendedSince === null && (call.passedAt ?? null) === null;
}

/**
 * Whether somebody is kept waiting because of their history, now that these calls (in the order of the queue, ringing nowhere) contend
 * for `free` ready desks; null: nobody, the order stands. `spare`: desks in wrap-up that ring when asked and are owed to nobody.
 *
 * The last free desk is contended for by the last call that gets one and the first that gets none; nobody else is touched. A call
 * with pranks behind it lets the next one go first only if a desk in wrap-up is left, which rings for it within `historyMs` whatever
 * happens. If both have pranks behind them the order stands, but the second, which would have gone first without its history, is owed
 * such a desk all the same. So for each call, whatever the others are, its own history costs it `historyMs` at most: the property test
 * compares each call with itself without its history. Calls of one number take turns before this, and who came more than
 * `historyMs` later passes nobody.
 */
export function passingOf(
  calls: readonly QueuedCall[],
  { free, spare }: { readonly free: number; readonly spare: number },
): (Passing & { readonly isSwap: boolean }) | null {
  const [last, next] = [calls[free - 1], calls[free]];
  if (free < 1 || spare < 1 || last === undefined || next === undefined) return null;
  const before = calls.slice(0, free);
  const isTurn = next.callerE164 === null || before.every(({ callerE164 }) => callerE164 !== next.callerE164);
  const isNear = Math.abs(msBetween(last.arrivedAt, next.arrivedAt)) <= historyMs;
  if (!isFresh(last) || !isFresh(next) || !isTurn || !isNear || last.history !== 'pranks') return null;
  if (next.history === 'pranks') return { callId: next.id, byCallId: last.id, isSwap: false };
  return { callId: last.id, byCallId: next.id, isSwap: true };
}

/** Desks that ring within the bound when asked: somebody wraps up there, with a telephone, and the regency lets that be disturbed. */
export function spareDesks(desks: readonly QueueDesk[], mayDisturb: (desk: QueueDesk) => boolean): QueueDesk[] {
  return desks.filter((desk) => desk.state === 'wrap_up' && desk.reachable && mayDisturb(desk));
}

/** Milliseconds of grace for the machine: a clock that fires late is not a rule that was broken. */
export const passGraceMs = 1000;

/** The first moment at which a promise was not kept: nothing rang in time. Then history orders nothing any more until a person turns it on again. */
export function brokenAt(passedAt: Instant): Instant {
  return plusMs(owedAt(passedAt), passGraceMs + 1);
}

export function isPassBroken({ passedAt, rangAt }: PassKept, now: Instant): boolean {
  return (rangAt ?? now) >= brokenAt(passedAt);
}
