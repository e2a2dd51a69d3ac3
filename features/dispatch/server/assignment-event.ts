import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent, type Clock, type EventContent } from '#platform/server/events/event.ts';
import { clearDeadline, setDeadline } from '#platform/server/timers/deadlines.ts';
import type { Instant } from '#platform/shared/time.ts';
import { type ClockName, clockNames } from '../assignment.ts';

/** When a step was taken, where another clock than the server's saw it: a crew that was offline. */
export interface StepTime {
  readonly at: Instant;
  readonly clock: Clock;
}

/**
 * An event of an assignment for the control room and its agency; escalations and refusals reach the supervisor too. Each
 * says its incident: a screen then fetches that one anew, not every incident it shows.
 */
export async function appendAssignmentEvent(
  ctx: ActionContext,
  name: string,
  assignment: { readonly id: string; readonly agencyId: string; readonly incidentId: string },
  content: EventContent = {},
  when?: StepTime,
): Promise<void> {
  const loud = name === 'assignment.escalated' || name === 'assignment.rejected' || name === 'assignment.send_failed';
  await appendEvent(ctx, {
    name,
    subject: { type: 'assignment', id: assignment.id },
    audience: [audience.tenant(), audience.agency(assignment.agencyId), ...(loud ? [audience.supervisors()] : [])],
    content: { incidentId: assignment.incidentId, ...content },
    ...(when === undefined ? {} : { occurredAt: when.at, clock: when.clock }),
  });
}

export const deadlineKinds: Readonly<Record<ClockName, string>> = {
  acknowledge: 'assignment.acknowledge',
  arrive: 'assignment.arrive',
  resolve: 'assignment.resolve',
};

/** Exactly one deadline per open assignment, of the clock that runs (design.md §6, invariant 4); none once it has ended. */
export async function runDeadline(
  ctx: ActionContext,
  assignmentId: string,
  next: { clock: ClockName; dueAt: string } | null,
): Promise<void> {
  for (const clock of clockNames) {
    if (clock !== next?.clock) await clearDeadline(ctx, deadlineKinds[clock], assignmentId);
  }
  if (next !== null) await setDeadline(ctx, deadlineKinds[next.clock], assignmentId, next.dueAt);
}
