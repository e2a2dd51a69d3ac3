import { createHash } from 'node:crypto';
import { z } from 'zod';
import { audience } from '#features/people/audience.ts';
import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { openSound } from './open-sound.ts';
import { appendRecordingEvent } from './recording-event.ts';
import type { RecordingKeys } from './recording-keys.ts';
import { clearFilesTask } from './recording-path.ts';
import { lockRecordingById, saveSound } from './recording-store.ts';
import { type RecordingFolders, sealSound } from './store-recording.ts';

const payload = z.object({ recordingId: z.uuid() });

/** WAV in parts to Ogg Opus, whole. Null: this machine has no program for it. */
export type OpusEncoder = (wav: AsyncIterable<Buffer>) => Promise<Buffer | null>;

/**
 * Bring a recording into Opus. What was there stays until the new file lies sealed on the disk and its hash is committed; a
 * recording that was changed on the way in, or cannot be encoded, stays as it is.
 */
export function compressRecording(options: {
  readonly folders: () => RecordingFolders;
  readonly keys: RecordingKeys;
  readonly encoder: () => Promise<OpusEncoder | null>;
}): JobHandler {
  return async (ctx, given) => {
    const recording = await lockRecordingById(ctx.tx, payload.parse(given).recordingId);
    if (recording?.state !== 'stored' || recording.codec !== 'wav' || recording.sha256 === null) return;
    const encode = await options.encoder();
    if (encode === null) {
      ctx.log.warn({ recording: recording.id }, 'opusenc is missing: recordings stay WAV (apt-get install opus-tools)');
      return;
    }
    const folder = options.folders().recordings;
    const hash = createHash('sha256');
    const sound = await openSound(ctx.tx, folder, options.keys, recording);
    const read = async function* () {
      for await (const part of sound.read(0, sound.length - 1)) {
        hash.update(part);
        yield part;
      }
    };
    const opus = await encode(read()).finally(sound.close);
    if (opus === null) throw new Error('opusenc failed: the recording stays as it is');
    if (!hash.digest().equals(recording.sha256))
      throw new Error('The recording is not what was stored; it stays as it is');
    const content = async function* () {
      yield opus;
    };
    const { keys } = options;
    const stored = await sealSound(ctx, { recording, folder, keys, codec: 'opus', length: opus.length, content });
    await saveSound(ctx.tx, stored);
    await appendRecordingEvent(ctx, 'recording.compressed', recording.call_id, [audience.tenant()], {
      recordingId: recording.id,
      codec: 'opus',
      bytes: stored.bytes,
      sha256: stored.sha256.toString('hex'),
      fileSha256: stored.fileSha256.toString('hex'),
      from: recording.sha256.toString('hex'),
    });
    await enqueueJob(ctx, clearFilesTask, { files: [recording.path] });
  };
}
