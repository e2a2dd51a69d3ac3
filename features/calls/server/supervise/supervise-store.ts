import { sql } from 'kysely';
import { type Db, row, rows, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { SuperviseMode, SuperviseOutcome, SuperviseReason } from '../../supervise.ts';
import type { Conversation } from '../../supervise-rules.ts';
import type { CallRow } from '../store.ts';

export interface SupervisionRow {
  readonly id: string;
  readonly call_id: string;
  readonly user_id: string;
  readonly mode: SuperviseMode;
  readonly was_ready: boolean;
  readonly asked_at: Instant;
  readonly began_at: Instant | null;
  readonly pbx_channel: string | null;
  readonly ended_at: Instant | null;
  readonly outcome: SuperviseOutcome | null;
}

export async function insertSupervision(
  tx: Tx,
  asked: {
    readonly id: string;
    readonly tenantId: string;
    readonly callId: string;
    readonly userId: string;
    readonly reason: SuperviseReason;
    readonly note: string | null;
    readonly wasReady: boolean;
    readonly at: Instant;
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into call_supervisions (id, tenant_id, call_id, user_id, mode, reason, note, was_ready, asked_at)
        values (${asked.id}, ${asked.tenantId}, ${asked.callId}, ${asked.userId}, 'listen', ${asked.reason}, ${asked.note},
          ${asked.wasReady}, ${asked.at})`,
  );
}

/** Whose call it is does not change: known before anything is locked. */
export function supervisionById(tx: Tx, id: string): Promise<SupervisionRow | null> {
  return row<SupervisionRow>(tx, sql`select * from call_supervisions where id = ${id}`);
}

/** Locked after its call. Null: it is over, or there is none. */
export function lockSupervision(tx: Tx, id: string): Promise<SupervisionRow | null> {
  return row<SupervisionRow>(tx, sql`select * from call_supervisions where id = ${id} and ended_at is null for update`);
}

export function openSupervisionOf(tx: Tx, userId: string): Promise<SupervisionRow | null> {
  return row<SupervisionRow>(tx, sql`select * from call_supervisions where user_id = ${userId} and ended_at is null`);
}

/** The open ones of a locked call. */
export function openSupervisions(tx: Tx, callId: string): Promise<SupervisionRow[]> {
  return rows<SupervisionRow>(
    tx,
    sql`select * from call_supervisions where call_id = ${callId} and ended_at is null order by id for update`,
  );
}

export async function saveConnected(tx: Tx, id: string, channel: string, at: Instant): Promise<void> {
  await run(
    tx,
    sql`update call_supervisions set began_at = greatest(asked_at, ${at}::timestamptz), pbx_channel = ${channel} where id = ${id}`,
  );
}

export async function saveMode(tx: Tx, id: string, mode: SuperviseMode): Promise<void> {
  await run(tx, sql`update call_supervisions set mode = ${mode} where id = ${id}`);
}

export async function saveEnded(tx: Tx, id: string, outcome: SuperviseOutcome, at: Instant): Promise<void> {
  await run(
    tx,
    sql`update call_supervisions set ended_at = greatest(asked_at, began_at, ${at}::timestamptz), outcome = ${outcome}
        where id = ${id} and ended_at is null`,
  );
}

/** A call as the rules of supervision see it. */
export async function conversationOf(
  tx: Tx,
  call: Pick<CallRow, 'id' | 'state' | 'outside_since'>,
): Promise<Conversation> {
  const found = await row<{ user_id: string; parked: boolean }>(
    tx,
    sql`select l.user_id, exists (select from presences p where p.user_id = l.user_id and p.parked_call_id = l.call_id) as parked
        from call_legs l where l.call_id = ${call.id} and l.kind = 'desk' and l.left_at is null order by l.joined_at desc limit 1`,
  );
  return {
    state: call.state,
    deskUserId: found?.user_id ?? null,
    isOutside: call.outside_since !== null,
    isParked: found?.parked ?? false,
  };
}

/**
 * What the exchange must make true: for each open supervision of these calls, for each whose supervisor is the desk of one now, and those of
 * `held` whatever became of them.
 */
export interface FollowedSupervision extends SupervisionRow {
  readonly tenant_id: string;
  readonly slug: string;
  /** The one that talks in the call by the tables. */
  readonly desk_user: string | null;
  readonly desk_channel: string | null;
  readonly parked: boolean;
}

export function followedSupervisions(
  systemDb: Db,
  callIds: readonly string[],
  held: readonly string[],
): Promise<FollowedSupervision[]> {
  return rows<FollowedSupervision>(
    systemDb,
    sql`select s.*, t.slug, l.user_id as desk_user, l.pbx_channel as desk_channel,
          coalesce((select p.parked_call_id = s.call_id from presences p where p.tenant_id = s.tenant_id and p.user_id = l.user_id), false) as parked
        from call_supervisions s join tenants t on t.id = s.tenant_id
        left join lateral (select user_id, pbx_channel from call_legs where call_id = s.call_id and kind = 'desk' and left_at is null
          order by joined_at desc limit 1) l on true
        where (s.call_id = any(${[...callIds]}::uuid[]) and (s.ended_at is null or (s.outcome = 'took_over' and s.pbx_channel = l.pbx_channel))) or s.id = any(${[...held]}::uuid[])
        order by s.asked_at`,
  );
}

/** Those of these supervisions whose telephone is on the line, or is a desk by now, with the living process that leads the call. */
export async function supervisionsInUse(
  systemDb: Db,
  pbxSystem: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const found = await rows<{ id: string; app: string | null }>(
    systemDb,
    sql`select s.id, p.app from call_supervisions s join calls c on c.id = s.call_id
        left join telephony_processes p on p.pbx_system = ${pbxSystem} and p.app = c.pbx_app and p.instance is not null
        where s.id::text = any(${[...ids]}::text[])
          and (s.ended_at is null or exists (select from call_legs l where l.pbx_channel = s.pbx_channel and l.left_at is null))`,
  );
  return new Map(found.map(({ id, app }) => [id, app]));
}

/** Running calls with the person who talks in each. */
export function floorRows(tx: Tx): Promise<
  {
    readonly id: string;
    readonly desk_id: string | null;
    readonly desk_name: string | null;
    readonly parked: boolean;
    readonly outside: boolean;
  }[]
> {
  return rows(
    tx,
    sql`select c.id, l.user_id as desk_id, u.display_name as desk_name, c.outside_since is not null as outside,
          coalesce((select p.parked_call_id = c.id from presences p where p.tenant_id = c.tenant_id and p.user_id = l.user_id), false) as parked
        from calls c
        left join lateral (select user_id from call_legs where call_id = c.id and kind = 'desk' and left_at is null
          order by joined_at desc limit 1) l on true
        left join users u on u.id = l.user_id
        where c.state in ('arrived', 'queued', 'offered', 'answered') and (c.state <> 'arrived' or c.direction = 'inbound')
        order by c.arrived_at`,
  );
}

export interface WatcherRow {
  readonly id: string;
  readonly call_id: string;
  readonly user_id: string;
  readonly display_name: string;
  readonly mode: SuperviseMode;
  readonly began_at: Instant;
}

/** Who is on the line of these calls. */
export function watchersOf(tx: Tx, callIds: readonly string[]): Promise<WatcherRow[]> {
  return rows<WatcherRow>(
    tx,
    sql`select s.id, s.call_id, s.user_id, u.display_name, s.mode, s.began_at from call_supervisions s join users u on u.id = s.user_id
        where s.call_id = any(${[...callIds]}::uuid[]) and s.began_at is not null and s.ended_at is null order by s.began_at`,
  );
}
