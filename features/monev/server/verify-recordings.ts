import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { type Db, row, rows } from '#platform/server/db/database.ts';
import type { Finding } from './verify.ts';

/** How the recordings of a region stand. `files`: kept ones whose file is there and was read. */
export interface RecordingCheck {
  readonly files: number;
  readonly bytes: number;
  /** The call goes on, or its recording is being joined at this moment. */
  readonly unfinished: number;
  /** There never was a file, which was said and logged then (`recording.missing`). */
  readonly missing: number;
  /** Deleted on purpose, by retention or erasure. */
  readonly erased: number;
}

interface StoredRecording {
  readonly id: string;
  readonly number: number;
  readonly path: string;
  readonly sha256: string | null;
  /** As the event says it, which the chain protects; null: no such event. */
  readonly event_sha256: string | null;
}

const pageSize = 200;

/**
 * Invariant 1: every recording that is kept is there, byte by byte as it was stored; and its hash in the table is the one in
 * its event, so that file and row cannot be changed together. Reads every file.
 */
export async function verifyRecordings(
  systemDb: Db,
  tenantId: string,
  folder: string,
  most: number,
  onProgress: (done: number, of: number) => void,
): Promise<{ check: RecordingCheck; findings: Finding[] }> {
  const standing = await countStates(systemDb, tenantId);
  const findings: Finding[] = [];
  let [after, looked, files, bytes, wrong] = ['00000000-0000-0000-0000-000000000000', 0, 0, 0, 0];
  for (;;) {
    const page = await storedAfter(systemDb, tenantId, after);
    for (const recording of page) {
      const file = await hashOf(join(folder, recording.path));
      looked += 1;
      files += file === null ? 0 : 1;
      bytes += file?.bytes ?? 0;
      onProgress(looked, Math.max(looked, standing.stored));
      const found = await judge(systemDb, recording, file?.sha256 ?? null);
      wrong += found.length;
      findings.push(...found.slice(0, Math.max(0, most - findings.length)));
    }
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  if (wrong > findings.length)
    findings.push({
      invariant: 1,
      subject: 'recordings',
      expected: 'none more',
      found: `${wrong - findings.length} more`,
    });
  const { recording: unfinished, missing, erased } = standing;
  return { check: { files, bytes, unfinished, missing, erased }, findings };
}

async function judge(systemDb: Db, recording: StoredRecording, sha256: string | null): Promise<Finding[]> {
  const subject = `recording of call ${recording.number} (${recording.path})`;
  const { sha256: stored, event_sha256: told } = recording;
  if (sha256 === null) {
    // Retention may have deleted it since the page was read.
    const now = await row<{ state: string }>(systemDb, sql`select state from recordings where id = ${recording.id}`);
    return now?.state === 'stored' ? [{ invariant: 1, subject, expected: 'a file', found: 'no file' }] : [];
  }
  const findings: Finding[] = [];
  if (sha256 !== stored) findings.push({ invariant: 1, subject, expected: `sha256 ${stored}`, found: sha256 });
  if (told !== stored)
    findings.push({ invariant: 8, subject, expected: `sha256 ${told} of its event`, found: stored ?? 'none' });
  return findings;
}

async function countStates(systemDb: Db, tenantId: string) {
  const counts = { recording: 0, stored: 0, missing: 0, erased: 0 };
  const found = await rows<{ state: keyof typeof counts; times: number }>(
    systemDb,
    sql`select state, count(*)::int as times from recordings where tenant_id = ${tenantId} group by state`,
  );
  for (const { state, times } of found) counts[state] = times;
  return counts;
}

function storedAfter(systemDb: Db, tenantId: string, after: string): Promise<StoredRecording[]> {
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

/** Null: there is no such file. One that cannot be read otherwise (rights, disk) is a fault that says so. */
async function hashOf(file: string): Promise<{ sha256: string; bytes: number } | null> {
  const hash = createHash('sha256');
  const stream = createReadStream(file, { highWaterMark: 1024 * 1024 });
  try {
    await pipeline(stream, hash);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return { sha256: hash.digest('hex'), bytes: stream.bytesRead };
}
