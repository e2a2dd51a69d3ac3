import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CallerPlace, PlaceSource } from './caller-place.ts';
import type { EvidenceCode } from './evidence.ts';
import type { LinkEvents } from './link.ts';
import type {
  SignKind,
  SilentAnswer,
  SilentEndReason,
  SilentMedia,
  SilentQuestion,
  SilentResult,
  SilentStep,
} from './silent.ts';
import type { SuperviseMode, SuperviseOutcome, SuperviseReason } from './supervise.ts';

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

/** How an offer ended: `missed` rang to the end, `taken` was answered elsewhere meanwhile, `desk_gone` lost its telephone, `failed` could not ring at all. */
export const offerOutcomes = ['answered', 'missed', 'declined', 'taken', 'caller_left', 'desk_gone', 'failed'] as const;
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
/** What a break is for as lists show it; nobody chooses to supervise, it is why a ready supervisor is not ready meanwhile. */
export const shownBreakReason = z.enum([...breakReasons, 'supervision']);
export type ShownBreakReason = z.output<typeof shownBreakReason>;

/** A person at a desk as the rules see it. */
export interface Desk {
  readonly userId: string;
  readonly state: PresenceState;
  readonly reachable: boolean;
  readonly idleSince: Instant | null;
  readonly callId: string | null;
}

/** Milliseconds a desk rings before the next one does (design.md §5), where the regency has set nothing else (queue.ts). */
export const ringMs = 5000;
/** A desk that has pressed "answer" keeps the ring this much longer: its browser opens microphone and media meanwhile. */
export const answeringMs = 4000;

/** Milliseconds after which a held call asks its desk, seen and heard, to take it back: a held citizen must not be forgotten. */
export const holdLimitMs = 60_000;
/** Milliseconds between two sounds of that question. */
export const holdReminderMs = 10_000;

/** Names and contents of this feature's events: ids, codes, times and figures only. */
export interface CallEvents extends LinkEvents {
  readonly 'call.arrived': {
    readonly number: number;
    readonly purpose?: 'test' | 'drill';
    readonly direction?: 'outbound';
  };
  readonly 'call.queued': Record<string, never>;
  /** `step` (queue.ts) is left out for a desk that was ready as the call came. */
  readonly 'call.offered': { readonly offerId: string; readonly userId: string; readonly step?: string };
  /** `ringing`: desks at which it still rings. */
  readonly 'call.offer_ended': {
    readonly offerId: string;
    readonly userId: string;
    readonly outcome: OfferOutcome;
    readonly ringing?: number;
  };
  /** Kept waiting because of its number's history while another rang first; at most five seconds (history-rules.ts). */
  readonly 'call.passed': { readonly byCallId: string };
  /** That bound was broken by so much: history orders nothing any more in this regency. */
  readonly 'call.pass_broken': { readonly lateMs: number };
  readonly 'call.outside_offered': { readonly outsideOfferId: string; readonly step: string };
  readonly 'call.outside_ended': { readonly outsideOfferId: string; readonly outcome: string };
  /** Somebody outside the centre talks with the caller. */
  readonly 'call.outside_answered': { readonly step: string };
  readonly 'call.answered': {
    readonly userId: string | null;
    readonly answerMs: number;
    readonly direction?: 'outbound';
  };
  readonly 'call.unattended': { readonly userId: string | null; readonly cause: number | null };
  readonly 'call.joined': { readonly userId: string };
  /** The desk put the caller on hold; `by: server` where its telephone cannot be told to. Its end is `call.resumed`, or whatever else ends the talk: unattended, ended. */
  readonly 'call.held': { readonly userId: string; readonly by?: 'server' };
  /** Another telephony process, or another life of the same one, leads the call now. */
  readonly 'call.lease_taken': { readonly app: string; readonly token: number };
  readonly 'call.resumed': { readonly userId: string; readonly heldMs: number };
  /** A network or telephone said where the caller is; the place itself lies in an erasable row. */
  readonly 'call.place_told': {
    readonly placeId: string;
    readonly source: PlaceSource;
    readonly kind: CallerPlace['kind'];
  };
  /** `silent`: nobody was ever heard speaking; `noCallBack`: the caller could not speak, and a call back may harm them. */
  readonly 'call.ended': {
    readonly endedBy: EndedBy;
    readonly cause: number | null;
    readonly silent?: true;
    readonly noCallBack?: true;
  };
  /** Nobody is heard since `occurredAt`; by the detection, or by the person whose desk it is. */
  readonly 'call.silent': { readonly media: SilentMedia; readonly userId: string | null };
  /** One sign of a silent caller; `count` is how many there were with it, `key` a code like `d5`, `star`, `hash`. */
  readonly 'call.sign_heard': {
    readonly kind: SignKind;
    readonly count: number;
    readonly ms: number | null;
    readonly key: string | null;
  };
  readonly 'call.silent_step': { readonly step: SilentStep; readonly userId: string };
  readonly 'call.silent_prompt': { readonly outcome: 'played' | 'failed' };
  readonly 'call.silent_answered': {
    readonly question: SilentQuestion;
    readonly answer: SilentAnswer;
    readonly userId: string;
  };
  /** `isThrough`: the whole procedure was done and brought nothing; else a `reason` says why it ended, where it did. */
  readonly 'call.silent_settled': {
    readonly result: SilentResult;
    readonly reason: SilentEndReason | null;
    readonly isThrough: boolean;
    readonly userId: string;
  };
  /** A supervisor asked to hear the call; their telephone was up at `call.supervision_connected`. */
  readonly 'call.supervision_begun': {
    readonly supervisionId: string;
    readonly userId: string;
    readonly reason: SuperviseReason;
  };
  readonly 'call.supervision_connected': { readonly supervisionId: string; readonly userId: string };
  readonly 'call.supervision_changed': {
    readonly supervisionId: string;
    readonly userId: string;
    readonly mode: SuperviseMode;
  };
  readonly 'call.supervision_ended': {
    readonly supervisionId: string;
    readonly userId: string;
    readonly outcome: SuperviseOutcome;
  };
  /** The supervisor is the desk of this call from now on. `fromUserId` null: its desk was gone. */
  readonly 'call.taken_over': {
    readonly supervisionId: string;
    readonly fromUserId: string | null;
    readonly toUserId: string;
  };
  /** Supervisors know that it waits beyond the target. */
  readonly 'call.wait_acknowledged': { readonly userId: string; readonly waitMs: number };
  /** An operator's test on its line: the exchange answered it, no desk. */
  readonly 'call.carrier_tested': { readonly windowId: string; readonly codec: string };
  readonly 'call.lost': { readonly cause: number | null };
  readonly 'call.overflowed': { readonly cause: number | null };
  readonly 'call.failed': { readonly cause: number | null };
  /**
   * `judgement`: which one of this call, said by a person; without it the system says what it is. `corrected`: another class
   * stood before, so whatever counted that one counts anew.
   */
  readonly 'call.classified': {
    readonly code: string | null;
    readonly userId: string | null;
    readonly judgement?: number;
    readonly evidence?: readonly EvidenceCode[];
    readonly corrected?: true;
  };
  readonly 'call.wrapped_up': { readonly userId: string };
  /** A wrap-up without a class, or a break, has passed its length. */
  readonly 'presence.overdue': { readonly state: PresenceState; readonly reason: string | null };
  /** A SIP telephone stands on a person's desk, no longer does, or is where they take calls from now on (or not any more). */
  readonly 'phone.made': { readonly byUserId: string };
  readonly 'phone.removed': { readonly byUserId: string };
  readonly 'phone.chosen': { readonly device: boolean };
  /** The SIP telephone of a person registered, or is gone. */
  readonly 'phone.registered': Readonly<Record<string, never>>;
  readonly 'phone.lost': Readonly<Record<string, never>>;
  readonly 'presence.ordered': { readonly state: PresenceState; readonly reason: string };
  /** A supervisor wrote to this desk; the words lie in an erasable row. */
  readonly 'desk.messaged': { readonly messageId: string; readonly callId: string | null };
  readonly 'desk.message_seen': { readonly messageId: string };
  /** The telephone at which a person takes calls can be rung, or no longer can. */
  readonly 'presence.reach_changed': { readonly reachable: boolean };
  /** A break follows the call in hand. */
  readonly 'presence.break_planned': { readonly reason: string };
  readonly 'presence.changed': { readonly state: PresenceState; readonly reason: string | null };
}
