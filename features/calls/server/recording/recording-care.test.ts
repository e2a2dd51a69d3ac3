import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permissionsOf, type Role } from '#features/people/permissions.ts';
import { type Actor, systemActor } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { runAction, runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result } from '#platform/shared/result.ts';
import { callId as asCall } from '../../call.ts';
import { deletionId, holdId } from '../../recording.ts';
import { arriveCall } from '../arrive-call.ts';
import { endCall } from '../end-call.ts';
import { openTestRoom, type TestRoom } from '../test-room.ts';
import { applyRetention } from './apply-retention.ts';
import { beginListening } from './begin-listening.ts';
import { type IncidentsBehind, noIncidents } from './incidents-behind.ts';
import * as care from './recording-care.ts';
import { recordingKeys } from './recording-keys.ts';
import { findRecording } from './recording-store.ts';
import { clearFiles, storeRecording } from './store-recording.ts';
import { wavHeader } from './wav.ts';

let room: TestRoom;
let folder: string;
const people = new Map<string, Actor>();
/** Links of calls to an incident, and calls of a sensitive one. */
const links = new Map<string, string>();
const hidden = new Set<string>();
const incidentId = newId();
const incidents: IncidentsBehind = {
  ...noIncidents,
  incidentsOf: async (_ctx, ids) => new Map([...links].filter(([callId]) => ids.includes(callId))),
  numberOf: async (_ctx, id) => (id === incidentId ? 7 : null),
  mayHear: async (_ctx, callId) => !hidden.has(callId),
};
const caring = care.recordingCare(incidents);
const folders = () => ({ incoming: join(folder, 'incoming'), recordings: folder });

beforeAll(async () => {
  room = await openTestRoom();
  folder = await mkdtemp(join(tmpdir(), 'recording-care-'));
  await mkdir(folders().incoming);
  for (const [name, role] of [
    ['dpo', 'DPO'],
    ['supervisor', 'SUPERVISOR'],
    ['admin', 'ADMIN'],
  ] as const)
    people.set(name, await person(name, role));
});
afterAll(async () => {
  await room?.close();
  await rm(folder, { recursive: true, force: true });
});

async function person(name: string, role: Role): Promise<Actor> {
  const id = await room.addUser(name);
  return { ...systemActor, kind: 'user', id, permissions: new Set(permissionsOf([role])) };
}

function as<Value, Code extends string>(
  name: string,
  work: Parameters<typeof runAction<Value, Code>>[2],
): Promise<Result<Value, Code>> {
  return runAction<Value, Code>(room.place, { tenantId: room.tenantId, actor: people.get(name) ?? systemActor }, work);
}

let calls = 0;
/** An ended call with its recording, stored so many days ago. */
async function recorded(daysAgo: number, disposition: string | null = 'EMERGENCY_NEW'): Promise<string> {
  const callId = newId<'call'>();
  const channel = `care-${calls++}`;
  const at = new Date().toISOString();
  await room.act(async (ctx) => {
    const call = { callId, pbxSystem: 'test', linkedid: channel, channel, app: 'x', dialled: '112', callerRaw: null };
    await arriveCall(ctx, { ...call, arrivedAt: at }, { claimed: Promise.resolve(true), onDesk: () => undefined });
    await endCall(ctx, { callId, by: 'caller', cause: 16, at });
    return ok(null);
  });
  const samples = Buffer.alloc(16_000, 3);
  for (const leg of ['-caller', '-desk'])
    await writeFile(
      join(folders().incoming, `${channel}${leg}.wav`),
      Buffer.concat([wavHeader(1, samples.length), samples]),
    );
  await runWork(room.place, { tenantId: room.tenantId, actor: systemActor }, (ctx) =>
    storeRecording(folders, recordingKeys(join(folder, 'keys')))(ctx, { callId, channel, attempt: 10 }),
  );
  await run(
    room.database.systemDb,
    sql`update recordings set stored_at = stored_at - ${daysAgo} * interval '1 day' where call_id = ${callId}`,
  );
  await run(room.database.systemDb, sql`update calls set disposition = ${disposition} where id = ${callId}`);
  return callId;
}

const found = async (callId: string) => {
  const recording = await findRecording(room.database.systemDb, callId);
  if (recording === null) throw new Error('It was recorded');
  return recording;
};
const night = () =>
  runWork(room.place, { tenantId: room.tenantId, actor: systemActor }, (ctx) => applyRetention(incidents)(ctx, {}));
/** What the job of removed files was asked for. */
async function clearAsked(): Promise<void> {
  const asked = await room.database.ownerPool.query<{ payload: Record<string, unknown> }>(
    `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'calls.clear_recording_files'`,
  );
  for (const { payload } of asked.rows)
    await runWork(room.place, { tenantId: room.tenantId, actor: systemActor }, (ctx) =>
      clearFiles(folders)(ctx, payload),
    );
}
const isThere = (path: string) =>
  access(join(folder, path)).then(
    () => true,
    () => false,
  );

describe('the nightly deletion', () => {
  test('deletes what the rules no longer keep, with its proof, and nothing else', async () => {
    const [young, old, prank, evidence] = [
      await recorded(100),
      await recorded(731),
      await recorded(91, 'PRANK_CHILD'),
      await recorded(91, 'GHOST'),
    ];
    links.set(evidence, incidentId);
    const before = await found(old);
    await night();
    const states = await Promise.all([young, old, prank, evidence].map(async (id) => (await found(id)).state));
    expect(states).toEqual(['stored', 'erased', 'erased', 'stored']);
    const after = await found(old);
    expect(after).toMatchObject({
      sha256: before.sha256,
      duration_ms: before.duration_ms,
      wrapped_key: null,
      peaks: null,
    });
    await clearAsked();
    expect([await isThere(before.path), await isThere((await found(young)).path)]).toEqual([false, true]);
    const told = await row<{ content: Record<string, unknown> }>(
      room.database.systemDb,
      sql`select content from events where name = 'recording.deleted' and subject_id = ${prank}`,
    );
    expect(told?.content).toMatchObject({
      rule: 'nuisance',
      days: 90,
      sha256: (await found(prank)).sha256?.toString('hex'),
    });
    const told2 = await rows(room.database.systemDb, sql`select from events where name = 'recording.deleted'`);
    await night();
    expect(await rows(room.database.systemDb, sql`select from events where name = 'recording.deleted'`)).toHaveLength(
      told2.length,
    );
    links.clear();
  });

  test('a hold stops it: on the call, and on the incident for all of its calls', async () => {
    const [held, of, free] = [await recorded(800), await recorded(800), await recorded(800)];
    links.set(of, incidentId);
    const place = (subjectType: 'call' | 'incident', subjectId: string) =>
      as('supervisor', (ctx) =>
        caring.placeHold(ctx, { params: {}, query: {}, body: { subjectType, subjectId, reason: 'Permintaan Polres' } }),
      );
    const first = await place('call', held);
    expect(first).toMatchObject({ ok: true, value: { reason: 'Permintaan Polres', releasedAt: null } });
    expect(await place('call', held)).toMatchObject({ ok: false, refusal: { code: 'recording_hold.exists' } });
    expect(await place('call', newId())).toMatchObject({
      ok: false,
      refusal: { code: 'recording_hold.subject_unknown' },
    });
    expect(await place('incident', incidentId)).toMatchObject({ ok: true, value: { number: 7 } });
    await night();
    expect(await Promise.all([held, of, free].map(async (id) => (await found(id)).state))).toEqual([
      'stored',
      'stored',
      'erased',
    ]);
    if (!first.ok) throw new Error('It was placed');
    const release = () =>
      as('dpo', (ctx) =>
        care.releaseHold(ctx, {
          params: { id: holdId.parse(first.value.id) },
          query: {},
          body: { reason: 'Perkara selesai' },
        }),
      );
    expect(await release()).toMatchObject({ ok: true, value: { releaseReason: 'Perkara selesai' } });
    expect(await release()).toMatchObject({ ok: false, refusal: { code: 'recording_hold.released' } });
    await night();
    expect((await found(held)).state).toBe('erased');
    const listed = await as('dpo', (ctx) => care.listHolds(ctx, { params: {}, query: {}, body: {} }));
    expect(listed.ok && listed.value.items.map((hold) => hold.subjectType)).toEqual(['incident', 'call']);
    links.clear();
  });
});

describe('a deletion by hand', () => {
  const ask = (callId: string) =>
    as('dpo', (ctx) =>
      caring.askDeletion(ctx, {
        params: { id: asCall.parse(callId) },
        query: {},
        body: { reason: 'Permintaan pemilik data' },
      }),
    );
  test('needs a second person, and a hold outranks it', async () => {
    const callId = await recorded(1);
    const asked = await ask(callId);
    if (!asked.ok) throw new Error(asked.refusal.code);
    expect(await ask(callId)).toMatchObject({ ok: false, refusal: { code: 'recording_deletion.exists' } });
    const decide = (who: string, approve: boolean) =>
      as(who, (ctx) =>
        caring.decideDeletion(ctx, { params: { id: deletionId.parse(asked.value.id) }, query: {}, body: { approve } }),
      );
    expect(await decide('dpo', true)).toMatchObject({ ok: false, refusal: { code: 'recording_deletion.own' } });
    const hold = await as('supervisor', (ctx) =>
      caring.placeHold(ctx, {
        params: {},
        query: {},
        body: { subjectType: 'call', subjectId: callId, reason: 'Sengketa' },
      }),
    );
    if (!hold.ok) throw new Error(hold.refusal.code);
    expect(await decide('supervisor', true)).toMatchObject({ ok: false, refusal: { code: 'recording_deletion.held' } });
    expect((await found(callId)).state).toBe('stored');
    await as('supervisor', (ctx) =>
      care.releaseHold(ctx, { params: { id: holdId.parse(hold.value.id) }, query: {}, body: { reason: 'Selesai' } }),
    );
    expect(await decide('supervisor', true)).toMatchObject({ ok: true, value: { decision: 'approved' } });
    expect(await decide('supervisor', true)).toMatchObject({
      ok: false,
      refusal: { code: 'recording_deletion.decided' },
    });
    const known = await as('dpo', (ctx) =>
      caring.readRecordingCare(ctx, { params: { id: asCall.parse(callId) }, query: {}, body: {} }),
    );
    expect(known).toMatchObject({
      ok: true,
      value: { deleted: { rule: 'manual' }, deletion: { decision: 'approved' } },
    });
  });

  test('that was refused changes nothing', async () => {
    const callId = await recorded(1);
    const asked = await ask(callId);
    if (!asked.ok) throw new Error(asked.refusal.code);
    await as('supervisor', (ctx) =>
      caring.decideDeletion(ctx, {
        params: { id: deletionId.parse(asked.value.id) },
        query: {},
        body: { approve: false },
      }),
    );
    expect((await found(callId)).state).toBe('stored');
  });
});

describe('listening', () => {
  const listen = (callId: string, reason: 'quality' | 'other', note = '') =>
    as('supervisor', (ctx) =>
      beginListening(incidents)(ctx, { params: { id: asCall.parse(callId) }, query: {}, body: { reason, note } }),
    );

  test('is logged with its reason before anything is heard; another reason wants words', async () => {
    const callId = await recorded(1);
    expect(await listen(callId, 'other', 'mau')).toMatchObject({
      ok: false,
      refusal: { code: 'recording.note_missing' },
    });
    expect(await listen(callId, 'quality', 'bulan November')).toMatchObject({
      ok: true,
      value: { durationMs: 1000, codec: 'wav' },
    });
    const known = await as('dpo', (ctx) =>
      caring.readRecordingCare(ctx, { params: { id: asCall.parse(callId) }, query: {}, body: {} }),
    );
    expect(known).toMatchObject({
      ok: true,
      value: {
        listenings: [{ field: 'recording', reason: 'quality: bulan November', by: { displayName: 'supervisor' } }],
      },
    });
  });

  test('to a sensitive incident is for its handlers only', async () => {
    const callId = await recorded(1);
    hidden.add(callId);
    expect(await listen(callId, 'quality')).toMatchObject({ ok: false, refusal: { code: 'recording.hidden' } });
  });
});

test('the rules of keeping are a setting with versions', async () => {
  const read = () => as('admin', (ctx) => care.readRecordingPolicy(ctx, { params: {}, query: {}, body: {} }));
  const before = await read();
  if (!before.ok) throw new Error('A regency has rules');
  const content = { ...before.value.content, testDays: 7 };
  const change = (version: number) =>
    as('admin', (ctx) =>
      care.changeRecordingPolicy(ctx, { params: {}, query: {}, body: { version, reason: 'Sesuai JRA', content } }),
    );
  expect(await change(before.value.version)).toMatchObject({ ok: true, value: { version: before.value.version + 1 } });
  expect(await change(before.value.version)).toMatchObject({ ok: false, refusal: { code: 'setting.stale' } });
  expect(await read()).toMatchObject({ ok: true, value: { content: { testDays: 7, emergencyDays: 730 } } });
});
