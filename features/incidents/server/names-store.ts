import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { rows } from '#platform/server/db/database.ts';

/** Names that callers gave in these calls, as openers of an incident or as followers; none of a sensitive one. */
export async function namesInCalls(ctx: ActionContext, callIds: readonly string[]): Promise<readonly string[]> {
  if (callIds.length === 0) return [];
  const calls = sql`${[...callIds]}::uuid[]`;
  const found = await rows<{ name: string }>(
    ctx.tx,
    sql`select p.caller_name as name from incident_calls l join incidents i on i.id = l.incident_id
          join incident_particulars p on p.incident_id = i.id
        where l.tenant_id = ${ctx.tenantId} and l.call_id = any(${calls}) and l.relation = 'opened' and not i.sensitive
          and p.caller_name is not null
        union
        select f.name from incident_followers f join incidents i on i.id = f.incident_id
        where f.tenant_id = ${ctx.tenantId} and f.call_id = any(${calls}) and not i.sensitive and f.name is not null`,
  );
  return found.map(({ name }) => name);
}
