import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { enqueueJob, type JobHandler } from '#platform/server/jobs/jobs.ts';
import { plusMs } from '#platform/shared/time.ts';
import { storeRecordingTask } from './recording-path.ts';
import { lockRecording, type RecordingRow, saveMissing, saveStored } from './recording-store.ts';
import { type JoinedWav, joinStereo, measureWav } from './wav.ts';

const payload = z.object({ callId: z.uuid(), channel: z.string().regex(/^[\w.-]+$/), attempt: z.number().default(1) });

/** Asterisk has closed a file when it has not grown for so long. */
const restMs = 1000;
const attempts = 10;

/** Join what was recorded of a call, keep it with its hash, remove the parts. Repeating it changes nothing. */
export function storeRecording(
  folders: () => { readonly incoming: string; readonly recordings: string } | null,
): JobHandler {
  return async (ctx, given) => {
    const { callId, channel, attempt } = payload.parse(given);
    const recording = await lockRecording(ctx.tx, callId);
    const where = folders();
    if (recording === null || recording.state !== 'recording') return;
    const target = where === null ? null : join(where.recordings, recording.path);
    const part = (leg: string) => join(where?.incoming ?? '', `${channel}${leg}.wav`);
    const found = await Promise.all(['-caller', '-desk', ''].map((leg) => ageOf(part(leg))));
    const [caller = null, desk = null, mixed = null] = found;
    const there = target !== null && (await ageOf(target)) !== null;
    if (
      !there &&
      (where === null ||
        [caller, desk, mixed].some((age) => age !== null && age < restMs) ||
        (caller === null && desk === null))
    ) {
      if (attempt < attempts) return again(ctx, { callId, channel, attempt: attempt + 1 });
      if (caller === null && desk === null) return missing(ctx, recording);
    }
    if (target === null) return missing(ctx, recording);
    const joined =
      caller === null && desk === null
        ? await measureWav(target)
        : await joinInto(target, caller === null ? null : part('-caller'), desk === null ? null : part('-desk'));
    await keep(ctx, recording, joined);
    // The joined file is flushed: if this transaction fails after all, the next try finds it and measures it.
    for (const leg of ['-caller', '-desk', '']) await rm(part(leg), { force: true });
  };
}

async function joinInto(target: string, caller: string | null, desk: string | null): Promise<JoinedWav> {
  await mkdir(dirname(target), { recursive: true, mode: 0o750 });
  const work = `${target}.part`;
  const joined = await joinStereo(caller, desk, work);
  await rename(work, target);
  return joined;
}

async function again(ctx: ActionContext, next: { callId: string; channel: string; attempt: number }): Promise<void> {
  await enqueueJob(ctx, storeRecordingTask, next, { runAt: plusMs(ctx.now, 500 * next.attempt) });
}

async function keep(ctx: ActionContext, recording: RecordingRow, joined: JoinedWav): Promise<void> {
  await saveStored(ctx.tx, { ...joined, id: recording.id, at: ctx.now });
  const { durationMs, bytes } = joined;
  await appendEvent(ctx, {
    name: 'recording.stored',
    subject: { type: 'call', id: recording.call_id },
    audience: [audience.tenant()],
    content: { recordingId: recording.id, durationMs, bytes, sha256: joined.sha256.toString('hex') },
  });
}

/** A call without recording is an incident of its own: it is shown, told to the supervisors and logged as an error. */
async function missing(ctx: ActionContext, recording: RecordingRow): Promise<void> {
  await saveMissing(ctx.tx, recording.id);
  await appendEvent(ctx, {
    name: 'recording.missing',
    subject: { type: 'call', id: recording.call_id },
    audience: [audience.tenant(), audience.supervisors()],
    content: { recordingId: recording.id },
  });
  ctx.log.error(
    { call: recording.call_id },
    'there is no recording of this call: look at Asterisk and the space on its disk',
  );
}

/** Milliseconds since the file last grew; null when it is not there. */
async function ageOf(file: string): Promise<number | null> {
  const found = await stat(file).catch(() => null);
  return found === null ? null : Date.now() - found.mtimeMs;
}
