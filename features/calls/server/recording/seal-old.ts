import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { openSound } from './open-sound.ts';
import { appendRecordingEvent } from './recording-event.ts';
import type { RecordingKeys } from './recording-keys.ts';
import { clearFilesTask } from './recording-path.ts';
import { lockUnsealed, type RecordingRow, saveSound } from './recording-store.ts';
import { type RecordingFolders, sealSound } from './store-recording.ts';

export const sealOldTask = 'calls.seal_old_recordings';

/** Recordings of one night: some gigabytes, in the quiet hours. */
const mostAtOnce = 300;

/** Recordings of before this program sealed them are sealed night by night. One that is not what was stored stays as it is. */
export function sealOld(options: {
  readonly folders: () => RecordingFolders;
  readonly keys: RecordingKeys;
}): JobHandler {
  return async (ctx) => {
    const { recordings: folder } = options.folders();
    for (const recording of await lockUnsealed(ctx.tx, ctx.tenantId, mostAtOnce))
      await seal(ctx, recording, folder, options.keys);
  };
}

async function seal(ctx: ActionContext, recording: RecordingRow, folder: string, keys: RecordingKeys): Promise<void> {
  const sound = await openSound(ctx.tx, folder, keys, recording).catch(() => null);
  if (sound === null) return;
  const { codec } = recording;
  const content = () => sound.read(0, sound.length - 1);
  const stored = await sealSound(ctx, { recording, folder, keys, codec, length: sound.length, content }).finally(
    sound.close,
  );
  if (recording.sha256?.equals(stored.sha256) !== true) {
    ctx.log.error({ recording: recording.id }, 'a recording is not what was stored; it is left as it lies');
    await enqueueJob(ctx, clearFilesTask, { files: [stored.path] });
    return;
  }
  await saveSound(ctx.tx, stored);
  await appendRecordingEvent(ctx, 'recording.sealed', recording.call_id, [audience.tenant()], {
    recordingId: recording.id,
    sha256: stored.sha256.toString('hex'),
    fileSha256: stored.fileSha256.toString('hex'),
  });
  await enqueueJob(ctx, clearFilesTask, { files: [recording.path] });
}
