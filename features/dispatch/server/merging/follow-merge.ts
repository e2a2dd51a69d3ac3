import { planTasks, type TaskPlan } from '#features/incidents/merge-rules.ts';
import { lockIncident } from '#features/incidents/server/store.ts';
import type { ActionContext, Listener } from '#platform/server/action.ts';
import { present } from '#platform/shared/result.ts';
import { decide, runningClock } from '../../rules.ts';
import { appendAssignmentEvent, runDeadline } from '../assignment-event.ts';
import { setNextRung } from '../ladder/ladder-times.ts';
import { type AssignmentRow, lockAssignment, openAssignmentsOf } from '../store.ts';
import { resolveIfDone, writeStep } from '../take-step.ts';
import { canGoOn, keepAsItStands, type MovedRow, movedBy, saveMove, saveRestored } from './moved-store.ts';

/** Two incidents became one, in the same transaction; both are locked. Which task goes where: features/incidents/merge-rules.ts. */
export const followMerge: Listener = async (ctx, event) => {
  const { mergeId, intoId } = namesOf(event.content);
  const merged = await openAssignmentsOf(ctx, event.subject.id);
  const kept = await openAssignmentsOf(ctx, intoId);
  const byId = new Map([...merged, ...kept].map((task) => [task.id as string, task]));
  for (const plan of planTasks(merged, kept)) {
    const task = present(byId.get(plan.task.id), 'planned from these very tasks');
    await keepAsItStands(ctx, mergeId, task.id, plan.kind === 'move' ? 'moved' : 'ended');
    await carryOut(ctx, plan, task, intoId);
  }
};

async function carryOut(ctx: ActionContext, plan: TaskPlan, task: AssignmentRow, intoId: string): Promise<void> {
  if (plan.kind === 'move') return move(ctx, task, intoId, plan.part);
  const step = decide(task, { kind: 'cancel', reason: 'duplicate' });
  if (!step.ok)
    throw new Error(`An open assignment in ${task.state} cannot be cancelled: the transition table has a hole`);
  await writeStep(ctx, task, step.value);
}

/** The task goes over as it stands: its row, its clocks, its deadline and its history stay what they are. */
async function move(ctx: ActionContext, task: AssignmentRow, incidentId: string, part: 'lead' | 'support') {
  await saveMove(ctx, task.id, incidentId, part);
  await appendAssignmentEvent(
    ctx,
    'assignment.moved',
    { ...task, incidentId },
    { fromId: task.incidentId, part, agencyId: task.agencyId },
  );
}

/** They are two after all: what went over goes back, what ended as a duplicate goes on where it can, and both are looked at. */
export const followUnmerge: Listener = async (ctx, event) => {
  const { mergeId, intoId } = namesOf(event.content);
  for (const moved of await movedBy(ctx, mergeId)) {
    const task = present(await lockAssignment(ctx, moved.assignmentId), 'assignments are never deleted');
    if (moved.kind === 'ended') await restore(ctx, moved, task);
    // What a later merge took further is given back by that one.
    else if (task.incidentId === intoId) await move(ctx, task, moved.incidentId, moved.part);
  }
  for (const id of [event.subject.id, intoId])
    await resolveIfDone(ctx, present(await lockIncident(ctx, id), 'incidents are never deleted'));
};

/** It goes on where it stood, on the clock that it had: no agency gains time by a merge that was a mistake. */
async function restore(ctx: ActionContext, moved: MovedRow, task: AssignmentRow): Promise<void> {
  if (!(await canGoOn(ctx, task.id))) return;
  const restored = { ...task, state: moved.state };
  await saveRestored(ctx, task.id, moved.state);
  await appendAssignmentEvent(ctx, 'assignment.restored', task, { state: moved.state });
  const { clock, dueAt } = moved;
  const kept = clock === null || dueAt === null ? null : { clock, dueAt };
  await runDeadline(ctx, task.id, kept ?? runningClock(restored));
  await setNextRung(ctx, restored);
}

function namesOf(content: Readonly<Record<string, unknown>>): { mergeId: string; intoId: string } {
  const { mergeId, intoId } = content;
  if (typeof mergeId !== 'string' || typeof intoId !== 'string')
    throw new Error('An event of a merge names the merge and the kept incident');
  return { mergeId, intoId };
}
