import { sql } from 'kysely';
import { rows, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';

/** Calls that wait for somebody of the house, and whether supervisors know. */
export function waitingForAlarm(
  tx: Tx,
): Promise<
  { readonly id: string; readonly since: Instant; readonly is_acknowledged: boolean; readonly is_test: boolean }[]
> {
  return rows(
    tx,
    sql`select c.id, coalesce(c.unattended_since, c.arrived_at) as since, c.purpose <> 'public' as is_test,
          exists (select from wait_acknowledgements w where w.call_id = c.id and w.at >= coalesce(c.unattended_since, c.arrived_at)) as is_acknowledged
        from calls c
        where (c.state in ('queued', 'offered') or (c.state = 'arrived' and c.direction = 'inbound') or c.unattended_since is not null)
          and c.outside_since is null
        order by since`,
  );
}

/** Whether all of these are calls of this regency. */
export async function areCalls(tx: Tx, ids: readonly string[]): Promise<boolean> {
  const found = await rows(tx, sql`select 1 from calls where id = any(${[...ids]}::uuid[])`);
  return found.length === new Set(ids).size;
}

/** Those of these calls that wait still and nobody knew of: their waits in milliseconds. */
export function insertAcknowledgements(
  tx: Tx,
  known: {
    readonly callIds: readonly string[];
    readonly tenantId: string;
    readonly userId: string;
    readonly at: Instant;
  },
): Promise<{ readonly id: string; readonly wait_ms: number }[]> {
  return rows(
    tx,
    sql`with waits as (
          select c.id, coalesce(c.unattended_since, c.arrived_at) as since from calls c
          where c.id = any(${[...known.callIds]}::uuid[])
            and (c.state in ('arrived', 'queued', 'offered') or c.unattended_since is not null)),
        said as (
          insert into wait_acknowledgements as w (call_id, tenant_id, user_id, at)
          select id, ${known.tenantId}, ${known.userId}, ${known.at} from waits
          on conflict (call_id) do update set user_id = excluded.user_id, at = excluded.at
            where w.at < (select since from waits where waits.id = w.call_id)
          returning call_id)
        select id, (extract(epoch from ${known.at}::timestamptz - since) * 1000)::int as wait_ms
        from waits join said on said.call_id = waits.id order by id`,
  );
}

/** Whether there is a desk that reads messages: of somebody who takes calls. */
export async function hasDesk(tx: Tx, tenantId: string, userId: string): Promise<boolean> {
  const found = await rows(
    tx,
    sql`select 1 from presences p join users u on u.id = p.user_id
        where p.tenant_id = ${tenantId} and p.user_id = ${userId} and u.roles && array['CALL_TAKER', 'SUPERVISOR']`,
  );
  return found.length > 0;
}

export async function insertMessage(
  tx: Tx,
  message: {
    readonly id: string;
    readonly tenantId: string;
    readonly to: string;
    readonly from: string;
    readonly callId: string | null;
    readonly words: string;
    readonly at: Instant;
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into desk_messages (id, tenant_id, to_user, from_user, call_id, words, sent_at)
        values (${message.id}, ${message.tenantId}, ${message.to}, ${message.from}, ${message.callId}, ${message.words}, ${message.at})`,
  );
}

export interface MessageRow {
  readonly id: string;
  readonly words: string;
  readonly sent_at: Instant;
  readonly from_name: string;
  readonly to_user: string;
  readonly to_name: string;
}

/** Not read yet, the oldest first; those of a day ago are no news any more. `to` null: at all desks. */
export function unseenMessages(tx: Tx, tenantId: string, to: string | null): Promise<MessageRow[]> {
  return rows<MessageRow>(
    tx,
    sql`select m.id, m.words, m.sent_at, f.display_name as from_name, m.to_user, t.display_name as to_name
        from desk_messages m join users f on f.id = m.from_user join users t on t.id = m.to_user
        where m.tenant_id = ${tenantId} and m.seen_at is null and m.words is not null and (${to}::uuid is null or m.to_user = ${to})
          and m.sent_at > clock_timestamp() - interval '1 day' order by m.sent_at, m.id`,
  );
}

/** Null: no such message at this desk; `false`: it was seen already. */
export async function saveMessageSeen(tx: Tx, id: string, userId: string, at: Instant): Promise<boolean | null> {
  const [found] = await rows<{ fresh: boolean }>(
    tx,
    sql`with before as (select id, seen_at is null as fresh from desk_messages where id = ${id} and to_user = ${userId} for update),
          seen as (update desk_messages m set seen_at = coalesce(m.seen_at, ${at}::timestamptz) from before b where m.id = b.id)
        select fresh from before`,
  );
  return found?.fresh ?? null;
}
