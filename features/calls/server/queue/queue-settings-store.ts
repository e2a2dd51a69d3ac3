import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';

export interface QueueSettingsRow {
  readonly id: string;
  readonly version: number;
  readonly content: unknown;
}

/** Locked: who changes it next waits. */
export function loadQueueSettings(ctx: ActionContext): Promise<QueueSettingsRow | null> {
  return row<QueueSettingsRow>(
    ctx.tx,
    sql`select id, version, content from queue_settings where tenant_id = ${ctx.tenantId} for update`,
  );
}

export async function saveQueueSettings(
  ctx: ActionContext,
  id: string,
  content: unknown,
  version: number,
): Promise<void> {
  await run(
    ctx.tx,
    // Whoever saves them has seen that history was stopped, and says anew whether it orders calls.
    sql`update queue_settings set content = ${JSON.stringify(content)}::jsonb, version = ${version}, history_stopped_at = null
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export async function insertQueueSettings(ctx: ActionContext, id: string): Promise<void> {
  await run(ctx.tx, sql`insert into queue_settings (id, tenant_id, content) values (${id}, ${ctx.tenantId}, '{}')`);
}
