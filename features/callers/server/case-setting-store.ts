import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { type CaseSetting, caseSetting } from '../case-setting.ts';

interface SettingRow {
  readonly id: string;
  readonly version: number;
  readonly content: unknown;
}

/** Locked: who changes it next waits. */
export function loadCaseSetting(ctx: ActionContext): Promise<SettingRow | null> {
  return row<SettingRow>(
    ctx.tx,
    sql`select id, version, content from caller_case_settings where tenant_id = ${ctx.tenantId} for update`,
  );
}

/** As it stands, for rules. */
export async function caseSettingOf(ctx: ActionContext): Promise<CaseSetting> {
  const found = await row<{ content: unknown }>(
    ctx.tx,
    sql`select content from caller_case_settings where tenant_id = ${ctx.tenantId}`,
  );
  return caseSetting.parse(found?.content ?? {});
}

/** A new regency begins with the seeds. */
export async function seedCaseSetting(ctx: ActionContext): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into caller_case_settings (id, tenant_id, content) values (${newId<'case_setting'>()}, ${ctx.tenantId}, '{}')
        on conflict (tenant_id) do nothing`,
  );
}

export const caseSettingKind: SettingKind<typeof caseSetting> = {
  kind: 'caller_case',
  schema: caseSetting,
  load: async (ctx, id) => {
    const found = await loadCaseSetting(ctx);
    return found?.id === id ? { version: found.version, content: caseSetting.parse(found.content) } : null;
  },
  save: async (ctx, id, content, version) => {
    await run(
      ctx.tx,
      sql`update caller_case_settings set content = ${JSON.stringify(content)}::jsonb, version = ${version}
          where tenant_id = ${ctx.tenantId} and id = ${id}`,
    );
  },
};
