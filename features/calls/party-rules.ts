import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { CallState } from './call.ts';
import type { Party, PartyMode, PartyOutcome, PartyStep } from './party.ts';

/** Whether a desk may bring a third person into this call. */
export function mayCall(call: {
  readonly state: CallState;
  readonly purpose: string;
  readonly direction: 'inbound' | 'outbound';
  readonly hasParty: boolean;
}): Result<null, 'call.not_possible' | 'party.already' | 'party.test_call'> {
  if (call.state !== 'answered') return refuse('call.not_possible', { state: call.state, step: 'party' });
  // A test must not ring at the police.
  if (call.purpose !== 'public') return refuse('party.test_call');
  return call.hasParty ? refuse('party.already') : ok(null);
}

/** What stands where a number was dialled in a call that a desk has made: whom it called is its caller, masked as any. */
export const dialledOut = 'out';

/** A desk has made this call itself; the machine's call-backs are outbound too, and wait in the queue. */
export function isCalledOut(call: { readonly direction: 'inbound' | 'outbound'; readonly dialled: string }): boolean {
  return call.direction === 'outbound' && call.dialled === dialledOut;
}

/** Whom a person connects with whom; `ends`: the third person is let go and the caller is back. */
export type PartyChange = { readonly mode: Exclude<PartyMode, 'blind' | 'out'> } | { readonly ends: PartyOutcome };

const allowed: Readonly<Record<PartyMode, readonly PartyStep[]>> = {
  consult: ['conference', 'hand_over', 'take_back'],
  blind: ['take_back'],
  conference: ['consult', 'hand_over', 'take_back'],
  handed_over: [],
  out: [],
};

/** What a desk may do with its third person now. Before the answer there is nobody to connect: only taking back. */
export function changeParty(party: Party, step: PartyStep): Result<PartyChange, 'party.not_possible'> {
  if (!stepsOf(party).includes(step)) return refuse('party.not_possible');
  if (step === 'take_back') return ok({ ends: 'taken_back' });
  return ok({ mode: step === 'hand_over' ? 'handed_over' : step });
}

export function stepsOf(party: Party): readonly PartyStep[] {
  return allowed[party.mode].filter((step) => step === 'take_back' || party.isAnswered);
}

/** Where caller and desk are for a mode: Asterisk is made to look so. `out` has no third person: the call itself is theirs. */
export function wiringOf({ mode, isAnswered }: Party): {
  readonly caller: 'held' | 'in_talk';
  readonly desk: 'stays' | 'leaves';
} {
  if (mode === 'handed_over' || (mode === 'blind' && isAnswered)) return { caller: 'in_talk', desk: 'leaves' };
  return { caller: mode === 'consult' || mode === 'blind' ? 'held' : 'in_talk', desk: 'stays' };
}

/** Q.850 of a third person's channel. 487 of an operator that gave up by itself arrives as 16 too. */
export function outcomeOfParty(isAnswered: boolean, cause: number): PartyOutcome {
  if (isAnswered) return cause === 16 || cause === 31 ? 'left' : 'line_lost';
  if (cause === 17 || cause === 21) return 'busy';
  return cause === 16 || cause === 18 || cause === 19 ? 'no_answer' : 'failed';
}

/** What becomes of the caller when the third person is gone. */
export type AfterParty = 'back_to_desk' | 'go_on' | 'queue' | 'end';

/**
 * The caller is never cut off by what happens to the second leg. With a desk in the call they are back with it. Without one,
 * a talk that the other side ended by hanging up is over as any talk is; everything else brings the caller back to the
 * queue, before all others.
 */
export function afterPartyLeft(party: Party, outcome: PartyOutcome, hasDesk: boolean): AfterParty {
  if (hasDesk) return wiringOf(party).caller === 'held' ? 'back_to_desk' : 'go_on';
  return party.mode === 'handed_over' && outcome === 'left' ? 'end' : 'queue';
}

/**
 * What becomes of the talk when the desk's telephone ends in it. `drop`: the third person is let go, the caller comes back to the
 * queue; a hang-up in the middle of a consultation never ends the caller's call. `transfer`: those who speak go on without
 * the desk. `leave`: the ring goes on, the desk does not wait for it. `reoffer`: they go on, and a desk is looked for.
 */
export type AfterDesk = 'drop' | 'transfer' | 'leave' | 'reoffer';

export function afterDeskLeftParty(
  party: Party,
  end: { readonly cause: number; readonly stillRegistered: boolean },
): AfterDesk {
  const byHand = end.cause === 16 && end.stillRegistered;
  if (party.mode === 'conference') return byHand ? 'transfer' : 'reoffer';
  if (party.mode === 'blind' && !party.isAnswered && byHand) return 'leave';
  return party.mode === 'handed_over' ? 'transfer' : 'drop';
}
