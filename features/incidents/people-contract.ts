import { z } from 'zod';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { incidentId, noteId } from './incident.ts';
import { refusals } from './texts.ts';

/** A tab that shows an incident says so this often, and at once when it changes; three times as long without is gone. */
export const presentEveryMs = 15_000;
export const goneAfterMs = 3 * presentEveryMs;

const byId = z.object({ id: incidentId });
/** `edit`: something is typed and not saved. */
const presentMode = z.enum(['look', 'edit']);
export type PresentMode = z.output<typeof presentMode>;
const person = z.object({ id: z.uuid(), name: z.string(), mode: presentMode, since: instant, isMe: z.boolean() });
const people = z.object({ items: z.array(person) });

export const readPeople = route({
  method: 'GET',
  path: '/api/incidents/:id/people',
  summary: 'Who has this incident on the screen, who types in it',
  permission: 'incident.edit',
  params: byId,
  output: people,
  refusals: pick(refusals, 'incident.not_found'),
});

/** `leave` when the tab shows something else. */
export const reportPresent = route({
  method: 'POST',
  path: '/api/incidents/:id/people',
  summary: 'I have this incident on my screen, or I type in it, or I have left',
  permission: 'incident.edit',
  params: byId,
  body: z.object({ tabId: z.uuid(), mode: z.enum([...presentMode.options, 'leave']) }),
  output: people,
  refusals: pick(refusals, 'incident.not_found'),
});

const fieldChange = z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() });
export const incidentChange = z.object({
  version: z.number().int(),
  at: instant,
  by: z.string().nullable(),
  reason: z.string().nullable(),
  /** The words were erased; which fields they were is still known. */
  erased: z.boolean(),
  fields: z.array(fieldChange),
});
export type IncidentChange = z.output<typeof incidentChange>;

/** Newest first. Names and numbers of the caller as this reader sees them in the incident itself. */
export const listChanges = route({
  method: 'GET',
  path: '/api/incidents/:id/changes',
  summary: 'Who changed which field when, and what it said before',
  permission: 'incident.edit',
  params: byId,
  output: z.object({ items: z.array(incidentChange) }),
  refusals: pick(refusals, 'incident.not_found', 'incident.sensitive'),
});

export const listMentionable = route({
  method: 'GET',
  path: '/api/mentionable',
  summary: 'Who can be named in a note by @username',
  permission: 'incident.note',
  output: z.object({ items: z.array(z.object({ username: z.string(), name: z.string() })) }),
});

export const mention = z.object({
  noteId,
  incidentId,
  number: z.number().int(),
  by: z.string().nullable(),
  at: instant,
  seenAt: instant.nullable(),
  /** Null: erased, or not for this reader. */
  text: z.string().nullable(),
});

/** The newest hundred. */
export const listMentions = route({
  method: 'GET',
  path: '/api/mentions',
  summary: 'Notes that name me',
  permission: 'incident.note',
  output: z.object({ items: z.array(mention), unseen: z.number().int() }),
});

export const seeMentions = route({
  method: 'POST',
  path: '/api/incidents/:id/mentions/seen',
  summary: 'I have read the notes of this incident that name me',
  permission: 'incident.note',
  params: byId,
  output: z.object({ seen: z.number().int() }),
  refusals: pick(refusals, 'incident.not_found'),
});
