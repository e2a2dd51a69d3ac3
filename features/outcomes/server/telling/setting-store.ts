import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { type TellingContent, tellingContent, tellingSeed } from '../../telling.ts';

interface SettingRow {
  readonly id: string;
  readonly content: unknown;
  readonly version: number;
}

/** A regency has exactly one row. */
export function settingRow(ctx: ActionContext): Promise<SettingRow | null> {
  return row<SettingRow>(
    ctx.tx,
    sql`select id, content, version from telling_settings where tenant_id = ${ctx.tenantId}`,
  );
}

/** On the path of work: without a row, or with one that does not fit any more, nobody is told anything. */
export async function readTellingPlan(ctx: ActionContext): Promise<TellingContent> {
  const fit = tellingContent.safeParse((await settingRow(ctx))?.content);
  return fit.success ? fit.data : tellingSeed;
}

export async function seedTelling(ctx: ActionContext): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into telling_settings (id, tenant_id, content)
        values (${newId<'telling_setting'>()}, ${ctx.tenantId}, ${JSON.stringify(tellingSeed)}::jsonb) on conflict do nothing`,
  );
}

export const tellingKind: SettingKind<typeof tellingContent> = {
  kind: 'telling',
  schema: tellingContent,
  load: async (ctx, id) => {
    const found = await row<SettingRow>(
      ctx.tx,
      sql`select id, content, version from telling_settings where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
    );
    return found === null ? null : { version: found.version, content: tellingContent.parse(found.content) };
  },
  save: async (ctx, id, content, version) => {
    await run(
      ctx.tx,
      sql`update telling_settings set content = ${JSON.stringify(content)}::jsonb, version = ${version}
          where tenant_id = ${ctx.tenantId} and id = ${id}`,
    );
  },
};
