import { z } from 'zod';
import { shownVersion } from '#features/people/setting-contract.ts';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import { itemFacts, itemKind, meetingContent, meetingId, meetingItemId, meetingState } from './meeting.ts';
import { meetingRefusals } from './meeting-texts.ts';
import { actionContent, obstacleActionId, obstacleId, obstacleState } from './obstacle.ts';
import { actionView } from './obstacle-contract.ts';

const byId = z.object({ id: meetingId });
const byItem = z.object({ id: meetingItemId });
const done = z.object({ id: meetingId, version: z.number().int() });

export const meetingView = meetingContent.extend({
  id: meetingId,
  number: z.number().int(),
  state: meetingState,
  endedAt: instant.nullable(),
  items: z.number().int(),
  version: z.number().int(),
});
export type MeetingView = z.output<typeof meetingView>;

export const itemView = z.object({
  id: meetingItemId,
  kind: itemKind,
  title: z.string(),
  facts: itemFacts.nullable(),
  obstacle: z.object({ id: obstacleId, state: obstacleState, version: z.number().int() }).nullable(),
  decision: z.string(),
  version: z.number().int(),
  actions: z.array(actionView),
});
export type ItemView = z.output<typeof itemView>;

export const listMeetings = route({
  method: 'GET',
  path: '/api/meetings',
  summary: 'Meetings, the newest first',
  permission: 'obstacle.read',
  query: pageQuery.extend({ state: meetingState.optional() }),
  output: page(meetingView),
});

export const readMeeting = route({
  method: 'GET',
  path: '/api/meetings/:id',
  summary: 'One meeting with its agenda, decisions, actions and who was there',
  permission: 'obstacle.read',
  params: byId,
  output: meetingView.extend({
    agenda: z.array(itemView),
    attendees: z.array(z.object({ id: z.uuid(), name: z.string(), office: z.string() })),
  }),
  refusals: pick(meetingRefusals, 'meeting.not_found'),
});

/** `GET`, once the meeting is over. The PDF is the record; the DOCX is a working copy and says so. */
export const minutesPath = '/api/meetings/:id/minutes.pdf';
export const minutesCopyPath = '/api/meetings/:id/minutes.docx';

export const planMeeting = route({
  method: 'POST',
  path: '/api/meetings',
  summary: 'Plan a meeting; its agenda is made from the figures of the month and what is open',
  permission: 'obstacle.edit',
  body: z.object({ content: meetingContent }),
  output: done,
  refusals: pick(meetingRefusals, 'meeting.agency_unknown'),
});

export const changeMeeting = route({
  method: 'POST',
  path: '/api/meetings/:id/change',
  summary: 'Change date, place or invitations of a meeting that has not begun',
  permission: 'obstacle.edit',
  params: byId,
  body: z.object({ version: shownVersion, content: meetingContent }),
  output: done,
  refusals: pick(
    meetingRefusals,
    'meeting.not_found',
    'meeting.stale',
    'meeting.not_planned',
    'meeting.agency_unknown',
  ),
});

export const refreshAgenda = route({
  method: 'POST',
  path: '/api/meetings/:id/agenda',
  summary: 'Add what has come up since the agenda was made',
  permission: 'obstacle.edit',
  params: byId,
  output: z.object({ added: z.number().int() }),
  refusals: pick(meetingRefusals, 'meeting.not_found', 'meeting.ended'),
});

export const addItem = route({
  method: 'POST',
  path: '/api/meetings/:id/items',
  summary: 'Put something of your own on the agenda',
  permission: 'obstacle.edit',
  params: byId,
  body: z.object({ title: z.string().trim().min(1).max(200) }),
  output: z.object({ id: meetingItemId }),
  refusals: pick(meetingRefusals, 'meeting.not_found', 'meeting.ended'),
});

export const orderAgenda = route({
  method: 'POST',
  path: '/api/meetings/:id/order',
  summary: 'Bring the agenda into this order',
  permission: 'obstacle.edit',
  params: byId,
  body: z.object({ ids: z.array(meetingItemId).max(500) }),
  output: z.object({ id: meetingId }),
  refusals: pick(meetingRefusals, 'meeting.not_found', 'meeting.ended', 'meeting.order_unfit'),
});

export const stepMeeting = route({
  method: 'POST',
  path: '/api/meetings/:id/step',
  summary: 'Start the meeting, or end it: then the minutes are fixed and those invited are told',
  permission: 'obstacle.edit',
  params: byId,
  body: z.object({ version: shownVersion, step: z.enum(['start', 'end']) }),
  output: done.extend({ told: z.number().int() }),
  refusals: pick(meetingRefusals, 'meeting.not_found', 'meeting.stale', 'meeting.not_planned', 'meeting.not_live'),
});

export const addAttendee = route({
  method: 'POST',
  path: '/api/meetings/:id/attendees',
  summary: 'Enter somebody who is there',
  permission: 'obstacle.edit',
  params: byId,
  body: z.object({ name: z.string().trim().min(1).max(120), office: z.string().trim().max(120) }),
  output: z.object({ id: z.uuid() }),
  refusals: pick(meetingRefusals, 'meeting.not_found', 'meeting.ended'),
});

export const removeAttendee = route({
  method: 'POST',
  path: '/api/meetings/:id/attendees/:attendee/remove',
  summary: 'Take somebody off the list of those present',
  permission: 'obstacle.edit',
  params: byId.extend({ attendee: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  refusals: pick(meetingRefusals, 'meeting.not_found', 'meeting.ended'),
});

const onItem = pick(meetingRefusals, 'item.not_found', 'meeting.ended', 'meeting.not_live');

export const decideItem = route({
  method: 'POST',
  path: '/api/meeting-items/:id/decide',
  summary: 'Write down what was decided of an item; an older version is refused',
  permission: 'obstacle.edit',
  params: byItem,
  body: z.object({ version: shownVersion, decision: z.string().trim().max(2000) }),
  output: z.object({ id: meetingItemId, version: z.number().int() }),
  refusals: { ...onItem, ...pick(meetingRefusals, 'item.stale') },
});

export const addItemAction = route({
  method: 'POST',
  path: '/api/meeting-items/:id/actions',
  summary: 'Write down who does what by when; of an obstacle it stands there too',
  permission: 'obstacle.edit',
  params: byItem,
  body: actionContent,
  output: z.object({ id: obstacleActionId }),
  refusals: onItem,
});
