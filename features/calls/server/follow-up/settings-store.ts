import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { type FollowUpContent, followUpContent, followUpSeed } from '../../follow-up.ts';

export interface FollowUpSetting {
  readonly id: string;
  readonly content: FollowUpContent;
  readonly version: number;
}

/** A regency has exactly one row. */
export async function readFollowUpSetting(ctx: ActionContext): Promise<FollowUpSetting & { hasSecret: boolean }> {
  const found = await row<{ id: string; content: unknown; version: number; hasSecret: boolean }>(
    ctx.tx,
    sql`select id, content, version, sms_secret is not null as "hasSecret" from follow_up_settings where tenant_id = ${ctx.tenantId}`,
  );
  const { content, ...rest } = present(found, 'a regency is seeded with its follow-up settings');
  return { ...rest, content: followUpContent.parse(content) };
}

/** For the path of calls: what a setting says must never keep a call from ending, so without a fit one the seed counts. */
export async function readPlan(ctx: ActionContext): Promise<FollowUpContent> {
  const found = await row<{ content: unknown }>(
    ctx.tx,
    sql`select content from follow_up_settings where tenant_id = ${ctx.tenantId}`,
  );
  const fit = followUpContent.safeParse(found?.content);
  return fit.success ? fit.data : followUpSeed;
}

export async function saveSmsSecret(ctx: ActionContext, secret: string | null): Promise<void> {
  await run(ctx.tx, sql`update follow_up_settings set sms_secret = ${secret} where tenant_id = ${ctx.tenantId}`);
}

export async function readSmsSecret(ctx: ActionContext): Promise<string | null> {
  const statement = sql`select sms_secret as secret from follow_up_settings where tenant_id = ${ctx.tenantId}`;
  return (await row<{ secret: string | null }>(ctx.tx, statement))?.secret ?? null;
}

export async function seedFollowUpSetting(ctx: ActionContext): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into follow_up_settings (id, tenant_id, content)
        values (${newId<'follow_up_setting'>()}, ${ctx.tenantId}, ${JSON.stringify(followUpSeed)}::jsonb)`,
  );
}

export const followUpKind: SettingKind<typeof followUpContent> = {
  kind: 'follow_up',
  schema: followUpContent,
  load: async (ctx, id) => {
    const found = await row<{ content: unknown; version: number }>(
      ctx.tx,
      sql`select content, version from follow_up_settings where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
    );
    return found === null ? null : { version: found.version, content: followUpContent.parse(found.content) };
  },
  save: async (ctx, id, content, version) => {
    await run(
      ctx.tx,
      sql`update follow_up_settings set content = ${JSON.stringify(content)}::jsonb, version = ${version}
          where tenant_id = ${ctx.tenantId} and id = ${id}`,
    );
  },
};
