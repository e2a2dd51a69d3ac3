import { z } from 'zod';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { incidentView } from './contract.ts';
import { incidentId } from './incident.ts';
import { handlerReason, lowerReason } from './sensitive.ts';
import { sensitiveRefusals } from './sensitive-texts.ts';
import { refusals } from './texts.ts';

const byId = z.object({ id: incidentId });

/** By whoever works on incidents; what lists and maps show of it changes at once. */
export const markSensitive = route({
  method: 'POST',
  path: '/api/incidents/:id/sensitive',
  summary: 'Mark an incident sensitive: identities are hidden from everybody who does not handle it',
  permission: 'incident.edit',
  params: byId,
  output: incidentView,
  refusals: pick(refusals, 'incident.not_found'),
});

export const unmarkSensitive = route({
  method: 'POST',
  path: '/api/incidents/:id/not-sensitive',
  summary: 'Say that an incident is not sensitive after all, with a reason',
  permission: 'incident.unmark',
  params: byId,
  body: z.object({ reason: lowerReason }),
  output: incidentView,
  refusals: { ...pick(refusals, 'incident.not_found'), ...pick(sensitiveRefusals, 'incident.not_sensitive') },
});

const person = z.object({ id: z.uuid(), name: z.string() });

export const listHandlers = route({
  method: 'GET',
  path: '/api/incidents/:id/handlers',
  summary: 'Who may see the identities of a sensitive incident by name, and who can be added',
  permission: 'incident.handlers',
  params: byId,
  output: z.object({
    items: z.array(person.extend({ reason: handlerReason, addedAt: instant, addedBy: z.string().nullable() })),
    choices: z.array(person),
  }),
  refusals: pick(refusals, 'incident.not_found'),
});

export const addHandler = route({
  method: 'POST',
  path: '/api/incidents/:id/handlers',
  summary: 'Let a person of the centre see the identities of a sensitive incident, with a reason; it is logged',
  permission: 'incident.handlers',
  params: byId,
  body: z.object({ userId: z.uuid(), reason: handlerReason }),
  output: z.object({ userId: z.uuid() }),
  refusals: {
    ...pick(refusals, 'incident.not_found'),
    ...pick(sensitiveRefusals, 'handler.user_unknown', 'incident.not_sensitive'),
  },
});

export const removeHandler = route({
  method: 'POST',
  path: '/api/incidents/:id/handlers/:userId/remove',
  summary: 'A person no longer sees the identities of a sensitive incident',
  permission: 'incident.handlers',
  params: byId.extend({ userId: z.uuid() }),
  output: z.object({ userId: z.uuid() }),
  refusals: { ...pick(refusals, 'incident.not_found'), ...pick(sensitiveRefusals, 'handler.not_found') },
});
