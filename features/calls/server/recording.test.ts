import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '#platform/server/action.ts';
import { row } from '#platform/server/db/database.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok } from '#platform/shared/result.ts';
import { arriveCall } from './arrive-call.ts';
import { endCall } from './end-call.ts';
import { rangeOf } from './play-recording.ts';
import type { RecordingRow } from './recording-store.ts';
import { storeRecording } from './store-recording.ts';
import { openTestRoom, type TestRoom } from './test-room.ts';
import { joinStereo, oneSide, oneSideBytes, wavHeader } from './wav.ts';

let room: TestRoom;
let folder: string;
beforeAll(async () => {
  room = await openTestRoom();
  folder = await mkdtemp(join(tmpdir(), 'recordings-test-'));
});
afterAll(async () => {
  await room?.close();
  await rm(folder, { recursive: true, force: true });
});

/** `count` samples of one value. */
async function mono(name: string, value: number, count: number): Promise<string> {
  const file = join(folder, name);
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

test('two legs become one stereo file, left the caller, right the desk, the shorter one filled with silence', async () => {
  const target = join(folder, 'both.wav');
  const joined = await joinStereo(await mono('a.wav', 111, 40_000), await mono('b.wav', -222, 1000), target);
  const bytes = await readFile(target);
  expect(joined).toMatchObject({ durationMs: 5000, bytes: bytes.length });
  expect(joined.sha256).toEqual(createHash('sha256').update(bytes).digest());
  const sample = (index: number, side: number) => bytes.readInt16LE(44 + index * 4 + side * 2);
  expect([sample(0, 0), sample(0, 1), sample(39_999, 0), sample(39_999, 1)]).toEqual([111, -222, 111, 0]);
});

test('one side can be had by itself, in any parts, and the parts make the whole', async () => {
  const target = join(folder, 'sides.wav');
  const { bytes } = await joinStereo(await mono('c.wav', 7, 40_001), await mono('d.wav', 9, 40_001), target);
  const total = oneSideBytes(bytes);
  const desk = await whole(oneSide(target, 'desk', 0, total - 1));
  expect(desk).toHaveLength(total);
  expect([desk.readInt16LE(44), desk.readInt16LE(total - 2)]).toEqual([9, 9]);
  for (const cut of [1, 43, 44, 45, 1001, total - 1]) {
    const parts = [
      await whole(oneSide(target, 'desk', 0, cut - 1)),
      await whole(oneSide(target, 'desk', cut, total - 1)),
    ];
    expect(Buffer.concat(parts).equals(desk), `cut at ${cut}`).toBe(true);
  }
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
    storeRecording(() => ({ incoming: folder, recordings: join(folder, 'kept') }))(ctx, payload),
  );

test('the job keeps file, hash and event, removes the parts, and repeats without effect', async () => {
  const callId = await endedCall('rec-1');
  for (const leg of ['-caller', '-desk', '']) await mono(`rec-1${leg}.wav`, 5, 8000);
  await work({ callId, channel: 'rec-1' });
  const stored = await recordingOf(callId);
  expect(stored).toMatchObject({ state: 'stored', duration_ms: 1000, bytes: 32_044 });
  const file = await readFile(join(folder, 'kept', stored?.path ?? ''));
  expect(stored?.sha256).toEqual(createHash('sha256').update(file).digest());
  expect((await readdir(folder)).filter((name) => name.startsWith('rec-1'))).toEqual([]);
  await work({ callId, channel: 'rec-1' });
  expect(await recordingOf(callId)).toEqual(stored);
  const told = await row(
    room.database.systemDb,
    sql`select content from events where name = 'recording.stored' and subject_id = ${callId}`,
  );
  expect(told).toMatchObject({ content: { sha256: file.length > 0 ? stored?.sha256?.toString('hex') : '' } });
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
