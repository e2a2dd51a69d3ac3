import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row } from '#platform/server/db/database.ts';

/** The name under which somebody is known here. */
export async function nameOf(ctx: ActionContext, userId: string): Promise<string> {
  const found = await row<{ name: string }>(
    ctx.tx,
    sql`select display_name as name from users where tenant_id = ${ctx.tenantId} and id = ${userId}`,
  );
  return found?.name ?? '';
}
