import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { type LadderContent, type LadderId, ladderContent, ladderSeed } from '../../ladder.ts';
import type { LadderSetting } from '../../ladder-contract.ts';

/** The regency's own first, then by name. */
export function selectLadders(ctx: ActionContext): Promise<LadderSetting[]> {
  return rows<LadderSetting>(
    ctx.tx,
    sql`select l.id, l.agency_id as "agencyId", g.name as "agencyName", l.content, l.version
        from ladders l left join agencies g on g.id = l.agency_id where l.tenant_id = ${ctx.tenantId} order by g.name nulls first`,
  );
}

/** False where the agency has one. */
export async function insertLadderSetting(
  ctx: ActionContext,
  ladder: { readonly id: LadderId; readonly agencyId: string | null; readonly content: LadderContent },
): Promise<boolean> {
  const inserted = await run(
    ctx.tx,
    sql`insert into ladders (id, tenant_id, agency_id, content)
        values (${ladder.id}, ${ctx.tenantId}, ${ladder.agencyId}, ${JSON.stringify(ladder.content)}::jsonb)
        on conflict (tenant_id, agency_id) do nothing`,
  );
  return inserted === 1;
}

export async function seedLadder(ctx: ActionContext): Promise<void> {
  await insertLadderSetting(ctx, { id: newId(), agencyId: null, content: ladderSeed });
}

export const ladderKind: SettingKind<typeof ladderContent> = {
  kind: 'ladder',
  schema: ladderContent,
  load: async (ctx, id) => {
    const found = await row<{ content: unknown; version: number }>(
      ctx.tx,
      sql`select content, version from ladders where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
    );
    return found === null ? null : { version: found.version, content: ladderContent.parse(found.content) };
  },
  save: async (ctx, id, content, version) => {
    await run(
      ctx.tx,
      sql`update ladders set content = ${JSON.stringify(content)}::jsonb, version = ${version} where tenant_id = ${ctx.tenantId} and id = ${id}`,
    );
  },
};
