import { sql } from 'kysely';
import { overflowRoute } from '#features/people/overflow.ts';
import { trunkContent } from '#features/people/tenant.ts';
import { row, rows, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import { type HistoryFacts, historyInUse, historyOf } from '../../history.ts';
import type { QueueContent } from '../../queue.ts';
import { queueContent, queueSeeds } from '../../queue.ts';
import type { PastOffer, QueueDesk, QueuedCall } from '../../queue-rules.ts';
import type { DeskStep, OutsideStep } from '../../queue-words.ts';
import { cameBack } from '../follow-up/view-store.ts';
import { isHinted } from '../hint/hint-store.ts';
import { deskOf, type PresenceRow } from '../presence-store.ts';
import type { OfferRow } from '../store.ts';
import { pastOfNumber } from './history-store.ts';
import { firstInTurns, servedMeanwhile } from './turns-store.ts';

export interface QueueSettings {
  readonly settings: QueueContent;
  readonly reachableOutside: readonly OutsideStep[];
}

/** How the queue of this regency works, and which numbers outside it can dial. */
export async function readQueueSettings(tx: Tx, tenantId: string): Promise<QueueSettings> {
  const found = await row<{ content: unknown; trunk: unknown; history_stopped: boolean; hints_order: boolean }>(
    tx,
    sql`select q.content, q.history_stopped_at is not null as history_stopped, t.settings->'trunk' as trunk,
          exists (select from hint_orders h where h.tenant_id = t.id and h.state = 'ordering') as hints_order
        from tenants t left join queue_settings q on q.tenant_id = t.id where t.id = ${tenantId}`,
  );
  const settings = queueContent.safeParse(found?.content ?? {});
  const trunk = trunkContent.safeParse(found?.trunk);
  const hasWay = trunk.success && overflowRoute(trunk.data) !== null;
  // What an older program wrote and this one cannot read must not stop the queue.
  const known = settings.success ? settings.data : queueSeeds;
  const outside: OutsideStep[] = !hasWay ? [] : known.neighbourNumber === null ? ['number'] : ['number', 'neighbour'];
  // What stopped the one stops the other: both stand under the same bound. Which of them a call goes by is read with it.
  const historyOrder = (known.historyOrder || found?.hints_order === true) && found?.history_stopped !== true;
  return { settings: { ...known, historyOrder }, reachableOutside: outside };
}

const isWaiting = sql`(c.state in ('queued', 'offered') or c.unattended_since is not null) and c.outside_since is null`;
/** As an Instant, out of JSON. */
const instantText = (column: ReturnType<typeof sql>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** From here to the end of the transaction nobody else plans for this regency; false: somebody does. Never waited for. */
export async function claimPlan(tx: Tx, tenantId: string): Promise<boolean> {
  const key = sql`hashtextextended(${`queue ${tenantId}`}, 0)`;
  const found = await row<{ claimed: boolean }>(tx, sql`select pg_try_advisory_xact_lock(${key}) as claimed`);
  return found?.claimed === true;
}

/**
 * Calls that nobody talks in, locked; one that another transaction works on is skipped, which plans for it itself. Locked first
 * and read afterwards: the offers of a locked call do not change any more.
 */
export async function lockQueue(tx: Tx, tenantId: string): Promise<readonly QueuedCall[]> {
  const locked = await rows<{ id: string }>(
    tx,
    sql`select c.id from calls c where c.tenant_id = ${tenantId} and ${isWaiting} and c.pbx_app is not null
          and c.id in (${firstInTurns(tenantId)}) for update skip locked`,
  );
  return locked.length === 0 ? [] : readQueued(tx, sql`c.id = any(${locked.map(({ id }) => id)}::uuid[])`);
}

/**
 * Should a desk be ready all the same (somebody else was at it when the call came), those who follow the tables look at this queue after
 * the commit (`ring_telephony` in database/migrations). One that becomes ready at this moment rings the bell by itself.
 */
export async function ringForReadyDesk(tx: Tx, tenantId: string): Promise<void> {
  await run(
    tx,
    sql`select pg_notify('telephony', ${tenantId}) where exists (select from presences
          where tenant_id = ${tenantId} and state = 'ready' and reachable and call_id is null)`,
  );
}

/** The calls that nobody talks in, to be looked at. */
export function peekQueue(tx: Tx, tenantId: string): Promise<readonly QueuedCall[]> {
  return readQueued(tx, sql`c.tenant_id = ${tenantId} and ${isWaiting} and c.pbx_app is not null`);
}

async function readQueued(tx: Tx, which: ReturnType<typeof sql>): Promise<readonly QueuedCall[]> {
  const found = await rows<{
    id: string;
    number: number;
    arrived_at: Instant;
    caller_e164: string | null;
    unattended_since: Instant | null;
    served_at: Instant | null;
    is_test: boolean;
    is_call_back: boolean;
    called_by: string | null;
    is_return: boolean;
    passed_at: Instant | null;
    history: HistoryFacts;
    history_orders: boolean;
    hinted: boolean;
    ringing: QueuedCall['ringing'];
    past: PastOffer[];
    outside: OutsideStep | null;
    past_outside: QueuedCall['pastOutside'];
  }>(
    tx,
    sql`select c.id, c.number, c.arrived_at, c.caller_e164, c.unattended_since, ${servedMeanwhile} as served_at, c.purpose in ('test', 'drill') as is_test,
          c.direction = 'outbound' as is_call_back, (select asked_by from follow_up_tries t where t.call_id = c.id) as called_by, ${cameBack} as is_return,
          c.passed_at, ${pastOfNumber} as history, ${isHinted} as hinted,
          coalesce((select (q.content ->> 'historyOrder')::boolean from queue_settings q where q.tenant_id = c.tenant_id), true) as history_orders,
          coalesce((select jsonb_agg(jsonb_build_object('userId', o.user_id, 'step', o.step)) from call_offers o
            where o.call_id = c.id and o.ended_at is null), '[]') as ringing,
          coalesce((select jsonb_agg(jsonb_build_object('userId', o.user_id, 'outcome', o.outcome, 'endedAt', ${instantText(sql`o.ended_at`)}))
            from call_offers o where o.call_id = c.id and o.ended_at is not null), '[]') as past,
          (select x.step from outside_offers x where x.call_id = c.id and x.ended_at is null) as outside,
          coalesce((select jsonb_agg(jsonb_build_object('step', x.step, 'endedAt', ${instantText(sql`x.ended_at`)}))
            from outside_offers x where x.call_id = c.id and x.ended_at is not null), '[]') as past_outside
        from calls c where ${which} order by c.number`,
  );
  return found.map((each) => ({
    id: each.id,
    number: each.number,
    arrivedAt: each.arrived_at,
    callerE164: each.caller_e164,
    unattendedSince: each.unattended_since,
    servedAt: each.served_at,
    isTest: each.is_test,
    isCallBack: each.is_call_back,
    calledBy: each.called_by,
    isReturn: each.is_return,
    passedAt: each.passed_at,
    history: historyInUse(historyOf(each.history), { isOrdering: each.history_orders, isHinted: each.hinted }),
    ringing: each.ringing,
    past: each.past,
    outside: each.outside,
    pastOutside: each.past_outside,
  }));
}

/** Not those whose telephone is on the line of a call as its supervisor. */
export async function readQueueDesks(tx: Tx, tenantId: string): Promise<readonly QueueDesk[]> {
  const found = await rows<PresenceRow & { is_supervisor: boolean }>(
    tx,
    sql`select p.*, '' as display_name, 'SUPERVISOR' = any(u.roles) as is_supervisor
        from presences p join users u on u.id = p.user_id where p.tenant_id = ${tenantId}
          and not exists (select from call_supervisions s where s.user_id = p.user_id and s.ended_at is null)`,
  );
  return found.map((each) => ({ ...deskOf(each), isSupervisor: each.is_supervisor }));
}

/**
 * Claim a desk for a call; false when it was taken or left meanwhile, or is being taken at this moment (so nobody waits here).
 * Somebody who was not ready keeps what they go back to: their break or absence, or the call they were wrapping up.
 */
export async function claimDesk(
  tx: Tx,
  tenantId: string,
  claim: { readonly userId: string; readonly callId: string; readonly step: DeskStep },
  now: Instant,
): Promise<boolean> {
  const { userId, callId, step } = claim;
  const isFree = sql`(p.state = 'ready' and p.call_id is null or (${step} <> 'takers' and p.state in ('offline', 'break', 'wrap_up')))`;
  const changed = await run(
    tx,
    sql`update presences set state = 'offered', since = ${now}, call_id = ${callId}, break_reason = null, version = version + 1,
          resume_state = case when state in ('offline', 'break') then state when state = 'ready' then null else resume_state end,
          resume_reason = case when state = 'break' then break_reason when state in ('ready', 'offline') then null else resume_reason end,
          owed_calls = case when state = 'wrap_up' and call_id is not null then array_append(owed_calls, call_id) else owed_calls end
        where tenant_id = ${tenantId} and user_id = (select p.user_id from presences p where p.tenant_id = ${tenantId} and p.user_id = ${userId}
          and p.reachable and ${isFree} for update skip locked)`,
  );
  return changed === 1;
}

export async function insertOffer(
  tx: Tx,
  tenantId: string,
  offer: { readonly id: string; readonly callId: string; readonly userId: string; readonly step: DeskStep },
  now: Instant,
): Promise<void> {
  await run(
    tx,
    sql`with offer as (
          insert into call_offers (id, tenant_id, call_id, user_id, offered_at, step)
          values (${offer.id}, ${tenantId}, ${offer.callId}, ${offer.userId}, ${now}, ${offer.step}))
        update calls set state = case when state = 'queued' then 'offered' else state end,
          first_offered_at = coalesce(first_offered_at, ${now}), version = version + 1 where id = ${offer.callId}`,
  );
}

/** The desks at which a call rings. */
export function openOffers(tx: Tx, callId: string): Promise<OfferRow[]> {
  return rows<OfferRow>(
    tx,
    sql`select * from call_offers where call_id = ${callId} and ended_at is null order by id for update`,
  );
}

/** Back in the queue once nothing rings for it any more; an answered call stays answered. */
export async function requeueCall(tx: Tx, id: string): Promise<void> {
  await run(
    tx,
    sql`update calls set state = 'queued', version = version + 1 where id = ${id} and state = 'offered'
          and not exists (select from call_offers o where o.call_id = ${id} and o.ended_at is null)`,
  );
}
