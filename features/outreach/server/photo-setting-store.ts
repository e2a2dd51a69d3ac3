import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { type PhotoSetting, photoSetting } from '../photo-setting-contract.ts';

interface SettingRow {
  readonly version: number;
  readonly content: PhotoSetting;
}

/** The one of the regency; its id is the regency's. Locked where it is to be changed. */
export async function selectPhotoSetting(ctx: ActionContext, lock: 'lock' | 'read'): Promise<SettingRow> {
  const found = await row<{ version: number; content: unknown }>(
    ctx.tx,
    sql`select version, content from campaign_photo_settings where tenant_id = ${ctx.tenantId} ${lock === 'lock' ? sql`for update` : sql``}`,
  );
  return { version: found?.version ?? 1, content: photoSetting.parse(found?.content ?? {}) };
}

export const photoSettingOf = async (ctx: ActionContext): Promise<PhotoSetting> =>
  (await selectPhotoSetting(ctx, 'read')).content;

export async function seedPhotoSetting(ctx: ActionContext): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into campaign_photo_settings (tenant_id) values (${ctx.tenantId}) on conflict do nothing`,
  );
}

export const photoSettingKind: SettingKind<typeof photoSetting> = {
  kind: 'campaign_photos',
  schema: photoSetting,
  load: async (ctx, id) => (id === ctx.tenantId ? selectPhotoSetting(ctx, 'lock') : null),
  save: async (ctx, _id, content, version) => {
    await run(
      ctx.tx,
      sql`update campaign_photo_settings set content = ${JSON.stringify(content)}::jsonb, version = ${version} where tenant_id = ${ctx.tenantId}`,
    );
  },
};
