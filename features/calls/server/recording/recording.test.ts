import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '#platform/server/action.ts';
import { row } from '#platform/server/db/database.ts';
import { rangeOf } from '#platform/server/http/byte-range.ts';
import { openPlain } from '#platform/server/sealed/sealed-file.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok } from '#platform/shared/result.ts';
import { arriveCall } from '../arrive-call.ts';
import { endCall } from '../end-call.ts';
import { openTestRoom, type TestRoom } from '../test-room.ts';
import { openSound } from './open-sound.ts';
import { gatherPeaks } from './peaks.ts';
import { recordingKeys } from './recording-keys.ts';
import type { RecordingRow } from './recording-store.ts';
import { clearFiles, storeRecording } from './store-recording.ts';
import { oneSide, oneSideBytes, openStereo, wavHeader } from './wav.ts';

let room: TestRoom;
let folder: string;
const incoming = () => join(folder, 'kept', 'incoming');
const folders = () => ({ incoming: incoming(), recordings: join(folder, 'kept') });
beforeAll(async () => {
  room = await openTestRoom();
  folder = await mkdtemp(join(tmpdir(), 'recordings-test-'));
  await mkdir(incoming(), { recursive: true });
});
afterAll(async () => {
  await room?.close();
  await rm(folder, { recursive: true, force: true });
});

/** `count` samples of one value. */
async function mono(name: string, value: number, count: number): Promise<string> {
  const file = join(incoming(), name);
  const samples = Buffer.from(Int16Array.from({ length: count }, () => value).buffer);
  await writeFile(file, Buffer.concat([wavHeader(1, samples.length), samples]));
  // Asterisk wrote it a while ago.
  await utimes(file, new Date(Date.now() - 10_000), new Date(Date.now() - 10_000));
  return file;
}

async function whole(parts: AsyncGenerator<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

async function join2(left: string, right: string, name: string) {
  const sound = await openStereo(left, right);
  const bytes = await whole(sound.parts());
  await sound.close();
  const target = join(folder, name);
  await writeFile(target, bytes);
  return { ...sound, target, content: bytes };
}

test('two legs become one stereo file, left the caller, right the desk, the shorter one filled with silence', async () => {
  const joined = await join2(await mono('a.wav', 111, 40_000), await mono('b.wav', -222, 1000), 'both.wav');
  const { content } = joined;
  expect(joined).toMatchObject({ durationMs: 5000, bytes: content.length });
  const sample = (index: number, side: number) => content.readInt16LE(44 + index * 4 + side * 2);
  expect([sample(0, 0), sample(0, 1), sample(39_999, 0), sample(39_999, 1)]).toEqual([111, -222, 111, 0]);
});

test('one side can be had by itself, in any parts, and the parts make the whole', async () => {
  const { target, bytes } = await join2(await mono('c.wav', 7, 40_001), await mono('d.wav', 9, 40_001), 'sides.wav');
  const total = oneSideBytes(bytes);
  const stereo = await openPlain(target);
  const desk = await whole(oneSide(stereo, 'desk', 0, total - 1));
  expect(desk).toHaveLength(total);
  expect([desk.readInt16LE(44), desk.readInt16LE(total - 2)]).toEqual([9, 9]);
  for (const cut of [1, 43, 44, 45, 1001, total - 1]) {
    const parts = [
      await whole(oneSide(stereo, 'desk', 0, cut - 1)),
      await whole(oneSide(stereo, 'desk', cut, total - 1)),
    ];
    expect(Buffer.concat(parts).equals(desk), `cut at ${cut}`).toBe(true);
  }
  await stereo.close();
});

test('the picture of a sound is the loudest of each side in each column, whatever parts it comes in', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5000 }),
      fc.integer({ min: 1, max: 900 }),
      fc.integer(),
      (frames, step, seed) => {
        const samples = Int16Array.from(
          { length: frames * 2 },
          (_, index) => ((index * 7919 + seed) % 65_536) - 32_768,
        );
        const gathered = gatherPeaks(44 + frames * 4);
        gathered.add(wavHeader(2, frames * 4));
        for (let at = 0; at < frames; at += step)
          gathered.add(Buffer.from(samples.slice(at * 2, (at + step) * 2).buffer));
        const columns = Math.max(1, Math.min(800, frames));
        const expected = new Uint8Array(columns * 2);
        for (let frame = 0; frame < frames; frame++)
          for (const side of [0, 1]) {
            const at = Math.floor((frame * columns) / frames) * 2 + side;
            expected[at] = Math.max(expected[at] ?? 0, Math.min(255, Math.abs(samples[frame * 2 + side] ?? 0) >> 7));
          }
        expect([...gathered.peaks()]).toEqual([...expected]);
      },
    ),
  );
});

test.each([
  ['bytes=0-', { from: 0, to: 99 }],
  ['bytes=10-19', { from: 10, to: 19 }],
  ['bytes=90-500', { from: 90, to: 99 }],
  ['bytes=-10', { from: 90, to: 99 }],
  ['bytes=100-', 'outside'],
  ['bytes=1-2,4-5', null],
  [undefined, null],
])('%s of 100 bytes', (header, expected) => expect(rangeOf(header, 100)).toEqual(expected));

async function endedCall(linkedid: string): Promise<string> {
  const callId = newId<'call'>();
  const at = new Date().toISOString();
  await room.act<unknown, string>(async (ctx) => {
    const call = {
      callId,
      pbxSystem: 'test',
      linkedid,
      channel: linkedid,
      app: 'acd-test',
      dialled: '112',
      callerRaw: null,
      arrivedAt: at,
    };
    await arriveCall(ctx, call, { claimed: Promise.resolve(true), onDesk: () => undefined });
    await endCall(ctx, { callId, by: 'caller', cause: 16, at });
    return ok(null);
  });
  return callId;
}
const recordingOf = (callId: string) =>
  row<RecordingRow>(room.database.systemDb, sql`select * from recordings where call_id = ${callId}`);
const work = (payload: Record<string, unknown>) =>
  runWork(room.place, { tenantId: room.tenantId, actor: systemActor }, (ctx) =>
    storeRecording(folders, recordingKeys(join(folder, 'keys')))(ctx, payload),
  );
/** The files that the last job asked to have removed after it. */
async function toClear(callId: string): Promise<Record<string, unknown>> {
  const found = await room.database.ownerPool.query<{ payload: Record<string, unknown> }>(
    'select payload from graphile_worker._private_jobs where payload::text like $1',
    [`%${callId}%.wav%`],
  );
  return found.rows.at(-1)?.payload ?? {};
}

test('the job keeps sealed file, hashes, picture and event, then removes the parts, and repeats without effect', async () => {
  const callId = await endedCall('rec-1');
  for (const leg of ['-caller', '-desk', '']) await mono(`rec-1${leg}.wav`, 5, 8000);
  await work({ callId, channel: 'rec-1' });
  const stored = await recordingOf(callId);
  if (stored === null) throw new Error('It was stored');
  expect(stored).toMatchObject({ state: 'stored', duration_ms: 1000, bytes: 32_044, codec: 'wav', key_number: 1 });
  expect(stored.peaks).toHaveLength(1600);
  const file = await readFile(join(folder, 'kept', stored.path));
  expect(stored.file_sha256).toEqual(createHash('sha256').update(file).digest());
  // Nothing of the sound is to be found in the file.
  expect(file.includes(Buffer.from('WAVEfmt'))).toBe(false);
  const keys = recordingKeys(join(folder, 'keys'));
  const sound = await openSound(room.database.systemDb, join(folder, 'kept'), keys, stored);
  const plain = await whole(sound.read(0, sound.length - 1));
  await sound.close();
  expect(stored.sha256).toEqual(createHash('sha256').update(plain).digest());
  expect(plain.subarray(8, 12).toString()).toBe('WAVE');
  // The parts go only once the row is committed: by a job of its own.
  const parts = async () => (await readdir(incoming())).filter((name) => name.startsWith('rec-1'));
  expect(await parts()).toHaveLength(3);
  const clear = (payload: Record<string, unknown>) =>
    runWork(room.place, { tenantId: room.tenantId, actor: systemActor }, (ctx) => clearFiles(folders)(ctx, payload));
  await clear(await toClear(callId));
  expect(await parts()).toEqual([]);
  await expect(clear({ files: ['../secret'] })).rejects.toThrow(/outside/);
  await work({ callId, channel: 'rec-1' });
  expect(await recordingOf(callId)).toEqual(stored);
  const told = await row(
    room.database.systemDb,
    sql`select content from events where name = 'recording.stored' and subject_id = ${callId}`,
  );
  expect(told).toMatchObject({
    content: { sha256: stored.sha256?.toString('hex'), fileSha256: stored.file_sha256?.toString('hex') },
  });
});

test('a file that still grows is waited for; one that never comes is missing and told to the supervisors', async () => {
  const growing = await endedCall('rec-2');
  const file = await mono('rec-2-caller.wav', 5, 8000);
  await utimes(file, new Date(), new Date());
  await work({ callId: growing, channel: 'rec-2' });
  expect(await recordingOf(growing)).toMatchObject({ state: 'recording' });
  const absent = await endedCall('rec-3');
  await work({ callId: absent, channel: 'rec-3', attempt: 10 });
  expect(await recordingOf(absent)).toMatchObject({ state: 'missing' });
  const told = await row<{ audience: string[] }>(
    room.database.systemDb,
    sql`select audience from events where name = 'recording.missing' and subject_id = ${absent}`,
  );
  expect(told?.audience).toContain('supervisors');
});
