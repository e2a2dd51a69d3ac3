import { z } from 'zod';
import { userId } from '#features/people/person.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { callId } from './call.ts';
import { callView, personRef } from './contract.ts';
import { deskMessageId, longestMessage, superviseMode, superviseReason, supervisionId } from './supervise.ts';
import { superviseRefusals } from './supervise-texts.ts';
import { refusals } from './texts.ts';

const ofSupervision = z.object({ id: supervisionId });

const watcherView = z.object({ id: supervisionId, user: personRef, mode: superviseMode, since: instant });
export type WatcherView = z.output<typeof watcherView>;

/** A running call with everybody who is in it. */
export const floorCall = z.object({
  call: callView,
  /** Who talks in it; null: it waits, its desk is gone, or somebody outside has it. */
  desk: personRef.nullable(),
  /** Its desk talks in another call meanwhile. */
  isParked: z.boolean(),
  isOutside: z.boolean(),
  watchers: z.array(watcherView),
});
export type FloorCall = z.output<typeof floorCall>;

export const supervisionView = z.object({
  id: supervisionId,
  callId,
  mode: superviseMode,
  askedAt: instant,
  /** Null: one's own telephone has not answered yet. */
  connectedAt: instant.nullable(),
});
export type SupervisionView = z.output<typeof supervisionView>;

export const readFloor = route({
  method: 'GET',
  path: '/api/supervision',
  summary: 'Running calls, who talks in them and who is on their line',
  permission: 'call.supervise',
  output: z.object({
    calls: z.array(floorCall),
    /** The call on whose line one is oneself. */
    mine: supervisionView.nullable(),
  }),
});

/** Calls that wait, for the alarm: `waitAlarm` of supervise-rules.ts says from it what is seen and heard. */
export const readWaitAlarm = route({
  method: 'GET',
  path: '/api/supervision/waiting',
  summary: 'Waiting calls, the target, and which of them supervisors know of',
  permission: 'call.supervise',
  output: z.object({
    targetS: z.number().int(),
    waiting: z.array(z.object({ id: callId, since: instant, isAcknowledged: z.boolean(), isTest: z.boolean() })),
  }),
});

export const acknowledgeWait = route({
  method: 'POST',
  path: '/api/supervision/waiting/acknowledge',
  summary: 'I know that these calls wait beyond the target',
  permission: 'call.supervise',
  body: z.object({ callIds: z.array(callId).min(1).max(500) }),
  output: z.object({}),
  refusals: pick(refusals, 'call.not_found'),
});

/** Nothing is heard before its reason is written down. One's own telephone rings next and is answered for this call alone. */
export const beginSupervision = route({
  method: 'POST',
  path: '/api/calls/:id/supervisions',
  summary: 'Listen to a running call, with a reason; logged',
  permission: 'call.listen',
  params: z.object({ id: callId }),
  body: z.object({ reason: superviseReason, note: z.string().trim().max(200).default('') }),
  output: supervisionView,
  refusals: {
    ...pick(refusals, 'call.not_found', 'call.not_possible'),
    ...pick(
      superviseRefusals,
      'supervision.own_call',
      'supervision.already',
      'supervision.busy',
      'supervision.no_phone',
      'supervision.note_missing',
      'supervision.hidden',
    ),
  },
});

export const changeSupervision = route({
  method: 'POST',
  path: '/api/supervisions/:id/mode',
  summary: 'Listen, whisper to the desk, or join the conversation',
  permission: 'call.supervise',
  params: ofSupervision,
  body: z.object({ mode: superviseMode }),
  output: supervisionView,
  refusals: {
    ...pick(refusals, 'call.not_possible'),
    ...pick(superviseRefusals, 'supervision.not_found', 'supervision.no_desk'),
  },
});

/** Asked again it changes nothing. */
export const leaveSupervision = route({
  method: 'POST',
  path: '/api/supervisions/:id/leave',
  summary: 'Leave the line of a call',
  permission: 'call.listen',
  params: ofSupervision,
  output: z.object({}),
  refusals: pick(superviseRefusals, 'supervision.not_found'),
});

/** The supervisor becomes the desk of the call; the citizen stays in the conversation all along. */
export const takeOverCall = route({
  method: 'POST',
  path: '/api/supervisions/:id/take-over',
  summary: 'Take the call over from its desk',
  permission: 'call.supervise',
  params: ofSupervision,
  output: z.object({}),
  refusals: {
    ...pick(refusals, 'call.not_possible'),
    ...pick(
      superviseRefusals,
      'supervision.not_found',
      'supervision.not_connected',
      'supervision.outside',
      'supervision.third_person',
    ),
  },
});

export const deskMessage = z.object({
  id: deskMessageId,
  from: z.string(),
  words: z.string(),
  sentAt: instant,
});
export type DeskMessage = z.output<typeof deskMessage>;

export const readDeskSupervision = route({
  method: 'GET',
  path: '/api/desk/supervision',
  summary: 'Who is on the line of my call, and what was written to my desk',
  permission: 'call.take',
  output: z.object({
    watchers: z.array(z.object({ id: supervisionId, name: z.string(), mode: superviseMode, since: instant })),
    messages: z.array(deskMessage),
  }),
});

export const sendDeskMessage = route({
  method: 'POST',
  path: '/api/presences/:id/messages',
  summary: 'Write to a desk; it is shown there at once',
  permission: 'call.supervise',
  params: z.object({ id: userId }),
  body: z.object({ words: z.string().trim().min(1).max(longestMessage) }),
  output: z.object({ id: deskMessageId }),
  refusals: pick(superviseRefusals, 'message.unknown_desk', 'message.own_desk'),
});

export const seeDeskMessage = route({
  method: 'POST',
  path: '/api/desk/messages/:id/seen',
  summary: 'I have read what was written to my desk',
  permission: 'call.take',
  params: z.object({ id: deskMessageId }),
  output: z.object({}),
  refusals: pick(superviseRefusals, 'message.not_found'),
});

/** What one has written to desks today, and whether it was read. */
export const listDeskMessages = route({
  method: 'GET',
  path: '/api/supervision/messages',
  summary: 'Messages to desks that are not read yet',
  permission: 'call.supervise',
  output: z.object({
    items: z.array(deskMessage.extend({ to: personRef })),
  }),
});
