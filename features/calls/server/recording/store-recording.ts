import { createHash } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { z } from 'zod';
import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { sealFile } from '#platform/server/sealed/sealed-file.ts';
import { plusMs } from '#platform/shared/time.ts';
import type { Codec } from '../../recording.ts';
import { gatherPeaks } from './peaks.ts';
import { policyOf } from './policy-store.ts';
import { appendRecordingEvent } from './recording-event.ts';
import type { RecordingKeys } from './recording-keys.ts';
import { clearFilesTask, compressRecordingTask, sealedPath, storeRecordingTask } from './recording-path.ts';
import {
  lockRecording,
  type RecordingRow,
  type StoredSound,
  saveMissing,
  saveSound,
  saveStored,
} from './recording-store.ts';
import { openJoined, openStereo, type StereoSound } from './wav.ts';

const payload = z.object({ callId: z.uuid(), channel: z.string().regex(/^[\w.-]+$/), attempt: z.number().default(1) });

/** Asterisk has closed a file when it has not grown for so long. */
const restMs = 1000;
const attempts = 10;

export interface RecordingFolders {
  readonly incoming: string;
  readonly recordings: string;
}

/** Join what was recorded of a call, keep it sealed with its hashes, then remove the parts. Repeating it changes nothing. */
export function storeRecording(folders: () => RecordingFolders, keys: RecordingKeys): JobHandler {
  return async (ctx, given) => {
    const { callId, channel, attempt } = payload.parse(given);
    const recording = await lockRecording(ctx.tx, callId);
    if (recording === null || recording.state !== 'recording') return;
    const where = folders();
    const part = (leg: string) => join(where.incoming, `${channel}${leg}.wav`);
    const legs = ['-caller', '-desk', ''].map(part);
    const ages = await Promise.all(legs.map(ageOf));
    const [caller = null, desk = null] = ages;
    const joined = join(where.recordings, recording.path);
    // Left by a version before this one, which was stopped between the file and its row.
    const isJoined = (await ageOf(joined)) !== null;
    const isThere = caller !== null || desk !== null || isJoined;
    if (!isThere || ages.some((age) => age !== null && age < restMs)) {
      if (attempt < attempts) return again(ctx, { callId, channel, attempt: attempt + 1 });
      if (!isThere) return missing(ctx, recording);
    }
    const sound =
      caller === null && desk === null
        ? await openJoined(joined)
        : await openStereo(caller === null ? null : part('-caller'), desk === null ? null : part('-desk'));
    await keep(ctx, { recording, sound, folder: where.recordings, keys });
    await enqueueJob(ctx, clearFilesTask, { files: [...legs, joined].map((file) => relative(where.recordings, file)) });
  };
}

async function again(ctx: ActionContext, next: { callId: string; channel: string; attempt: number }): Promise<void> {
  await enqueueJob(ctx, storeRecordingTask, next, { runAt: plusMs(ctx.now, 500 * next.attempt) });
}

async function keep(
  ctx: ActionContext,
  given: { recording: RecordingRow; sound: StereoSound; folder: string; keys: RecordingKeys },
): Promise<void> {
  const { recording, sound } = given;
  const peaks = gatherPeaks(sound.bytes);
  const stored = await sealSound(ctx, {
    ...given,
    codec: 'wav',
    length: sound.bytes,
    content: sound.parts,
    see: peaks.add,
  }).finally(sound.close);
  await saveSound(ctx.tx, stored);
  await saveStored(ctx.tx, { id: recording.id, durationMs: sound.durationMs, peaks: peaks.peaks(), at: ctx.now });
  await appendRecordingEvent(ctx, 'recording.stored', recording.call_id, [audience.tenant()], {
    recordingId: recording.id,
    durationMs: sound.durationMs,
    bytes: stored.bytes,
    sha256: stored.sha256.toString('hex'),
    fileSha256: stored.fileSha256.toString('hex'),
  });
  if ((await policyOf(ctx)).codec === 'opus')
    await enqueueJob(ctx, compressRecordingTask, { recordingId: recording.id }, { key: `compress:${recording.id}` });
}

/** Seal a sound under a new name and a new key. The file is there before this returns; its row is the caller's affair. */
export async function sealSound(
  ctx: ActionContext,
  given: {
    readonly recording: RecordingRow;
    readonly folder: string;
    readonly keys: RecordingKeys;
    readonly codec: Codec;
    readonly length: number;
    readonly content: () => AsyncIterable<Buffer>;
    readonly see?: (part: Buffer) => void;
  },
): Promise<StoredSound> {
  const { recording, folder, codec, length } = given;
  const key = await given.keys.newFor(ctx.tx, { tenantId: recording.tenant_id, id: recording.id });
  const path = sealedPath(recording.path);
  const target = join(folder, path);
  const hash = createHash('sha256');
  const seen = async function* () {
    for await (const part of given.content()) {
      hash.update(part);
      given.see?.(part);
      yield part;
    }
  };
  await mkdir(dirname(target), { recursive: true, mode: 0o750 });
  const work = `${target}.part`;
  try {
    const sealed = await sealFile(work, key.key, { subject: recording.id, length, content: seen() });
    await rename(work, target);
    const file = { fileBytes: sealed.bytes, fileSha256: sealed.sha256 };
    return { id: recording.id, path, codec, bytes: length, sha256: hash.digest(), ...file, key };
  } catch (error) {
    await rm(work, { force: true });
    throw error;
  }
}

/** A call without recording is an incident of its own: it is shown, told to the supervisors and logged as an error. */
async function missing(ctx: ActionContext, recording: RecordingRow): Promise<void> {
  await saveMissing(ctx.tx, recording.id);
  await appendRecordingEvent(ctx, 'recording.missing', recording.call_id, [audience.tenant(), audience.supervisors()], {
    recordingId: recording.id,
  });
  ctx.log.error(
    { call: recording.call_id },
    'there is no recording of this call: look at Asterisk and the space on its disk',
  );
}

const files = z.object({ files: z.array(z.string()) });

/** Remove files of the recordings folder. Those that are gone are gone. */
export function clearFiles(folders: () => RecordingFolders): JobHandler {
  return async (_ctx, given) => {
    const { recordings } = folders();
    for (const file of files.parse(given).files) {
      if (isAbsolute(file) || file.split('/').includes('..')) throw new Error(`${file} lies outside of the recordings`);
      await rm(join(recordings, file), { force: true });
    }
  };
}

/** Milliseconds since the file last grew; null when it is not there. */
async function ageOf(file: string): Promise<number | null> {
  const found = await stat(file).catch(() => null);
  return found === null ? null : Date.now() - found.mtimeMs;
}
