import { z } from 'zod';
import { dutyContactId } from '#features/agencies/agency.ts';
import { lifeAtRisk, priority } from '#features/incidents/incident.ts';
import { point } from '#features/places/place.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { channels } from '#platform/shared/message.ts';
import { assignmentId, assignmentState, part, rejectReasons, results } from './assignment.ts';
import { responseLinkId, responseSteps, responseToken } from './response.ts';
import { responseRefusals } from './response-texts.ts';
import { refusals } from './texts.ts';

const twoTexts = z.object({ id: z.string(), en: z.string() });

/** What the page of a link shows: the task, and nothing of who called. */
export const responseView = z.object({
  centre: z.object({ name: z.string(), crest: z.string().nullable() }),
  agencyName: z.string(),
  number: z.number().int(),
  part,
  state: assignmentState,
  /** What can be done now, the usual next step first. */
  steps: z.array(z.enum(responseSteps)),
  type: twoTexts.nullable(),
  priority: priority.nullable(),
  lifeAtRisk: lifeAtRisk.nullable(),
  sensitive: z.boolean(),
  callerCannotSpeak: z.boolean(),
  place: z.object({
    village: z.string().nullable(),
    district: z.string().nullable(),
    text: z.string().nullable(),
    landmark: z.string().nullable(),
    point: point.nullable(),
  }),
  description: z.string().nullable(),
  sentAt: instant,
  acknowledgedAt: instant.nullable(),
  enRouteAt: instant.nullable(),
  arrivedAt: instant.nullable(),
  endedAt: instant.nullable(),
  notes: z.array(z.object({ id: z.string(), at: instant, text: z.string(), isOwn: z.boolean() })),
  /** How many came by this link. */
  photos: z.number().int(),
  expiresAt: instant,
});
export type ResponseView = z.output<typeof responseView>;

const byToken = z.object({ token: responseToken });
const stepRefusals = {
  ...pick(responseRefusals, 'response.gone', 'response.too_many'),
  ...pick(refusals, 'assignment.not_found', 'assignment.not_possible'),
};

export const readResponse = route({
  method: 'GET',
  path: '/api/responses/:token',
  summary: 'The task of a response link',
  permission: 'public',
  params: byToken,
  output: responseView,
  refusals: stepRefusals,
});

const act = { id: z.uuid(), at: instant.optional() };
const words = z.string().trim().min(1).max(1000);

/** `id` is chosen by the page: sent again, it counts once. `at`: the device's clock when the button was pressed. */
export const answerResponse = route({
  method: 'POST',
  path: '/api/responses/:token/acts',
  summary: 'Accept, reject, leave, arrive, finish, or write, by a response link',
  permission: 'public',
  params: byToken,
  body: z.discriminatedUnion('kind', [
    z.object({ ...act, kind: z.enum(['acknowledge', 'en_route', 'arrive']) }),
    z.object({ ...act, kind: z.literal('reject'), reason: z.enum(rejectReasons), words: words.optional() }),
    z.object({ ...act, kind: z.literal('finish'), result: z.enum(results), words: words.optional() }),
    z.object({ ...act, kind: z.literal('words'), words }),
  ]),
  output: responseView,
  refusals: stepRefusals,
});

/** `POST` with the bytes of a photo; `takenAt` stands in the query. The id is made by the page: sent again, it is kept once. */
export const responsePhotoPath = '/api/responses/:token/photos/:photoId';

/* What the control room sees and does. */

const ofAssignment = z.object({ id: assignmentId });

export const linkView = z.object({
  id: responseLinkId,
  contactName: z.string().nullable(),
  madeAt: instant,
  madeByName: z.string().nullable(),
  expiresAt: instant,
  openedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
});
export type ResponseLinkView = z.output<typeof linkView>;

export const listResponseLinks = route({
  method: 'GET',
  path: '/api/assignments/:id/response-links',
  summary: 'The response links of an assignment, newest first, and whom another can be sent to',
  permission: 'assignment.send',
  params: ofAssignment,
  output: z.object({
    items: z.array(linkView),
    /** Where a link would lead; null: no public address is known, and none can be sent. */
    address: z.string().nullable(),
    contacts: z.array(z.object({ id: dutyContactId, name: z.string(), channels: z.array(z.enum(channels)) })),
  }),
  refusals: pick(refusals, 'assignment.not_found'),
});

export const sendResponseLink = route({
  method: 'POST',
  path: '/api/assignments/:id/response-links',
  summary: 'Send a duty contact a link by which the agency answers without an account',
  permission: 'assignment.send',
  params: ofAssignment,
  body: z.object({ contactId: dutyContactId, channel: z.enum(channels) }),
  output: z.object({ id: responseLinkId }),
  refusals: {
    ...pick(refusals, 'assignment.not_found'),
    ...pick(
      responseRefusals,
      'response.no_address',
      'response.contact_unknown',
      'response.no_channel',
      'response.ended',
    ),
  },
});

/** Sent to the wrong person: it stops working at once. */
export const withdrawResponseLink = route({
  method: 'POST',
  path: '/api/response-links/:id/withdraw',
  summary: 'Take a response link back',
  permission: 'assignment.send',
  params: z.object({ id: responseLinkId }),
  output: z.object({}),
  refusals: pick(responseRefusals, 'response.gone'),
});
