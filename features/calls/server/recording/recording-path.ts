import { randomBytes } from 'node:crypto';
import type { Instant } from '#platform/shared/time.ts';

export const storeRecordingTask = 'calls.store_recording';
export const compressRecordingTask = 'calls.compress_recording';
/** Removes files that no row needs any more, once the change that made them so is committed. */
export const clearFilesTask = 'calls.clear_recording_files';

/** Where the recording of a call lies until it is sealed, relative to the recordings folder: by year and month of its arrival in UTC. */
export function recordingPath(callId: string, arrivedAt: Instant): string {
  return `${arrivedAt.slice(0, 4)}/${arrivedAt.slice(5, 7)}/${callId}.wav`;
}

/** A name of its own for each sealed file: what lies under a name never changes, which backups rely on. */
export function sealedPath(path: string): string {
  const [stem = path] = path.split(/[.~]/);
  return `${stem}~${randomBytes(4).toString('hex')}.sealed`;
}
