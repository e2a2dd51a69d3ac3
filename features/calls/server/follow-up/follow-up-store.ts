import { sql } from 'kysely';
import { type Db, row, rows, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CallState, EndedBy } from '../../call.ts';
import type { CloseReason, FollowUp, FollowUpCause, FollowUpId, TryKind, TryResult } from '../../follow-up.ts';
import type { SilentResult } from '../../silent.ts';

export interface FollowUpRow {
  readonly id: FollowUpId;
  readonly tenant_id: string;
  readonly call_id: string;
  readonly cause: FollowUpCause;
  readonly state: FollowUp['state'];
  readonly can_call: boolean;
  readonly step: number;
  readonly opened_at: Instant;
  readonly due_at: Instant | null;
  readonly overdue_at: Instant | null;
  /** When the caller wrote last that they want something. */
  readonly wanted_at: Instant | null;
  /** When an audit said that the caller was in need. */
  readonly audited_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly outcome: FollowUp['outcome'];
  readonly reason: CloseReason | null;
  readonly version: number;
}

/** The rules' view of a row. */
export function followUpOf(found: FollowUpRow): FollowUp {
  return {
    state: found.state,
    canCall: found.can_call,
    step: found.step,
    openedAt: found.opened_at,
    dueAt: found.due_at,
    overdueAt: found.overdue_at,
    outcome: found.outcome,
  };
}

/** Locked after its calls and never before: a call that ends locks itself first and tells its ladder then. */
export function lockFollowUp(tx: Tx, id: string): Promise<FollowUpRow | null> {
  return row<FollowUpRow>(tx, sql`select * from follow_ups where id = ${id} for update`);
}

export function lockFollowUpOfCall(tx: Tx, callId: string): Promise<FollowUpRow | null> {
  return row<FollowUpRow>(tx, sql`select * from follow_ups where call_id = ${callId} for update`);
}

/** Open ladders of the number (or, without one, of whatever the network names instead) that this call shows. */
export function lockFollowUpsOfCaller(tx: Tx, callId: string): Promise<FollowUpRow[]> {
  return rows<FollowUpRow>(
    tx,
    sql`select f.* from calls n join follow_ups f on f.tenant_id = n.tenant_id and f.state <> 'done' and f.call_id <> n.id
        join calls c on c.id = f.call_id
        where n.id = ${callId} and n.direction = 'inbound' and n.purpose = 'public'
          and (c.caller_e164 = n.caller_e164 or (n.caller_e164 is null and c.caller_e164 is null and c.caller_raw = n.caller_raw))
        order by f.id for update of f`,
  );
}

export async function insertFollowUp(
  tx: Tx,
  tenantId: string,
  opened: FollowUp & { readonly id: FollowUpId; readonly callId: string; readonly cause: FollowUpCause },
): Promise<void> {
  await run(
    tx,
    sql`insert into follow_ups (id, tenant_id, call_id, cause, state, can_call, step, opened_at, due_at)
        values (${opened.id}, ${tenantId}, ${opened.callId}, ${opened.cause}, ${opened.state}, ${opened.canCall}, ${opened.step},
          ${opened.openedAt}, ${opened.dueAt})`,
  );
}

export async function saveFollowUp(
  tx: Tx,
  id: string,
  next: FollowUp,
  end: { readonly at: Instant; readonly reason: CloseReason | null; readonly by: string | null },
): Promise<void> {
  const isDone = next.state === 'done';
  await run(
    tx,
    sql`update follow_ups set state = ${next.state}, step = ${next.step}, due_at = ${next.dueAt}, overdue_at = ${next.overdueAt},
          outcome = ${next.outcome}, ended_at = ${isDone ? end.at : null}, reason = ${isDone ? end.reason : null},
          ended_by = ${isDone ? end.by : null}, version = version + 1 where id = ${id}`,
  );
}

/** What the rules need of a call that is over, and whether it is itself a call-back. */
export interface EndedCallRow {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  readonly purpose: string;
  readonly state: CallState;
  readonly caller_e164: string | null;
  readonly arrived_at: Instant;
  readonly queued_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly ended_by: EndedBy | null;
  readonly hangup_cause: number | null;
  readonly disposition: string | null;
  readonly was_alone: boolean;
  readonly silent_result: SilentResult | null;
  readonly try_id: string | null;
}

export function endedCall(tx: Tx, callId: string): Promise<EndedCallRow | null> {
  return row<EndedCallRow>(
    tx,
    sql`select c.*, t.id as try_id,
          coalesce((select max(l.left_at) from call_legs l where l.call_id = c.id and l.kind = 'desk') < c.ended_at, false)
            and not exists (select from call_parties y where y.call_id = c.id and y.mode = 'handed_over' and y.ended_at >= c.ended_at) as was_alone
        from calls c left join follow_up_tries t on t.call_id = c.id where c.id = ${callId}`,
  );
}

export interface TryRow {
  readonly id: string;
  readonly follow_up_id: FollowUpId;
  readonly kind: TryKind;
  readonly asked_by: string | null;
  readonly asked_at: Instant;
  readonly call_id: string | null;
  readonly placed_at: Instant | null;
  readonly picked_up_at: Instant | null;
  readonly pressed: '1' | '3' | null;
  readonly ended_at: Instant | null;
  readonly result: TryResult | null;
}

export function tryById(tx: Tx, id: string): Promise<TryRow | null> {
  return row<TryRow>(tx, sql`select * from follow_up_tries where id = ${id}`);
}

export function tryOfCall(tx: Tx, callId: string): Promise<TryRow | null> {
  return row<TryRow>(tx, sql`select * from follow_up_tries where call_id = ${callId}`);
}

export async function insertTry(
  tx: Tx,
  tenantId: string,
  asked: Pick<TryRow, 'id' | 'follow_up_id' | 'kind' | 'asked_by'>,
  at: Instant,
): Promise<void> {
  await run(
    tx,
    sql`insert into follow_up_tries (id, tenant_id, follow_up_id, kind, asked_by, asked_at)
        values (${asked.id}, ${tenantId}, ${asked.follow_up_id}, ${asked.kind}, ${asked.asked_by}, ${at})`,
  );
}

export async function savePickUp(tx: Tx, id: string, at: Instant): Promise<void> {
  await run(tx, sql`update follow_up_tries set picked_up_at = coalesce(picked_up_at, ${at}) where id = ${id}`);
}

export async function savePress(tx: Tx, id: string, key: '1' | '3'): Promise<void> {
  await run(tx, sql`update follow_up_tries set pressed = ${key} where id = ${id}`);
}

/** False when it has ended before. */
export async function saveTryEnd(tx: Tx, id: string, result: TryResult, at: Instant): Promise<boolean> {
  const statement = sql`update follow_up_tries set ended_at = ${at}, result = ${result} where id = ${id} and ended_at is null`;
  return (await run(tx, statement)) === 1;
}

/** The call-back of a ladder that is under way, if any. */
export function openTry(tx: Tx, followUpId: string): Promise<TryRow | null> {
  return row<TryRow>(
    tx,
    sql`select * from follow_up_tries where follow_up_id = ${followUpId} and ended_at is null and kind <> 'sms'`,
  );
}

export async function openTries(tx: Tx, tenantId: string): Promise<number> {
  const found = await row<{ count: number }>(
    tx,
    sql`select count(*)::int as count from follow_up_tries where tenant_id = ${tenantId} and ended_at is null and kind = 'auto'`,
  );
  return found?.count ?? 0;
}

export interface TakenTry {
  readonly id: string;
  readonly tenant_id: string;
  readonly slug: string;
  readonly number: string;
  readonly ring_seconds: number;
}

/** Those that nobody has placed yet, now this process's. */
export function takeTries(systemDb: Db): Promise<TakenTry[]> {
  return rows<TakenTry>(
    systemDb,
    sql`update follow_up_tries y set placed_at = clock_timestamp()
        from follow_ups f join calls c on c.id = f.call_id join tenants t on t.id = f.tenant_id join follow_up_settings s on s.tenant_id = t.id
        where f.id = y.follow_up_id and y.placed_at is null and y.ended_at is null and y.kind <> 'sms' and c.caller_e164 is not null
        returning y.id, y.tenant_id, t.slug, c.caller_e164 as number, (s.content->>'ringSeconds')::int as ring_seconds`,
  );
}

/** The row of a call-back, before it is dialled. Its citizen is the one who called. */
export async function insertCallBack(
  tx: Tx,
  call: {
    readonly id: string;
    readonly tenantId: string;
    readonly tryId: string;
    readonly pbxSystem: string;
    readonly channel: string;
    readonly app: string;
    readonly dialled: string;
    readonly number: string;
    readonly at: Instant;
  },
): Promise<{ number: number } | null> {
  return row(
    tx,
    sql`with made as (
          insert into calls (id, tenant_id, number, direction, state, pbx_system, pbx_linkedid, pbx_channel, pbx_app, dialled, caller_raw, caller_e164, arrived_at)
          values (${call.id}, ${call.tenantId}, next_number(${call.tenantId}, 'call'), 'outbound', 'arrived', ${call.pbxSystem}, ${call.channel},
            ${call.channel}, ${call.app}, ${call.dialled}, ${call.number}, ${call.number}, ${call.at}) returning id, number),
        noted as (update follow_up_tries t set call_id = made.id from made where t.id = ${call.tryId})
        select number from made`,
  );
}

/** A person wants a desk: from now on it waits as every call does. */
export async function queueCallBack(tx: Tx, callId: string, at: Instant): Promise<void> {
  await run(
    tx,
    sql`update calls set state = 'queued', queued_at = ${at}, version = version + 1 where id = ${callId} and state = 'arrived'`,
  );
}

/** Call-backs that still ring though their ladder is over; one that somebody waits in is left alone. */
export function needlessCallBacks(systemDb: Db): Promise<{ tenant_id: string; call_id: string }[]> {
  return rows(
    systemDb,
    sql`select t.tenant_id, t.call_id from follow_up_tries t join follow_ups f on f.id = t.follow_up_id join calls c on c.id = t.call_id
        where t.ended_at is null and f.state <> 'trying' and c.state = 'arrived' and t.pressed is null`,
  );
}

/** Nobody spoke: there is no recording to wait for. True also for a call that is no call-back at all. */
export async function wasPickedUp(tx: Tx, callId: string): Promise<boolean> {
  const statement = sql`select 1 from follow_up_tries where call_id = ${callId} and picked_up_at is null`;
  return (await row(tx, statement)) === null;
}

export async function insertFollowUpNote(
  tx: Tx,
  note: { readonly id: string; readonly tenantId: string; readonly followUpId: string; readonly text: string },
  by: string | null,
  at: Instant,
): Promise<void> {
  await run(
    tx,
    sql`insert into follow_up_notes (id, tenant_id, follow_up_id, text, written_by, written_at)
        values (${note.id}, ${note.tenantId}, ${note.followUpId}, ${note.text}, ${by}, ${at})`,
  );
}

/** The call of a ladder and its caller's number, in E.164; for whoever sends something there. */
export function lostCallOf(tx: Tx, followUpId: string): Promise<{ id: string; number: string | null } | null> {
  return row(
    tx,
    sql`select c.id, c.caller_e164 as number from follow_ups f join calls c on c.id = f.call_id where f.id = ${followUpId}`,
  );
}

export async function saveWanted(tx: Tx, id: string, at: Instant): Promise<void> {
  await run(tx, sql`update follow_ups set wanted_at = ${at} where id = ${id}`);
}

/** It comes before the other lost calls, as one whose caller wrote. */
export async function saveAudited(tx: Tx, id: string, at: Instant): Promise<void> {
  await run(tx, sql`update follow_ups set wanted_at = ${at}, audited_at = ${at} where id = ${id}`);
}
