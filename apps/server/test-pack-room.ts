import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import * as cases from '#features/callers/case-contract.ts';
import * as routes from '#features/callers/contract.ts';
import type { CasePackId } from '#features/callers/pack.ts';
import * as packs from '#features/callers/pack-contract.ts';
import { createCallers } from '#features/callers/server/feature.ts';
import { checkPack } from '#features/callers/server/pack/check-pack.ts';
import { createCasePacks } from '#features/callers/server/pack/feature.ts';
import { readPack } from '#features/callers/server/pack/pack-file.ts';
import { showPack } from '#features/callers/server/pack/read-packs.ts';
import { signPack } from '#features/callers/server/pack/sign-pack.ts';
import type { Disposition } from '#features/calls/call.ts';
import type { EvidenceCode } from '#features/calls/evidence.ts';
import { insertJudgement } from '#features/calls/server/closing/judgement-store.ts';
import { recordingKeys } from '#features/calls/server/recording/recording-keys.ts';
import { saveDisposition } from '#features/calls/server/store.ts';
import { incidentsKnown } from '#features/incidents/server/incidents-known.ts';
import { createScene, type Scene } from '#features/incidents/server/testing.ts';
import type { Actor } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { sealBatch } from '#platform/server/events/seal.ts';
import { createTestDatabase } from '#platform/server/testing/test-database.ts';
import { createTestHttp } from '#platform/server/testing/test-http.ts';
import { until } from '#platform/server/testing/until.ts';
import { runAction } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';

export const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? 'ok' : result.refusal?.code;
const params = (id: string) => ({ params: { id } });
/** Why packs are prepared here. */
export const why = 'rujukan ke kepolisian';

type Taker = 'taker' | 'taker2';
export type SoundPack = Extract<ReturnType<typeof readPack>, { state: 'sound' }>;

/** A centre with cases, packs and their files. */
export type PackRoom = Awaited<ReturnType<typeof createPackRoom>>;
type Base = Awaited<ReturnType<typeof createBase>>;

/** The database, the people, the server that brings files, and a clock that stands until a call comes. */
async function createBase() {
  const database = await createTestDatabase();
  const dataFolder = await mkdtemp(join(tmpdir(), 'sigap-packs-'));
  const keysFolder = join(dataFolder, 'keys');
  const clock = { now: '2026-11-21T03:00:00.000Z' };
  const files = { dataFolder, keys: recordingKeys(keysFolder), place: () => scene.place };
  const features = [
    createCallers({ incidents: incidentsKnown }),
    createCasePacks({ place: () => scene.place, dataFolder, incidents: incidentsKnown }),
  ];
  const scene: Scene = await createScene(database, { slug: 'sidoarjo', features, clock: () => clock.now });

  /** The head of Diskominfo: nobody of the cast is, so the officer's account signs with the head's permissions. */
  const head = (): Actor => {
    const held = ['pack.read', 'pack.sign', 'pack.withdraw'];
    return { ...scene.actorOf('dpo'), permissions: new Set(held.flatMap((name) => [name, `${name}:tenant`])) };
  };
  const app = await createTestHttp(database, {
    plugins: [showPack(files)],
    authenticate: async (request) => {
      const actor = request.headers['x-who'] === 'head' ? head() : scene.actorOf('supervisor');
      return { state: 'open', requester: { tenantId: scene.tenantId, actor } };
    },
  });

  return { database, scene, dataFolder, keysFolder, files, clock, head, app };
}

/** Calls, as the exchange and call takers make them. */
function callsIn({ database, scene, clock }: Base) {
  const { work } = scene;
  /** As somebody judges a call: its class, its row of judgements, and the event that whoever counts it listens to. */
  const judge = (
    id: string,
    who: Taker,
    code: Disposition,
    evidence: readonly EvidenceCode[] = ['laughter', 'admits_prank'],
  ) =>
    work(async (ctx) => {
      const userId = scene.users[who];
      await saveDisposition(ctx.tx, id, code, userId, ctx.now);
      await insertJudgement(ctx, { callId: id, code, before: null, evidence, userId, reason: null });
      const content = { code, userId };
      await appendEvent(ctx, { name: 'call.classified', subject: { type: 'call', id }, audience: ['tenant'], content });
    });

  const judged = async (who: Taker, caller: string): Promise<string> => {
    clock.now = plusMs(clock.now, 600_000);
    const id = await scene.addCall(who, { caller, wrappedUp: true });
    const sha256 = (text: string) => createHash('sha256').update(text).digest();
    await work((ctx) =>
      run(
        ctx.tx,
        sql`insert into recordings (id, tenant_id, call_id, path, state, codec, duration_ms, bytes, sha256, file_sha256, file_bytes, stored_at)
            values (${newId()}, ${scene.tenantId}, ${id}, ${`2026/11/${id}.sealed`}, 'stored', 'wav', 7000, 9, ${sha256(id)}, ${sha256(`file ${id}`)},
              10, ${clock.now})`,
      ),
    );
    await judge(id, who, 'PRANK_CHILD');
    return id;
  };

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

  return { judge, judged, sealAll };
}

/** Cases, as a supervisor works on them. */
function casesIn({ scene }: Base, { judged }: ReturnType<typeof callsIn>) {
  const { must } = scene;
  const versionOf = async (id: string) => (await must('supervisor', cases.readCase, params(id))).version;
  const friendlyCall = async (id: string) => {
    const body = { version: await versionOf(id), step: 'friendly_call' as const, text: 'ibunya diajak bicara' };
    return must('supervisor', cases.takeCaseStep, { ...params(id), body });
  };
  const appeal = async (id: string, text: string) =>
    must('supervisor', cases.appealCase, { ...params(id), body: { version: await versionOf(id), text } });
  const end = async (id: string, reason: string) =>
    must('supervisor', cases.endCase, { ...params(id), body: { version: await versionOf(id), reason } });
  const prepare = async (id: string) =>
    scene.as('supervisor', packs.preparePack, { ...params(id), body: { version: await versionOf(id), reason: why } });

  /** A case with three confirmed calls, opened to the supervisor. */
  const opened = async (number: string) => {
    const calls = [await judged('taker', number), await judged('taker', number), await judged('taker2', number)];
    const { items } = await must('supervisor', cases.listCases, {});
    const found = present(
      items.find(({ masked }) => masked?.endsWith(number.slice(-3)) === true),
      'opened by rule',
    );
    await must('supervisor', routes.showCallerNumber, { ...params(found.numberId), body: { reason: why } });
    return { id: found.id, numberId: found.numberId, calls };
  };

  return { friendlyCall, appeal, end, prepare, opened };
}

/** Packs, as the head and the supervisor see them. */
function packsIn(
  { scene, files, keysFolder, head, app }: Base,
  { sealAll }: ReturnType<typeof callsIn>,
  { opened, friendlyCall, prepare }: ReturnType<typeof casesIn>,
) {
  /** The same after a friendly call, with its pack prepared. */
  const prepared = async (number: string) => {
    const made = await opened(number);
    await friendlyCall(made.id);
    await sealAll();
    const pack = await prepare(made.id);
    if (!pack.ok) throw new Error(pack.refusal.code);
    return { ...made, packId: pack.value.id };
  };

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
    const signing = signPack({ ...files, incidents: incidentsKnown, signingFolder: keysFolder });
    return runAction(scene.place, { tenantId: scene.tenantId, actor }, (ctx) =>
      signing(ctx, { params: { id }, query: {}, body: { contentHash } }),
    );
  };

  /** The file that the police get, and what it says. */
  const signed = async (number: string) => {
    const made = await prepared(number);
    await look(made.packId);
    const done = await sign(made.packId);
    if (!done.ok) throw new Error(done.refusal.code);
    const file = (await look(made.packId, 'supervisor')).rawPayload;
    const read = readPack(file);
    if (read.state !== 'sound') throw new Error(read.state);
    return { ...made, file, read };
  };

  return { prepared, packOf, look, sign, signed };
}

export async function createPackRoom() {
  const base = await createBase();
  const calls = callsIn(base);
  const worked = casesIn(base, calls);
  const { database, dataFolder, keysFolder, app, clock } = base;
  return {
    ...base,
    ...calls,
    ...worked,
    ...packsIn(base, calls, worked),
    now: () => clock.now,
    check: (read: SoundPack) => checkPack(database.systemDb, keysFolder, read),
    close: async () => {
      await app.close();
      await database.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
