import { isResolvedBy } from '#features/incidents/rules.ts';
import { writeNote } from '#features/incidents/server/add-note.ts';
import { moveIncident } from '#features/incidents/server/move-incident.ts';
import { type IncidentRow, lockIncident } from '#features/incidents/server/store.ts';
import type { PermissionName } from '#features/people/permissions.ts';
import { mayReach } from '#features/people/server/reach.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import type { AssignmentCommand } from '../assignment.ts';
import type { AssignmentView } from '../contract.ts';
import { decide, runningClock, type Step } from '../rules.ts';
import { appendAssignmentEvent, runDeadline } from './assignment-event.ts';
import { viewAssignment } from './read-assignments.ts';
import { type AssignmentRow, locateAssignment, lockAssignment, outcomesOf, saveStep } from './store.ts';

type StepRefusal = 'assignment.not_found' | 'assignment.not_possible';

/** Find and lock an assignment the actor may work on, its incident first. A foreign agency's is not found. */
export async function lockForStep(
  ctx: ActionContext,
  id: string,
  permission: PermissionName,
): Promise<Result<{ incident: IncidentRow; assignment: AssignmentRow }, 'assignment.not_found'>> {
  const located = await locateAssignment(ctx, id);
  if (located === null || !mayReach(ctx.actor, permission, located.agencyId)) return refuse('assignment.not_found');
  const incident = present(await lockIncident(ctx, located.incidentId), 'an assignment has an incident');
  const assignment = present(await lockAssignment(ctx, id), 'assignments are never deleted');
  return ok({ incident, assignment });
}

/** One command on one assignment, whole: load, decide, save, follow. */
export async function takeStep(
  ctx: ActionContext,
  id: string,
  given: {
    readonly permission: PermissionName;
    readonly command: AssignmentCommand;
    readonly note?: string | undefined;
  },
): Promise<Result<AssignmentView, StepRefusal>> {
  const locked = await lockForStep(ctx, id, given.permission);
  if (!locked.ok) return locked;
  const { incident, assignment } = locked.value;
  const decided = decide(assignment, given.command);
  if (!decided.ok) return decided;
  await writeStep(ctx, assignment, decided.value);
  await noteStep(ctx, assignment, given.note);
  if (decided.value.sets.includes('endedAt')) await resolveIfDone(ctx, incident);
  return ok(await viewAssignment(ctx, id));
}

/** The words that go with a reason or a result: an erasable note of the assignment, for its agency and the control room. */
export async function noteStep(ctx: ActionContext, assignment: AssignmentRow, text: string | undefined): Promise<void> {
  if (!text) return;
  await writeNote(ctx, {
    incidentId: assignment.incidentId,
    assignment: { id: assignment.id, agency_id: assignment.agencyId },
    text,
  });
}

/** Write a decided step of a locked assignment: columns, events, and the deadline of the clock that runs from now on. */
export async function writeStep(ctx: ActionContext, assignment: AssignmentRow, step: Step): Promise<void> {
  await saveStep(ctx, assignment.id, step);
  for (const event of step.events) await appendAssignmentEvent(ctx, event.name, assignment, event.content);
  const before = runningClock(assignment);
  const after = runningClock({ ...assignment, state: step.state });
  // The same clock runs on: an escalation that was already raised keeps its own rhythm.
  if (before?.clock !== after?.clock) await runDeadline(ctx, assignment.id, after);
}

/** The incident follows its assignments in the same transaction. */
export async function resolveIfDone(ctx: ActionContext, incident: IncidentRow): Promise<void> {
  if (incident.state !== 'DISPATCHED' && incident.state !== 'PENDING') return;
  if (isResolvedBy(await outcomesOf(ctx, incident.id)))
    await moveIncident(ctx, incident, { step: 'resolve', reason: null });
}
