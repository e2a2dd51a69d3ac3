import type { Instant } from '#platform/shared/time.ts';

export const storeRecordingTask = 'calls.store_recording';

/** Where the recording of a call lies, relative to the recordings folder: by year and month of its arrival in UTC. */
export function recordingPath(callId: string, arrivedAt: Instant): string {
  return `${arrivedAt.slice(0, 4)}/${arrivedAt.slice(5, 7)}/${callId}.wav`;
}
