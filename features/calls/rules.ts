import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type Instant, msBetween, plusMs } from '#platform/shared/time.ts';
import {
  type Call,
  type CallState,
  type CallStep,
  type ChosenPresence,
  callTransitions,
  type Desk,
  type OfferOutcome,
  type PresenceState,
} from './call.ts';
import { type CallHistory, historyMs } from './history.ts';

/** Where a step leads, by the table alone. Refused: the call is already past it, or never gets there. */
export function decide(state: CallState, step: CallStep): Result<CallState, 'call.not_possible'> {
  const next = callTransitions[state][step];
  return next === undefined ? refuse('call.not_possible', { state, step }) : ok(next);
}

/** Whether somebody waits for calls at a telephone that can ring. */
export function isFree(desk: Desk): boolean {
  return desk.state === 'ready' && desk.reachable && desk.callId === null;
}

/** A call that waits for a desk. */
export interface Waiting {
  readonly id: string;
  readonly arrivedAt: Instant;
  readonly callerE164: string | null;
  readonly unattendedSince: Instant | null;
  /** The call's number in the regency's series: its place among those that wait, whatever a clock said when it came. */
  readonly number?: number;
  /** When a desk was last given to another call of the same number while this one waited. */
  readonly servedAt?: Instant | null;
  /** Nobody is in need: it never comes before a real call. */
  readonly isTest?: boolean;
  /** Somebody whom we lost, called back, and who asks for help now. */
  readonly isCallBack?: boolean;
  /** A device without a number that we lost before and could not call. */
  readonly isReturn?: boolean;
  readonly history?: CallHistory;
  /** When it was kept waiting because of its history: before all others from then on (history-rules.ts). */
  readonly passedAt?: Instant | null;
  /** Who had them called; rings first if free. */
  readonly calledBy?: string | null;
}

/**
 * In which order waiting calls get the next free desk. Somebody whose desk is gone in mid-call comes first, and so does
 * whoever was lost once and is called back. Then in turns:
 * the second call of one number waits behind the first call of every other (design.md invariant 2: that is not history);
 * a withheld number is a source of its own. Within a turn, in order of arrival; a number whose other call got a desk meanwhile has
 * had its turn, and waits from then on: else one that calls a hundred times a second always has an older call than
 * everybody else (measured: 40 of its calls before one citizen's). A device that could not be called back counts as come five
 * seconds earlier, the most that history may do, and so does a number whose emergency is open or was not helped a moment ago. Test calls come after all others.
 */
export function orderQueue(waiting: readonly Waiting[]): readonly Waiting[] {
  const inSeries = waiting.toSorted(
    (a, b) => (a.number ?? 0) - (b.number ?? 0) || compare(a.arrivedAt, b.arrivedAt) || compare(a.id, b.id),
  );
  const came = comings(inSeries);
  const since = (call: Waiting) => came.get(call.id) ?? call.arrivedAt;
  const byArrival = inSeries.toSorted((a, b) => compare(since(a), since(b)));
  const seen = new Map<string, number>();
  const turns = new Map<string, number>();
  for (const call of byArrival) {
    const source = call.callerE164 ?? call.id;
    const turn = seen.get(source) ?? 0;
    seen.set(source, turn + 1);
    turns.set(call.id, call.isTest === true ? Number.MAX_SAFE_INTEGER : isFirst(call) ? -1 : turn);
  }
  return byArrival.toSorted(
    (a, b) =>
      (turns.get(a.id) ?? 0) - (turns.get(b.id) ?? 0) || compare(waitsFrom(a, since(a)), waitsFrom(b, since(b))),
  );
}

/** When each call came, by a clock that never goes back along the series of numbers: one that jumped puts nobody before others. */
function comings(inSeries: readonly Waiting[]): ReadonlyMap<string, Instant> {
  const came = new Map<string, Instant>();
  // Before every moment.
  let latest: Instant = '';
  for (const { id, arrivedAt, isReturn, history } of inSeries) {
    if (arrivedAt > latest) latest = arrivedAt;
    came.set(id, isReturn === true || history === 'life' ? plusMs(latest, -historyMs) : latest);
  }
  return came;
}

/** A caller whose desk is gone was served already, and is served on. */
function waitsFrom({ servedAt, unattendedSince }: Waiting, since: Instant): Instant {
  if (servedAt === undefined || servedAt === null || unattendedSince !== null) return since;
  return servedAt > since ? servedAt : since;
}

const isFirst = (call: Waiting) =>
  call.unattendedSince !== null || call.isCallBack === true || typeof call.passedAt === 'string';

/** Why a telephone leg of a desk ended. */
export interface DeskLegEnd {
  /** Q.850; 16 is a hang-up by hand, 44 no audio for ten seconds, 0 unknown. */
  readonly cause: number;
  /** The desk's telephone is still registered a moment later. */
  readonly stillRegistered: boolean;
}

/**
 * The desk's leg of an answered call ended while the caller is still there. A hang-up by hand ends the call. A closed or
 * reloaded page also sends a hang-up but takes its registration with it; that, and anything else, is a desk that is
 * gone: the caller is kept and comes first in the queue.
 */
export function afterDeskLeft(end: DeskLegEnd): 'end' | 'reoffer' {
  return end.cause === 16 && end.stillRegistered ? 'end' : 'reoffer';
}

/** How an unanswered ring ended, from Q.850: 17 busy, 21 rejected, 19 no answer, 20 and 3 and 27 nobody there. */
export function outcomeOfRing(cause: number, stillRegistered: boolean): OfferOutcome {
  if (!stillRegistered) return 'desk_gone';
  if (cause === 17 || cause === 21) return 'declined';
  if (cause === 18 || cause === 19) return 'missed';
  return 'failed';
}

/** Only an answered call is held, and only once until it is resumed; Asterisk may say either again. */
export function changeHold(
  call: Pick<Call, 'state' | 'heldSince'>,
  isHeld: boolean,
): Result<null, 'call.not_possible'> {
  const isChange = call.state === 'answered' && (call.heldSince === null) === isHeld;
  return isChange ? ok(null) : refuse('call.not_possible');
}

/** What a person's own choice of presence leads to. */
export function choosePresence(
  desk: Desk,
  chosen: ChosenPresence,
  lastCall: Pick<Call, 'disposition' | 'state'> | null,
): Result<{ readonly state: PresenceState; readonly declineOffer: boolean }, 'presence.in_call' | 'call.unclassified'> {
  if (desk.state === 'talking') return refuse('presence.in_call');
  if (desk.state === 'offered') {
    // Ready is what they are: the ring goes on. A break hands the ringing call to the next desk.
    return chosen === 'ready'
      ? ok({ state: 'offered', declineOffer: false })
      : ok({ state: chosen, declineOffer: true });
  }
  if (desk.state === 'wrap_up' && chosen === 'ready' && lastCall !== null && mustBeClassified(lastCall)) {
    return refuse('call.unclassified');
  }
  return ok({ state: chosen, declineOffer: false });
}

/** Every answered call gets exactly one disposition before its desk takes the next. */
export function mustBeClassified(call: Pick<Call, 'disposition' | 'state'>): boolean {
  return (call.state === 'answered' || call.state === 'ended') && call.disposition === null;
}

/** Only a call that somebody answered is classified by a person; a correction is a further event. */
export function classify(call: Pick<Call, 'state'>): Result<null, 'call.not_answered'> {
  return call.state === 'answered' || call.state === 'ended' ? ok(null) : refuse('call.not_answered');
}

/** `081234567890` becomes `0812••••890`: enough to tell two callers apart, too little to call back. */
export function maskNumber(number: string): string {
  if (number.length <= 6) return '•'.repeat(number.length);
  const shown = number.length <= 9 ? 2 : 4;
  return `${number.slice(0, shown)}${'•'.repeat(number.length - shown - 3)}${number.slice(-3)}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Milliseconds between a hang-up and the end of our hold on the channel, by Asterisk's clock. */
const sameMoveMs = 1000;

/**
 * The cause with which a caller left our hands at `leftAt`, or null when it was not by this hang-up: a process that was stuck
 * hears all at once, also the hang-up of a caller whom Asterisk had taken elsewhere long before.
 */
export function causeOfLeaving(
  hangup: { readonly cause: number; readonly at: Instant },
  leftAt: Instant,
): number | null {
  return msBetween(leftAt, hangup.at) > sameMoveMs ? null : hangup.cause;
}
