import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row } from '#platform/server/db/database.ts';

/** A session of a dispatcher or a supervisor that was heard of in the last ten minutes: an open screen says so every minute. */
export async function hasDispatcher(ctx: ActionContext): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select 1 from sessions s join users u on u.id = s.user_id
        where s.tenant_id = ${ctx.tenantId} and s.state = 'open' and s.seen_at > ${ctx.now}::timestamptz - interval '10 minutes'
          and s.expires_at > ${ctx.now}::timestamptz and u.disabled_at is null and u.roles && array['DISPATCHER', 'SUPERVISOR']
        limit 1`,
  );
  return found !== null;
}
