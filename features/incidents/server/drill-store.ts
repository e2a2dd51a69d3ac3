import { sql } from 'kysely';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';

// Incidents of drills. Nobody outside the room hears of one, and nothing real is hung on it (features/calls/drill.ts).

/** In the transaction that opened it. */
export async function markDrill(ctx: ActionContext, incidentId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update incidents set purpose = 'drill' where tenant_id = ${ctx.tenantId} and id = ${incidentId}`,
  );
}

export async function isDrill(ctx: ActionContext, incidentId: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select 1 from incidents where tenant_id = ${ctx.tenantId} and id = ${incidentId} and purpose = 'drill'`,
  );
  return found !== null;
}

export async function callsOfDrill(ctx: ActionContext, incidentId: string): Promise<readonly string[]> {
  const found = await rows<{ call_id: string }>(
    ctx.tx,
    sql`select call_id from incident_calls where tenant_id = ${ctx.tenantId} and incident_id = ${incidentId}`,
  );
  return found.map(({ call_id: callId }) => callId);
}

/** The agencies that would have been alerted; asked twice it stays one. */
export async function insertDrillAlerts(
  ctx: ActionContext,
  incidentId: string,
  wanted: readonly { readonly agencyId: string; readonly part: 'lead' | 'support' }[],
): Promise<void> {
  for (const { agencyId, part } of wanted)
    await run(
      ctx.tx,
      sql`insert into drill_alerts (tenant_id, incident_id, agency_id, part, at, by_user)
          values (${ctx.tenantId}, ${incidentId}, ${agencyId}, ${part}, ${ctx.now}, ${ctx.actor.kind === 'user' ? ctx.actor.id : null})
          on conflict (incident_id, agency_id) do nothing`,
    );
}

export interface DrillAlert {
  readonly agencyId: AgencyId;
  readonly name: string;
  readonly part: 'lead' | 'support';
  readonly at: string;
}

export function drillAlerts(ctx: ActionContext, incidentId: string): Promise<DrillAlert[]> {
  return rows<DrillAlert>(
    ctx.tx,
    sql`select d.agency_id as "agencyId", g.name, d.part, d.at from drill_alerts d join agencies g on g.id = d.agency_id
        where d.tenant_id = ${ctx.tenantId} and d.incident_id = ${incidentId} order by d.part, d.at, g.name`,
  );
}

export async function wouldAlert(ctx: ActionContext, incidentId: string): Promise<readonly string[]> {
  return (await drillAlerts(ctx, incidentId)).map(({ name }) => name);
}
