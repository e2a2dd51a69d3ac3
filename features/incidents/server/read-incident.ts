import { sql } from 'kysely';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type * as routes from '../contract.ts';
import type { IncidentView } from '../contract.ts';
import { openStates } from '../incident.ts';
import { missingOf, type Sight } from '../rules.ts';
import { callerOf, type ReadRow, selectIncidents, sightOn, toItem, withinReach } from './incident-rows.ts';
import { listTypes } from './store.ts';

export const listIncidentTypes: Action<typeof routes.listIncidentTypes> = async (ctx) =>
  ok({ items: await listTypes(ctx) });

export const readIncident: Action<typeof routes.readIncident> = async (ctx, { params }) => {
  const read = await loadRow(ctx, params.id);
  return read === null ? refuse('incident.not_found') : ok(await toView(ctx, read));
};

/** How this reader sees an incident; null when it is not theirs to read. */
export async function loadSight(ctx: ActionContext, id: string): Promise<Sight | null> {
  const read = await loadRow(ctx, id);
  return read === null ? null : sightOn(ctx, read);
}

/** The incident as this reader sees it, after an action that has found it. */
export async function viewIncident(ctx: ActionContext, id: string): Promise<IncidentView> {
  return toView(ctx, present(await loadRow(ctx, id), 'the action has just loaded this incident'));
}

async function loadRow(ctx: ActionContext, id: string): Promise<ReadRow | null> {
  return row<ReadRow>(
    ctx.tx,
    sql`${selectIncidents(ctx)} where i.tenant_id = ${ctx.tenantId} and i.id = ${id} and ${withinReach(ctx)}`,
  );
}

/** Numbers rise with every incident of a tenant, so the number of the last line is the cursor. */
export const listIncidents: Action<typeof routes.listIncidents> = async (ctx, { query }) => {
  const after = query.after !== undefined && /^\d{1,15}$/.test(query.after) ? Number(query.after) : null;
  const group = query.state !== undefined || query.number !== undefined ? 'all' : query.group;
  const is = (column: ReturnType<typeof sql>, value: string | number | undefined) =>
    value === undefined ? sql`true` : sql`${column} = ${value}`;
  const found = await rows<ReadRow>(
    ctx.tx,
    sql`${selectIncidents(ctx)} where i.tenant_id = ${ctx.tenantId} and ${withinReach(ctx)}
          and ${after === null ? sql`true` : sql`i.number < ${after}`}
          and ${group === 'all' ? sql`true` : sql`(i.state = any(${[...openStates]}::text[])) = ${group === 'open'}`}
          and ${is(sql`i.state`, query.state)} and ${is(sql`i.incident_type_id`, query.typeId)}
          and ${is(sql`t.category`, query.category)} and ${is(sql`i.priority`, query.priority)}
          and ${is(sql`i.source`, query.source)} and ${is(sql`i.district_code`, query.districtCode)}
          and ${is(sql`i.village_code`, query.villageCode)} and ${is(sql`i.number`, query.number)}
          and ${query.callId === undefined ? sql`true` : sql`exists (select from incident_calls l where l.incident_id = i.id and l.call_id = ${query.callId})`}
          and ${query.from === undefined ? sql`true` : sql`i.reported_at >= ${query.from}`}
          and ${query.to === undefined ? sql`true` : sql`i.reported_at < ${query.to}`}
        order by i.number desc limit ${query.limit + 1}`,
  );
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const next = found.length > page.length && last !== undefined ? String(last.number) : null;
  return ok({ items: page.map((read) => toItem(read, sightOn(ctx, read))), next });
};

async function toView(ctx: ActionContext, read: ReadRow): Promise<IncidentView> {
  const sight = sightOn(ctx, read);
  const informedAt = read.caller_informed_at;
  const informed = read.caller_informed_result;
  const hasPlace = [read.village_code, read.place_text, read.landmark, read.latitude].some((one) => one !== null);
  return {
    ...toItem(read, sight),
    description: sight.words ? read.description : null,
    withheld: !sight.words,
    caller: callerOf(read, sight),
    openedBy: read.opened_by === null ? null : { id: read.opened_by, name: read.opener_name ?? '' },
    missing: missingOf({ hasType: read.type_id !== null, hasPlace, lifeAtRisk: read.life_at_risk }),
    routingRuleId: read.routing_rule_id,
    reopenedCount: read.reopened_count,
    resolutionReason: read.resolution_reason,
    callerInformed: informedAt === null || informed === null ? null : { at: informedAt, result: informed },
    calls: await callsOf(ctx, read.id),
    lastChange: await lastChangeOf(ctx, read.id),
  };
}

async function callsOf(ctx: ActionContext, id: string): Promise<IncidentView['calls']> {
  return rows(
    ctx.tx,
    sql`select c.id as "callId", c.number, l.relation, c.arrived_at as "arrivedAt", c.answered_at as "answeredAt", c.ended_at as "endedAt",
          exists (select from recordings r where r.call_id = c.id and r.state = 'stored') as recorded
        from incident_calls l join calls c on c.id = l.call_id where l.tenant_id = ${ctx.tenantId} and l.incident_id = ${id} order by c.arrived_at`,
  );
}

async function lastChangeOf(ctx: ActionContext, id: string): Promise<IncidentView['lastChange']> {
  const found = await row<{ at: Instant; fields: string[]; user_id: string | null; name: string | null }>(
    ctx.tx,
    sql`select e.occurred_at as at, array(select jsonb_array_elements_text(e.content->'fields')) as fields, u.id as user_id, u.display_name as name
        from events e left join users u on u.id = e.actor_id
        where e.tenant_id = ${ctx.tenantId} and e.subject_type = 'incident' and e.subject_id = ${id} and e.name = 'incident.changed'
        order by e.seq desc limit 1`,
  );
  if (found === null) return null;
  const by = found.user_id === null ? null : { id: found.user_id, name: found.name ?? '' };
  return { at: found.at, by, fields: found.fields };
}
