import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';

/** The incident of each of these calls that has one. */
export async function linksOfCalls(
  ctx: ActionContext,
  callIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await rows<{ call_id: string; incident_id: string }>(
    ctx.tx,
    sql`select call_id, incident_id from incident_calls where tenant_id = ${ctx.tenantId} and call_id = any(${[...callIds]}::uuid[])`,
  );
  return new Map(found.map((link) => [link.call_id, link.incident_id]));
}

export async function incidentNumber(ctx: ActionContext, id: string): Promise<number | null> {
  const found = await row<{ number: number }>(
    ctx.tx,
    sql`select number from incidents where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
  return found?.number ?? null;
}

/** Of a merged incident its own place: that is where its caller was. */
export async function districtsOf(
  ctx: ActionContext,
  callIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (callIds.length === 0) return new Map();
  const found = await rows<{ call_id: string; code: string }>(
    ctx.tx,
    sql`select l.call_id, i.district_code as code from incident_calls l join incidents i on i.id = l.incident_id
        where l.tenant_id = ${ctx.tenantId} and l.call_id = any(${[...callIds]}::uuid[]) and i.district_code is not null`,
  );
  return new Map(found.map(({ call_id: callId, code }) => [callId, code]));
}

/** Calls of citizens that came to an incident in a district, over all of these times. */
export async function districtCounts(
  ctx: ActionContext,
  times: readonly { readonly from: Instant; readonly to: Instant }[],
): Promise<ReadonlyMap<string, number>> {
  const found = await rows<{ code: string; count: number }>(
    ctx.tx,
    sql`select i.district_code as code, count(*)::int as count
        from unnest(${times.map(({ from }) => from)}::timestamptz[], ${times.map(({ to }) => to)}::timestamptz[]) as t (from_at, to_at)
        join calls c on c.tenant_id = ${ctx.tenantId} and c.direction = 'inbound' and c.purpose = 'public'
          and c.arrived_at >= t.from_at and c.arrived_at < t.to_at
        join incident_calls l on l.call_id = c.id join incidents i on i.id = l.incident_id
        where i.district_code is not null group by i.district_code`,
  );
  return new Map(found.map(({ code, count }) => [code, count]));
}
