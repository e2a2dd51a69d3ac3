import { sql } from 'kysely';
import { type HintContent, hintContent, hintSeeds } from '#features/calls/hint.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { HintState, Seat, StopCause } from '../../hint-order.ts';

/** Whether hints order calls here, and who stands for it. */
export interface HintOrder {
  readonly content: HintContent;
  readonly version: number;
  readonly state: HintState;
  readonly countsFrom: Instant | null;
  readonly roomBy: string | null;
  readonly roomName: string | null;
  readonly roomAt: Instant | null;
  readonly headBy: string | null;
  readonly headName: string | null;
  readonly headAt: Instant | null;
  readonly orderingSince: Instant | null;
  readonly stoppedAt: Instant | null;
  readonly stoppedWhy: StopCause | null;
  readonly isHistoryStopped: boolean;
}

/** For a new regency, and for one that a test or an older program founded. */
export async function seedHintOrder(ctx: ActionContext): Promise<void> {
  await run(ctx.tx, sql`insert into hint_orders (tenant_id) values (${ctx.tenantId}) on conflict do nothing`);
}

/** `lock`: who changes it next waits. */
export async function readOrder(ctx: ActionContext, lock: 'lock' | 'read' = 'read'): Promise<HintOrder> {
  const found = await selectOrder(ctx, lock);
  if (found === null) await seedHintOrder(ctx);
  const { content, ...order } = present(found ?? (await selectOrder(ctx, lock)), 'made just now where there was none');
  const parsed = hintContent.safeParse(content);
  return { ...order, content: parsed.success ? parsed.data : hintSeeds };
}

function selectOrder(ctx: ActionContext, lock: 'lock' | 'read') {
  return row<Omit<HintOrder, 'content'> & { readonly content: unknown }>(
    ctx.tx,
    sql`select o.content, o.version, o.state, o.counts_from as "countsFrom", o.room_by as "roomBy", r.display_name as "roomName", o.room_at as "roomAt",
          o.head_by as "headBy", h.display_name as "headName", o.head_at as "headAt", o.ordering_since as "orderingSince",
          o.stopped_at as "stoppedAt", o.stopped_why as "stoppedWhy",
          exists (select from queue_settings q where q.tenant_id = o.tenant_id and q.history_stopped_at is not null) as "isHistoryStopped"
        from hint_orders o left join users r on r.id = o.room_by left join users h on h.id = o.head_by
        where o.tenant_id = ${ctx.tenantId} ${lock === 'lock' ? sql`for update of o` : sql``}`,
  );
}

/** The first call that was scored under these limits begins the days in shadow. */
export async function beginShadow(ctx: ActionContext): Promise<void> {
  await run(
    ctx.tx,
    sql`update hint_orders set counts_from = ${ctx.now} where tenant_id = ${ctx.tenantId} and counts_from is null`,
  );
}

export async function saveSignature(ctx: ActionContext, seat: Seat): Promise<void> {
  const [by, at] = seat === 'room' ? [sql`room_by`, sql`room_at`] : [sql`head_by`, sql`head_at`];
  await run(
    ctx.tx,
    sql`update hint_orders set ${by} = ${ctx.actor.id}, ${at} = ${ctx.now} where tenant_id = ${ctx.tenantId}`,
  );
}

export async function beginOrdering(ctx: ActionContext): Promise<void> {
  await run(
    ctx.tx,
    sql`update hint_orders set state = 'ordering', ordering_since = ${ctx.now}, stopped_at = null, stopped_why = null where tenant_id = ${ctx.tenantId}`,
  );
}

/** Back into shadow, without signatures; `why` null: nothing had begun, only a signature is taken back. */
export async function backToShadow(ctx: ActionContext, why: StopCause | null): Promise<void> {
  await run(
    ctx.tx,
    sql`update hint_orders set state = 'shadow', ordering_since = null, room_by = null, room_at = null, head_by = null, head_at = null,
          stopped_at = case when ${why}::text is null then stopped_at else ${ctx.now}::timestamptz end,
          stopped_why = coalesce(${why}::text, stopped_why) where tenant_id = ${ctx.tenantId}`,
  );
}

/** Other limits mark other calls: what was counted for the old ones says nothing of them. */
export async function saveLimits(ctx: ActionContext, content: HintContent, version: number): Promise<void> {
  await run(
    ctx.tx,
    sql`update hint_orders set content = ${JSON.stringify(content)}::jsonb, version = ${version}, counts_from = null where tenant_id = ${ctx.tenantId}`,
  );
}
