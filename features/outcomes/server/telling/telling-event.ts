import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent, type EventContent } from '#platform/server/events/event.ts';

/** Of telling a caller: the control room alone hears it, agencies have nothing to do with who reported. */
export async function tellingEvent(
  ctx: ActionContext,
  name: 'incident.caller_told' | 'incident.caller_way_changed' | 'incident.caller_rated' | 'incident.caller_not_solved',
  incidentId: string,
  content: EventContent,
): Promise<void> {
  const loud = name === 'incident.caller_not_solved';
  await appendEvent(ctx, {
    name,
    subject: { type: 'incident', id: incidentId },
    audience: [audience.tenant(), ...(loud ? [audience.supervisors()] : [])],
    content,
  });
}

export async function taskEvent(
  ctx: ActionContext,
  name:
    | 'caller_task.opened'
    | 'caller_task.claimed'
    | 'caller_task.released'
    | 'caller_task.tried'
    | 'caller_task.overdue'
    | 'caller_task.ended',
  task: { readonly id: string; readonly incidentId: string },
  content: EventContent = {},
): Promise<void> {
  await appendEvent(ctx, {
    name,
    subject: { type: 'caller_task', id: task.id },
    audience: [audience.tenant(), ...(name === 'caller_task.overdue' ? [audience.supervisors()] : [])],
    content: { incidentId: task.incidentId, ...content },
  });
}
