import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { type ClosingContent, closingContent, closingSeeds } from '../../closing-settings.ts';

export interface ClosingSettings {
  readonly id: string;
  readonly version: number;
  readonly content: ClosingContent;
}

export async function closingSettingsOf(
  ctx: ActionContext,
  lock: 'lock' | 'read' = 'read',
): Promise<ClosingSettings | null> {
  const found = await row<{ id: string; version: number; content: unknown }>(
    ctx.tx,
    sql`select id, version, content from closing_settings where tenant_id = ${ctx.tenantId} ${lock === 'lock' ? sql`for update` : sql``}`,
  );
  if (found === null) return null;
  const fitting = closingContent.safeParse(found.content);
  return { ...found, content: fitting.success ? fitting.data : closingSeeds };
}

/** A new regency begins with the seeds. */
export async function seedClosingSettings(ctx: ActionContext): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into closing_settings (id, tenant_id, content) values (${newId<'closing_settings'>()}, ${ctx.tenantId}, '{}')`,
  );
}

export const closingKind: SettingKind<typeof closingContent> = {
  kind: 'closing',
  schema: closingContent,
  load: async (ctx, id) => {
    const found = await closingSettingsOf(ctx, 'lock');
    return found?.id === id ? found : null;
  },
  save: async (ctx, id, content, version) => {
    await run(
      ctx.tx,
      sql`update closing_settings set content = ${JSON.stringify(content)}::jsonb, version = ${version}
          where tenant_id = ${ctx.tenantId} and id = ${id}`,
    );
  },
};
