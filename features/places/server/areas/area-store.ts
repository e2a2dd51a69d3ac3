import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run, type Tx } from '#platform/server/db/database.ts';
import type { AreaContent, AreaId } from '../../area.ts';
import type { AreaView } from '../../area-contract.ts';

/** All of them: the active ones by name, then the others. */
export function selectAreas(tx: Tx, tenantId: string): Promise<AreaView[]> {
  return rows<AreaView>(
    tx,
    sql`select id, content, version from areas where tenant_id = ${tenantId}
        order by (content->>'active')::boolean desc, lower(content->>'name'), id`,
  );
}

export function lockArea(ctx: ActionContext, id: string): Promise<{ version: number; content: AreaContent } | null> {
  return row(
    ctx.tx,
    sql`select version, content from areas where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
}

export async function insertArea(ctx: ActionContext, id: AreaId, content: AreaContent): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into areas (id, tenant_id, content) values (${id}, ${ctx.tenantId}, ${JSON.stringify(content)}::jsonb)`,
  );
}

export async function updateArea(ctx: ActionContext, id: string, content: AreaContent, version: number): Promise<void> {
  await run(
    ctx.tx,
    sql`update areas set content = ${JSON.stringify(content)}::jsonb, version = ${version}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** Changes whenever an area does. */
export async function areasMark(tx: Tx, tenantId: string): Promise<string> {
  const found = await row<{ mark: string | null }>(
    tx,
    sql`select string_agg(id::text || version, ',' order by id) as mark from areas where tenant_id = ${tenantId}`,
  );
  return found?.mark ?? '';
}
