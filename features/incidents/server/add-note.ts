import { audience } from '#features/people/audience.ts';
import { reachFor } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type * as routes from '../contract.ts';
import type { NoteId } from '../incident.ts';
import { digestOf, newSalt } from './incident-event.ts';
import { tellMentioned } from './people/mentions.ts';
import { loadSight } from './read-incident.ts';
import { insertNote, type NotedAssignment, newestAssignment } from './store.ts';

export const addNote: Action<typeof routes.addNote> = async (ctx, { params, body }) => {
  const sight = await loadSight(ctx, params.id);
  if (sight === null) return refuse('incident.not_found');
  if (!sight.words) return refuse('incident.sensitive');
  const assignment = await ownAssignment(ctx, params.id, body.assignmentId);
  if (assignment === 'none') return refuse('incident.not_found');
  const note = await writeNote(ctx, { incidentId: params.id, assignment, text: body.text });
  await tellMentioned(ctx, { id: note.id, incidentId: params.id, text: body.text });
  return ok(note);
};

/** An agency writes on its own assignment: the newest, when it does not say which. */
async function ownAssignment(
  ctx: ActionContext,
  incidentId: string,
  wanted: string | undefined,
): Promise<NotedAssignment | null | 'none'> {
  const ownOnly = reachFor(ctx.actor, 'incident.note') === 'own_agency';
  if (wanted === undefined && !ownOnly) return null;
  const found = await newestAssignment(ctx, incidentId, { id: wanted ?? null, ownOnly });
  // An agency that opened an incident and is not on it writes to the control room.
  if (found === null && wanted === undefined) return null;
  return found ?? 'none';
}

/** Keep the words in an erasable row; the event carries its id and digest. Also for the words that go with a reason. */
export async function writeNote(
  ctx: ActionContext,
  note: { readonly incidentId: string; readonly assignment: NotedAssignment | null; readonly text: string },
): Promise<{ id: NoteId; writtenAt: string }> {
  const id: NoteId = newId();
  const salt = newSalt();
  const { incidentId, assignment, text } = note;
  await insertNote(ctx, { id, incidentId, assignmentId: assignment?.id ?? null, salt, text });
  await appendEvent(ctx, {
    name: 'incident.noted',
    subject: { type: 'incident', id: incidentId },
    // The control room's notes are not for agencies; what is written on an assignment is for its agency.
    audience: [audience.tenant(), ...(assignment === null ? [] : [audience.agency(assignment.agency_id)])],
    content: { noteId: id, assignmentId: assignment?.id ?? null, digest: digestOf(salt, text) },
  });
  return { id, writtenAt: ctx.now };
}
