import { lockIncident } from '#features/incidents/server/store.ts';
import { mayReach } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CommandKind } from '../../assignment.ts';
import { decide, isTerminal } from '../../rules.ts';
import type { UnitAssignmentId, UnitStatus } from '../../unit.ts';
import type * as routes from '../../unit-contract.ts';
import { decideUnit, stepsFor, type UnitStep } from '../../unit-rules.ts';
import type { StepTime } from '../assignment-event.ts';
import { lockAssignment } from '../store.ts';
import { writeStep } from '../take-step.ts';
import { hearCrew } from './crew-safety.ts';
import { sourceOf } from './guard-unit.ts';
import { loadAgencyUnits, storedAgencyUnits } from './setting-store.ts';
import { unitItemOf } from './unit-rows.ts';
import { findTask, locateUnit, lockUnit, type StatusOrigin, type TaskRow } from './unit-store.ts';
import { writeUnitStep } from './write-unit.ts';

export interface SaidStatus {
  readonly unitId: string;
  readonly status: UnitStatus;
  /** When it was so, as far as that can be true. */
  readonly at: Instant;
  /** About this task; undefined: about the one it works on. */
  readonly task?: TaskRow | undefined;
  readonly force: boolean;
  readonly origin: StatusOrigin;
}

type StatusRefusal = 'unit.not_found' | 'unit.move_refused' | 'unit.not_assigned' | 'assignment.not_possible';

/** A unit's status with all that follows from it, in the order of locks: incident, assignment, unit. */
export async function changeStatus(ctx: ActionContext, said: SaidStatus): Promise<Result<UnitStep, StatusRefusal>> {
  const located = await locateUnit(ctx, said.unitId);
  if (located === null) return refuse('unit.not_found');
  const task = said.task ?? (located.currentId === null ? null : await findTask(ctx, located.currentId));
  if (task !== null) await lockIncident(ctx, task.incidentId);
  const assignment = task === null ? null : await lockAssignment(ctx, task.assignmentId);
  const unit = present(await lockUnit(ctx, said.unitId), 'units are never deleted');
  const over = said.task === undefined ? null : await overSince(ctx, said.task.id);
  if (over !== null && said.at > over) {
    return assignment !== null && isTerminal(assignment.state)
      ? refuse('assignment.not_possible', { state: assignment.state })
      : refuse('unit.not_assigned', { unit: unit.callSign });
  }
  const decided = decideUnit(unit, {
    kind: 'status',
    status: said.status,
    at: said.at,
    // What the person saw: the task the unit was on when they looked.
    taskId: task?.id ?? null,
    setting: await storedAgencyUnits(ctx, unit.agencyId),
    force: said.force,
  });
  if (!decided.ok) {
    if (decided.refusal.code === 'unit.move_refused') return refuse('unit.move_refused', decided.refusal.detail);
    throw new Error(`A status was refused as ${decided.refusal.code}`);
  }
  const step = decided.value;
  if (step.rows.length === 0) await hearCrew(ctx, unit);
  else await writeUnitStep(ctx, unit, step, said.origin);
  if (assignment !== null) {
    const when: StepTime = { at: said.at, clock: said.origin.deviceAt === null ? 'server' : 'device' };
    await moveAssignment(ctx, assignment.id, stepsFor(said.status, assignment.state), when);
  }
  return ok(step);
}

/** When a task ended; null while it has not. Read with its unit locked, under which alone it ends. */
async function overSince(ctx: ActionContext, id: UnitAssignmentId): Promise<Instant | null> {
  return present(await findTask(ctx, id), 'unit assignments are never deleted').endedAt;
}

/** The steps the first unit takes for the whole assignment; it is locked. */
export async function moveAssignment(
  ctx: ActionContext,
  id: string,
  steps: readonly CommandKind[],
  when?: StepTime,
): Promise<void> {
  for (const kind of steps) {
    if (kind !== 'acknowledge' && kind !== 'en_route' && kind !== 'arrive' && kind !== 'handle')
      throw new Error(`A unit does not ${kind} an assignment`);
    const assignment = present(await lockAssignment(ctx, id), 'the assignment is locked');
    const decided = decide(assignment, { kind });
    if (decided.ok) await writeStep(ctx, assignment, decided.value, { when });
  }
}

export const setUnitStatus: Action<typeof routes.setUnitStatus> = async (ctx, { params, body }) => {
  const located = await locateUnit(ctx, params.id);
  if (located === null || !mayReach(ctx.actor, 'unit.order', located.agencyId)) return refuse('unit.not_found');
  const { labels } = await loadAgencyUnits(ctx, located.agencyId);
  const label = labels.find((one) => one.code === body.labelCode);
  if (label === undefined) return refuse('unit.label_unknown');
  const origin = { source: sourceOf(ctx), labelCode: label.code, deviceAt: null, clamped: false };
  const said = { unitId: params.id, status: label.status, at: ctx.now, force: body.force, origin };
  const step = await changeStatus(ctx, said);
  if (!step.ok) return step;
  return ok({ unit: await unitItemOf(ctx, params.id), unusual: step.value.unusual });
};
