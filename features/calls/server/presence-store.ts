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
  /** Put aside for the one of `call_id`. */
  readonly parked_call_id: string | null;
  readonly owed_calls: readonly string[];
  readonly due_at: Instant | null;
  readonly prolonged: number;
  readonly resume_state: 'offline' | 'break' | null;
  readonly resume_reason: string | null;
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
    readonly parkedCallId?: string | null;
    readonly owedCalls?: readonly string[];
    readonly dueAt?: Instant;
    readonly isResumeKept?: boolean;
    readonly now: Instant;
  },
): Promise<void> {
  const { dueAt = null, owedCalls, parkedCallId, state } = presence;
  const keepsDue = state === 'wrap_up' || state === 'break' || state === 'offered';
  await run(
    tx,
    sql`update presences set state = ${presence.state}, break_reason = ${presence.reason ?? null}, call_id = ${presence.callId},
          parked_call_id = case when ${state !== 'talking'} then null when ${parkedCallId === undefined} then parked_call_id else ${parkedCallId ?? null}::uuid end,
          owed_calls = case when ${owedCalls === undefined} then owed_calls else ${[...(owedCalls ?? [])]}::uuid[] end,
          due_at = coalesce(${dueAt}::timestamptz, case when ${keepsDue} then due_at end),
          prolonged = case when ${state === 'wrap_up'} and call_id is not distinct from ${presence.callId} then prolonged else 0 end,
          resume_state = case when ${presence.isResumeKept === true} then resume_state end,
          resume_reason = case when ${presence.isResumeKept === true} then resume_reason end,
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
