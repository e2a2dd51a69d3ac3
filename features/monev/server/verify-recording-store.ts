import { sql } from 'kysely';
import type { SealedRow } from '#features/calls/server/recording/open-sound.ts';
import { type Db, row, rows } from '#platform/server/db/database.ts';

/** A recording that is kept, by its row. */
export interface StoredRecording extends SealedRow {
  readonly number: number;
  /** Of the sound. */
  readonly sha256: string | null;
  /** Of the file; null: it is not sealed, and is the sound. */
  readonly file_sha256: string | null;
  /** As the events say them, which the chain protects; null: no such event, or one of before. */
  readonly event_sha256: string | null;
  readonly event_file_sha256: string | null;
}

/** One that was deleted, and whether an event proves it. */
export interface ErasedRecording {
  readonly id: string;
  readonly number: number;
  readonly path: string;
  readonly sha256: string | null;
  readonly event_sha256: string | null;
}

const pageSize = 200;

/** How many recordings are in each state. */
export async function countStates(systemDb: Db, tenantId: string) {
  const counts = { recording: 0, stored: 0, missing: 0, erased: 0 };
  const found = await rows<{ state: keyof typeof counts; times: number }>(
    systemDb,
    sql`select state, count(*)::int as times from recordings where tenant_id = ${tenantId} group by state`,
  );
  for (const { state, times } of found) counts[state] = times;
  return counts;
}

const eventOf = (names: readonly string[]) =>
  sql`left join lateral (select e.content from events e
        where e.tenant_id = r.tenant_id and e.subject_type = 'call' and e.subject_id = r.call_id
          and e.name = any(${[...names]}::text[]) and e.content ->> 'recordingId' = r.id::text
        order by e.seq desc limit 1) e on true`;

/** The next page of those that are kept, by id. */
export function storedAfter(systemDb: Db, tenantId: string, after: string): Promise<StoredRecording[]> {
  return rows<StoredRecording>(
    systemDb,
    sql`select r.id, r.tenant_id, c.number, r.path, r.key_number, r.wrapped_key, encode(r.sha256, 'hex') as sha256, encode(r.file_sha256, 'hex') as file_sha256,
          e.content ->> 'sha256' as event_sha256, e.content ->> 'fileSha256' as event_file_sha256
        from recordings r join calls c on c.id = r.call_id ${eventOf(['recording.stored', 'recording.compressed', 'recording.sealed'])}
        where r.tenant_id = ${tenantId} and r.state = 'stored' and r.id > ${after} order by r.id limit ${pageSize}`,
  );
}

/** The next page of those that were deleted, by id. */
export function erasedAfter(systemDb: Db, tenantId: string, after: string): Promise<ErasedRecording[]> {
  return rows<ErasedRecording>(
    systemDb,
    sql`select r.id, c.number, r.path, encode(r.sha256, 'hex') as sha256, e.content ->> 'sha256' as event_sha256
        from recordings r join calls c on c.id = r.call_id ${eventOf(['recording.deleted'])}
        where r.tenant_id = ${tenantId} and r.state = 'erased' and r.id > ${after} order by r.id limit ${pageSize}`,
  );
}

/** Where a kept recording lies now; null: it is kept no more. */
export async function keptPath(systemDb: Db, id: string): Promise<string | null> {
  const now = await row<{ path: string }>(
    systemDb,
    sql`select path from recordings where id = ${id} and state = 'stored'`,
  );
  return now?.path ?? null;
}
