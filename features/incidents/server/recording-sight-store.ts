import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';

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
