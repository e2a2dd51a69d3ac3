import { reachFor } from '#features/people/server/reach.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { AssignmentItem } from '../contract.ts';
import { runningClock } from '../rules.ts';
import { type ReadAssignment, rowsOf } from './view-store.ts';

/** Lines by id, in the order of the ids. */
export async function readItems(ctx: ActionContext, ids: readonly string[]): Promise<AssignmentItem[]> {
  return (await rowsOf(ctx, ids)).map((read) => toItem(ctx, read));
}

export function toItem(ctx: ActionContext, read: ReadAssignment): AssignmentItem {
  const due = {
    acknowledgeDueAt: read.acknowledge_due_at,
    arriveDueAt: read.arrive_due_at,
    resolveDueAt: read.resolve_due_at,
  };
  const running = runningClock({ state: read.state, sentAt: read.sent_at, ...due });
  return {
    id: read.id,
    incident: toIncident(ctx, read),
    agency: { id: read.agency_id, code: read.agency_code, name: read.agency_name, phone: read.agency_phone },
    part: read.part,
    state: read.state,
    reason: read.reason,
    sentAt: read.sent_at,
    deliveredAt: read.delivered_at,
    acknowledgedAt: read.acknowledged_at,
    enRouteAt: read.en_route_at,
    arrivedAt: read.arrived_at,
    finishedAt: read.finished_at,
    endedAt: read.ended_at,
    ...due,
    clock:
      running?.hasTarget === true
        ? { clock: running.clock, dueAt: running.dueAt, overdue: running.dueAt <= ctx.now }
        : null,
    escalationStep: read.escalation_step,
    escalatedAt: read.escalated_at,
    version: read.version,
  };
}

function toIncident(ctx: ActionContext, read: ReadAssignment): AssignmentItem['incident'] {
  const type =
    read.type_code === null
      ? null
      : { code: read.type_code, name: { id: read.type_name ?? '', en: read.type_name_en ?? '' } };
  const placed = !read.sensitive || worksOn(ctx, read);
  return {
    id: read.incident_id,
    number: read.number,
    state: read.incident_state,
    type,
    priority: read.priority,
    lifeAtRisk: read.life_at_risk,
    sensitive: read.sensitive,
    callerCannotSpeak: read.caller_cannot_speak,
    villageName: placed ? read.village_name : null,
    districtName: read.district_name,
  };
}

/** A sensitive incident says its village to dispatchers, supervisors and the agency at work on it only. */
function worksOn(ctx: ActionContext, read: ReadAssignment): boolean {
  if (reachFor(ctx.actor, 'incident.close') === 'tenant') return true;
  const gaveBack = read.state === 'REJECTED' || read.state === 'REROUTED' || read.state === 'CANCELLED';
  return ctx.actor.groupId === read.agency_id && !gaveBack;
}
