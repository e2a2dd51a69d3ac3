import { sql } from 'kysely';
import { row, rows, run, type Tx } from '#platform/server/db/database.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';

export interface ListeningRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly recording_id: string;
  readonly user_id: string;
  readonly reason_code: string;
  readonly note: string | null;
  readonly begun_at: Instant;
}

export async function insertListening(tx: Tx, begun: ListeningRow): Promise<void> {
  await run(
    tx,
    sql`insert into recording_listenings (id, tenant_id, recording_id, user_id, reason_code, note, begun_at)
        values (${begun.id}, ${begun.tenant_id}, ${begun.recording_id}, ${begun.user_id}, ${begun.reason_code}, ${begun.note}, ${begun.begun_at})`,
  );
}

/** How long a reason given once holds: a shift. */
const listenedForMs = 12 * 3_600_000;

/** Whether this person began that listening, and not too long ago. */
export async function mayGoOn(
  tx: Tx,
  asked: { id: string; recordingId: string; userId: string; now: Instant },
): Promise<boolean> {
  const found = await row(
    tx,
    sql`select from recording_listenings where id = ${asked.id} and recording_id = ${asked.recordingId} and user_id = ${asked.userId}
        and begun_at > ${plusMs(asked.now, -listenedForMs)}::timestamptz`,
  );
  return found !== null;
}

export interface HeardRow {
  readonly at: Instant;
  readonly user_id: string;
  readonly display_name: string | null;
  readonly field: string;
  readonly reason: string;
}

/** Who heard the recording of a call, from the access log, the newest first. */
export function heardBy(tx: Tx, callId: string): Promise<HeardRow[]> {
  return rows<HeardRow>(
    tx,
    sql`select l.at, l.user_id, u.display_name, l.field, l.reason from access_log l left join users u on u.id = l.user_id
        where l.tenant_id = current_setting('sigap.tenant')::uuid and l.subject_type = 'call' and l.subject_id = ${callId} and l.field like 'recording%'
        order by l.at desc, l.seq desc limit 200`,
  );
}

/** The call's desk talks on it at this moment. */
export async function talksOn(tx: Tx, callId: string, userId: string): Promise<boolean> {
  const found = await row(
    tx,
    sql`select from calls c where c.id = ${callId} and c.state = 'answered' and
          (exists (select from call_legs l where l.call_id = c.id and l.kind = 'desk' and l.user_id = ${userId} and l.left_at is null)
           or exists (select from presences p where p.call_id = c.id and p.user_id = ${userId} and p.state = 'talking'))`,
  );
  return found !== null;
}
