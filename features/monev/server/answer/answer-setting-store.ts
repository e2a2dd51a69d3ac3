import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { type AnswerSetting, answerSetting } from '../../answer.ts';

interface SettingRow {
  readonly id: string;
  readonly content: unknown;
  readonly version: number;
}

/** What holds for this regency; what was never set is the seed. */
export async function answerSettingOf(
  ctx: ActionContext,
  lock: 'lock' | 'read' = 'read',
): Promise<{ id: string; content: AnswerSetting; version: number }> {
  const found = present(
    await row<SettingRow>(
      ctx.tx,
      sql`select id, content, version from agency_answer_settings where tenant_id = ${ctx.tenantId} ${lock === 'lock' ? sql`for update` : sql``}`,
    ),
    'each regency is filled with one',
  );
  return { id: found.id, version: found.version, content: answerSetting.parse(found.content) };
}

export async function seedAnswerSetting(ctx: ActionContext): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into agency_answer_settings (id, tenant_id, content) values (${newId()}, ${ctx.tenantId}, '{}') on conflict do nothing`,
  );
}

export const answerKind: SettingKind<typeof answerSetting> = {
  kind: 'agency_answer',
  schema: answerSetting,
  load: async (ctx, id) => {
    const found = await answerSettingOf(ctx, 'lock');
    return found.id === id ? found : null;
  },
  save: async (ctx, id, content, version) => {
    await run(
      ctx.tx,
      sql`update agency_answer_settings set content = ${JSON.stringify(content)}::jsonb, version = ${version}
          where tenant_id = ${ctx.tenantId} and id = ${id}`,
    );
  },
};
