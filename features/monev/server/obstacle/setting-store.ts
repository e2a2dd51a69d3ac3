import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { type ObstacleSetting, obstacleSetting } from '../../obstacle-contract.ts';

/** What holds for this regency; one without a row has the seed. */
export async function selectObstacleSetting(
  ctx: ActionContext,
  lock: 'lock' | 'read' = 'read',
): Promise<{ readonly version: number; readonly content: ObstacleSetting }> {
  if (lock === 'lock')
    await run(ctx.tx, sql`insert into obstacle_settings (tenant_id) values (${ctx.tenantId}) on conflict do nothing`);
  const found = await row<{ version: number; content: unknown }>(
    ctx.tx,
    sql`select version, content from obstacle_settings where tenant_id = ${ctx.tenantId} ${lock === 'lock' ? sql`for update` : sql``}`,
  );
  return { version: found?.version ?? 1, content: obstacleSetting.parse(found?.content ?? {}) };
}

export const obstacleKind: SettingKind<typeof obstacleSetting> = {
  kind: 'obstacles',
  schema: obstacleSetting,
  load: async (ctx, id) => (id === ctx.tenantId ? selectObstacleSetting(ctx, 'lock') : null),
  save: async (ctx, _id, content, version) => {
    await run(
      ctx.tx,
      sql`update obstacle_settings set content = ${JSON.stringify(content)}::jsonb, version = ${version} where tenant_id = ${ctx.tenantId}`,
    );
  },
};
