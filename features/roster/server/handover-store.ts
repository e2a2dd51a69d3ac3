import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import type { CheckAnswer, OpenItem } from '../handover.ts';
import type { HandoverView } from '../handover-contract.ts';

const person = (id: string, name: string) =>
  sql`jsonb_build_object('id', ${sql.ref(id)}, 'displayName', ${sql.ref(name)})`;

/** The newest thirty: ten days of three shifts. */
export function selectHandovers(ctx: ActionContext): Promise<HandoverView[]> {
  return rows<HandoverView>(
    ctx.tx,
    sql`select h.id, h.checks, h.items, h.notes, h.reason, h.written_at as "writtenAt", h.taken_at as "takenAt",
          ${person('w.id', 'w.display_name')} as "writtenBy",
          case when t.id is not null then ${person('t.id', 't.display_name')} end as "takenBy"
        from handovers h join users w on w.id = h.written_by left join users t on t.id = h.taken_by
        where h.tenant_id = ${ctx.tenantId} order by h.written_at desc, h.id desc limit 30`,
  );
}

export function lockHandover(
  ctx: ActionContext,
  id: string,
): Promise<{ readonly writtenBy: string; readonly takenBy: string | null; readonly items: OpenItem[] } | null> {
  return row(
    ctx.tx,
    sql`select written_by as "writtenBy", taken_by as "takenBy", items from handovers
        where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
  );
}

export async function insertHandover(
  ctx: ActionContext,
  said: {
    readonly checks: readonly CheckAnswer[];
    readonly items: readonly OpenItem[];
    readonly notes: string;
    readonly reason: string | null;
  },
): Promise<HandoverView['id']> {
  const id: HandoverView['id'] = newId();
  await run(
    ctx.tx,
    sql`insert into handovers (id, tenant_id, checks, items, notes, reason, written_by, written_at)
        values (${id}, ${ctx.tenantId}, ${JSON.stringify(said.checks)}::jsonb, ${JSON.stringify(said.items)}::jsonb,
          ${said.notes}, ${said.reason}, ${ctx.actor.id}, ${ctx.now})`,
  );
  return id;
}

export async function saveTaken(ctx: ActionContext, id: string): Promise<void> {
  await run(
    ctx.tx,
    sql`update handovers set taken_by = ${ctx.actor.id}, taken_at = ${ctx.now} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

/** Calls of the public of the last week that were answered, are over and have no class, oldest first. */
export function unclassifiedCalls(ctx: ActionContext): Promise<{ id: string; number: number }[]> {
  return rows(
    ctx.tx,
    sql`select id, number::int as number from calls where tenant_id = ${ctx.tenantId} and state = 'ended' and direction = 'inbound'
          and purpose = 'public' and disposition is null and arrived_at > ${ctx.now}::timestamptz - interval '7 days'
        order by arrived_at, id limit 200`,
  );
}

export function openWaves(ctx: ActionContext): Promise<{ id: string; beganAt: string }[]> {
  return rows(
    ctx.tx,
    sql`select id, began_at as "beganAt" from waves where tenant_id = ${ctx.tenantId} and ended_at is null order by began_at, id limit 50`,
  );
}

/** Agencies that said they cannot come, as long as that holds. */
export function openOutages(ctx: ActionContext): Promise<{ id: string; agency: string }[]> {
  return rows(
    ctx.tx,
    sql`select o.id, g.code as agency from agency_outages o join agencies g on g.id = o.agency_id
        where o.tenant_id = ${ctx.tenantId} and o.ended_at is null and o.until > ${ctx.now} order by o.begun_at, o.id limit 50`,
  );
}
