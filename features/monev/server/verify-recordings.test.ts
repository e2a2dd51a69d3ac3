import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arriveCall } from '#features/calls/server/arrive-call.ts';
import { endCall } from '#features/calls/server/end-call.ts';
import { eraseRecording } from '#features/calls/server/recording/erase-recording.ts';
import { openSound } from '#features/calls/server/recording/open-sound.ts';
import { type RecordingKeys, recordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import { lockRecording, type RecordingRow } from '#features/calls/server/recording/recording-store.ts';
import { sealOld } from '#features/calls/server/recording/seal-old.ts';
import { storeRecording } from '#features/calls/server/recording/store-recording.ts';
import { wavHeader } from '#features/calls/server/recording/wav.ts';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { type ActionContext, systemActor } from '#platform/server/action.ts';
import { row } from '#platform/server/db/database.ts';
import { sealedBytes } from '#platform/server/sealed/sealed-file.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import { verifyTenant } from './verify.ts';

let database: TestDatabase;
let centre: TestCentre;
let tenantId: string;
let folder: string;
let keys: RecordingKeys;
const paths: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  centre = await createTestCentre(database);
  tenantId = await centre.addTenant({ slug: 'barat' });
  folder = await mkdtemp(join(tmpdir(), 'verify-recordings-'));
  keys = recordingKeys(join(folder, 'keys'));
  for (const value of [1, 2, 3]) paths.push(await recordedCall(value));
});
afterAll(async () => {
  await centre.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

/** By the real job: what Asterisk wrote of an ended call is joined, sealed, kept with its hashes and told of. */
async function recordedCall(value: number): Promise<string> {
  const callId = newId<'call'>();
  const who = { tenantId, actor: systemActor };
  await runWork(database.place(), who, async (ctx) => {
    const { dialled, callerRaw } = { dialled: '112', callerRaw: '081234567890' };
    const call = { callId, pbxSystem: 'test', linkedid: callId, channel: callId, app: 'test', dialled, callerRaw };
    const hooks = { claimed: Promise.resolve(true), onDesk: () => undefined };
    await arriveCall(ctx, { ...call, arrivedAt: plusMs(ctx.now, -60_000) }, hooks);
    await endCall(ctx, { callId, by: 'caller', cause: 16, at: plusMs(ctx.now, -5000) });
  });
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true });
  const samples = Buffer.alloc(80_000, value);
  for (const leg of ['-caller', '-desk'])
    await writeFile(join(incoming, `${callId}${leg}.wav`), Buffer.concat([wavHeader(1, samples.length), samples]));
  // The last attempt takes a file that was written just now.
  const job = storeRecording(() => ({ incoming, recordings: folder }), keys);
  await runWork(database.place(), who, (ctx) => job(ctx, { callId, channel: callId, attempt: 10 }));
  const kept = await row<{ path: string }>(
    database.systemDb,
    sql`select path from recordings where call_id = ${callId}`,
  );
  return kept?.path ?? '';
}

/** As retention does, and then the job that removes the file. */
async function erase(path: string): Promise<void> {
  await runWork(database.place(), { tenantId, actor: systemActor }, async (ctx) => {
    const found = await row<{ call_id: string }>(ctx.tx, sql`select call_id from recordings where path = ${path}`);
    const recording = await lockRecording(ctx.tx, found?.call_id ?? '');
    if (recording !== null) await eraseRecording(ctx, recording, { rule: 'nuisance', days: 90 });
  });
}

const verify = async () => verifyTenant(database.systemDb, tenantId, undefined, { folder, keys });
const owner = (statement: string) => database.ownerPool.query(statement);
const [first, second, third] = [() => at(0), () => at(1), () => at(2)];
function at(index: number): string {
  const path = paths[index];
  if (path === undefined) throw new Error('There are three recordings');
  return path;
}
const subject = (number: number, path: string) => `recording of call ${number} (${path})`;

test('what the job stored verifies, with progress; without a folder nothing is looked at', async () => {
  const seen: unknown[] = [];
  const onProgress = (step: string, done: number, of?: number) => step === 'recordings' && seen.push([done, of]);
  const report = await verifyTenant(database.systemDb, tenantId, onProgress, { folder, keys });
  expect(report.findings).toEqual([]);
  expect(report.recordings).toEqual({
    files: 3,
    bytes: 3 * sealedBytes(160_044),
    unfinished: 0,
    missing: 0,
    erased: 0,
  });
  expect(seen).toEqual([1, 2, 3].map((done) => [done, 3]));
  expect((await verifyTenant(database.systemDb, tenantId)).recordings).toBeNull();
});

async function changeByte(path: string, by: number): Promise<void> {
  const file = await open(join(folder, path), 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, 5000);
  await file.write(Buffer.from([(byte[0] ?? 0) ^ by]), 0, 1, 5000);
  await file.close();
}

test('a changed byte is found', async () => {
  await changeByte(second(), 1);
  const now = createHash('sha256')
    .update(await readFile(join(folder, second())))
    .digest('hex');
  expect((await verify()).findings).toEqual([
    { invariant: 1, subject: subject(2, second()), expected: expect.stringMatching(/^sha256 /), found: now },
  ]);
  // Whoever changes the row with the file is told by the event, and by the seal.
  const before = await row<{ sha256: string }>(
    database.systemDb,
    sql`select encode(file_sha256, 'hex') as sha256 from recordings where path = ${second()}`,
  );
  await owner(`update recordings set file_sha256 = '\\x${now}' where path = '${second()}'`);
  expect((await verify()).findings).toEqual([
    {
      invariant: 1,
      subject: subject(2, second()),
      expected: expect.stringMatching(/^a sound of sha256 /),
      found: 'it does not open with its key',
    },
    { invariant: 8, subject: subject(2, second()), expected: `file sha256 ${before?.sha256} of its event`, found: now },
  ]);
  await changeByte(second(), 1);
  await owner(`update recordings set file_sha256 = '\\x${before?.sha256}' where path = '${second()}'`);
  expect((await verify()).findings).toEqual([]);
});

test('a recording of before, not sealed, verifies as it is, and sealed by night', async () => {
  const plain = join(folder, 'plain.wav');
  const recording = await row<RecordingRow>(database.systemDb, sql`select * from recordings where path = ${second()}`);
  if (recording === null) throw new Error('It was stored');
  const { call_id: callId } = recording;
  const sound = await openSound(database.systemDb, folder, keys, recording);
  const parts: Buffer[] = [];
  for await (const part of sound.read(0, sound.length - 1)) parts.push(part);
  await sound.close();
  await writeFile(plain, Buffer.concat(parts));
  await owner(
    `update recordings set path = 'plain.wav', wrapped_key = null, key_number = null, file_sha256 = null, file_bytes = null where call_id = '${callId}'`,
  );
  const job = sealOld({ folders: () => ({ incoming: join(folder, 'incoming'), recordings: folder }), keys });
  await runWork(database.place(), { tenantId, actor: systemActor }, (ctx) => job(ctx, {}));
  const sealed = await row<{ path: string }>(
    database.systemDb,
    sql`select path from recordings where call_id = ${callId}`,
  );
  expect(sealed?.path).toMatch(/\.sealed$/);
  paths[1] = sealed?.path ?? '';
  expect((await verify()).findings).toEqual([]);
});

test('keys are changed without touching a file; one that is lost is said', async () => {
  const change = (work: (ctx: ActionContext) => Promise<number>) =>
    runWork(database.place(), { tenantId, actor: systemActor }, work);
  expect(await change((ctx) => keys.rotate(ctx.tx, tenantId))).toBe(3);
  await keys.renew();
  expect(await change((ctx) => keys.rewrap(ctx.tx, tenantId))).toBe(2);
  expect((await verify()).findings).toEqual([]);
  await rename(join(folder, 'keys/recordings-2'), join(folder, 'keys/away'));
  expect((await verify()).findings.map((finding) => finding.found)).toEqual(Array(3).fill('its key is lost'));
  await rename(join(folder, 'keys/away'), join(folder, 'keys/recordings-2'));
  expect((await verify()).findings).toEqual([]);
});

test('a missing file is found, but not where it is not finished or was never made', async () => {
  await rm(join(folder, first()));
  expect((await verify()).findings).toEqual([
    { invariant: 1, subject: subject(1, first()), expected: 'a file', found: 'no file' },
  ]);
  for (const [state, counted] of [
    ['recording', 'unfinished'],
    ['missing', 'missing'],
  ]) {
    await owner(`update recordings set state = '${state}' where path = '${first()}'`);
    const report = await verify();
    expect(report.findings).toEqual([]);
    expect(report.recordings).toMatchObject({ files: 2, [counted ?? '']: 1 });
  }
});

test('a deleted recording is proven by its event; one without, or whose file is still there, is found', async () => {
  await erase(third());
  expect((await verify()).findings).toEqual([
    { invariant: 1, subject: subject(3, third()), expected: 'no file, for it was deleted', found: 'a file' },
  ]);
  await rm(join(folder, third()));
  const report = await verify();
  expect(report.findings).toEqual([]);
  expect(report.recordings).toMatchObject({ files: 1, erased: 1 });
  // Whoever removes a recording and its key by hand leaves no such event.
  await rm(join(folder, second()));
  await owner(
    `update recordings set state = 'erased', wrapped_key = null, peaks = null, deleted_at = now(), deleted_rule = 'nuisance' where path = '${second()}'`,
  );
  expect((await verify()).findings).toEqual([
    {
      invariant: 1,
      subject: subject(2, second()),
      expected: 'an event that it was deleted, with its hash',
      found: 'no event',
    },
  ]);
});
