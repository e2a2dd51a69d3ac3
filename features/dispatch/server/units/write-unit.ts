import type { ActionContext } from '#platform/server/action.ts';
import { present } from '#platform/shared/result.ts';
import type { UnitStep } from '../../unit-rules.ts';
import { watchCrew } from './crew-safety.ts';
import { appendUnitEvent } from './unit-event.ts';
import { endTask, findTask, insertStatuses, type StatusOrigin, saveUnitStep, type UnitRow } from './unit-store.ts';

/** Write a decided step of a locked unit: rows, tasks that end, events, and the watch over its crew. */
export async function writeUnitStep(
  ctx: ActionContext,
  unit: UnitRow,
  step: UnitStep,
  origin: StatusOrigin,
): Promise<void> {
  await insertStatuses(ctx, unit, step, origin);
  for (const end of step.ends) {
    const task = present(await findTask(ctx, end.id), 'a step ends tasks of its unit');
    const said = step.rows[0]?.at ?? ctx.now;
    // A device's clock may be behind the server's, by which it was sent.
    const at = said > task.assignedAt ? said : task.assignedAt;
    await endTask(ctx, end.id, end.reason, at);
    await appendUnitEvent(ctx, 'unit.released', unit, {
      task,
      content: { unitAssignmentId: end.id, reasonCode: end.reason },
      when: { at, clock: origin.deviceAt === null ? 'server' : 'device' },
    });
  }
  await saveUnitStep(ctx, unit, step, origin.labelCode);
  for (const [index, said] of step.rows.entries()) {
    const isFirst = index === 0;
    const fromDevice = isFirst && origin.deviceAt !== null;
    await appendUnitEvent(ctx, 'unit.status_changed', unit, {
      task: said.taskId === null ? null : await findTask(ctx, said.taskId),
      content: {
        status: said.status,
        labelCode: isFirst ? origin.labelCode : null,
        number: unit.statusNumber + index + 1,
        unitAssignmentId: said.taskId,
        source: isFirst ? origin.source : 'system',
        late: step.late,
        unusual: isFirst && step.unusual,
        clamped: isFirst && origin.clamped,
      },
      when: { at: said.at, clock: fromDevice ? 'device' : 'server' },
    });
  }
  if (!step.late) await watchCrew(ctx, unit, { status: step.status, taskId: step.currentId, since: step.statusAt });
}
