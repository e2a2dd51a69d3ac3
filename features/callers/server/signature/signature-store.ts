import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Language } from '#platform/shared/texts.ts';

/** What waits for a signature that this person may give: nobody signs what they asked for themselves. */
export async function waitingForMe(ctx: ActionContext): Promise<{ readonly packs: number; readonly lanes: number }> {
  const found = await row<{ packs: number; lanes: number }>(
    ctx.tx,
    sql`select
          (select count(*)::int from case_packs where tenant_id = ${ctx.tenantId} and state = 'prepared' and prepared_by <> ${ctx.actor.id}) as packs,
          (select count(*)::int from caller_case_lanes where tenant_id = ${ctx.tenantId} and signed_at is null and ended_at is null
             and asked_by <> ${ctx.actor.id}) as lanes`,
  );
  return present(found, 'a count is always there');
}

/** Who can sign what this person asked for, with where they are reached. Accounts have no telephone number. */
export function otherHeads(
  ctx: ActionContext,
): Promise<{ readonly id: string; readonly email: string | null; readonly language: Language }[]> {
  return rows(
    ctx.tx,
    sql`select id, email, language from users
        where tenant_id = ${ctx.tenantId} and 'AGENCY_HEAD' = any(roles) and disabled_at is null and id is distinct from ${ctx.actor.id}
        order by id`,
  );
}
