import { mayReach, reachFor } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { assignmentCan, isTerminal } from '../../rules.ts';
import type { EndReason, forceReasons, StatusSource, UnitAssignmentId } from '../../unit.ts';
import type * as routes from '../../unit-contract.ts';
import { decideUnit } from '../../unit-rules.ts';
import type { AssignmentRow } from '../store.ts';
import { lockForStep } from '../take-step.ts';
import { moveAssignment } from './change-status.ts';
import { sourceOf } from './guard-unit.ts';
import { appendUnitEvent } from './unit-event.ts';
import { unitItemOf } from './unit-rows.ts';
import { insertTask, lockUnit, newestTask, tasksOn, type UnitRow } from './unit-store.ts';
import { incidentNumberOf } from './view-store.ts';
import { writeUnitStep } from './write-unit.ts';

export interface Sending {
  readonly unit: UnitRow;
  readonly assignment: AssignmentRow;
  readonly at: Instant;
  readonly way: 'sent' | 'taken' | 'straight';
  readonly force: (typeof forceReasons)[number] | null;
  readonly source: StatusSource;
  readonly deviceAt: Instant | null;
  readonly clamped: boolean;
}

export type SendRefusal =
  | 'assignment.not_possible'
  | 'unit.other_agency'
  | 'unit.not_active'
  | 'unit.already_assigned'
  | 'unit.busy'
  | 'unit.not_free';

/** Put a locked unit on a locked assignment. Who is busy is asked about, with the incident that holds it. */
export async function sendUnit(ctx: ActionContext, sending: Sending): Promise<Result<UnitAssignmentId, SendRefusal>> {
  const { unit, assignment, at, source, deviceAt, clamped } = sending;
  if (isTerminal(assignment.state)) return refuse('assignment.not_possible', { state: assignment.state });
  if (unit.agencyId !== assignment.agencyId) return refuse('unit.other_agency', { unit: unit.callSign });
  const id: UnitAssignmentId = newId();
  const task = { id, assignmentId: assignment.id, incidentId: assignment.incidentId };
  const decided = decideUnit(unit, { kind: 'assign', task, at, force: sending.force !== null });
  if (!decided.ok) return refuseSending(ctx, unit, decided.refusal.code);
  await insertTask(ctx, { ...task, unitId: unit.id, at, way: sending.way, force: sending.force });
  await appendUnitEvent(ctx, 'unit.assigned', unit, {
    task,
    content: { unitAssignmentId: id, way: sending.way, forceReason: sending.force },
    when: { at, clock: deviceAt === null ? 'server' : 'device' },
  });
  await writeUnitStep(ctx, unit, decided.value, { source, labelCode: null, deviceAt, clamped });
  return ok(id);
}

async function refuseSending(ctx: ActionContext, unit: UnitRow, code: string): Promise<Result<never, SendRefusal>> {
  const detail = { unit: unit.callSign };
  const held = unit.open.at(-1);
  switch (code) {
    case 'unit.busy':
      return refuse('unit.busy', {
        ...detail,
        incident: held === undefined ? null : await incidentNumberOf(ctx, held.assignmentId),
      });
    case 'unit.not_free':
    case 'unit.not_active':
    case 'unit.already_assigned':
      return refuse(code, detail);
    default:
      throw new Error(`Sending a unit was refused as ${code}`);
  }
}

export const assignUnit: Action<typeof routes.assignUnit> = async (ctx, { params, body }) => {
  const locked = await lockForStep(ctx, params.id, 'unit.order');
  if (!locked.ok) return locked;
  const { assignment } = locked.value;
  const unit = await lockUnit(ctx, body.unitId);
  if (unit === null || !mayReach(ctx.actor, 'unit.order', unit.agencyId)) return refuse('unit.not_found');
  const sent = await sendUnit(ctx, {
    unit,
    assignment,
    at: ctx.now,
    way: 'sent',
    force: body.force ?? null,
    source: sourceOf(ctx),
    deviceAt: null,
    clamped: false,
  });
  if (!sent.ok) return sent;
  // An agency that sends a unit of its own has taken the task; the control room's sending is not its word.
  if (reachFor(ctx.actor, 'unit.order') === 'own_agency') await acknowledgeBy(ctx, assignment);
  return ok({ unit: await unitItemOf(ctx, unit.id) });
};

/** Where nobody of the agency has said so yet. */
export async function acknowledgeBy(ctx: ActionContext, assignment: AssignmentRow): Promise<void> {
  if (assignmentCan[assignment.state].includes('acknowledge'))
    await moveAssignment(ctx, assignment.id, ['acknowledge']);
}

export const releaseUnit: Action<typeof routes.releaseUnit> = async (ctx, { params, body }) => {
  const locked = await lockForStep(ctx, params.id, 'unit.order');
  if (!locked.ok) return locked;
  const unit = await lockUnit(ctx, params.unitId);
  if (unit === null || !mayReach(ctx.actor, 'unit.order', unit.agencyId)) return refuse('unit.not_found');
  const task = await newestTask(ctx, unit.id, params.id);
  const left = task === null ? null : await leaveTask(ctx, unit, { taskId: task.id, reason: body.reason });
  if (left === null || !left.ok) return refuse('unit.not_assigned', { unit: unit.callSign });
  return ok({ unit: await unitItemOf(ctx, unit.id) });
};

/** Take a locked unit off one of its tasks. */
export async function leaveTask(
  ctx: ActionContext,
  unit: UnitRow,
  given: {
    readonly taskId: UnitAssignmentId;
    readonly reason: EndReason;
    /** Said on a device; else now. */
    readonly said?: { readonly at: Instant; readonly deviceAt: Instant; readonly clamped: boolean };
  },
): Promise<Result<null, 'unit.not_assigned'>> {
  const { said, ...what } = given;
  const decided = decideUnit(unit, { kind: 'release', at: said?.at ?? ctx.now, ...what });
  if (!decided.ok) return refuse('unit.not_assigned', { unit: unit.callSign });
  const source = said !== undefined ? 'crew' : given.reason === 'assignment_ended' ? 'system' : sourceOf(ctx);
  const { deviceAt, clamped } = said ?? { deviceAt: null, clamped: false };
  await writeUnitStep(ctx, unit, decided.value, { source, labelCode: null, deviceAt, clamped });
  return ok(null);
}

/** An assignment ended, whoever ended it: its units are free of it in the same transaction. */
export async function releaseAll(ctx: ActionContext, assignmentId: string): Promise<void> {
  for (const task of await tasksOn(ctx, assignmentId)) {
    const unit = present(await lockUnit(ctx, task.unitId), 'units are never deleted');
    if (unit.open.some((one) => one.id === task.id))
      await leaveTask(ctx, unit, { taskId: task.id, reason: 'assignment_ended' });
  }
}
