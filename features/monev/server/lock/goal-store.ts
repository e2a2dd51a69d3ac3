import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { type GoalSetting, goalSetting, monthsJudgedAnew, seededGoals } from '../../goals.ts';

/** What holds for this regency; one that never set anything has the seeds. */
export async function readGoals(
  ctx: Pick<ActionContext, 'tx' | 'tenantId'>,
  lock: 'lock' | 'read' = 'read',
): Promise<{ content: GoalSetting; version: number }> {
  const found = await row<{ content: unknown; version: number }>(
    ctx.tx,
    sql`select content, version from goal_settings where tenant_id = ${ctx.tenantId} ${lock === 'lock' ? sql`for update` : sql``}`,
  );
  return found === null
    ? { content: seededGoals, version: 1 }
    : { content: goalSetting.parse(found.content), version: found.version };
}

/** Before a change, so that there is a row to lock. */
export async function seedGoals(ctx: ActionContext): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into goal_settings (tenant_id, content) values (${ctx.tenantId}, ${JSON.stringify(seededGoals)}::jsonb) on conflict do nothing`,
  );
}

/** The first locked month that these goals would judge anew; null: none. A locked month keeps what it was judged by. */
export async function lockedMonthTouched(ctx: ActionContext, after: GoalSetting): Promise<string | null> {
  const locked = await rows<{ month: string }>(
    ctx.tx,
    sql`select distinct month from month_locks where tenant_id = ${ctx.tenantId} order by month`,
  );
  const { content } = await readGoals(ctx);
  return (
    monthsJudgedAnew(
      content,
      after,
      locked.map((one) => one.month),
    )[0] ?? null
  );
}

export const goalKind: SettingKind<typeof goalSetting> = {
  kind: 'goals',
  schema: goalSetting,
  reader: 'monev.read',
  writer: 'goal.change',
  load: async (ctx, id) => {
    if (id !== ctx.tenantId) return null;
    await seedGoals(ctx);
    return readGoals(ctx, 'lock');
  },
  allows: async (ctx, _id, content) => (await lockedMonthTouched(ctx, content)) === null,
  save: async (ctx, _id, content, version) => {
    await run(
      ctx.tx,
      sql`update goal_settings set content = ${JSON.stringify(content)}::jsonb, version = ${version} where tenant_id = ${ctx.tenantId}`,
    );
  },
};
