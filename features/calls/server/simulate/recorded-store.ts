import { sql } from 'kysely';
import { type Db, row, rows, type Tx } from '#platform/server/db/database.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';
import type { Disposition, PresenceState } from '../../call.ts';

export interface RecordedCall {
  readonly at: Instant;
  readonly disposition: Disposition | null;
  /** A number of its own for each caller within the period; who it is stays in the database. */
  readonly caller: string | null;
  readonly talkS: number | null;
  readonly leftAfterS: number | null;
  readonly waitedS: number | null;
}

const secondsBetween = (from: string, to: string) =>
  sql`greatest(0, extract(epoch from ${sql.ref(to)} - ${sql.ref(from)}))::float8`;

/** Calls of the public that came in a time, oldest first, with how long they talked and waited. */
export function recordedCalls(tx: Db | Tx, tenantId: string, from: Instant, to: Instant): Promise<RecordedCall[]> {
  return rows<RecordedCall>(
    tx,
    sql`select arrived_at as at, disposition,
          case when caller_e164 is not null then dense_rank() over (order by caller_e164)::text end as caller,
          case when state = 'ended' then ${secondsBetween('answered_at', 'ended_at')} end as "talkS",
          case when state = 'lost' then ${secondsBetween('arrived_at', 'ended_at')} end as "leftAfterS",
          case when state <> 'lost' then
            greatest(0, extract(epoch from coalesce(answered_at, outside_since, ended_at) - arrived_at))::float8 end as "waitedS"
        from calls where tenant_id = ${tenantId} and direction = 'inbound' and purpose = 'public'
          and arrived_at >= ${from} and arrived_at < ${to} order by arrived_at, id`,
  );
}

/** How many there would be of `recordedCalls`. */
export async function countRecorded(tx: Db | Tx, tenantId: string, from: number, to: number): Promise<number> {
  const found = await row<{ count: number }>(
    tx,
    sql`select count(*)::int as count from calls where tenant_id = ${tenantId} and direction = 'inbound' and purpose = 'public'
          and arrived_at >= ${new Date(from).toISOString()}::timestamptz and arrived_at < ${new Date(to).toISOString()}::timestamptz`,
  );
  return found?.count ?? 0;
}

/** Rings of desks in a time: how long until they were answered, or null. */
export function recordedRings(
  tx: Db | Tx,
  tenantId: string,
  from: Instant,
  to: Instant,
): Promise<{ answeredS: number | null }[]> {
  return rows(
    tx,
    sql`select case when outcome = 'answered' then ${secondsBetween('offered_at', 'o.ended_at')} end as "answeredS"
        from call_offers o join calls c on c.id = o.call_id
        where o.tenant_id = ${tenantId} and c.purpose = 'public' and outcome in ('answered', 'missed', 'declined')
          and offered_at >= ${from} and offered_at < ${to}`,
  );
}

/** What people at desks did from when on, oldest first. */
export function recordedPresences(
  tx: Db | Tx,
  tenantId: string,
  from: Instant,
  to: Instant,
): Promise<{ userId: string; at: Instant; state: PresenceState }[]> {
  return rows(
    tx,
    sql`select subject_id as "userId", occurred_at as at, content->>'state' as state from events
        where tenant_id = ${tenantId} and subject_type = 'user' and name = 'presence.changed'
          and subject_id in (select user_id from presences where tenant_id = ${tenantId})
          and occurred_at >= ${from} and occurred_at < ${to} order by seq`,
  );
}

export async function zoneOf(tx: Db | Tx, tenantId: string): Promise<Zone> {
  const found = await row<{ zone: Zone }>(tx, sql`select zone from tenants where id = ${tenantId}`);
  return found?.zone ?? 'Asia/Jakarta';
}
