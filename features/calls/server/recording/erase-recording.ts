import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { enqueueJob } from '#platform/server/jobs/jobs.ts';
import { closeDeletions, saveErased } from './hold-store.ts';
import { appendRecordingEvent } from './recording-event.ts';
import { clearFilesTask } from './recording-path.ts';

/**
 * Delete a recording: its key is gone with this transaction, so no copy of the file can be opened any more, and the file
 * itself once it is committed. What stays proves that there was one, how long it was, and why it went.
 */
export async function eraseRecording(
  ctx: ActionContext,
  recording: {
    readonly id: string;
    readonly call_id: string;
    readonly path: string;
    readonly sha256: Buffer | null;
    readonly duration_ms: number | null;
  },
  by: { readonly rule: string; readonly days: number | null },
): Promise<void> {
  await saveErased(ctx, recording.id, by.rule);
  await closeDeletions(ctx, recording.id);
  await appendRecordingEvent(ctx, 'recording.deleted', recording.call_id, [audience.tenant()], {
    recordingId: recording.id,
    rule: by.rule,
    days: by.days,
    sha256: recording.sha256?.toString('hex') ?? '',
    durationMs: recording.duration_ms ?? 0,
  });
  await enqueueJob(ctx, clearFilesTask, { files: [recording.path] });
}
