import { sql } from 'kysely';
import type { CelPosition } from '#platform/server/asterisk/cel-files.ts';
import { type Db, row, rows, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import { type Call, type CallState, type EndedBy, type OfferOutcome, ringMs } from '../call.ts';
import { queueSeeds } from '../queue.ts';
import type { SilentMedia, SilentResult } from '../silent.ts';

export interface CallRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly number: number;
  readonly direction: 'inbound' | 'outbound';
  readonly purpose: 'public' | 'canary' | 'drill' | 'test';
  readonly state: CallState;
  readonly pbx_system: string;
  readonly pbx_linkedid: string;
  readonly pbx_channel: string | null;
  readonly pbx_app: string | null;
  readonly dialled: string;
  readonly caller_raw: string | null;
  readonly caller_e164: string | null;
  readonly arrived_at: Instant;
  readonly queued_at: Instant | null;
  readonly first_offered_at: Instant | null;
  readonly answered_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly unattended_since: Instant | null;
  readonly held_since: Instant | null;
  readonly outside_since: Instant | null;
  readonly silent_since: Instant | null;
  readonly silent_media: SilentMedia | null;
  readonly silent_result: SilentResult | null;
  readonly ended_silent: boolean;
  readonly answered_by: string | null;
  readonly ended_by: EndedBy | null;
  readonly hangup_cause: number | null;
  readonly disposition: string | null;
  readonly disposition_at: Instant | null;
  readonly wrapped_up_at: Instant | null;
  readonly version: number;
}

/** The rules' view of a row. */
export function callOf(found: CallRow): Call {
  return {
    id: found.id,
    state: found.state,
    arrivedAt: found.arrived_at,
    answeredAt: found.answered_at,
    endedAt: found.ended_at,
    answeredBy: found.answered_by,
    disposition: found.disposition,
    wrappedUpAt: found.wrapped_up_at,
    unattendedSince: found.unattended_since,
    heldSince: found.held_since,
  };
}

/** Every action on a call begins here. Locks are taken in the order calls, offers, presences: so no two actions can deadlock. */
export function lockCall(tx: Tx, id: string): Promise<CallRow | null> {
  return row<CallRow>(tx, sql`select * from calls where id = ${id} for update`);
}

/** The same without waiting for whoever works on it. Null: there is no such call. */
export async function lockCallUnlessBusy(tx: Tx, id: string): Promise<CallRow | 'busy' | null> {
  const locked = await row<CallRow>(tx, sql`select * from calls where id = ${id} for update skip locked`);
  if (locked !== null) return locked;
  return (await row(tx, sql`select 1 from calls where id = ${id}`)) === null ? null : 'busy';
}

export interface Arrival {
  readonly id: string;
  readonly offerId: string;
  readonly tenantId: string;
  readonly pbxSystem: string;
  readonly linkedid: string;
  readonly channel: string;
  readonly app: string;
  readonly dialled: string;
  readonly callerRaw: string | null;
  readonly callerE164: string | null;
  readonly arrivedAt: Instant;
  readonly now: Instant;
}

/**
 * The hot path in one round trip: the row of the call, the desk that rings, the offer and its deadline (what it does and why
 * it is a function: database/migrations, `arrive_call`). Null: the call is recorded already.
 */
export function insertArrival(
  tx: Tx,
  arrival: Arrival,
): Promise<{ number: number; user_id: string | null; ring_ms: number } | null> {
  return row(
    tx,
    sql`select call_number as number, desk as user_id, rings_ms as ring_ms from arrive_call(${arrival.tenantId}, ${arrival.id}, ${arrival.offerId}, ${arrival.pbxSystem},
          ${arrival.linkedid}, ${arrival.channel}, ${arrival.app}, ${arrival.dialled}, ${arrival.callerRaw}, ${arrival.callerE164},
          ${arrival.arrivedAt}, ${arrival.now}, ${ringMs})`,
  );
}

/** Before anybody else can see the row: in the transaction that wrote it. */
export async function saveTestPurpose(tx: Tx, callId: string): Promise<void> {
  await run(tx, sql`update calls set purpose = 'test' where id = ${callId}`);
}

/** A call that nobody recorded when it came, from Asterisk's own record. Null: it is there already. */
export function insertImported(
  tx: Tx,
  call: Pick<
    CallRow,
    | 'id'
    | 'tenant_id'
    | 'purpose'
    | 'pbx_system'
    | 'pbx_linkedid'
    | 'dialled'
    | 'caller_raw'
    | 'caller_e164'
    | 'arrived_at'
  >,
): Promise<{ number: number } | null> {
  return row(
    tx,
    sql`insert into calls (id, tenant_id, number, purpose, state, pbx_system, pbx_linkedid, pbx_channel, dialled, caller_raw, caller_e164, arrived_at, queued_at)
        values (${call.id}, ${call.tenant_id}, next_number(${call.tenant_id}, 'call'), ${call.purpose}, 'queued', ${call.pbx_system}, ${call.pbx_linkedid},
          ${call.pbx_linkedid}, ${call.dialled}, ${call.caller_raw}, ${call.caller_e164}, ${call.arrived_at}, ${call.arrived_at})
        on conflict (pbx_system, pbx_linkedid) do nothing returning number`,
  );
}

export function callByLinkedid(tx: Tx, pbxSystem: string, linkedid: string): Promise<CallRow | null> {
  return row<CallRow>(
    tx,
    sql`select * from calls where pbx_system = ${pbxSystem} and pbx_linkedid = ${linkedid} for update`,
  );
}

export interface OfferRow {
  readonly id: string;
  readonly call_id: string;
  readonly user_id: string;
  readonly offered_at: Instant;
  readonly ended_at: Instant | null;
  readonly outcome: OfferOutcome | null;
}

export function offerById(tx: Tx, id: string): Promise<OfferRow | null> {
  return row<OfferRow>(tx, sql`select * from call_offers where id = ${id}`);
}

export async function finishOffer(tx: Tx, id: string, outcome: OfferOutcome, at: Instant): Promise<void> {
  await run(
    tx,
    sql`update call_offers set ended_at = greatest(offered_at, ${at}::timestamptz), outcome = ${outcome} where id = ${id} and ended_at is null`,
  );
}

export async function saveAnswer(
  tx: Tx,
  answer: { callId: string; userId: string | null; at: Instant },
): Promise<void> {
  await run(
    tx,
    sql`update calls set state = 'answered', answered_at = coalesce(answered_at, ${answer.at}), answered_by = coalesce(answered_by, ${answer.userId}),
          unattended_since = null, version = version + 1 where id = ${answer.callId}`,
  );
}

export async function insertLeg(
  tx: Tx,
  leg: {
    id: string;
    tenantId: string;
    callId: string;
    kind: 'caller' | 'desk' | 'outside';
    userId: string | null;
    channel: string;
    at: Instant;
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into call_legs (id, tenant_id, call_id, kind, user_id, pbx_channel, joined_at)
        values (${leg.id}, ${leg.tenantId}, ${leg.callId}, ${leg.kind}, ${leg.userId}, ${leg.channel}, ${leg.at})
        on conflict (call_id, pbx_channel) do nothing`,
  );
}

/** End the legs of a call, or one of them. */
export async function closeLegs(
  tx: Tx,
  callId: string,
  at: Instant,
  cause: number | null,
  channel: string | null = null,
): Promise<void> {
  await run(
    tx,
    sql`update call_legs set left_at = greatest(joined_at, ${at}::timestamptz), hangup_cause = ${cause}
        where call_id = ${callId} and left_at is null and (${channel}::text is null or pbx_channel = ${channel})`,
  );
}

/** Who talks in a call now. */
export function talkingDesk(tx: Tx, callId: string): Promise<{ user_id: string; pbx_channel: string } | null> {
  return row(
    tx,
    sql`select user_id, pbx_channel from call_legs where call_id = ${callId} and kind = 'desk' and left_at is null order by joined_at desc limit 1`,
  );
}

/** Nobody holds a call whose desk is gone. */
export async function saveUnattended(tx: Tx, callId: string, since: Instant | null): Promise<void> {
  await run(
    tx,
    sql`update calls set unattended_since = ${since}, held_since = null, version = version + 1 where id = ${callId}`,
  );
}

export async function saveHold(tx: Tx, callId: string, since: Instant | null): Promise<void> {
  await run(tx, sql`update calls set held_since = ${since}, version = version + 1 where id = ${callId}`);
}

export async function saveEnd(
  tx: Tx,
  end: { callId: string; state: CallState; at: Instant; by: EndedBy; cause: number | null; disposition: string | null },
): Promise<void> {
  await run(
    tx,
    sql`update calls set state = ${end.state}, ended_at = ${end.at}, ended_by = ${end.by}, hangup_cause = ${end.cause}, unattended_since = null, held_since = null,
          disposition = coalesce(disposition, ${end.disposition}), version = version + 1 where id = ${end.callId}`,
  );
}

/** Null: it has no class again. */
export async function saveDisposition(
  tx: Tx,
  callId: string,
  code: string | null,
  by: string | null,
  at: Instant,
): Promise<void> {
  await run(
    tx,
    sql`update calls set disposition = ${code}, disposition_by = ${by}, disposition_at = ${at}, version = version + 1 where id = ${callId}`,
  );
}

export async function saveWrapUp(tx: Tx, callId: string, at: Instant): Promise<void> {
  await run(
    tx,
    sql`update calls set wrapped_up_at = ${at}, version = version + 1 where id = ${callId} and wrapped_up_at is null`,
  );
}

export interface HeldCall {
  readonly id: string;
  readonly tenant_id: string;
  readonly slug: string;
  readonly state: CallState;
  readonly pbx_channel: string;
  readonly pbx_linkedid: string;
  readonly pbx_app: string | null;
  readonly pbx_token: number;
  readonly caller_raw: string | null;
  readonly answered_at: Instant | null;
  readonly unattended: boolean;
  readonly held_since: Instant | null;
  /** By us and not by its desk's telephone (`server_holds`). */
  readonly held_here: boolean;
  readonly offers: readonly { readonly id: string; readonly userId: string }[];
  /** A telephone outside rings, or talks since then. */
  readonly outside_id: string | null;
  readonly outside_number: string | null;
  readonly outside_channel: string | null;
  readonly ring_s: number;
  readonly outside_ring_s: number;
  /** Its desk has put it aside for another call. */
  readonly parked: boolean;
  readonly talking_user: string | null;
  readonly talking_channel: string | null;
  readonly party_id: string | null;
  readonly direction: CallRow['direction'];
  readonly dialled: string;
}

/**
 * What Asterisk should look like, as this process must make it: its open calls, and those of `held` whatever became of
 * them. With `pbxSystem` also the open calls that nobody claimed on that machine.
 */
export function heldCalls(
  systemDb: Db,
  app: string,
  held: readonly string[],
  pbxSystem: string | null = null,
): Promise<HeldCall[]> {
  return rows<HeldCall>(
    systemDb,
    sql`select c.id, c.tenant_id, t.slug, c.state, c.pbx_channel, c.pbx_linkedid, c.pbx_app, c.pbx_token, c.caller_raw, c.answered_at, c.unattended_since is not null as unattended, c.held_since, c.direction, c.dialled,
          exists (select from server_holds h where h.call_id = c.id and h.since = c.held_since) as held_here,
          (select y.id from call_parties y where y.call_id = c.id and y.ended_at is null) as party_id,
          coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'userId', o.user_id)) from call_offers o
            where o.call_id = c.id and o.ended_at is null), '[]') as offers,
          x.id as outside_id,
          case x.step when 'number' then t.settings->'trunk'->>'overflow'
            else q.content->>'neighbourNumber' end as outside_number,
          coalesce((q.content->>'ringS')::integer, ${queueSeeds.ringS}::integer) as ring_s,
          coalesce((q.content->>'outsideRingS')::integer, ${queueSeeds.outsideRingS}::integer) as outside_ring_s,
          (select y.pbx_channel from call_legs y where y.call_id = c.id and y.kind = 'outside' and y.left_at is null limit 1) as outside_channel,
          l.user_id is not null and exists (select from presences p where p.tenant_id = c.tenant_id and p.user_id = l.user_id
            and p.parked_call_id = c.id) as parked,
          l.user_id as talking_user, l.pbx_channel as talking_channel
        from calls c join tenants t on t.id = c.tenant_id
        left join queue_settings q on q.tenant_id = c.tenant_id
        left join outside_offers x on x.call_id = c.id and x.ended_at is null
        left join lateral (select user_id, pbx_channel from call_legs where call_id = c.id and kind = 'desk' and left_at is null order by joined_at desc limit 1) l on true
        where ((c.pbx_app = ${app} or (c.pbx_app is null and c.pbx_system = ${pbxSystem})) and c.state in ('arrived', 'queued', 'offered', 'answered')) or c.id = any(${[...held]}::uuid[])`,
  );
}

/** Regencies in which a call waits and a desk is free. */
export async function tenantsToServe(systemDb: Db): Promise<readonly string[]> {
  const found = await rows<{ tenant_id: string }>(
    systemDb,
    sql`select distinct c.tenant_id from calls c
        where (c.state = 'queued' or c.unattended_since is not null) and c.pbx_app is not null and c.outside_since is null
          and not exists (select from call_offers o where o.call_id = c.id and o.ended_at is null)
          and exists (select from presences p where p.tenant_id = c.tenant_id and p.state = 'ready' and p.reachable and p.call_id is null)`,
  );
  return found.map((each) => each.tenant_id);
}

export async function tenantIds(systemDb: Db): Promise<ReadonlyMap<string, string>> {
  const found = await rows<{ slug: string; id: string }>(systemDb, sql`select slug, id from tenants`);
  return new Map(found.map((each) => [each.slug, each.id]));
}

export async function isRecorded(systemDb: Db, pbxSystem: string, linkedid: string): Promise<boolean> {
  const statement = sql`select 1 from calls where pbx_system = ${pbxSystem} and pbx_linkedid = ${linkedid}`;
  return (await row(systemDb, statement)) !== null;
}

export async function isEndedByDesk(systemDb: Db, pbxSystem: string, linkedid: string): Promise<boolean> {
  const statement = sql`select 1 from calls where pbx_system = ${pbxSystem} and pbx_linkedid = ${linkedid} and state = 'ended' and ended_by = 'desk'`;
  return (await row(systemDb, statement)) !== null;
}

/** Nobody of us leads this call any more; what becomes of it is read from Asterisk's own record. */
export async function disownCall(tx: Tx, callId: string): Promise<void> {
  await run(tx, sql`update calls set pbx_app = null, version = version + 1 where id = ${callId}`);
}

/** Null: nothing was read yet, or before the record was rotated. */
export async function readCelPosition(systemDb: Db, pbxSystem: string): Promise<CelPosition | null> {
  return row<CelPosition>(
    systemDb,
    sql`select file_key as key, position as "offset" from cel_positions where pbx_system = ${pbxSystem} and file_key is not null`,
  );
}

export async function saveCelPosition(systemDb: Db, pbxSystem: string, { key, offset }: CelPosition): Promise<void> {
  await run(
    systemDb,
    sql`insert into cel_positions (pbx_system, file_key, position) values (${pbxSystem}, ${key}, ${offset})
        on conflict (pbx_system) do update set file_key = excluded.file_key, position = excluded.position`,
  );
}

/** Whether a person talked in a call. */
export async function wasTaker(tx: Tx, callId: string, userId: string): Promise<boolean> {
  const found = await row(
    tx,
    sql`select 1 from calls c where c.id = ${callId} and (c.answered_by = ${userId}
          or exists (select from call_legs l where l.call_id = c.id and l.user_id = ${userId}))`,
  );
  return found !== null;
}

export async function slugOf(tx: Tx, tenantId: string): Promise<string> {
  const found = await row<{ slug: string }>(tx, sql`select slug from tenants where id = ${tenantId}`);
  if (found === null) throw new Error(`There is no tenant ${tenantId}`);
  return found.slug;
}
