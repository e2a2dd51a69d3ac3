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
import { appendAssignmentEvent, runDeadline, type StepTime } from './assignment-event.ts';
import { followStep } from './ladder/ladder-times.ts';
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
  return ok(await lockWithIncident(ctx, id, located.incidentId));
}

/** Lock the incident an assignment is on, then the assignment. A merge moves it only under that lock, perhaps just before it. */
export async function lockWithIncident(
  ctx: ActionContext,
  id: string,
  seenOn: string,
): Promise<{ incident: IncidentRow; assignment: AssignmentRow }> {
  const incident = present(await lockIncident(ctx, seenOn), 'an assignment has an incident');
  const now = present(await locateAssignment(ctx, id), 'assignments are never deleted');
  if (now.incidentId !== seenOn) return lockWithIncident(ctx, id, now.incidentId);
  return { incident, assignment: present(await lockAssignment(ctx, id), 'assignments are never deleted') };
}

/** One command on one assignment, whole: load, decide, save, follow. */
export async function takeStep(
  ctx: ActionContext,
  id: string,
  given: {
    readonly permission: PermissionName;
    readonly command: AssignmentCommand;
    readonly note?: string | undefined;
    readonly when?: StepTime;
  },
): Promise<Result<AssignmentView, StepRefusal>> {
  const locked = await lockForStep(ctx, id, given.permission);
  if (!locked.ok) return locked;
  const { incident, assignment } = locked.value;
  const decided = decide(assignment, given.command);
  if (!decided.ok) return decided;
  await writeStep(ctx, assignment, decided.value, { when: given.when });
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

/** By what somebody took a step who has no screen. */
export interface StepBy {
  readonly via: 'phone' | 'link';
  readonly contactId: string | null;
}

/**
 * Write a decided step of a locked assignment: columns, events, the deadline of the clock that runs from now on, and what becomes of
 * its ladder.
 */
export async function writeStep(
  ctx: ActionContext,
  assignment: AssignmentRow,
  step: Step,
  { by = null, when }: { readonly by?: StepBy | null; readonly when?: StepTime | undefined } = {},
): Promise<void> {
  await saveStep(ctx, assignment.id, step, { by, ...(when === undefined ? {} : { at: when.at }) });
  const said = by === null ? {} : { via: by.via, ...(by.contactId === null ? {} : { contactId: by.contactId }) };
  for (const event of step.events)
    await appendAssignmentEvent(ctx, event.name, assignment, { ...event.content, ...said }, when);
  const before = runningClock(assignment);
  const after = runningClock({ ...assignment, state: step.state });
  // The same clock runs on: an escalation that was already raised keeps its own rhythm.
  if (before?.clock !== after?.clock) await runDeadline(ctx, assignment.id, after);
  const acknowledgedAt = step.sets.includes('acknowledgedAt') ? (when?.at ?? ctx.now) : assignment.acknowledgedAt;
  await followStep(ctx, assignment, { state: step.state, acknowledgedAt });
}

/** The incident follows its assignments in the same transaction. */
export async function resolveIfDone(ctx: ActionContext, incident: IncidentRow): Promise<void> {
  if (incident.state !== 'DISPATCHED' && incident.state !== 'PENDING') return;
  if (isResolvedBy(await outcomesOf(ctx, incident.id)))
    await moveIncident(ctx, incident, { step: 'resolve', reason: null });
}
