import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { SavedView, ViewContent, ViewId } from '../../list-contract.ts';

const own = (ctx: ActionContext) => present(ctx.actor.id, 'views are kept by people');

/** The shared ones first, each by name. */
export function selectViews(ctx: ActionContext): Promise<SavedView[]> {
  return rows<SavedView>(
    ctx.tx,
    sql`select id, owner_id is null as "isShared", version, content || jsonb_build_object('active', active) as content from incident_views
        where tenant_id = ${ctx.tenantId} and active and (owner_id is null or owner_id = ${own(ctx)})
        order by owner_id nulls first, lower(content->>'name'), id`,
  );
}

/** One of this person's own, by name. */
export function findOwn(ctx: ActionContext, name: string): Promise<{ id: ViewId; version: number } | null> {
  return row(
    ctx.tx,
    sql`select id, version from incident_views where tenant_id = ${ctx.tenantId} and owner_id = ${own(ctx)} and active
          and lower(content->>'name') = lower(${name}) for update`,
  );
}

export async function insertView(
  ctx: ActionContext,
  view: { readonly id: ViewId; readonly isShared: boolean; readonly content: ViewContent },
): Promise<void> {
  const { active, ...content } = view.content;
  await run(
    ctx.tx,
    sql`insert into incident_views (id, tenant_id, owner_id, content, active)
        values (${view.id}, ${ctx.tenantId}, ${view.isShared ? null : own(ctx)}, ${JSON.stringify(content)}::jsonb, ${active})`,
  );
}

export async function updateView(ctx: ActionContext, id: string, content: ViewContent, version: number): Promise<void> {
  const { active, ...said } = content;
  await run(
    ctx.tx,
    sql`update incident_views set content = ${JSON.stringify(said)}::jsonb, active = ${active}, version = ${version}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** False: it is not this person's, or not there. */
export async function deleteOwn(ctx: ActionContext, id: string): Promise<boolean> {
  const gone = await run(
    ctx.tx,
    sql`delete from incident_views where tenant_id = ${ctx.tenantId} and id = ${id} and owner_id = ${own(ctx)}`,
  );
  return gone === 1;
}

/** Locked until the transaction ends; a person's own is no setting. */
export function lockShared(ctx: ActionContext, id: string): Promise<{ version: number; content: ViewContent } | null> {
  return row(
    ctx.tx,
    sql`select version, content || jsonb_build_object('active', active) as content from incident_views
        where tenant_id = ${ctx.tenantId} and id = ${id} and owner_id is null for update`,
  );
}

/** Another shared view that is in use goes by this name. */
export async function isNameTaken(ctx: ActionContext, name: string, besides: string | null): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select 1 from incident_views where tenant_id = ${ctx.tenantId} and owner_id is null and active
          and lower(content->>'name') = lower(${name}) and id is distinct from ${besides}::uuid`,
  );
  return found !== null;
}
