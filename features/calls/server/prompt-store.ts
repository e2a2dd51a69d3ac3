import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { enqueueJob } from '#platform/server/jobs/jobs.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { promptContent, promptNames } from '../prompt.ts';
import type { PromptView } from '../prompt-contract.ts';

/** Puts the files of a regency where the exchange plays them (place-prompts.ts). */
export const placePromptsTask = 'calls.place_prompts';

const columns = sql`id, name, jsonb_build_object('sha256', sha256, 'durationMs', duration_ms) as content, version`;

export async function selectPrompts(ctx: ActionContext): Promise<PromptView[]> {
  const found = await rows<PromptView>(ctx.tx, sql`select ${columns} from prompts where tenant_id = ${ctx.tenantId}`);
  return found.sort((a, b) => promptNames.indexOf(a.name) - promptNames.indexOf(b.name));
}

export function selectPrompt(ctx: ActionContext, id: string, lock: 'lock' | 'read'): Promise<PromptView | null> {
  return row<PromptView>(
    ctx.tx,
    sql`select ${columns} from prompts where tenant_id = ${ctx.tenantId} and id = ${id} ${lock === 'lock' ? sql`for update` : sql``}`,
  );
}

/** What a prompt was in a version; null when there is no such version. */
export async function selectPromptVersion(ctx: ActionContext, id: string, version: number): Promise<unknown> {
  const kept = await row<{ content: unknown }>(
    ctx.tx,
    sql`select content from setting_versions
        where tenant_id = ${ctx.tenantId} and kind = 'prompt' and subject_id = ${id} and version = ${version}`,
  );
  return kept?.content ?? null;
}

export async function slugOf(ctx: ActionContext): Promise<string> {
  const tenant = await row<{ slug: string }>(ctx.tx, sql`select slug from tenants where id = ${ctx.tenantId}`);
  return present(tenant, 'an action belongs to a tenant').slug;
}

/** A new regency begins with the shipped prompts. */
export async function seedPrompts(ctx: ActionContext): Promise<void> {
  for (const name of promptNames)
    await run(
      ctx.tx,
      sql`insert into prompts (id, tenant_id, name) values (${newId<'prompt'>()}, ${ctx.tenantId}, ${name})`,
    );
}

export const promptKind: SettingKind<typeof promptContent> = {
  kind: 'prompt',
  schema: promptContent,
  load: (ctx, id) => selectPrompt(ctx, id, 'lock'),
  save: async (ctx, id, content, version) => {
    await run(
      ctx.tx,
      sql`update prompts set sha256 = ${content.sha256}, duration_ms = ${content.durationMs}, version = ${version}
          where tenant_id = ${ctx.tenantId} and id = ${id}`,
    );
    await enqueueJob(ctx, placePromptsTask, {}, { key: `prompts:${ctx.tenantId}` });
  },
};
