import { z } from 'zod';
import { userId } from '#features/people/person.ts';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import {
  anyDisposition,
  breakReason,
  callId,
  callState,
  chosenPresence,
  endedBy,
  offerId,
  presenceState,
  shownBreakReason,
} from './call.ts';
import { partyMode } from './party.ts';
import { orderReason, presenceOrderId, queueStep, queueSteps } from './queue-words.ts';
import { silentResult } from './silent.ts';
import { silentRefusals } from './silent-texts.ts';
import { refusals } from './texts.ts';

/** A person as lists show them. */
export const personRef = z.object({ id: userId, displayName: z.string() });
export type PersonRef = z.output<typeof personRef>;

/**
 * The caller's number. `full` is set only for who takes the call, during call and wrap-up; everybody else sees `masked` and
 * asks with a reason (`showCaller`). Both null: withheld or no SIM.
 */
export const callerView = z.object({
  masked: z.string().nullable(),
  full: z.string().nullable(),
  withheld: z.boolean(),
});

export const callView = z.object({
  id: callId,
  number: z.number().int(),
  state: callState,
  direction: z.enum(['inbound', 'outbound']),
  purpose: z.enum(['public', 'canary', 'drill', 'test']),
  dialled: z.string(),
  caller: callerView,
  arrivedAt: instant,
  queuedAt: instant.nullable(),
  firstOfferedAt: instant.nullable(),
  answeredAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** The desk of an answered call is gone since then; it comes first in the queue. */
  unattendedSince: instant.nullable(),
  /** Its desk holds the call since then: the caller hears the hold prompt. */
  heldSince: instant.nullable(),
  /** Nobody is heard since then; stays as a fact. */
  silentSince: instant.nullable(),
  silentResult: silentResult.nullable(),
  /** Over, and nobody was ever heard speaking. */
  endedSilent: z.boolean(),
  /** The first human answer. */
  answeredBy: personRef.nullable(),
  endedBy: endedBy.nullable(),
  /** Q.850. */
  cause: z.number().int().nullable(),
  disposition: anyDisposition.nullable(),
  dispositionAt: instant.nullable(),
  wrappedUpAt: instant.nullable(),
  recording: z.enum(['recording', 'stored', 'missing', 'erased']).nullable(),
  /** Whoever else is in it, whom it was handed over to, or whom the desk called; `label` null: erased, or not in the directory. */
  party: z.object({ mode: partyMode, label: z.string().nullable(), isOpen: z.boolean() }).nullable(),
  version: z.number().int(),
});
export type CallView = z.output<typeof callView>;

const callParams = z.object({ id: callId });

export const listCalls = route({
  method: 'GET',
  path: '/api/calls',
  summary: 'Calls, newest first',
  permission: 'call.read',
  query: pageQuery.extend({
    group: z.enum(['open', 'lost', 'ended']).optional(),
    from: instant.optional(),
    to: instant.optional(),
    /** As people type it; compared in E.164. */
    caller: z.string().trim().min(3).max(30).optional(),
  }),
  output: page(callView),
});

export const readCall = route({
  method: 'GET',
  path: '/api/calls/:id',
  summary: 'One call',
  permission: 'call.read',
  params: callParams,
  output: callView,
  refusals: pick(refusals, 'call.not_found', 'call.being_audited'),
});

/** Logged with its reason (design.md invariant 9). */
export const showCaller = route({
  method: 'POST',
  path: '/api/calls/:id/caller',
  summary: "Show the caller's full number",
  permission: 'caller.show',
  params: callParams,
  body: z.object({ reason: z.string().trim().min(5).max(200) }),
  output: z.object({ number: z.string() }),
  refusals: pick(refusals, 'call.not_found', 'call.withheld', 'call.sensitive'),
});

export const listEarlierCalls = route({
  method: 'GET',
  path: '/api/calls/:id/earlier',
  summary: 'Earlier calls of the same number',
  permission: 'call.read',
  params: callParams,
  query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: z.object({
    /** How many there are at all. */
    total: z.number().int(),
    items: z.array(
      z.object({
        id: callId,
        number: z.number().int(),
        state: callState,
        arrivedAt: instant,
        answeredAt: instant.nullable(),
        endedAt: instant.nullable(),
        disposition: anyDisposition.nullable(),
      }),
    ),
  }),
  refusals: pick(refusals, 'call.not_found'),
});

export const hangUpCall = route({
  method: 'POST',
  path: '/api/calls/:id/hang-up',
  summary: 'End an answered call',
  permission: 'call.take',
  params: callParams,
  output: callView,
  refusals: {
    ...pick(refusals, 'call.not_found', 'call.not_possible', 'call.not_yours', 'call.is_parked', 'party.in_call'),
    ...pick(silentRefusals, 'call.silent_unsettled'),
  },
});

/** The desk is ready again. */
export const finishWrapUp = route({
  method: 'POST',
  path: '/api/calls/:id/wrap-up-done',
  summary: 'Finish wrapping up',
  permission: 'call.take',
  params: callParams,
  output: callView,
  refusals: pick(refusals, 'call.not_found', 'call.not_possible', 'call.not_yours', 'call.unclassified'),
});

export const presenceView = z.object({
  user: personRef,
  state: presenceState,
  reason: shownBreakReason.nullable(),
  since: instant,
  idleSince: instant.nullable(),
  /** When the wrap-up ends by itself, or the break should be over. */
  dueAt: instant.nullable(),
  /** The desk's telephone is registered. */
  reachable: z.boolean(),
  callId: callId.nullable(),
});
export type PresenceView = z.output<typeof presenceView>;

/** Who is asked for a waiting call, and who will be next. */
export const stepView = z.object({
  step: queueStep,
  isRingingAll: z.boolean(),
  next: z.object({ step: z.enum([...queueSteps, 'all']), at: instant }).nullable(),
});

export const queueView = z.object({
  /** In the order in which they get the next free desk. */
  waiting: z.array(
    z.object({
      id: callId,
      number: z.number().int(),
      state: callState,
      arrivedAt: instant,
      caller: callerView,
      unattended: z.boolean(),
      /** At how many desks it rings now, and whether a telephone outside does. */
      ringing: z.number().int(),
      outside: z.boolean(),
      /** Another rang first because of this number's history; it rings within five seconds of that. */
      passed: z.boolean(),
      ...stepView.shape,
    }),
  ),
  longestWaitSince: instant.nullable(),
  ready: z.number().int(),
  talking: z.number().int(),
});

export type QueueView = z.output<typeof queueView>;

/** What the telephone in the browser needs. The browser registers directly with the exchange, never through this server. */
export const phoneView = z.object({
  /** `ws://host:port/ws`. */
  wsUrl: z.string(),
  /** `sip:user@host`. */
  uri: z.string(),
  user: z.string(),
  /** Valid for this session; a new session gets another and this one stops working. */
  password: z.string(),
  iceServers: z.array(
    z.object({ urls: z.string(), username: z.string().optional(), credential: z.string().optional() }),
  ),
});

/** Whether calls ring there, and whether it is registered at the exchange. */
export const deskPhoneState = z.object({ inUse: z.boolean(), registered: z.boolean() });

export const deskView = z.object({
  presence: presenceView,
  /** It rings here right now. The caller's full number comes with the answer. */
  offer: z.object({ id: offerId, offeredAt: instant, ringsUntil: instant, call: callView }).nullable(),
  /** The call this desk talks on or wraps up. */
  call: callView.nullable(),
  second: z.object({
    /** Put aside for `call`: its caller hears the hold prompt. */
    parked: callView.nullable(),
    /** Waits, rings at no ready desk, and may be taken beside `call`. */
    waiting: callView.nullable(),
    /** The call for which the telephone of this desk rang, which is up still. */
    line: callId.nullable(),
  }),
  /** How often the wrap-up can still be prolonged. */
  prolongsLeft: z.number().int(),
  /** A supervisor set the presence, and the person has not said yet that they saw it. */
  order: z
    .object({
      id: presenceOrderId,
      state: chosenPresence,
      reason: orderReason,
      note: z.string().nullable(),
      by: z.string(),
      at: instant,
    })
    .nullable(),
  queue: z.object({ waiting: z.number().int(), longestWaitSince: instant.nullable() }),
  /** The call on whose line this person is as its supervisor: the telephone is up, and it is not theirs. */
  supervises: callId.nullable(),
  /** Of the browser. Null where this installation has no exchange, and for who takes calls at the telephone on the desk. */
  phone: phoneView.nullable(),
  /** The SIP telephone on this person's desk. */
  deskPhone: deskPhoneState.nullable(),
});

export const readDesk = route({
  method: 'GET',
  path: '/api/desk',
  summary: 'My desk: presence, ringing call, telephone',
  permission: 'call.take',
  output: deskView,
});

/** "Answer" was pressed: the ring does not move to the next desk while this browser opens its media. */
export const acceptOffer = route({
  method: 'POST',
  path: '/api/desk/accept',
  summary: 'I am answering the call that rings here',
  permission: 'call.take',
  body: z.object({ offerId }),
  output: z.object({}),
  refusals: pick(refusals, 'call.not_found', 'call.not_possible'),
});

export const setPresence = route({
  method: 'POST',
  path: '/api/desk/presence',
  summary: 'Set my presence',
  permission: 'presence.set',
  body: z.object({ state: chosenPresence, reason: breakReason.optional() }),
  output: presenceView,
  refusals: pick(refusals, 'presence.in_call', 'presence.reason_missing', 'call.unclassified'),
});

export const listPresences = route({
  method: 'GET',
  path: '/api/presences',
  summary: 'Who is at the desks',
  permission: 'presence.watch',
  output: z.object({ items: z.array(presenceView) }),
});

export const readQueue = route({
  method: 'GET',
  path: '/api/queue',
  summary: 'Waiting calls',
  permission: 'queue.watch',
  output: queueView,
});
