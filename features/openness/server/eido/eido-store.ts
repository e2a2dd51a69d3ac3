import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { EidoAgency, EidoAssignment, EidoCall, EidoParts, EidoUnit } from '../../eido-build.ts';

interface Home {
  readonly slug: string;
  readonly regency: string;
  readonly province: string;
}

export async function loadHome(ctx: ActionContext): Promise<Home> {
  const found = await row<Home>(
    ctx.tx,
    sql`select t.slug, coalesce(r.name, t.name) as regency, coalesce(p.name, '') as province from tenants t
        left join regions r on r.code = t.region_code left join regions p on p.code = r.parent_code where t.id = ${ctx.tenantId}`,
  );
  return present(found, 'every session is of a tenant that exists');
}

const agencyMembers = sql`'id', g.id, 'code', g.code, 'name', g.name, 'phone', g.phone, 'medical', g.medical`;

/** The body that runs the centre; a regency that has none of this code is one by itself. */
export async function loadCentre(ctx: ActionContext): Promise<EidoAgency> {
  const found = await row<{ centre: EidoAgency }>(
    ctx.tx,
    sql`select jsonb_build_object('id', t.id, 'code', 'DISKOMINFO', 'name', coalesce(g.name, t.name), 'phone', g.phone, 'medical', false) as centre
        from tenants t left join agencies g on g.tenant_id = t.id and g.code = 'DISKOMINFO' where t.id = ${ctx.tenantId}`,
  );
  return present(found, 'every session is of a tenant that exists').centre;
}

export function loadAssignments(ctx: ActionContext, incidentId: string): Promise<EidoAssignment[]> {
  return rows(
    ctx.tx,
    sql`select a.id, jsonb_build_object(${agencyMembers}) as agency, a.state, a.reason,
          greatest(a.sent_at, a.delivered_at, a.acknowledged_at, a.en_route_at, a.arrived_at, a.finished_at, a.ended_at) as at
        from assignments a join agencies g on g.id = a.agency_id
        where a.tenant_id = ${ctx.tenantId} and a.incident_id = ${incidentId} order by a.sent_at, a.id`,
  );
}

/** Units that are or were on it, each once, as they stand now. */
export function loadUnits(ctx: ActionContext, incidentId: string): Promise<EidoUnit[]> {
  return rows(
    ctx.tx,
    sql`select distinct on (u.id) u.id, l.assignment_id as "assignmentId", a.agency_id as "agencyId", u.call_sign as "callSign", u.kind, u.skills, u.status, u.status_at as at
        from unit_assignments l join units u on u.id = l.unit_id join assignments a on a.id = l.assignment_id
        where l.tenant_id = ${ctx.tenantId} and a.incident_id = ${incidentId} order by u.id, l.assigned_at desc`,
  );
}

export function loadCalls(ctx: ActionContext, incidentId: string): Promise<EidoCall[]> {
  return rows(
    ctx.tx,
    sql`select c.id, c.direction, c.purpose, c.arrived_at as "arrivedAt", c.answered_at as "answeredAt", c.ended_at as "endedAt"
        from incident_calls l join calls c on c.id = l.call_id
        where l.tenant_id = ${ctx.tenantId} and l.incident_id in (select incident_family(${incidentId})) order by c.arrived_at, c.id`,
  );
}

export function loadNotes(ctx: ActionContext, incidentId: string): Promise<EidoParts['notes'][number][]> {
  return rows(
    ctx.tx,
    sql`select n.id, a.id as "assignmentId", n.text, n.written_at as at from incident_notes n
        left join assignments a on a.id = n.assignment_id and a.incident_id = n.incident_id
        where n.tenant_id = ${ctx.tenantId} and n.incident_id = ${incidentId} and n.text is not null order by n.written_at, n.id`,
  );
}

export function loadRelatives(ctx: ActionContext, incidentId: string): Promise<EidoParts['relatives'][number][]> {
  return rows(
    ctx.tx,
    sql`select id, 'replaces' as relation from incidents where tenant_id = ${ctx.tenantId} and merged_into = ${incidentId}
        union all select merged_into, 'replaced_by' from incidents where tenant_id = ${ctx.tenantId} and id = ${incidentId} and merged_into is not null
        union all select parent_id, 'parent' from incidents where tenant_id = ${ctx.tenantId} and id = ${incidentId} and parent_id is not null
        union all select id, 'child' from incidents where tenant_id = ${ctx.tenantId} and parent_id = ${incidentId}`,
  );
}
