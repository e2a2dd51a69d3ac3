import { sql } from 'kysely';
import { row, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';

export interface PresenceOrderRow {
  readonly id: string;
  readonly state: 'ready' | 'break' | 'offline';
  readonly reason: string;
  readonly note: string | null;
  readonly ordered_at: Instant;
  readonly ordered_by_name: string;
}

export async function insertOrder(
  tx: Tx,
  tenantId: string,
  order: {
    readonly id: string;
    readonly userId: string;
    readonly by: string;
    readonly at: Instant;
    readonly state: string;
    readonly reason: string;
    readonly note: string | null;
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into presence_orders (id, tenant_id, user_id, ordered_by, ordered_at, state, reason, note)
        values (${order.id}, ${tenantId}, ${order.userId}, ${order.by}, ${order.at}, ${order.state}, ${order.reason}, ${order.note})`,
  );
}

/** The last order a person has not seen yet; an older one is no news any more. */
export function unseenOrder(tx: Tx, tenantId: string, userId: string): Promise<PresenceOrderRow | null> {
  return row<PresenceOrderRow>(
    tx,
    sql`select o.id, o.state, o.reason, o.note, o.ordered_at, u.display_name as ordered_by_name
        from presence_orders o join users u on u.id = o.ordered_by
        where o.tenant_id = ${tenantId} and o.user_id = ${userId} and o.seen_at is null order by o.ordered_at desc limit 1`,
  );
}

/** This order and all before it; false: it is not theirs. */
export async function saveSeen(tx: Tx, tenantId: string, userId: string, id: string, at: Instant): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update presence_orders set seen_at = coalesce(seen_at, ${at}::timestamptz)
        where tenant_id = ${tenantId} and user_id = ${userId}
          and ordered_at <= (select ordered_at from presence_orders where id = ${id} and user_id = ${userId})`,
  );
  return changed > 0;
}
