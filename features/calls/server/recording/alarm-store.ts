import { sql } from 'kysely';
import { type Db, row, rows, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { AlarmKind } from '../../recording.ts';

export interface TalkingCall {
  readonly id: string;
  readonly tenant_id: string;
  readonly pbx_linkedid: string;
}

/** Calls of an exchange in which people talk now, and the moment that is now by the database's clock. */
export function talkingCalls(systemDb: Db, pbxSystem: string): Promise<TalkingCall[]> {
  return rows<TalkingCall>(
    systemDb,
    sql`select id, tenant_id, pbx_linkedid from calls where pbx_system = ${pbxSystem} and state = 'answered'`,
  );
}

export interface OpenAlarm {
  readonly id: string;
  readonly tenant_id: string;
  readonly kind: AlarmKind;
  readonly subject_id: string;
}

export function openAlarms(systemDb: Db, pbxSystem: string): Promise<OpenAlarm[]> {
  return rows<OpenAlarm>(
    systemDb,
    sql`select id, tenant_id, kind, subject_id from recording_alarms where pbx_system = ${pbxSystem} and cleared_at is null`,
  );
}

/** False: another process was first. */
export async function insertAlarm(tx: Tx, alarm: OpenAlarm & { pbxSystem: string; since: Instant }): Promise<boolean> {
  const inserted = await run(
    tx,
    sql`insert into recording_alarms (id, tenant_id, kind, pbx_system, subject_id, since)
        values (${alarm.id}, ${alarm.tenant_id}, ${alarm.kind}, ${alarm.pbxSystem}, ${alarm.subject_id}, ${alarm.since}) on conflict do nothing`,
  );
  return inserted === 1;
}

export async function clearAlarm(tx: Tx, id: string, at: Instant): Promise<boolean> {
  const cleared = await run(
    tx,
    sql`update recording_alarms set cleared_at = ${at} where id = ${id} and cleared_at is null`,
  );
  return cleared === 1;
}

/** What is wrong now in this regency, the oldest first. */
export function alarmRows(
  tx: Tx,
  tenantId: string,
): Promise<{ kind: AlarmKind; since: Instant; call_id: string | null; number: number | null }[]> {
  return rows(
    tx,
    sql`select a.kind, a.since, c.id as call_id, c.number from recording_alarms a
        left join calls c on a.kind = 'stalled' and c.id = a.subject_id
        where a.tenant_id = ${tenantId} and a.cleared_at is null order by a.since`,
  );
}

export async function regencyIds(systemDb: Db): Promise<readonly string[]> {
  return (await rows<{ id: string }>(systemDb, sql`select id from tenants`)).map((found) => found.id);
}

export async function isAnswered(tx: Tx, callId: string): Promise<boolean> {
  return (await row(tx, sql`select from calls where id = ${callId} and state = 'answered' for share`)) !== null;
}
