import { sql } from 'kysely';
import {
  type ReadRow,
  selectIncidents,
  sightOn,
  toItem as toIncidentItem,
} from '#features/incidents/server/incident-rows.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { rows } from '#platform/server/db/database.ts';
import { ok } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type * as routes from '../contract.ts';
import type { AssignmentItem } from '../contract.ts';
import { hearingOfAll } from './alerting.ts';
import { type ReadAssignment, selectAssignments, toItem } from './assignment-rows.ts';

export const readBoard: Action<typeof routes.readBoard> = async (ctx) => {
  const open = await rows<ReadAssignment>(
    ctx.tx,
    sql`${selectAssignments} where a.tenant_id = ${ctx.tenantId} and a.ended_at is null`,
  );
  const agencies = await hearingOfAll(ctx);
  const waiting = await rows<ReadRow>(
    ctx.tx,
    sql`${selectIncidents(ctx)} where i.tenant_id = ${ctx.tenantId} and i.state in ('VERIFIED', 'DISPATCHED', 'PENDING', 'RESOLVED')
          and (i.state = 'RESOLVED' or not exists (select from assignments a where a.incident_id = i.id and a.ended_at is null))
        order by i.priority, i.reported_at`,
  );
  const unassigned = waiting.filter((read) => read.state !== 'RESOLVED');
  const rejections = await lastRejections(
    ctx,
    unassigned.map((read) => read.id),
  );
  const item = (read: ReadRow) => toIncidentItem(read, sightOn(ctx, read));
  return ok({
    now: ctx.now,
    assignments: open.map((read) => toItem(ctx, read)).sort(byUrgency),
    notAlerting: agencies
      .filter(
        (agency) =>
          agency.alerting !== 'on' &&
          (agency.openAssignments > 0 || (agency.alerting !== 'no_accounts' && agency.hasPeople)),
      )
      .sort((a, b) => b.openAssignments - a.openAssignments)
      .map(({ alerting, since, openAssignments, ...agency }) => ({ agency, alerting, since, openAssignments })),
    unassigned: unassigned.map((read) => ({ incident: item(read), lastRejection: rejections.get(read.id) ?? null })),
    resolved: waiting.filter((read) => read.state === 'RESOLVED').map(item),
  });
};

/** Overdue first, then the higher priority, then what is due next. */
function byUrgency(a: AssignmentItem, b: AssignmentItem): number {
  const key = (one: AssignmentItem) =>
    `${one.clock?.overdue === true ? 0 : 1} ${one.incident.priority ?? 'P9'} ${one.clock?.dueAt ?? '9'} ${one.id}`;
  return key(a) < key(b) ? -1 : 1;
}

interface Rejection {
  readonly agencyName: string;
  readonly reason: string;
  readonly at: Instant;
}

async function lastRejections(
  ctx: ActionContext,
  incidentIds: readonly string[],
): Promise<ReadonlyMap<string, Rejection>> {
  const found = await rows<Rejection & { incident_id: string }>(
    ctx.tx,
    sql`select distinct on (a.incident_id) a.incident_id, g.name as "agencyName", a.reason, a.ended_at as at
        from assignments a join agencies g on g.id = a.agency_id
        where a.tenant_id = ${ctx.tenantId} and a.state = 'REJECTED' and a.incident_id = any(${[...incidentIds]}::uuid[])
        order by a.incident_id, a.ended_at desc`,
  );
  return new Map(found.map(({ incident_id, ...rejection }) => [incident_id, rejection]));
}
