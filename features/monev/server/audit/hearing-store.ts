import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { hadToDo } from './audit-store.ts';

export async function insertHearing(ctx: ActionContext, auditId: string, listeningId: string): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into audit_hearings (listening_id, tenant_id, audit_id, user_id)
        values (${listeningId}, ${ctx.tenantId}, ${auditId}, ${ctx.actor.id})`,
  );
}

/** An audit as its sound asks: whether it is judged, whether this person had to do with the call, and began this listening for it. */
interface HeardAudit {
  readonly call_id: string;
  readonly is_judged: boolean;
  readonly had_to_do: boolean;
  readonly is_begun: boolean;
}

/** Not locked: a player asks for part after part. */
export function heardAudit(ctx: ActionContext, id: string, listeningId: string): Promise<HeardAudit | null> {
  return row<HeardAudit>(
    ctx.tx,
    sql`select a.call_id, a.judged_at is not null as is_judged, ${hadToDo(ctx.actor.id)} as had_to_do,
          exists (select from audit_hearings h where h.listening_id = ${listeningId} and h.audit_id = a.id and h.user_id = ${ctx.actor.id}) as is_begun
        from audits a join calls c on c.id = a.call_id where a.tenant_id = ${ctx.tenantId} and a.id = ${id}`,
  );
}

/** Whether this person has listened for an open audit of the call. One they may not judge (any more) does not keep its page from them. */
export async function holdsAuditOf(ctx: ActionContext, callId: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select from audits a join calls c on c.id = a.call_id
        where a.tenant_id = ${ctx.tenantId} and a.call_id = ${callId} and a.judged_at is null and not ${hadToDo(ctx.actor.id)}
          and exists (select from audit_hearings h where h.audit_id = a.id and h.user_id = ${ctx.actor.id})`,
  );
  return found !== null;
}
