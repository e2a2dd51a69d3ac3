import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { type SurgeTemplatesId, surgeKinds, surgeTemplatesContent } from '../../surge.ts';
import type { TemplatesView } from '../../surge-contract.ts';
import { templateSeeds } from '../../surge-seeds.ts';

/** In the order of the kinds. A regency that was founded before there were any gets those of the seed here. */
export async function selectTemplates(ctx: ActionContext): Promise<TemplatesView[]> {
  const select = () =>
    rows<TemplatesView>(
      ctx.tx,
      sql`select id, kind, content, version from surge_templates where tenant_id = ${ctx.tenantId}
          order by array_position(${[...surgeKinds]}::text[], kind)`,
    );
  const found = await select();
  if (found.length === surgeKinds.length) return found;
  await seedTemplates(ctx);
  return select();
}

export async function seedTemplates(ctx: ActionContext): Promise<void> {
  for (const kind of surgeKinds) {
    const id: SurgeTemplatesId = newId();
    await run(
      ctx.tx,
      sql`insert into surge_templates (id, tenant_id, kind, content)
          values (${id}, ${ctx.tenantId}, ${kind}, ${JSON.stringify({ items: templateSeeds[kind] })}::jsonb)
          on conflict (tenant_id, kind) do nothing`,
    );
  }
}

export const templatesKind: SettingKind<typeof surgeTemplatesContent> = {
  kind: 'surge_templates',
  schema: surgeTemplatesContent,
  load: async (ctx, id) => {
    const found = await row<{ content: unknown; version: number }>(
      ctx.tx,
      sql`select content, version from surge_templates where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
    );
    return found === null ? null : { version: found.version, content: surgeTemplatesContent.parse(found.content) };
  },
  save: async (ctx, id, content, version) => {
    await run(
      ctx.tx,
      sql`update surge_templates set content = ${JSON.stringify(content)}::jsonb, version = ${version}
          where tenant_id = ${ctx.tenantId} and id = ${id}`,
    );
  },
};
