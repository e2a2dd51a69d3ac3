import { sql } from 'kysely';
import { changeSetting, type SettingKind } from '#features/people/server/setting-versions.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present } from '#platform/shared/result.ts';
import type * as routes from '../../pack-contract.ts';
import { type CasePackSetting, casePackSetting, casePackSettingId } from '../../pack-setting.ts';

interface SettingRow {
  readonly id: string;
  readonly version: number;
  readonly content: unknown;
}

/** Locked: who changes it next waits. */
function loadSetting(ctx: ActionContext): Promise<SettingRow | null> {
  return row<SettingRow>(
    ctx.tx,
    sql`select id, version, content from case_pack_settings where tenant_id = ${ctx.tenantId} for update`,
  );
}

/** As it stands, for a pack that is prepared. */
export async function packSettingOf(ctx: ActionContext): Promise<CasePackSetting> {
  const found = await row<{ content: unknown }>(
    ctx.tx,
    sql`select content from case_pack_settings where tenant_id = ${ctx.tenantId}`,
  );
  return casePackSetting.parse(found?.content ?? {});
}

/** A new regency begins with the seeds. */
export async function seedPackSetting(ctx: ActionContext): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into case_pack_settings (id, tenant_id, content) values (${newId<'case_pack_setting'>()}, ${ctx.tenantId}, '{}')
        on conflict (tenant_id) do nothing`,
  );
}

export const packSettingKind: SettingKind<typeof casePackSetting> = {
  kind: 'case_pack',
  schema: casePackSetting,
  load: async (ctx, id) => {
    const found = await loadSetting(ctx);
    return found?.id === id ? { version: found.version, content: casePackSetting.parse(found.content) } : null;
  },
  save: async (ctx, id, content, version) => {
    await run(
      ctx.tx,
      sql`update case_pack_settings set content = ${JSON.stringify(content)}::jsonb, version = ${version}
          where tenant_id = ${ctx.tenantId} and id = ${id}`,
    );
  },
};

export const readPackSetting: Action<typeof routes.readPackSetting> = async (ctx) => {
  const found = present(await loadSetting(ctx), 'seeded with the regency');
  return ok({
    id: casePackSettingId.parse(found.id),
    version: found.version,
    content: casePackSetting.parse(found.content),
  });
};

export const changePackSetting: Action<typeof routes.changePackSetting> = async (ctx, { body }) => {
  const found = present(await loadSetting(ctx), 'seeded with the regency');
  return changeSetting(ctx, packSettingKind, { id: found.id, ...body });
};
