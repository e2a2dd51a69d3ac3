import { sql } from 'kysely';
import { row, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';

export interface RecordingRow {
  readonly id: string;
  readonly call_id: string;
  readonly path: string;
  readonly state: 'recording' | 'stored' | 'missing' | 'erased';
  readonly duration_ms: number | null;
  readonly bytes: number | null;
  readonly sha256: Buffer | null;
}

export async function insertRecording(
  tx: Tx,
  recording: { id: string; tenantId: string; callId: string; path: string },
): Promise<void> {
  await run(
    tx,
    sql`insert into recordings (id, tenant_id, call_id, path, state) values (${recording.id}, ${recording.tenantId}, ${recording.callId}, ${recording.path}, 'recording')
        on conflict (call_id, path) do nothing`,
  );
}

export function lockRecording(tx: Tx, callId: string): Promise<RecordingRow | null> {
  return row<RecordingRow>(
    tx,
    sql`select * from recordings where call_id = ${callId} order by state = 'stored' desc limit 1 for update`,
  );
}

export async function saveStored(
  tx: Tx,
  stored: { id: string; durationMs: number; bytes: number; sha256: Buffer; at: Instant },
): Promise<void> {
  await run(
    tx,
    sql`update recordings set state = 'stored', duration_ms = ${stored.durationMs}, bytes = ${stored.bytes}, sha256 = ${stored.sha256}, stored_at = ${stored.at}
        where id = ${stored.id}`,
  );
}

export async function saveMissing(tx: Tx, id: string): Promise<void> {
  await run(tx, sql`update recordings set state = 'missing' where id = ${id}`);
}
