import { sql } from 'kysely';
import { type Db, row, rows, run, type Tx } from '#platform/server/db/database.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { Codec } from '../../recording.ts';
import type { FileKey } from './recording-keys.ts';

export interface RecordingRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly call_id: string;
  readonly path: string;
  readonly state: 'recording' | 'stored' | 'missing' | 'erased';
  readonly codec: Codec;
  readonly duration_ms: number | null;
  /** Of the sound: bytes and hash. */
  readonly bytes: number | null;
  readonly sha256: Buffer | null;
  /** Of the file. */
  readonly file_bytes: number | null;
  readonly file_sha256: Buffer | null;
  readonly key_number: number | null;
  /** Null: the file is not sealed. */
  readonly wrapped_key: Buffer | null;
  readonly peaks: Buffer | null;
  readonly stored_at: Instant | null;
}

export async function insertRecording(
  tx: Tx,
  recording: { id: string; tenantId: string; callId: string; path: string },
): Promise<void> {
  await run(
    tx,
    sql`insert into recordings (id, tenant_id, call_id, path, state)
        select ${recording.id}, ${recording.tenantId}, ${recording.callId}, ${recording.path}, 'recording'
        where not exists (select from recordings where call_id = ${recording.callId})
        on conflict (call_id, path) do nothing`,
  );
}

export function lockRecording(tx: Tx, callId: string): Promise<RecordingRow | null> {
  return row<RecordingRow>(
    tx,
    sql`select * from recordings where call_id = ${callId} order by state = 'stored' desc limit 1 for update`,
  );
}

/** For who only reads: several may. */
export function findRecording(db: Db, callId: string): Promise<RecordingRow | null> {
  return row<RecordingRow>(
    db,
    sql`select * from recordings where call_id = ${callId} order by state = 'stored' desc limit 1`,
  );
}

export function lockRecordingById(tx: Tx, id: string): Promise<RecordingRow | null> {
  return row<RecordingRow>(tx, sql`select * from recordings where id = ${id} for update`);
}

/** Stored before recordings were sealed, the oldest first. */
export function lockUnsealed(tx: Tx, tenantId: string, limit: number): Promise<RecordingRow[]> {
  return rows<RecordingRow>(
    tx,
    sql`select * from recordings where tenant_id = ${tenantId} and state = 'stored' and wrapped_key is null order by stored_at limit ${limit} for update`,
  );
}

/** A sound as it lies sealed on the disk. */
export interface StoredSound {
  readonly id: string;
  readonly path: string;
  readonly codec: Codec;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly fileBytes: number;
  readonly fileSha256: Buffer;
  readonly key: FileKey;
}

export async function saveSound(tx: Tx, sound: StoredSound): Promise<void> {
  await run(
    tx,
    sql`update recordings set path = ${sound.path}, codec = ${sound.codec}, bytes = ${sound.bytes}, sha256 = ${sound.sha256},
          file_bytes = ${sound.fileBytes}, file_sha256 = ${sound.fileSha256}, key_number = ${sound.key.number}, wrapped_key = ${sound.key.wrapped}
        where id = ${sound.id}`,
  );
}

export async function saveStored(
  tx: Tx,
  stored: { id: string; durationMs: number; peaks: Buffer; at: Instant },
): Promise<void> {
  await run(
    tx,
    sql`update recordings set state = 'stored', duration_ms = ${stored.durationMs}, peaks = ${stored.peaks}, stored_at = ${stored.at}
        where id = ${stored.id}`,
  );
}

export async function saveMissing(tx: Tx, id: string): Promise<void> {
  await run(tx, sql`update recordings set state = 'missing' where id = ${id}`);
}
