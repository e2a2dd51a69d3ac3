import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Db } from '#platform/server/db/database.ts';
import type { Finding } from './verify.ts';
import { countStates, isKept, type StoredRecording, storedAfter } from './verify-recording-store.ts';

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
    return (await isKept(systemDb, recording.id))
      ? [{ invariant: 1, subject, expected: 'a file', found: 'no file' }]
      : [];
  }
  const findings: Finding[] = [];
  if (sha256 !== stored) findings.push({ invariant: 1, subject, expected: `sha256 ${stored}`, found: sha256 });
  if (told !== stored)
    findings.push({ invariant: 8, subject, expected: `sha256 ${told} of its event`, found: stored ?? 'none' });
  return findings;
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
