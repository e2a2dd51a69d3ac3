import type { Action, ActionContext } from '#platform/server/action.ts';
import { clearDeadline, type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { AlarmKind, UnitAlarmId, UnitAssignmentId, UnitStatus } from '../../unit.ts';
import type * as routes from '../../unit-contract.ts';
import { silenceMs } from '../../unit-rules.ts';
import { incidentOfTask, insertAlarm, lockAlarm, raiseAgain, saveAcknowledged } from './alarm-store.ts';
import { loadFigures } from './setting-store.ts';
import { appendUnitEvent } from './unit-event.ts';
import { findTask, lockUnit, saveAsked, type UnitRow } from './unit-store.ts';

/** Of a unit on scene: asks its crew, then alarms. */
export const silenceDeadline = 'unit.silence';
/** Of an alarm that nobody has answered. */
export const alarmDeadline = 'unit.alarm';
const alarmEveryMs = 2 * 60_000;

/** After a change of status: a unit on scene is watched over from now on, any other is not. Whatever it said was a sign. */
export async function watchCrew(
  ctx: ActionContext,
  unit: Pick<UnitRow, 'id' | 'agencyId' | 'askedAt'>,
  now: { readonly status: UnitStatus; readonly taskId: UnitAssignmentId | null; readonly since: Instant },
): Promise<void> {
  if (unit.askedAt !== null) {
    await saveAsked(ctx, unit.id, null);
    await appendUnitEvent(ctx, 'unit.answered', unit);
  }
  if (now.status !== 'on_scene') {
    await clearDeadline(ctx, silenceDeadline, unit.id);
    return;
  }
  const { content } = await loadFigures(ctx);
  const incident = now.taskId === null ? null : await incidentOfTask(ctx, now.taskId);
  await setDeadline(ctx, silenceDeadline, unit.id, plusMs(ctx.now, silenceMs(content, incident)));
}

/** The crew gave a sign of itself without changing its status. */
export function hearCrew(ctx: ActionContext, unit: UnitRow): Promise<void> {
  return watchCrew(ctx, unit, { status: unit.status, taskId: unit.currentId, since: unit.statusAt });
}

/** Too long without a sign: the crew is asked first; without an answer it is an alarm. */
export const askCrew: DeadlineHandler = async (ctx, unitId) => {
  const unit = await lockUnit(ctx, unitId);
  if (unit === null || unit.status !== 'on_scene') return;
  if (unit.askedAt !== null) {
    await raiseAlarm(ctx, unit, 'silence');
    return;
  }
  const { content } = await loadFigures(ctx);
  await saveAsked(ctx, unit.id, ctx.now);
  await appendUnitEvent(ctx, 'unit.asked', unit);
  await setDeadline(ctx, silenceDeadline, unit.id, plusMs(ctx.now, content.answerS * 1000));
};

/** One open alarm of a kind at a time; it is raised again until somebody says what came of it. */
export async function raiseAlarm(
  ctx: ActionContext,
  unit: Pick<UnitRow, 'id' | 'agencyId' | 'currentId'>,
  kind: AlarmKind,
): Promise<void> {
  const id: UnitAlarmId = newId();
  if (!(await insertAlarm(ctx, { id, unitId: unit.id, taskId: unit.currentId, kind }))) return;
  const task = unit.currentId === null ? null : await findTask(ctx, unit.currentId);
  await appendUnitEvent(ctx, 'unit.alarmed', unit, { task, content: { alarmId: id, kind, step: 1 }, loud: true });
  await setDeadline(ctx, alarmDeadline, id, plusMs(ctx.now, alarmEveryMs));
}

export const repeatAlarm: DeadlineHandler = async (ctx, alarmId) => {
  const alarm = await lockAlarm(ctx, alarmId);
  if (alarm === null || alarm.acknowledgedAt !== null) return;
  const step = alarm.step + 1;
  await raiseAgain(ctx, alarmId, step);
  const { unitId: id, agencyId } = alarm;
  const content = { alarmId, kind: alarm.kind, step };
  await appendUnitEvent(ctx, 'unit.alarmed', { id, agencyId }, { content, loud: true });
  await setDeadline(ctx, alarmDeadline, alarmId, plusMs(ctx.now, alarmEveryMs));
};

export const acknowledgeUnitAlarm: Action<typeof routes.acknowledgeUnitAlarm> = async (ctx, { params, body }) => {
  const alarm = await lockAlarm(ctx, params.id);
  if (alarm === null || alarm.acknowledgedAt !== null) return refuse('unit.alarm_not_found');
  await saveAcknowledged(ctx, params.id, body.reason, body.note ?? null);
  await clearDeadline(ctx, alarmDeadline, params.id);
  const unit = await lockUnit(ctx, alarm.unitId);
  // Somebody has spoken with the crew: it is watched over anew.
  if (unit !== null) await hearCrew(ctx, unit);
  const { unitId: id, agencyId } = alarm;
  await appendUnitEvent(
    ctx,
    'unit.alarm_answered',
    { id, agencyId },
    {
      content: { alarmId: params.id, kind: alarm.kind, reasonCode: body.reason },
      loud: true,
    },
  );
  return ok({ id: params.id });
};
