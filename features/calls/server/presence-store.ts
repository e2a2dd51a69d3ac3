import { sql } from 'kysely';
import { row, rows, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { Desk, PresenceState } from '../call.ts';

export interface PresenceRow {
  readonly user_id: string;
  readonly display_name: string;
  readonly state: PresenceState;
  readonly break_reason: string | null;
  readonly idle_since: Instant | null;
  readonly since: Instant;
  readonly reachable: boolean;
  readonly call_id: string | null;
}

export function deskOf(found: Omit<PresenceRow, 'display_name'>): Desk {
  return {
    userId: found.user_id,
    state: found.state,
    reachable: found.reachable,
    idleSince: found.idle_since,
    callId: found.call_id,
  };
}

export async function readDesks(tx: Tx, tenantId: string): Promise<readonly Desk[]> {
  const found = await rows<PresenceRow>(
    tx,
    sql`select *, '' as display_name from presences where tenant_id = ${tenantId}`,
  );
  return found.map(deskOf);
}

export function presenceOf(tx: Tx, tenantId: string, userId: string): Promise<PresenceRow | null> {
  return row<PresenceRow>(
    tx,
    sql`select p.*, u.display_name from presences p join users u on u.id = p.user_id where p.tenant_id = ${tenantId} and p.user_id = ${userId}`,
  );
}

export function lockPresence(tx: Tx, tenantId: string, userId: string): Promise<PresenceRow | null> {
  return row<PresenceRow>(
    tx,
    sql`select p.*, '' as display_name from presences p where tenant_id = ${tenantId} and user_id = ${userId} for update`,
  );
}

/** A person's first appearance at a desk. */
export async function ensurePresence(tx: Tx, tenantId: string, userId: string): Promise<void> {
  await run(
    tx,
    sql`insert into presences (tenant_id, user_id, state) values (${tenantId}, ${userId}, 'offline') on conflict (tenant_id, user_id) do nothing`,
  );
}

/** `idleSince` undefined leaves it: a caller who hung up while it rang must not cost the desk its place. */
export async function savePresence(
  tx: Tx,
  presence: {
    readonly tenantId: string;
    readonly userId: string;
    readonly state: PresenceState;
    readonly reason?: string | null;
    readonly callId: string | null;
    readonly idleSince?: Instant;
    readonly now: Instant;
  },
): Promise<void> {
  await run(
    tx,
    sql`update presences set state = ${presence.state}, break_reason = ${presence.reason ?? null}, call_id = ${presence.callId},
          idle_since = coalesce(${presence.idleSince ?? null}::timestamptz, idle_since),
          since = case when state = ${presence.state} then since else ${presence.now}::timestamptz end, version = version + 1
        where tenant_id = ${presence.tenantId} and user_id = ${presence.userId}`,
  );
}

/** True when it was otherwise before. */
export async function saveReachable(tx: Tx, tenantId: string, userId: string, reachable: boolean): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update presences set reachable = ${reachable}, version = version + 1
        where tenant_id = ${tenantId} and user_id = ${userId} and reachable <> ${reachable}`,
  );
  return changed === 1;
}

export function listPresenceRows(tx: Tx, tenantId: string): Promise<PresenceRow[]> {
  return rows<PresenceRow>(
    tx,
    sql`select p.*, u.display_name from presences p join users u on u.id = p.user_id
        where p.tenant_id = ${tenantId} and (p.state <> 'offline' or p.since > clock_timestamp() - interval '1 day')
        order by u.display_name, p.user_id`,
  );
}

/** Claim a desk for a call; false when it was taken or left meanwhile, or is being taken at this moment (so nobody waits here). */
export async function claimDesk(
  tx: Tx,
  tenantId: string,
  userId: string,
  callId: string,
  now: Instant,
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update presences set state = 'offered', since = ${now}, call_id = ${callId}, version = version + 1
        where tenant_id = ${tenantId} and user_id = (select user_id from presences where tenant_id = ${tenantId} and user_id = ${userId}
          and state = 'ready' and reachable and call_id is null for update skip locked)`,
  );
  return changed === 1;
}
