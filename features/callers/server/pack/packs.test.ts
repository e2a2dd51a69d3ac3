import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Disposition } from '#features/calls/call.ts';
import type { EvidenceCode } from '#features/calls/evidence.ts';
import { insertJudgement } from '#features/calls/server/closing/judgement-store.ts';
import { recordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import { saveDisposition } from '#features/calls/server/store.ts';
import { incidentsKnown } from '#features/incidents/server/incidents-known.ts';
import { createScene, type Scene } from '#features/incidents/server/testing.ts';
import { type Actor, systemActor } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { recordHead, signingKey } from '#platform/server/events/head.ts';
import { sealBatch } from '#platform/server/events/seal.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { createTestHttp } from '#platform/server/testing/test-http.ts';
import { until } from '#platform/server/testing/until.ts';
import { runAction, runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import * as cases from '../../case-contract.ts';
import * as routes from '../../contract.ts';
import type { CasePackId } from '../../pack.ts';
import * as packs from '../../pack-contract.ts';
import { createCallers } from '../feature.ts';
import { eraseEnded } from '../follow-nuisance.ts';
import { checkPack, isInOrder } from './check-pack.ts';
import { createCasePacks } from './feature.ts';
import { faultsOf, readPack } from './pack-file.ts';
import { showPack } from './read-packs.ts';
import { signPack } from './sign-pack.ts';
import { staffNumber } from './staff.ts';

let database: TestDatabase;
let scene: Scene;
let app: FastifyInstance;
let dataFolder = '';
let now = '2026-11-21T03:00:00.000Z';

beforeAll(async () => {
  database = await createTestDatabase();
  dataFolder = await mkdtemp(join(tmpdir(), 'sigap-packs-'));
  const features = [
    createCallers({ incidents: incidentsKnown }),
    createCasePacks({ place: () => scene.place, dataFolder, incidents: incidentsKnown }),
  ];
  scene = await createScene(database, { slug: 'sidoarjo', features, clock: () => now });
  const files = { place: () => scene.place, dataFolder, keys: recordingKeys(join(dataFolder, 'keys')) };
  app = await createTestHttp(database, {
    plugins: [showPack(files)],
    authenticate: async (request) => {
      const actor = request.headers['x-who'] === 'head' ? head() : scene.actorOf('supervisor');
      return { state: 'open', requester: { tenantId: scene.tenantId, actor } };
    },
  });
});
afterAll(async () => {
  await app?.close();
  await database.close();
  await rm(dataFolder, { recursive: true, force: true });
});

/** The head of Diskominfo: nobody of the cast is, so the officer's account signs with the head's permissions. */
function head(): Actor {
  const held = ['pack.read', 'pack.sign', 'pack.withdraw'];
  return { ...scene.actorOf('dpo'), permissions: new Set(held.flatMap((name) => [name, `${name}:tenant`])) };
}

const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code);
const params = (id: string) => ({ params: { id } });
const why = 'rujukan ke kepolisian';

async function judge(
  id: string,
  who: 'taker' | 'taker2',
  code: Disposition,
  evidence: readonly EvidenceCode[] = ['laughter', 'admits_prank'],
): Promise<void> {
  await scene.work(async (ctx) => {
    const userId = scene.users[who];
    await saveDisposition(ctx.tx, id, code, userId, ctx.now);
    await insertJudgement(ctx, { callId: id, code, before: null, evidence, userId, reason: null });
    const content = { code, userId };
    await appendEvent(ctx, { name: 'call.classified', subject: { type: 'call', id }, audience: ['tenant'], content });
  });
}

async function judged(who: 'taker' | 'taker2', caller: string): Promise<string> {
  now = plusMs(now, 600_000);
  const id = await scene.addCall(who, { caller, wrappedUp: true });
  await scene.work((ctx) =>
    run(
      ctx.tx,
      sql`insert into recordings (id, tenant_id, call_id, path, state, codec, duration_ms, bytes, sha256, file_sha256, file_bytes, stored_at)
          values (${newId()}, ${scene.tenantId}, ${id}, ${`2026/11/${id}.sealed`}, 'stored', 'wav', 7000, 9, ${createHash('sha256').update(id).digest()},
            ${createHash('sha256').update(`file ${id}`).digest()}, 10, ${now})`,
    ),
  );
  await judge(id, who, 'PRANK_CHILD');
  return id;
}

/** Whatever has happened has its link; other tests' open transactions on the same server may hold the settled line back. */
const sealAll = () =>
  until('every event is in the chain', async () => {
    await sealBatch(database.systemDb);
    const open = await row(
      database.systemDb,
      sql`select 1 from events e where not exists (select from event_seals s where s.seq = e.seq) limit 1`,
    );
    return open === null;
  });

const versionOf = async (id: string) => (await scene.must('supervisor', cases.readCase, params(id))).version;
const friendlyCall = async (id: string) =>
  scene.must('supervisor', cases.takeCaseStep, {
    ...params(id),
    body: { version: await versionOf(id), step: 'friendly_call', text: 'ibunya diajak bicara' },
  });
const prepare = async (id: string) =>
  scene.as('supervisor', packs.preparePack, {
    ...params(id),
    body: { version: await versionOf(id), reason: why },
  });

/** A case with three confirmed calls, opened to the supervisor. */
async function opened(number: string): Promise<{ id: string; numberId: string; calls: string[] }> {
  const calls = [await judged('taker', number), await judged('taker', number), await judged('taker2', number)];
  const { items } = await scene.must('supervisor', cases.listCases, {});
  const found = present(
    items.find(({ masked }) => masked?.endsWith(number.slice(-3)) === true),
    'opened by rule',
  );
  await scene.must('supervisor', routes.showCallerNumber, { ...params(found.numberId), body: { reason: why } });
  return { id: found.id, numberId: found.numberId, calls };
}

/** The same, ready for its pack, which is prepared. */
async function prepared(number: string) {
  const made = await opened(number);
  await friendlyCall(made.id);
  await sealAll();
  const pack = await prepare(made.id);
  if (!pack.ok) throw new Error(pack.refusal.code);
  return { ...made, packId: pack.value.id };
}

const packOf = async (id: string) => {
  const { items } = await scene.must('supervisor', packs.listPacks, {});
  return present(
    items.find((one) => one.id === id),
    'it is in the list',
  );
};
const look = (id: string, who: 'head' | 'supervisor' = 'head', query = '?reason=menilai%20berkas') =>
  app.inject({ method: 'GET', url: `/api/case-packs/${id}/file${query}`, headers: { 'x-who': who } });
const sign = async (id: CasePackId, actor: Actor = head()) => {
  const { contentHash } = await packOf(id);
  const signing = signPack({
    dataFolder,
    keys: recordingKeys(join(dataFolder, 'keys')),
    incidents: incidentsKnown,
    signingFolder: join(dataFolder, 'keys'),
  });
  return runAction(scene.place, { tenantId: scene.tenantId, actor }, (ctx) =>
    signing(ctx, { params: { id }, query: {}, body: { contentHash } }),
  );
};

async function signed(number: string) {
  const made = await prepared(number);
  await look(made.packId);
  expect(codeOf(await sign(made.packId))).toBe('ok');
  const answer = await look(made.packId, 'supervisor');
  expect(answer.statusCode).toBe(200);
  const file = answer.rawPayload;
  const read = readPack(file);
  if (read.state !== 'sound') throw new Error(read.state);
  return { ...made, file, read };
}

const check = (read: Extract<ReturnType<typeof readPack>, { state: 'sound' }>) =>
  checkPack(database.systemDb, join(dataFolder, 'keys'), read);

describe('preparing', () => {
  test('not before somebody has spoken to the person, not over an objection, not before the chain has all of it', async () => {
    const made = await opened('+6281300000401');
    await sealAll();
    expect(codeOf(await prepare(made.id))).toBe('caller_case.too_early');
    await friendlyCall(made.id);
    expect(codeOf(await prepare(made.id))).toBe('case_pack.not_sealed');
    await sealAll();
    await scene.must('supervisor', cases.appealCase, {
      ...params(made.id),
      body: { version: await versionOf(made.id), text: 'bukan saya yang menelepon' },
    });
    await sealAll();
    expect(codeOf(await prepare(made.id))).toBe('case_pack.appeal_open');
    expect((await scene.must('supervisor', packs.listPacks, { query: { caseId: made.id } })).items).toEqual([]);
  });

  test('one waits at a time; its draft is seen with a reason that is logged, and is no pack', async () => {
    const made = await prepared('+6281300000402');
    expect(codeOf(await prepare(made.id))).toBe('case_pack.waiting');
    expect((await look(made.packId, 'head', '')).json()).toMatchObject({ code: 'case_pack.reason_missing' });
    const draft = await look(made.packId);
    expect(draft.headers['content-type']).toBe('application/pdf');
    expect(draft.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect(readPack(draft.rawPayload).state).toBe('no_pack');
    const logged = await scene.work((ctx) =>
      rows(
        ctx.tx,
        sql`select subject_type, field, reason from access_log where subject_id in (${made.packId}, ${made.numberId}) and user_id = ${head().id} order by seq`,
      ),
    );
    expect(logged).toEqual([
      { subject_type: 'case_pack', field: 'case_pack_draft', reason: 'menilai berkas' },
      { subject_type: 'caller_number', field: 'case_pack', reason: 'menilai berkas' },
    ]);
    const told = (await scene.must('supervisor', cases.readCase, params(made.id))).open?.happenings.at(-1);
    expect(told).toMatchObject({ name: 'caller_case.pack_prepared', text: why });
  });
});

describe('signing', () => {
  test('by another person, who has looked at it; once', async () => {
    const { packId } = await prepared('+6281300000403');
    const own = { ...head(), id: scene.users.supervisor };
    expect(codeOf(await sign(packId, own))).toBe('case_pack.own');
    expect(codeOf(await sign(packId))).toBe('case_pack.not_seen');
    await look(packId);
    expect(codeOf(await sign(packId))).toBe('ok');
    expect(codeOf(await sign(packId))).toBe('case_pack.not_waiting');
  });

  test('not what was judged anew since, and not over an objection', async () => {
    const made = await prepared('+6281300000404');
    await look(made.packId);
    const [first = ''] = made.calls;
    await judge(first, 'taker', 'EMERGENCY_NEW', []);
    expect(codeOf(await sign(made.packId))).toBe('case_pack.outdated');
    await scene.must('supervisor', packs.withdrawPack, { ...params(made.packId), body: { reason: 'satu panggilan keliru' } });
    expect(await packOf(made.packId)).toMatchObject({ state: 'withdrawn', isErased: true });
    expect((await look(made.packId)).json()).toMatchObject({ code: 'case_pack.erased' });
    await sealAll();
    const second = await prepare(made.id);
    if (!second.ok) throw new Error(second.refusal.code);
    expect(await packOf(second.value.id)).toMatchObject({ number: 2, calls: 2, state: 'prepared' });
    await look(second.value.id);
    await scene.must('supervisor', cases.appealCase, {
      ...params(made.id),
      body: { version: await versionOf(made.id), text: 'telepon dipakai bersama' },
    });
    expect(codeOf(await sign(second.value.id))).toBe('case_pack.appeal_open');
  });

  test('a further call does not make it untrue', async () => {
    const made = await prepared('+6281300000405');
    await look(made.packId);
    await judged('taker', '+6281300000405');
    expect(codeOf(await sign(made.packId))).toBe('ok');
  });
});

describe('the signed file', () => {
  test('says what happened, with pseudonyms, hashes and the chain, and this installation says the same', async () => {
    await sealAll();
    await scene.work(async (ctx) => {
      await recordHead(ctx, '2026-11-21', await signingKey(join(dataFolder, 'keys'), ctx.tenantId));
    });
    const { file, read, calls } = await signed('+6281300000406');
    const { manifest } = read;
    expect(manifest.content).toMatchObject({ callerNumber: '+6281300000406', leftOut: { older: 0, protected: 0 } });
    expect(new Set(manifest.content.calls.map(({ id }) => id))).toEqual(new Set(calls));
    const [call] = manifest.content.calls;
    expect(call?.judgements.at(-1)).toMatchObject({
      code: 'PRANK_CHILD',
      evidence: ['laughter', 'admits_prank'],
      by: { number: staffNumber(scene.users.taker2), roles: ['CALL_TAKER'], name: null },
    });
    expect(call?.recording).toMatchObject({
      state: 'stored',
      sha256: createHash('sha256').update(call?.id ?? '').digest('hex'),
    });
    expect(JSON.stringify(manifest)).not.toContain('Nama taker');
    expect(manifest.signedBy.name).toBe('Nama dpo');
    expect(manifest.proof.events.filter(({ event }) => event.name === 'call.classified')).toHaveLength(3);
    expect(manifest.proof.heads).toMatchObject([{ day: '2026-11-21', publicKey: manifest.publicKey }]);
    expect(faultsOf(manifest)).toEqual([]);
    await sealAll();
    const found = await check(read);
    expect(found).toMatchObject({ isOurs: true, isOurKey: true, wasSigned: true, isSealed: true, changed: [] });
    expect(isInOrder(found)).toBe(true);
    const told = await scene.work((ctx) =>
      row<{ hash: string }>(
        ctx.tx,
        sql`select content->>'fileHash' as hash from events where name = 'caller_case.pack_made' and content->>'packId' = ${manifest.packId}`,
      ),
    );
    expect(told?.hash).toBe(createHash('sha256').update(file).digest('hex'));
  });

  test('altered by any byte it is no pack any more', async () => {
    const { file } = await signed('+6281300000407');
    const flip = (position: number, bits: number) => {
      const altered = Buffer.from(file);
      altered[position] = (altered[position] ?? 0) ^ bits;
      return readPack(altered).state;
    };
    const text = file.toString('latin1');
    const places = ['%PDF', 'endobj', 'startxref', '%SIGAP-PACK', '%SIGAP-SIGNATURE'].map((word) => text.indexOf(word));
    for (const position of [...places, text.lastIndexOf('startxref'), 0, file.length - 1])
      expect(flip(position, 1)).toBe('altered');
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (position, bits) => {
        expect(flip(position, bits)).toBe('altered');
      }),
      { numRuns: 300 },
    );
  });

  test('what somebody changes in the database afterwards is named', async () => {
    const { read } = await signed('+6281300000408');
    const event = present(
      read.manifest.proof.events.find(({ event: one }) => one.name === 'call.classified'),
      'three were judged',
    );
    await database.ownerPool.query('alter table events disable trigger all');
    await database.ownerPool.query(`update events set content = '{"code": "GHOST"}' where seq = $1`, [event.event.seq]);
    const found = await check(read);
    expect(found.changed).toEqual([event.chainNo]);
    expect(isInOrder(found)).toBe(false);
    await database.ownerPool.query('update events set content = $2 where seq = $1', [
      event.event.seq,
      event.event.content,
    ]);
    await database.ownerPool.query('alter table events enable trigger all');
    expect((await check(read)).changed).toEqual([]);
  });

  test('of another installation it is said to be none of ours', async () => {
    const { read } = await signed('+6281300000409');
    const manifest = { ...read.manifest, tenantId: newId() };
    expect(await check({ ...read, manifest })).toMatchObject({ isOurs: false, wasSigned: false });
  });
});

test('a call of a protected incident is left out and counted', async () => {
  const number = '+6281300000410';
  const made = await opened(number);
  const [first] = made.calls;
  await runWork(scene.place, { tenantId: scene.tenantId, actor: systemActor }, async (ctx) => {
    const incidentId = newId();
    await run(
      ctx.tx,
      sql`insert into incidents (id, tenant_id, number, state, source, incident_type_id, priority, sensitive, sensitive_by_hand, reported_at, verified_at)
          values (${incidentId}, ${scene.tenantId}, 990001, 'VERIFIED', 'call', ${[...scene.types.values()][0]}, 'P2', true, true, ${now}, ${now})`,
    );
    await run(
      ctx.tx,
      sql`insert into incident_particulars (incident_id, tenant_id, salt) values (${incidentId}, ${scene.tenantId}, '\\x00')`,
    );
    await run(
      ctx.tx,
      sql`insert into incident_calls (tenant_id, incident_id, call_id, relation) values (${scene.tenantId}, ${incidentId}, ${first}, 'opened')`,
    );
  });
  await friendlyCall(made.id);
  await sealAll();
  const pack = await prepare(made.id);
  if (!pack.ok) throw new Error(pack.refusal.code);
  expect(await packOf(pack.value.id)).toMatchObject({ calls: 2 });
});

test('a pack that waits goes with its case; a signed one is erased with the words of it, and its hash stays', async () => {
  const waiting = await prepared('+6281300000411');
  const done = await signed('+6281300000412');
  await sealAll();
  for (const { id } of [waiting, done])
    await scene.must('supervisor', cases.endCase, {
      ...params(id),
      body: { version: await versionOf(id), reason: 'sudah ditangani keluarga' },
    });
  expect(await packOf(waiting.packId)).toMatchObject({ state: 'withdrawn', decidedBy: { displayName: 'Nama supervisor' } });
  expect((await look(done.packId)).statusCode).toBe(200);
  await scene.work((ctx) => eraseEnded(ctx, done.id));
  expect((await look(done.packId)).json()).toMatchObject({ code: 'case_pack.erased' });
  expect(await packOf(done.packId)).toMatchObject({ state: 'signed', isErased: true, reason: null });
  expect(await check(done.read)).toMatchObject({ wasSigned: true, changed: [] });
  // Sealed files alone: no draft and no PDF lies open in the folder.
  const names = await readdir(join(dataFolder, 'attachments', '2026'));
  expect(names.filter((name) => !name.endsWith('.sealed'))).toEqual([]);
});

test('the words are a setting with seeds that nobody has checked yet', async () => {
  const found = await scene.must('supervisor', packs.readPackSetting, {});
  expect(found).toMatchObject({ version: 1, content: { showNames: false } });
  expect(found.content.legal.map(({ isChecked }) => isChecked)).toEqual([false, false, false, false]);
});
