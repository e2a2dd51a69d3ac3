import { sql } from 'kysely';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { Category, IncidentTypeId } from '#features/incidents/incident.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { rows } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';

/** What an agency gave back in an incident that is open, and nobody was asked for since; the newest first. */
export function givenBackRows(ctx: ActionContext): Promise<{ id: string; at: Instant }[]> {
  return rows(
    ctx.tx,
    sql`select a.id, a.ended_at as at from assignments a join incidents i on i.id = a.incident_id
        where a.tenant_id = ${ctx.tenantId} and a.state = 'REJECTED' and i.state in ('VERIFIED', 'DISPATCHED', 'PENDING')
          and not exists (select from assignments b where b.incident_id = a.incident_id and b.sent_at >= a.ended_at)
        order by a.ended_at desc limit 50`,
  );
}

/** Who is on an incident or gave it back. */
export async function askedAgencies(
  ctx: ActionContext,
  incidentIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = await rows<{ incidentId: string; agencies: string[] }>(
    ctx.tx,
    sql`select incident_id as "incidentId", array_agg(distinct agency_id) as agencies from assignments
        where tenant_id = ${ctx.tenantId} and incident_id = any(${[...incidentIds]}::uuid[])
          and (ended_at is null or state in ('REJECTED', 'REROUTED')) group by incident_id`,
  );
  return new Map(found.map(({ incidentId, agencies }) => [incidentId, new Set(agencies)]));
}

export async function activeNames(ctx: ActionContext): Promise<ReadonlyMap<AgencyId, string>> {
  const found = await rows<{ id: AgencyId; name: string }>(
    ctx.tx,
    sql`select id, name from agencies where tenant_id = ${ctx.tenantId} and active`,
  );
  return new Map(found.map(({ id, name }) => [id, name]));
}

export async function typeCategories(ctx: ActionContext): Promise<ReadonlyMap<IncidentTypeId, Category>> {
  const found = await rows<{ id: IncidentTypeId; category: Category }>(
    ctx.tx,
    sql`select id, category from incident_types where tenant_id = ${ctx.tenantId}`,
  );
  return new Map(found.map(({ id, category }) => [id, category]));
}
