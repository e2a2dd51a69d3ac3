import { createHash, randomBytes } from 'node:crypto';
import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent, type EventContent } from '#platform/server/events/event.ts';
import { assignedAgencies } from './store.ts';

export type IncidentEventName =
  | 'incident.opened'
  | 'incident.verified'
  | 'incident.changed'
  | 'incident.call_linked'
  | 'incident.call_unlinked'
  | 'incident.followed'
  | 'incident.unfollowed'
  | 'incident.noted'
  | 'incident.dispatched'
  | 'incident.drill_sent'
  | 'incident.routing_decided'
  | 'incident.resolved'
  | 'incident.reopened'
  | 'incident.caller_informed'
  | 'incident.caller_silent'
  | 'incident.caller_speaks'
  | 'incident.printed'
  | 'incident.exported'
  | 'incident.marked_sensitive'
  | 'incident.unmarked_sensitive'
  | 'incident.cancelled'
  | 'incident.closed';

/** Write an event of an incident for the control room and every agency that is or was on it. */
export async function appendIncidentEvent(
  ctx: ActionContext,
  name: IncidentEventName,
  incidentId: string,
  content: EventContent = {},
): Promise<void> {
  const agencies = await assignedAgencies(ctx, incidentId);
  await appendEvent(ctx, {
    name,
    subject: { type: 'incident', id: incidentId },
    audience: [audience.tenant(), ...agencies.map(audience.agency)],
    content,
  });
}

/** 128 bits that go with an erasable row: once it is erased, the digest in the event says nothing (design.md §6, 11). */
export function newSalt(): Buffer {
  return randomBytes(16);
}

/** SHA-256 over salt and text, hexadecimal: proves later what was written without saying it. */
export function digestOf(salt: Buffer, text: string): string {
  return createHash('sha256').update(salt).update(text, 'utf8').digest('hex');
}

/** What of an incident can be erased, in a fixed order, for its digest. */
export function digestOfParticulars(
  salt: Buffer,
  values: {
    readonly place_text: string | null;
    readonly landmark: string | null;
    readonly latitude: number | null;
    readonly longitude: number | null;
    readonly caller_name: string | null;
    readonly callback_number: string | null;
    readonly description: string | null;
  },
): string {
  const { place_text, landmark, latitude, longitude, caller_name, callback_number, description } = values;
  return digestOf(
    salt,
    JSON.stringify([place_text, landmark, latitude, longitude, caller_name, callback_number, description]),
  );
}
