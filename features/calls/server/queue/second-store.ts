import { sql } from 'kysely';
import { row, rows, type Tx } from '#platform/server/db/database.ts';
import type { CallRow } from '../store.ts';

/** Lock these calls in the order of their ids, so that two actions on the same two cannot deadlock. */
export async function lockCalls(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, CallRow>> {
  const found = await rows<CallRow>(
    tx,
    sql`select * from calls where id = any(${[...ids]}::uuid[]) order by id for update`,
  );
  return new Map(found.map((each) => [each.id, each]));
}

/** Lock a call, and with it the other call of a desk that has two: the end of one changes the other. */
export async function lockWithPartner(tx: Tx, callId: string): Promise<CallRow | null> {
  const partners = await rows<{ id: string | null }>(
    tx,
    sql`select case when p.call_id = ${callId} then p.parked_call_id else p.call_id end as id
        from presences p where p.parked_call_id is not null and (p.call_id = ${callId} or p.parked_call_id = ${callId})`,
  );
  const ids = [callId, ...partners.flatMap(({ id }) => id ?? [])];
  return (await lockCalls(tx, ids)).get(callId) ?? null;
}

/** The call for which the telephone rang that talks in this call now: the first one of its channel. */
export async function lineOf(tx: Tx, callId: string | null): Promise<string | null> {
  const found = await row<{ call_id: string }>(
    tx,
    sql`select l.call_id from call_legs l
        where l.pbx_channel = (select d.pbx_channel from call_legs d where d.call_id = ${callId} and d.kind = 'desk' and d.left_at is null
          order by d.joined_at desc limit 1) order by l.joined_at limit 1`,
  );
  return found?.call_id ?? null;
}
