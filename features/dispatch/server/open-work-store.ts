import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { rows } from '#platform/server/db/database.ts';

interface OpenRow {
  readonly id: string;
  readonly number: number;
}

/** Incidents of the public that are neither closed, merged nor ended otherwise, oldest first. */
export function openIncidents(ctx: ActionContext): Promise<OpenRow[]> {
  return rows<OpenRow>(
    ctx.tx,
    sql`select id, number::int as number from incidents where tenant_id = ${ctx.tenantId} and purpose = 'public'
          and state in ('DRAFT', 'VERIFIED', 'DISPATCHED', 'PENDING', 'RESOLVED') order by reported_at, id limit 500`,
  );
}

/** Assignments that no agency has acknowledged, with the number of their incident. */
export function unacknowledged(
  ctx: ActionContext,
): Promise<{ id: string; incidentId: string; number: number; agency: string }[]> {
  return rows(
    ctx.tx,
    sql`select a.id, a.incident_id as "incidentId", i.number::int as number, g.code as agency
        from assignments a join incidents i on i.id = a.incident_id join agencies g on g.id = a.agency_id
        where a.tenant_id = ${ctx.tenantId} and a.acknowledged_at is null and a.ended_at is null order by a.sent_at, a.id limit 500`,
  );
}
