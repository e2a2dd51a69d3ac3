import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';

export type CallId = Id<'call'>;
export type OfferId = Id<'offer'>;
export const callId = idSchema<'call'>();
export const offerId = idSchema<'offer'>();

/** design.md §5. Offers and legs are rows of their own: hold, transfer and re-offer never change the state. */
export const callStates = [
  'arrived',
  'queued',
  'offered',
  'answered',
  'ended',
  'lost',
  'overflowed',
  'failed',
] as const;
export type CallState = (typeof callStates)[number];
export const callState = z.enum(callStates);

/** What can happen to a call; each is written as one event. */
export type CallStep = 'queue' | 'offer' | 'offer_end' | 'answer' | 'end' | 'lose' | 'overflow' | 'fail';

/**
 * The transition table. A step that is missing for a state is refused; Asterisk repeats itself and races with people, so for
 * telephony a refusal means "already so" and nothing is written.
 */
export const callTransitions: Readonly<Record<CallState, Readonly<Partial<Record<CallStep, CallState>>>>> = {
  arrived: { queue: 'queued', lose: 'lost', overflow: 'overflowed', fail: 'failed', answer: 'answered' },
  queued: { offer: 'offered', lose: 'lost', overflow: 'overflowed', fail: 'failed', answer: 'answered' },
  offered: { offer_end: 'queued', lose: 'lost', overflow: 'overflowed', fail: 'failed', answer: 'answered' },
  // A second desk takes a call whose first desk is gone: the call has been answered all the time.
  answered: { offer: 'answered', offer_end: 'answered', answer: 'answered', end: 'ended' },
  ended: {},
  lost: {},
  overflowed: {},
  failed: {},
};

/** Groups of states as lists show them. */
export const callGroups = {
  open: ['arrived', 'queued', 'offered', 'answered'],
  lost: ['lost', 'overflowed', 'failed'],
  ended: ['ended'],
} as const satisfies Record<string, readonly CallState[]>;
export type CallGroup = keyof typeof callGroups;

/** `outside`: whoever picked up at the overflow number. */
export const endedBy = z.enum(['caller', 'desk', 'outside', 'system']);
export type EndedBy = z.output<typeof endedBy>;

/** How an offer ended: `missed` rang to the end, `desk_gone` lost its telephone, `failed` could not ring at all. */
export const offerOutcomes = ['answered', 'missed', 'declined', 'caller_left', 'desk_gone', 'failed'] as const;
export type OfferOutcome = (typeof offerOutcomes)[number];

/** domain.md §5.1: exactly one of these 22 for each answered call. */
export const dispositions = [
  'EMERGENCY_NEW',
  'EMERGENCY_DUP',
  'EMERGENCY_FOLLOWUP',
  'URGENT_NONLIFE',
  'COMPLAINT',
  'INFO_PUBLIC',
  'INFO_OTHER',
  'TRANSFER_AGENCY',
  'TRANSFER_REGION',
  'PRANK_CHILD',
  'PRANK_ADULT',
  'PRANK_ABUSIVE',
  'HOAX_SUSPECTED',
  'HOAX_CONFIRMED',
  'GHOST',
  'DROPPED_EARLY',
  'ACCIDENTAL',
  'WRONG_NUMBER',
  'TEST',
  'COUNSELLING',
  'INTERNAL',
  'LANG_BARRIER',
] as const;
export type Disposition = (typeof dispositions)[number];
export const disposition = z.enum(dispositions);

/** Set by the system on calls that nobody answered; never offered to a person. */
export const systemDispositions = ['ABANDONED_QUEUE', 'IVR_ENDED'] as const;
export type SystemDisposition = (typeof systemDispositions)[number];
export const anyDisposition = z.enum([...dispositions, ...systemDispositions]);

/** A call as the rules see it. */
export interface Call {
  readonly id: string;
  readonly state: CallState;
  readonly arrivedAt: Instant;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  /** The first human answer counts; who has the call now is in its legs. */
  readonly answeredBy: string | null;
  readonly disposition: string | null;
  readonly wrappedUpAt: Instant | null;
  /** The desk of an answered call is gone and nobody has taken over yet. */
  readonly unattendedSince: Instant | null;
  /** Its desk holds it: the caller hears the hold prompt. */
  readonly heldSince: Instant | null;
}

export const presenceStates = ['offline', 'ready', 'offered', 'talking', 'wrap_up', 'break'] as const;
export type PresenceState = (typeof presenceStates)[number];
export const presenceState = z.enum(presenceStates);
/** What a person can choose; the rest follows from calls. */
export const chosenPresence = z.enum(['ready', 'break', 'offline']);
export type ChosenPresence = z.output<typeof chosenPresence>;

export const breakReasons = ['rest', 'meal', 'prayer', 'briefing', 'technical'] as const;
export const breakReason = z.enum(breakReasons);
export type BreakReason = z.output<typeof breakReason>;

/** A person at a desk as the rules see it. */
export interface Desk {
  readonly userId: string;
  readonly state: PresenceState;
  readonly reachable: boolean;
  readonly idleSince: Instant | null;
  readonly callId: string | null;
}

/** Milliseconds a desk rings before the next one does (design.md §5). */
export const ringMs = 5000;
/** A desk that has pressed "answer" keeps the ring this much longer: its browser opens microphone and media meanwhile. */
export const answeringMs = 4000;

/** Milliseconds after which a held call asks its desk, seen and heard, to take it back: a held citizen must not be forgotten. */
export const holdLimitMs = 60_000;
/** Milliseconds between two sounds of that question. */
export const holdReminderMs = 10_000;

/** Names and contents of this feature's events: ids, codes, times and figures only. */
export interface CallEvents {
  readonly 'call.arrived': { readonly number: number; readonly purpose?: 'test' };
  readonly 'call.queued': Record<string, never>;
  readonly 'call.offered': { readonly offerId: string; readonly userId: string };
  readonly 'call.offer_ended': { readonly offerId: string; readonly userId: string; readonly outcome: OfferOutcome };
  readonly 'call.answered': { readonly userId: string | null; readonly answerMs: number };
  readonly 'call.unattended': { readonly userId: string | null; readonly cause: number | null };
  readonly 'call.joined': { readonly userId: string };
  /** The desk put the caller on hold. Its end is `call.resumed`, or whatever else ends the talk: unattended, ended. */
  readonly 'call.held': { readonly userId: string };
  /** Another telephony process, or another life of the same one, leads the call now. */
  readonly 'call.taken_over': { readonly app: string; readonly token: number };
  readonly 'call.resumed': { readonly userId: string; readonly heldMs: number };
  readonly 'call.ended': { readonly endedBy: EndedBy; readonly cause: number | null };
  readonly 'call.lost': { readonly cause: number | null };
  readonly 'call.overflowed': { readonly cause: number | null };
  readonly 'call.failed': { readonly cause: number | null };
  readonly 'call.classified': { readonly code: string; readonly userId: string | null };
  readonly 'call.wrapped_up': { readonly userId: string };
  readonly 'presence.changed': { readonly state: PresenceState; readonly reason: string | null };
  readonly 'recording.stored': {
    readonly recordingId: string;
    readonly durationMs: number;
    readonly bytes: number;
    readonly sha256: string;
  };
  readonly 'recording.missing': { readonly recordingId: string };
}
