import { writeNote } from '#features/incidents/server/add-note.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { type FieldAction, inPressedOrder } from '../../field.ts';
import type * as routes from '../../field-contract.ts';
import { isTerminal } from '../../rules.ts';
import { clampDevice } from '../../unit-rules.ts';
import { lockForStep, takeStep } from '../take-step.ts';
import { acknowledgeBy, leaveTask, sendUnit } from '../units/assign-unit.ts';
import { changeStatus } from '../units/change-status.ts';
import { hearCrew, raiseAlarm } from '../units/crew-safety.ts';
import { lockUnit, newestTask, onDutySince, type TaskRow, type UnitRow } from '../units/unit-store.ts';
import { type Answered, answeredBefore, attempt, keepAnswer, ownUnits, waitForTurn } from './field-store.ts';

interface Failed {
  readonly key: string;
  readonly outcome: 'failed';
  readonly code: null;
  readonly detail: Answered['detail'];
}
type Answer = (Answered | Failed) & { readonly repeated: boolean };

/**
 * What a crew did, in the order in which it pressed. Each action is done once and by itself; what is not possible any more is
 * answered with why, and the crew reads it on its device.
 */
export const doFieldActions: Action<typeof routes.doFieldActions> = async (ctx, { body }) => {
  await waitForTurn(ctx);
  const own = new Set<string>((await ownUnits(ctx)).map((unit) => unit.id));
  if (!body.actions.some((action) => own.has(action.unitId))) return refuse('field.no_unit');
  const before = new Map(
    await answeredBefore(
      ctx,
      body.actions.map((action) => action.key),
    ),
  );
  const items: Answer[] = [];
  for (const action of inPressedOrder(body.actions)) {
    const known = before.get(action.key);
    if (known !== undefined) {
      items.push({ ...known, repeated: true });
      continue;
    }
    const answer = await doOne(ctx, own, action);
    if (answer.outcome !== 'failed') before.set(action.key, answer);
    items.push({ ...answer, repeated: false });
  }
  return ok({ items });
};

async function doOne(ctx: ActionContext, own: ReadonlySet<string>, action: FieldAction): Promise<Answered | Failed> {
  const { key } = action;
  const done = await attempt(ctx, async () =>
    own.has(action.unitId) ? perform(ctx, action) : refuse('unit.not_member'),
  );
  if (done.ok === 'fault') {
    ctx.log.error(
      { action: action.kind, error: String(done.error) },
      'an action of a crew failed; its device sends it again',
    );
    return { key, outcome: 'failed', code: null, detail: {} };
  }
  const answer: Answered = done.ok
    ? { key, outcome: done.value, code: null, detail: {} }
    : { key, outcome: 'conflict', code: done.refusal.code, detail: done.refusal.detail };
  await keepAnswer(ctx, action, answer);
  return answer;
}

type Done = Result<'applied' | 'late'>;

function perform(ctx: ActionContext, action: FieldAction): Promise<Done> {
  switch (action.kind) {
    case 'status':
      return sayStatus(ctx, action);
    case 'take':
      return take(ctx, action);
    case 'finish':
      return finish(ctx, action);
    case 'leave':
      return leave(ctx, action);
    case 'reject':
      return reject(ctx, action);
    case 'note':
      return note(ctx, action);
    case 'check_in':
      return signOfLife(ctx, action, () => Promise.resolve());
    case 'panic':
      return signOfLife(ctx, action, (unit) => raiseAlarm(ctx, unit, 'panic'));
  }
}

/** The device's time between what it is about and now. */
function timeOf(ctx: ActionContext, action: FieldAction, from: Instant | null): { at: Instant; clamped: boolean } {
  return clampDevice(action.at, { from: from ?? new Date(Date.parse(ctx.now) - dayMs).toISOString(), to: ctx.now });
}
const dayMs = 86_400_000;

async function sayStatus(ctx: ActionContext, action: Extract<FieldAction, { kind: 'status' }>): Promise<Done> {
  const task = action.assignmentId === null ? null : await newestTask(ctx, action.unitId, action.assignmentId);
  if (action.assignmentId !== null && task === null) return refuse('unit.not_assigned', {});
  const { at, clamped } = timeOf(ctx, action, task?.assignedAt ?? (await onDutySince(ctx, action.unitId)));
  const step = await changeStatus(ctx, {
    unitId: action.unitId,
    status: action.status,
    at,
    task: task ?? undefined,
    force: false,
    origin: { source: 'crew', labelCode: null, deviceAt: action.at, clamped },
  });
  return step.ok ? ok(step.value.late ? 'late' : 'applied') : step;
}

async function take(ctx: ActionContext, action: Extract<FieldAction, { kind: 'take' }>): Promise<Done> {
  const locked = await lockForStep(ctx, action.assignmentId, 'field.work');
  if (!locked.ok) return locked;
  const unit = present(await lockUnit(ctx, action.unitId), 'the crew is in it');
  const { assignment } = locked.value;
  const { at, clamped } = timeOf(ctx, action, assignment.sentAt);
  const sending = { unit, assignment, at, clamped, way: 'taken', force: action.force, source: 'crew' } as const;
  const sent = await sendUnit(ctx, { ...sending, deviceAt: action.at });
  if (!sent.ok) return sent;
  await acknowledgeBy(ctx, assignment);
  return ok('applied');
}

/** The task this crew speaks of, if its unit is on it. Locked is the unit, after the assignment. */
async function onTask(
  ctx: ActionContext,
  action: Extract<FieldAction, { kind: 'finish' | 'leave' | 'reject' | 'note' }>,
): Promise<
  Result<{ task: TaskRow; unit: UnitRow }, 'assignment.not_found' | 'assignment.not_possible' | 'unit.not_assigned'>
> {
  const locked = await lockForStep(ctx, action.assignmentId, 'field.work');
  if (!locked.ok) return locked;
  const unit = present(await lockUnit(ctx, action.unitId), 'the crew is in it');
  const task = await newestTask(ctx, action.unitId, action.assignmentId);
  if (task === null) return refuse('unit.not_assigned', { unit: unit.callSign });
  const { state } = locked.value.assignment;
  // Words are never too late; ending a task is for who is on it.
  if (action.kind === 'note') return ok({ task, unit });
  if (isTerminal(state)) return refuse('assignment.not_possible', { state });
  if (task.endedAt !== null) return refuse('unit.not_assigned', { unit: unit.callSign });
  return ok({ task, unit });
}

async function finish(ctx: ActionContext, action: Extract<FieldAction, { kind: 'finish' }>): Promise<Done> {
  const found = await onTask(ctx, action);
  if (!found.ok) return found;
  const { at } = timeOf(ctx, action, found.value.task.assignedAt);
  const { assignmentId, result } = action;
  const taken = await takeStep(ctx, assignmentId, {
    permission: 'assignment.work',
    command: { kind: 'finish', result },
    note: action.note ?? undefined,
    when: { at, clock: 'device' },
  });
  return taken.ok ? ok('applied') : taken;
}

async function leave(ctx: ActionContext, action: Extract<FieldAction, { kind: 'leave' }>): Promise<Done> {
  const found = await onTask(ctx, action);
  if (!found.ok) return found;
  const { task, unit } = found.value;
  const { at, clamped } = timeOf(ctx, action, task.assignedAt);
  const left = await leaveTask(ctx, unit, {
    taskId: task.id,
    reason: action.reason,
    said: { at, clamped, deviceAt: action.at },
  });
  if (!left.ok) return left;
  if (action.note !== null && action.note !== '') await noteOf(ctx, found.value, action.note);
  return ok('applied');
}

async function reject(ctx: ActionContext, action: Extract<FieldAction, { kind: 'reject' }>): Promise<Done> {
  const found = await onTask(ctx, action);
  if (!found.ok) return found;
  const { at } = timeOf(ctx, action, found.value.task.assignedAt);
  const taken = await takeStep(ctx, action.assignmentId, {
    permission: 'assignment.work',
    command: { kind: 'reject', reason: action.reason },
    note: action.note ?? undefined,
    when: { at, clock: 'device' },
  });
  return taken.ok ? ok('applied') : taken;
}

function noteOf(
  ctx: ActionContext,
  { task, unit }: { readonly task: TaskRow; readonly unit: UnitRow },
  text: string,
): Promise<unknown> {
  const assignment = { id: task.assignmentId, agency_id: unit.agencyId };
  return writeNote(ctx, { incidentId: task.incidentId, assignment, text });
}

async function note(ctx: ActionContext, action: Extract<FieldAction, { kind: 'note' }>): Promise<Done> {
  const found = await onTask(ctx, action);
  if (!found.ok) return found;
  await noteOf(ctx, found.value, action.text);
  await hearCrew(ctx, found.value.unit);
  return ok('applied');
}

async function signOfLife(
  ctx: ActionContext,
  action: FieldAction,
  then: (unit: UnitRow) => Promise<void>,
): Promise<Done> {
  const unit = present(await lockUnit(ctx, action.unitId), 'the crew is in it');
  await hearCrew(ctx, unit);
  await then(unit);
  return ok('applied');
}
