import { firstName } from '#features/incidents/rules.ts';
import { loadSight } from '#features/incidents/server/read-incident.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import type * as routes from '../../field-contract.ts';
import type { FieldTask } from '../../field-contract.ts';
import { isTerminal, runningClock } from '../../rules.ts';
import { loadAgencyUnits } from '../units/setting-store.ts';
import { notesOf, taskOf } from '../view-store.ts';
import { callerCallOf } from './call-caller.ts';
import { type OwnTask, otherUnits, ownUnits, takeable, tasksOfUnits } from './field-store.ts';

export const listFieldTasks: Action<typeof routes.listFieldTasks> = async (ctx) => {
  const units = await ownUnits(ctx);
  const tasks = await tasksOfUnits(
    ctx,
    units.map((unit) => unit.id),
  );
  const { labels } = await loadAgencyUnits(ctx, units[0]?.agency_id ?? ctx.tenantId);
  const shown: FieldTask[] = [];
  for (const task of tasks) shown.push(await toTask(ctx, task));
  return ok({
    now: ctx.now,
    units: units.map((unit) => ({
      id: unit.id,
      callSign: unit.call_sign,
      kind: unit.kind,
      agencyName: unit.agency_name,
      status: unit.status,
      statusAt: unit.status_at,
      labels,
      askedAt: unit.asked_at,
      alarms: unit.alarms,
    })),
    tasks: shown,
    takeable: units[0] === undefined ? [] : await takeable(ctx, units[0].agency_id),
  });
};

async function toTask(ctx: ActionContext, task: OwnTask): Promise<FieldTask> {
  const sight = await loadSight(ctx, task.incident_id);
  const maySee = sight?.words === true;
  const words = maySee ? await taskOf(ctx, task.incident_id) : null;
  const running = runningClock({
    state: task.state,
    sentAt: task.sent_at,
    acknowledgeDueAt: task.acknowledge_due_at,
    arriveDueAt: task.arrive_due_at,
    resolveDueAt: task.resolve_due_at,
  });
  const located = words !== null && words.latitude !== null && words.longitude !== null;
  return {
    assignmentId: task.assignment_id,
    incidentId: task.incident_id,
    incidentNumber: task.number,
    unitId: task.unit_id,
    unitAssignmentId: task.unit_assignment_id,
    current: task.current,
    assignedAt: task.assigned_at,
    state: task.state,
    part: task.part,
    typeName: task.type_name,
    priority: task.priority,
    lifeAtRisk: task.life_at_risk,
    sensitive: task.sensitive,
    callerCannotSpeak: task.caller_cannot_speak,
    clock:
      running?.hasTarget === true
        ? { clock: running.clock, dueAt: running.dueAt, overdue: running.dueAt <= ctx.now }
        : null,
    place: {
      text: words?.place_text ?? null,
      landmark: words?.landmark ?? null,
      villageName: maySee ? task.village_name : null,
      districtName: task.district_name,
      point: located ? { latitude: words.latitude ?? 0, longitude: words.longitude ?? 0 } : null,
    },
    description: words?.description ?? null,
    callerFirstName: words?.caller_name == null ? null : firstName(words.caller_name),
    callerCall: await callerCallOf(ctx, {
      ...{ incidentId: task.incident_id, unitId: task.unit_id, assignmentId: task.assignment_id },
      isOver: isTerminal(task.state),
    }),
    notes: maySee ? await notesOf(ctx, task.assignment_id) : [],
    others: await otherUnits(ctx, task),
  };
}
