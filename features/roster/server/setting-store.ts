import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import type { Zone } from '#platform/shared/time.ts';
import { type RosterSetting, rosterSetting } from '../shift.ts';

interface SettingRow {
  readonly version: number;
  readonly content: RosterSetting;
}

/** The one of the regency; its id is the regency's. Locked where it is to be changed. */
export async function selectRosterSetting(ctx: ActionContext, lock: 'lock' | 'read'): Promise<SettingRow> {
  const found = await row<{ version: number; content: unknown }>(
    ctx.tx,
    sql`select version, content from roster_settings where tenant_id = ${ctx.tenantId} ${lock === 'lock' ? sql`for update` : sql``}`,
  );
  return { version: found?.version ?? 1, content: rosterSetting.parse(found?.content ?? {}) };
}

export const rosterSettingOf = async (ctx: ActionContext): Promise<RosterSetting> =>
  (await selectRosterSetting(ctx, 'read')).content;

/** The time zone of the regency. */
export async function regencyZone(ctx: ActionContext): Promise<Zone> {
  const found = await row<{ zone: Zone }>(ctx.tx, sql`select zone from tenants where id = ${ctx.tenantId}`);
  return found?.zone ?? 'Asia/Jakarta';
}

/** A new regency begins with the seeds. */
export async function seedRosterSetting(ctx: ActionContext): Promise<void> {
  await run(ctx.tx, sql`insert into roster_settings (tenant_id) values (${ctx.tenantId}) on conflict do nothing`);
}

export const rosterSettingKind: SettingKind<typeof rosterSetting> = {
  kind: 'roster',
  schema: rosterSetting,
  load: async (ctx, id) => (id === ctx.tenantId ? selectRosterSetting(ctx, 'lock') : null),
  save: async (ctx, _id, content, version) => {
    await run(
      ctx.tx,
      sql`update roster_settings set content = ${JSON.stringify(content)}::jsonb, version = ${version} where tenant_id = ${ctx.tenantId}`,
    );
  },
};
