import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { rows, run } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { HandlerReason } from '../../sensitive.ts';

export async function saveSensitive(
  ctx: ActionContext,
  id: string,
  mark: { readonly sensitive: boolean; readonly byHand: boolean },
): Promise<void> {
  await run(
    ctx.tx,
    sql`update incidents set sensitive = ${mark.sensitive}, sensitive_by_hand = ${mark.byHand}
        where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** All incidents of a type become sensitive; answers with the ones that are still somebody's work. */
export async function markAllOfType(ctx: ActionContext, typeId: string): Promise<string[]> {
  const marked = await rows<{ id: string; is_open: boolean }>(
    ctx.tx,
    sql`update incidents set sensitive = true where tenant_id = ${ctx.tenantId} and incident_type_id = ${typeId} and not sensitive
        returning id, state in ('DRAFT', 'VERIFIED', 'DISPATCHED', 'PENDING', 'RESOLVED') as is_open`,
  );
  return marked.filter((one) => one.is_open).map((one) => one.id);
}

export interface HandlerRow {
  readonly id: string;
  readonly name: string;
  readonly reason: HandlerReason;
  readonly addedAt: Instant;
  readonly addedBy: string | null;
}

export function selectHandlers(ctx: ActionContext, incidentId: string): Promise<HandlerRow[]> {
  return rows(
    ctx.tx,
    sql`select u.id, u.display_name as name, h.reason_code as reason, h.added_at as "addedAt", b.display_name as "addedBy"
        from incident_handlers h join users u on u.id = h.user_id left join users b on b.id = h.added_by
        where h.tenant_id = ${ctx.tenantId} and h.incident_id = ${incidentId} and h.removed_at is null order by h.added_at`,
  );
}

/** People of the centre who read incidents and do not handle this one: no agency's people, who handle it by an assignment. */
export function handlerChoices(ctx: ActionContext, incidentId: string): Promise<{ id: string; name: string }[]> {
  return rows(
    ctx.tx,
    sql`select u.id, u.display_name as name from users u
        where u.tenant_id = ${ctx.tenantId} and u.disabled_at is null and u.roles && '{CALL_TAKER,DPO}'::text[]
          and not u.roles && '{DISPATCHER,SUPERVISOR}'::text[]
          and not exists (select from incident_handlers h where h.incident_id = ${incidentId} and h.user_id = u.id and h.removed_at is null)
          and not exists (select from incidents i where i.id = ${incidentId} and i.opened_by = u.id)
        order by u.display_name`,
  );
}

export async function insertHandler(
  ctx: ActionContext,
  made: { readonly id: string; readonly incidentId: string; readonly userId: string; readonly reason: HandlerReason },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into incident_handlers (id, tenant_id, incident_id, user_id, reason_code, added_at, added_by)
        values (${made.id}, ${ctx.tenantId}, ${made.incidentId}, ${made.userId}, ${made.reason}, ${ctx.now}, ${ctx.actor.id})`,
  );
}

/** False when the person was none. */
export async function endHandler(ctx: ActionContext, incidentId: string, userId: string): Promise<boolean> {
  const ended = await run(
    ctx.tx,
    sql`update incident_handlers set removed_at = ${ctx.now}, removed_by = ${ctx.actor.id}
        where tenant_id = ${ctx.tenantId} and incident_id = ${incidentId} and user_id = ${userId} and removed_at is null`,
  );
  return ended === 1;
}
