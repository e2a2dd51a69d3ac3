import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arriveCall } from '#features/calls/server/arrive-call.ts';
import { endCall } from '#features/calls/server/end-call.ts';
import { recordingPath } from '#features/calls/server/recording-path.ts';
import { storeRecording } from '#features/calls/server/store-recording.ts';
import { joinStereo, wavHeader } from '#features/calls/server/wav.ts';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { systemActor } from '#platform/server/action.ts';
import { row } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { plusMs } from '#platform/shared/time.ts';
import { verifyTenant } from './verify.ts';

let database: TestDatabase;
let centre: TestCentre;
let tenantId: string;
let folder: string;
const paths: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  centre = await createTestCentre(database);
  tenantId = await centre.addTenant({ slug: 'barat' });
  folder = await mkdtemp(join(tmpdir(), 'verify-recordings-'));
  for (const value of [1, 2, 3]) paths.push(await recordedCall(value));
});
afterAll(async () => {
  await centre.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

/** By the real job: an ended call whose joined file lies there is measured, kept with its hash and told of. */
async function recordedCall(value: number): Promise<string> {
  const callId = newId<'call'>();
  const who = { tenantId, actor: systemActor };
  const arrivedAt = await runWork(database.place(), who, async (ctx) => {
    const at = plusMs(ctx.now, -60_000);
    const { dialled, callerRaw } = { dialled: '112', callerRaw: '081234567890' };
    const call = { callId, pbxSystem: 'test', linkedid: callId, channel: callId, app: 'test', dialled, callerRaw };
    const hooks = { claimed: Promise.resolve(true), onDesk: () => undefined };
    await arriveCall(ctx, { ...call, arrivedAt: at }, hooks);
    await endCall(ctx, { callId, by: 'caller', cause: 16, at: plusMs(ctx.now, -5000) });
    return at;
  });
  const path = recordingPath(callId, arrivedAt);
  await mkdir(dirname(join(folder, path)), { recursive: true });
  const samples = Buffer.alloc(80_000, value);
  const side = join(folder, 'side.wav');
  await writeFile(side, Buffer.concat([wavHeader(1, samples.length), samples]));
  await joinStereo(side, side, join(folder, path));
  await rm(side);
  const job = storeRecording(() => ({ incoming: join(folder, 'incoming'), recordings: folder }));
  await runWork(database.place(), who, (ctx) => job(ctx, { callId, channel: callId, attempt: 1 }));
  return path;
}

const verify = async () => verifyTenant(database.systemDb, tenantId, undefined, folder);
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
  const report = await verifyTenant(database.systemDb, tenantId, onProgress, folder);
  expect(report.findings).toEqual([]);
  expect(report.recordings).toEqual({ files: 3, bytes: 3 * 160_044, unfinished: 0, missing: 0, erased: 0 });
  expect(seen).toEqual([1, 2, 3].map((done) => [done, 3]));
  expect((await verifyTenant(database.systemDb, tenantId)).recordings).toBeNull();
});

test('a changed byte is found', async () => {
  const file = await open(join(folder, second()), 'r+');
  await file.write(Buffer.from([99]), 0, 1, 5000);
  await file.close();
  const now = createHash('sha256')
    .update(await readFile(join(folder, second())))
    .digest('hex');
  expect((await verify()).findings).toEqual([
    { invariant: 1, subject: subject(2, second()), expected: expect.stringMatching(/^sha256 /), found: now },
  ]);
  // Whoever changes the row with the file is told by the event.
  const before = await row<{ sha256: string }>(
    database.systemDb,
    sql`select encode(sha256, 'hex') as sha256 from recordings where path = ${second()}`,
  );
  await owner(`update recordings set sha256 = '\\x${now}' where path = '${second()}'`);
  expect((await verify()).findings).toEqual([
    { invariant: 8, subject: subject(2, second()), expected: `sha256 ${before?.sha256} of its event`, found: now },
  ]);
  const again = await open(join(folder, second()), 'r+');
  await again.write(Buffer.from([2]), 0, 1, 5000);
  await again.close();
  await owner(`update recordings set sha256 = '\\x${before?.sha256}' where path = '${second()}'`);
  expect((await verify()).findings).toEqual([]);
});

test('a missing file is found, but not where it is not finished, was never made, or was deleted by rule', async () => {
  await rm(join(folder, first()));
  expect((await verify()).findings).toEqual([
    { invariant: 1, subject: subject(1, first()), expected: 'a file', found: 'no file' },
  ]);
  await rm(join(folder, third()));
  for (const [state, counted] of [
    ['recording', 'unfinished'],
    ['missing', 'missing'],
    ['erased', 'erased'],
  ]) {
    await owner(`update recordings set state = '${state}' where path in ('${first()}', '${third()}')`);
    const report = await verify();
    expect(report.findings).toEqual([]);
    expect(report.recordings).toMatchObject({ files: 1, [counted ?? '']: 2 });
  }
});
