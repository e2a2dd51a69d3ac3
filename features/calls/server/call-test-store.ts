import { sql } from 'kysely';
import { type Db, row, rows, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { TestCallId, TestCallOutcome } from '../call-test.ts';

export interface TestCallRow {
  readonly id: TestCallId;
  readonly tenant_id: string;
  readonly caller: string;
  readonly requested_at: Instant;
  readonly placed_at: Instant | null;
  readonly reached_at: Instant | null;
  readonly heard_at: Instant | null;
  readonly answered_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly outcome: TestCallOutcome | null;
  readonly sip_status: number | null;
}

/** False when another one of the regency is under way. */
export async function insertTestCall(
  tx: Tx,
  call: { id: TestCallId; tenantId: string; caller: string; by: string; at: Instant },
): Promise<boolean> {
  const inserted = await run(
    tx,
    sql`insert into test_calls (id, tenant_id, caller, requested_by, requested_at)
        values (${call.id}, ${call.tenantId}, ${call.caller}, ${call.by}, ${call.at})
        on conflict (tenant_id) where ended_at is null do nothing`,
  );
  return inserted === 1;
}

export function lockTestCall(tx: Tx, id: string): Promise<TestCallRow | null> {
  return row<TestCallRow>(tx, sql`select * from test_calls where id = ${id} for update`);
}

export async function saveStopAsked(tx: Tx, id: string): Promise<void> {
  await run(tx, sql`update test_calls set stop_asked = true where id = ${id}`);
}

export type TestCallStep = 'reached' | 'heard' | 'answered';

/** False when it was noted already. */
export async function saveTestStep(tx: Tx, id: string, step: TestCallStep, at: Instant): Promise<boolean> {
  const column = sql.ref(`${step}_at`);
  const saved = await run(
    tx,
    sql`update test_calls set ${column} = ${at} where id = ${id} and ${column} is null and ended_at is null`,
  );
  return saved === 1;
}

export async function saveTestEnd(
  tx: Tx,
  end: { id: string; at: Instant; outcome: TestCallOutcome; status: number | null },
): Promise<void> {
  await run(
    tx,
    sql`update test_calls set ended_at = ${end.at}, outcome = ${end.outcome}, sip_status = ${end.status} where id = ${end.id}`,
  );
}

export interface LatestTestCallRow extends TestCallRow {
  readonly requested_by: string;
  readonly requested_by_name: string;
  readonly call_number: number | null;
  readonly call_answered_by: string | null;
  readonly call_answered_by_name: string | null;
  readonly desk_rang_at: Instant | null;
  readonly desk_name: string | null;
}

/** The latest one with what the centre itself recorded of it. */
export function latestTestCall(tx: Tx, tenantId: string): Promise<LatestTestCallRow | null> {
  return row<LatestTestCallRow>(
    tx,
    sql`select t.*, u.display_name as requested_by_name, c.number as call_number, c.answered_by as call_answered_by,
          a.display_name as call_answered_by_name, o.offered_at as desk_rang_at, d.display_name as desk_name
        from test_calls t join users u on u.id = t.requested_by
        left join calls c on c.tenant_id = t.tenant_id and c.purpose = 'test' and c.caller_raw = t.caller
        left join users a on a.id = c.answered_by
        left join lateral (select offered_at, user_id from call_offers where call_id = c.id order by offered_at desc limit 1) o on true
        left join users d on d.id = o.user_id
        where t.tenant_id = ${tenantId} order by t.requested_at desc limit 1`,
  );
}

export interface LineState {
  readonly peers: number;
  readonly last_public: Instant | null;
  readonly ready: number;
  readonly waiting: number;
}

/** What is known of the regency's line: its operator's addresses, real calls, desks that would ring, real calls that wait. */
export function lineState(tx: Tx, tenantId: string): Promise<LineState | null> {
  return row<LineState>(
    tx,
    sql`select coalesce(jsonb_array_length(t.settings->'trunk'->'peers'), 0) as peers,
          (select max(arrived_at) from calls where tenant_id = t.id and purpose = 'public') as last_public,
          (select count(*)::int from presences where tenant_id = t.id and state = 'ready' and reachable) as ready,
          (select count(*)::int from calls where tenant_id = t.id and purpose = 'public'
             and (state in ('arrived', 'queued', 'offered') or unattended_since is not null)) as waiting
        from tenants t where t.id = ${tenantId}`,
  );
}

export interface TakenTestCall {
  readonly id: TestCallId;
  readonly tenant_id: string;
  readonly slug: string;
  readonly caller: string;
}

/** Those that nobody has placed yet, now this process's. */
export function takeTestCalls(systemDb: Db): Promise<TakenTestCall[]> {
  return rows<TakenTestCall>(
    systemDb,
    sql`update test_calls c set placed_at = clock_timestamp() from tenants t
        where t.id = c.tenant_id and c.placed_at is null and c.ended_at is null and not c.stop_asked
        returning c.id, c.tenant_id, t.slug, c.caller`,
  );
}

/** Which of these must end now: somebody asked for it, or a real call of the regency waits for a desk. */
export function testCallsToEnd(
  systemDb: Db,
  ids: readonly string[],
): Promise<{ id: string; why: 'stopped' | 'gave_way' }[]> {
  return rows(
    systemDb,
    sql`select id, case when stop_asked then 'stopped' else 'gave_way' end as why from test_calls t
        where id = any(${[...ids]}::uuid[]) and (stop_asked or exists (select from calls c where c.tenant_id = t.tenant_id
          and c.purpose = 'public' and (c.state = 'queued' or c.unattended_since is not null)))`,
  );
}
