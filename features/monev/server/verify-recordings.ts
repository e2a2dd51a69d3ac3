import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openSound } from '#features/calls/server/recording/open-sound.ts';
import { KeyLost, type RecordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import type { Db } from '#platform/server/db/database.ts';
import { SealBroken } from '#platform/server/sealed/sealed-file.ts';
import type { Finding } from './verify.ts';
import {
  countStates,
  type ErasedRecording,
  erasedAfter,
  keptPath,
  type StoredRecording,
  storedAfter,
} from './verify-recording-store.ts';

/** How the recordings of a region stand. `files`: kept ones whose file is there and was read. */
export interface RecordingCheck {
  readonly files: number;
  readonly bytes: number;
  /** The call goes on, or its recording is being joined at this moment. */
  readonly unfinished: number;
  /** There never was a file, which was said and logged then (`recording.missing`). */
  readonly missing: number;
  /** Deleted on purpose, by retention or by hand, each with its event. */
  readonly erased: number;
}

/** Where recordings lie, and what opens them. */
export interface RecordingPlace {
  readonly folder: string;
  readonly keys: RecordingKeys;
}

type OnProgress = (done: number, of: number) => void;
const first = '00000000-0000-0000-0000-000000000000';

/**
 * Invariant 1: every recording that is kept is there, byte by byte as it was stored, and opens with its key to the sound that
 * was recorded; its hashes in the table are those in its event, so that file and row cannot be changed together. One that was
 * deleted is proven by its event, and its file is gone. Reads every file.
 */
export async function verifyRecordings(
  systemDb: Db,
  tenantId: string,
  place: RecordingPlace,
  most: number,
  onProgress: OnProgress,
): Promise<{ check: RecordingCheck; findings: Finding[] }> {
  const standing = await countStates(systemDb, tenantId);
  const findings: Finding[] = [];
  let [looked, files, bytes, wrong] = [0, 0, 0, 0];
  const note = (found: readonly Finding[]) => {
    wrong += found.length;
    findings.push(...found.slice(0, Math.max(0, most - findings.length)));
  };
  for (let after: string | undefined = first; after !== undefined; ) {
    const page: StoredRecording[] = await storedAfter(systemDb, tenantId, after);
    for (const recording of page) {
      const file = await hashOf(join(place.folder, recording.path));
      looked += 1;
      files += file === null ? 0 : 1;
      bytes += file?.bytes ?? 0;
      onProgress(looked, Math.max(looked, standing.stored));
      note(file === null ? await absent(systemDb, recording) : await judge(systemDb, recording, file.sha256, place));
    }
    after = page.at(-1)?.id;
  }
  for (let after: string | undefined = first; after !== undefined; ) {
    const page: ErasedRecording[] = await erasedAfter(systemDb, tenantId, after);
    for (const recording of page) note(await judgeErased(recording, place.folder));
    after = page.at(-1)?.id;
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

const subjectOf = (recording: { number: number; path: string }) =>
  `recording of call ${recording.number} (${recording.path})`;

/** Retention may have deleted it, or another form taken its place, since the page was read. */
async function absent(systemDb: Db, recording: StoredRecording): Promise<Finding[]> {
  if ((await keptPath(systemDb, recording.id)) !== recording.path) return [];
  return [{ invariant: 1, subject: subjectOf(recording), expected: 'a file', found: 'no file' }];
}

async function judge(
  systemDb: Db,
  recording: StoredRecording,
  sha256: string,
  place: RecordingPlace,
): Promise<Finding[]> {
  const subject = subjectOf(recording);
  const findings: Finding[] = [];
  const differs = (what: string, told: string | null, stored: string | null) => {
    if (told !== stored)
      findings.push({ invariant: 8, subject, expected: `${what} ${told} of its event`, found: stored ?? 'none' });
  };
  const onDisk = recording.file_sha256 ?? recording.sha256;
  if (sha256 !== onDisk) findings.push({ invariant: 1, subject, expected: `sha256 ${onDisk}`, found: sha256 });
  else {
    const sound = await soundHash(systemDb, recording, place);
    if (sound !== recording.sha256)
      findings.push({ invariant: 1, subject, expected: `a sound of sha256 ${recording.sha256}`, found: sound });
  }
  differs('sha256', recording.event_sha256, recording.sha256);
  differs('file sha256', recording.event_file_sha256, recording.file_sha256);
  return findings;
}

/** The hash of what is heard, or in words why nothing is. */
async function soundHash(systemDb: Db, recording: StoredRecording, { folder, keys }: RecordingPlace): Promise<string> {
  // Not sealed: the file that was just read is the sound.
  if (recording.wrapped_key === null) return recording.sha256 ?? '';
  const hash = createHash('sha256');
  try {
    const sound = await openSound(systemDb, folder, keys, recording);
    try {
      for await (const part of sound.read(0, sound.length - 1)) hash.update(part);
    } finally {
      await sound.close();
    }
  } catch (error) {
    if (error instanceof KeyLost) return 'its key is lost';
    if (error instanceof SealBroken) return 'it does not open with its key';
    throw error;
  }
  return hash.digest('hex');
}

async function judgeErased(recording: ErasedRecording, folder: string): Promise<Finding[]> {
  const subject = subjectOf(recording);
  const { sha256, event_sha256: told } = recording;
  const isThere = await access(join(folder, recording.path)).then(
    () => true,
    () => false,
  );
  const findings: Finding[] = [];
  if (told === null || told !== (sha256 ?? ''))
    findings.push({
      invariant: 1,
      subject,
      expected: 'an event that it was deleted, with its hash',
      found: told === null ? 'no event' : `sha256 ${told}`,
    });
  if (isThere) findings.push({ invariant: 1, subject, expected: 'no file, for it was deleted', found: 'a file' });
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
