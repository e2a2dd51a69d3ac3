import { sql } from 'kysely';
import { type Db, row, rows } from '#platform/server/db/database.ts';

/** A recording that is kept, by its row. */
export interface StoredRecording {
  readonly id: string;
  readonly number: number;
  readonly path: string;
  readonly sha256: string | null;
  /** As the event says it, which the chain protects; null: no such event. */
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

/** The next page of those that are kept, by id. */
export function storedAfter(systemDb: Db, tenantId: string, after: string): Promise<StoredRecording[]> {
  return rows<StoredRecording>(
    systemDb,
    sql`select r.id, c.number, r.path, encode(r.sha256, 'hex') as sha256,
          (select e.content ->> 'sha256' from events e
           where e.tenant_id = r.tenant_id and e.subject_type = 'call' and e.subject_id = r.call_id
             and e.name = 'recording.stored' and e.content ->> 'recordingId' = r.id::text
           order by e.seq limit 1) as event_sha256
        from recordings r join calls c on c.id = r.call_id
        where r.tenant_id = ${tenantId} and r.state = 'stored' and r.id > ${after} order by r.id limit ${pageSize}`,
  );
}

export async function isKept(systemDb: Db, id: string): Promise<boolean> {
  const now = await row<{ state: string }>(systemDb, sql`select state from recordings where id = ${id}`);
  return now?.state === 'stored';
}
