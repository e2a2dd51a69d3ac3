import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Disposition } from '#features/calls/call.ts';
import { saveDisposition } from '#features/calls/server/store.ts';
import { incidentsKnown } from '#features/incidents/server/incidents-known.ts';
import { createScene, type Scene } from '#features/incidents/server/testing.ts';
import type { Actor } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runAction } from '#platform/server/unit.ts';
import { present } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import type { CaseItem } from '../case-contract.ts';
import * as cases from '../case-contract.ts';
import * as routes from '../contract.ts';
import * as lanes from '../lane-contract.ts';
import { createCallers } from './feature.ts';
import { endClean, eraseEnded } from './follow-nuisance.ts';
import { expireLane, signLane } from './lanes.ts';
import { expireNumber } from './notes.ts';

let database: TestDatabase;
let scene: Scene;
let now = '2026-11-21T03:00:00.000Z';
const days = (count: number) => {
  now = plusMs(now, count * 86_400_000);
};

beforeAll(async () => {
  database = await createTestDatabase();
  const features = [createCallers({ incidents: incidentsKnown })];
  scene = await createScene(database, { slug: 'sidoarjo', features, clock: () => now });
});
afterAll(() => database.close());

const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code);
const params = (id: string) => ({ params: { id } });

/** As somebody judges a call: the class on the row, and the event that whoever counts it listens to. */
const judge = (id: string, who: 'taker' | 'taker2', code: Disposition) =>
  scene.work(async (ctx) => {
    const userId = scene.users[who];
    await saveDisposition(ctx.tx, id, code, userId, ctx.now);
    const content = { code, userId };
    await appendEvent(ctx, { name: 'call.classified', subject: { type: 'call', id }, audience: ['tenant'], content });
  });

async function judged(who: 'taker' | 'taker2', caller: string, code: Disposition): Promise<string> {
  now = plusMs(now, 600_000);
  const id = await scene.addCall(who, { caller, wrappedUp: true });
  await judge(id, who, code);
  return id;
}

const allCases = async () => (await scene.must('supervisor', cases.listCases, {})).items;
const masked = (number: string) => `${number.slice(0, 4)}•••••••${number.slice(-3)}`;
const caseOf = async (number: string): Promise<CaseItem | undefined> =>
  (await allCases()).find((one) => one.masked === masked(number));

/** Three confirmed by two call takers, opened to the supervisor by a reason. */
async function opened(number: string): Promise<CaseItem> {
  await judged('taker', number, 'PRANK_CHILD');
  await judged('taker', number, 'PRANK_ADULT');
  await judged('taker2', number, 'PRANK_CHILD');
  const made = present(await caseOf(number), 'opened by rule');
  await scene.must('supervisor', routes.showCallerNumber, {
    ...params(made.numberId),
    body: { reason: 'menangani kasus' },
  });
  return made;
}

describe('a case is opened by rule', () => {
  test('with the third confirmed nuisance by a second call taker, once', async () => {
    const number = '+6281300000101';
    await judged('taker', number, 'PRANK_CHILD');
    await judged('taker', number, 'PRANK_CHILD');
    await judged('taker', number, 'PRANK_CHILD');
    expect(await caseOf(number)).toBeUndefined();
    await judged('taker2', number, 'PRANK_CHILD');
    expect(await caseOf(number)).toMatchObject({ state: 'open', cause: 'rule', step: null, version: 1 });
    const last = await judged('taker2', number, 'PRANK_ABUSIVE');
    expect((await allCases()).filter((one) => one.masked === masked(number))).toHaveLength(1);
    const item = present(await caseOf(number), 'still open');
    expect(item.endsAt).toBe(plusMs(item.lastNuisanceAt, 90 * 86_400_000));
    const facts = await scene.must('supervisor', routes.readCallerFacts, {
      ...params(last),
      query: { reason: 'case_work' },
    });
    expect(facts.case).toMatchObject({ number: item.number, step: null });
  });

  test('a silent number and a withheld one never get a case', async () => {
    const before = (await allCases()).length;
    for (const who of ['taker', 'taker2', 'taker', 'taker2'] as const) await judged(who, '+6281300000102', 'GHOST');
    expect(await allCases()).toHaveLength(before);
  });

  test('judged anew before anybody worked on it: the case ends as corrected, and counts again from the calls that stand', async () => {
    const number = '+6281300000103';
    await judged('taker', number, 'PRANK_CHILD');
    await judged('taker', number, 'PRANK_CHILD');
    const wrong = await judged('taker2', number, 'PRANK_CHILD');
    expect((await caseOf(number))?.state).toBe('open');
    await judge(wrong, 'taker2', 'EMERGENCY_NEW');
    expect(await caseOf(number)).toMatchObject({ state: 'ended', endReason: 'corrected' });
    await judged('taker2', number, 'PRANK_CHILD');
    expect((await allCases()).filter((one) => one.masked === masked(number) && one.state === 'open')).toHaveLength(1);
  });

  test('no call of the number was touched by it', async () => {
    const found = await scene.work((ctx) =>
      rows<{ state: string }>(ctx.tx, sql`select distinct state from calls where caller_e164 like '+62813000001%'`),
    );
    expect(found).toEqual([{ state: 'answered' }]);
  });
});

describe('working on a case', () => {
  test('nothing of it is open without a reason; two people on one case: the second looks first', async () => {
    const number = '+6281300000201';
    const made = await opened(number);
    expect((await scene.must('dpo', cases.readCase, params(made.id))).open).toBeNull();
    const { open, next, version } = await scene.must('supervisor', cases.readCase, params(made.id));
    expect(next).toBe('log');
    expect(open).toMatchObject({ number, calls: [{ code: 'PRANK_CHILD', by: 'Nama taker2' }, {}, {}] });
    expect(open?.happenings).toMatchObject([{ name: 'caller_case.opened', by: null, code: 'rule' }]);
    const take = { ...params(made.id), body: { version, to: 'me' as const } };
    await scene.must('supervisor', cases.assignCase, take);
    expect(
      codeOf(await scene.as('supervisor', cases.noteCase, { ...params(made.id), body: { version, text: 'kedua' } })),
    ).toBe('caller_case.stale');
  });

  test('steps with their words, a letter from its text, a step undone, and the police last', async () => {
    const number = '+6281300000202';
    const made = await opened(number);
    let version = made.version;
    const step = async (kind: 'friendly_call' | 'letter' | 'police_referral', letter?: string) => {
      const body = { version, step: kind, text: 'sudah dilakukan', ...(letter === undefined ? {} : { letter }) };
      const result = await scene.as('supervisor', cases.takeCaseStep, { ...params(made.id), body });
      if (result.ok) version = result.value.version;
      return result;
    };
    expect(codeOf(await step('police_referral'))).toBe('caller_case.too_early');
    expect(codeOf(await step('letter', 'tidak_ada'))).toBe('caller_case.no_letter');
    const call = await step('friendly_call');
    const letter = await step('letter', 'peringatan');
    if (!letter.ok || !call.ok) throw new Error('both were possible');
    const read = { params: { id: made.id, entryId: letter.value.entryId } };
    const { text } = await scene.must('supervisor', cases.readLetter, read);
    expect(text).toContain(`nomor kasus ${made.number}`);
    expect(text).toContain(number);
    expect(text).toContain('menerima 3 panggilan');
    expect(text).not.toMatch(/[{}]/);
    expect(codeOf(await scene.as('dpo', cases.readLetter, read))).toBe('caller_case.not_open_to_you');
    expect(codeOf(await step('police_referral'))).toBe('ok');
    const undo = { ...params(made.id), body: { version, entryId: call.value.entryId } };
    ({ version } = await scene.must('supervisor', cases.undoCaseStep, undo));
    const view = await scene.must('supervisor', cases.readCase, params(made.id));
    expect(view).toMatchObject({ step: 'police_referral', next: null });
    expect(view.open?.happenings.map(({ name, code, undone }) => [name, code, undone])).toEqual([
      ['caller_case.opened', 'rule', false],
      ['caller_case.step_taken', 'friendly_call', true],
      ['caller_case.step_taken', 'letter', false],
      ['caller_case.step_taken', 'police_referral', false],
      ['caller_case.step_undone', 'friendly_call', false],
    ]);
  });

  test('an appeal is decided by another person; granted it ends the case', async () => {
    const number = '+6281300000203';
    const made = await opened(number);
    const filed = await scene.must('supervisor', cases.appealCase, {
      ...params(made.id),
      body: { version: made.version, text: 'telepon dipakai anak tetangga' },
    });
    const decision = (version: number) => ({
      ...params(made.id),
      body: { version, decision: 'granted' as const, reason: 'pemilik sudah menjelaskan' },
    });
    expect(codeOf(await scene.as('supervisor', cases.decideAppeal, decision(filed.version)))).toBe(
      'caller_case.own_work',
    );
    expect(codeOf(await scene.as('dpo', cases.decideAppeal, decision(filed.version)))).toBe(
      'caller_case.not_open_to_you',
    );
    await scene.must('dpo', routes.showCallerNumber, {
      ...params(made.numberId),
      body: { reason: 'memutus keberatan' },
    });
    expect((await scene.must('dpo', cases.readCase, params(made.id))).open?.appeal?.text).toBe(
      'telepon dipakai anak tetangga',
    );
    await scene.must('dpo', cases.decideAppeal, decision(filed.version));
    expect(await caseOf(number)).toMatchObject({ state: 'ended', endReason: 'appeal', hasAppeal: false });
    // What the appeal was granted for opens nothing again.
    await judged('taker', number, 'PRANK_CHILD');
    expect((await allCases()).filter((one) => one.masked === masked(number))).toHaveLength(1);
  });

  test('the restricted lane: wanted by one, signed by another, over by itself; the call is answered like every other', async () => {
    const number = '+6281300000205';
    const made = await opened(number);
    const ask = { ...params(made.id), body: { version: made.version, days: 3, reason: 'puluhan panggilan sehari' } };
    const wanted = await scene.must('supervisor', lanes.askLane, ask);
    expect(codeOf(await scene.as('supervisor', lanes.askLane, ask))).toBe('case_lane.open_already');
    const factsNow = async () => {
      now = plusMs(now, 60_000);
      const id = await scene.addCall('taker', { caller: number });
      const query = { reason: 'case_work' as const };
      return scene.must('supervisor', routes.readCallerFacts, { ...params(id), query });
    };
    expect((await factsNow()).inLane).toBe(false);
    const head = { ...scene.actorOf('supervisor'), permissions: new Set(['lane.sign', 'lane.sign:tenant']) };
    const sign = (actor: Actor) =>
      runAction(scene.place, { tenantId: scene.tenantId, actor }, (ctx) =>
        signLane(ctx, { params: { id: wanted.id }, query: {}, body: {} }),
      );
    expect(codeOf(await sign(head))).toBe('case_lane.own');
    expect(codeOf(await sign({ ...head, id: scene.users.dpo }))).toBe('ok');
    expect(codeOf(await sign({ ...head, id: scene.users.dpo }))).toBe('case_lane.signed');
    expect((await factsNow()).inLane).toBe(true);
    const { items } = await scene.must('supervisor', lanes.listLanes, {});
    expect(items).toMatchObject([{ caseNumber: made.number, days: 3, signedBy: { displayName: 'Nama dpo' } }]);
    days(3);
    expect((await factsNow()).inLane).toBe(false);
    await scene.work((ctx) => expireLane(ctx, wanted.id));
    expect((await scene.must('supervisor', lanes.listLanes, {})).items).toEqual([]);
    const states = await scene.work((ctx) =>
      rows<{ state: string }>(ctx.tx, sql`select distinct state from calls where caller_e164 = ${number}`),
    );
    expect(states).toEqual([{ state: 'answered' }]);
  });

  test('a lane ends with its case, and can be refused', async () => {
    const made = await opened('+6281300000206');
    const ask = { ...params(made.id), body: { version: made.version, days: 7, reason: 'mengganggu malam hari' } };
    const refused = await scene.must('supervisor', lanes.askLane, ask);
    await scene.must('supervisor', lanes.endLane, params(refused.id));
    expect(codeOf(await scene.as('supervisor', lanes.endLane, params(refused.id)))).toBe('case_lane.over');
    await scene.must('supervisor', lanes.askLane, ask);
    const end = { ...params(made.id), body: { version: made.version, reason: 'sudah selesai dibahas' } };
    await scene.must('supervisor', cases.endCase, end);
    const view = await scene.must('supervisor', cases.readCase, params(made.id));
    expect(view.open?.lane).toBeNull();
    const told = view.open?.happenings.flatMap(({ name, code }) => (name.includes('lane') ? [[name, code]] : []));
    expect(told).toEqual([
      ['caller_case.lane_wanted', null],
      ['caller_case.lane_ended', 'refused'],
      ['caller_case.lane_wanted', null],
      ['caller_case.lane_ended', 'case_ended'],
    ]);
  });

  test('opened by hand about a number that was found, one at a time; ended by hand with its reason', async () => {
    const number = '+6281300000204';
    await judged('taker', number, 'PRANK_ADULT');
    const { id: numberId } = await scene.must('supervisor', routes.findCaller, {
      body: { number, reason: 'laporan petugas' },
    });
    const body = { numberId, text: 'menelepon dari sekolah' };
    const made = await scene.must('supervisor', cases.openCase, { body });
    expect(codeOf(await scene.as('supervisor', cases.openCase, { body }))).toBe('caller_case.open_already');
    await scene.must('supervisor', cases.endCase, {
      ...params(made.id),
      body: { version: made.version, reason: 'sekolah sudah menangani' },
    });
    const view = await scene.must('supervisor', cases.readCase, params(made.id));
    expect(view).toMatchObject({ state: 'ended', cause: 'hand', endReason: 'by_hand' });
    expect(view.open?.happenings.at(-1)).toMatchObject({ text: 'sekolah sudah menangani', code: 'by_hand' });
  });
});

test('90 clean days end it by themselves; a year later its words and the number are gone, and no event ever held them', async () => {
  const number = '+6281300000301';
  const made = await opened(number);
  await scene.must('supervisor', cases.noteCase, {
    ...params(made.id),
    body: { version: made.version, text: 'anak kelas lima' },
  });
  days(60);
  await judged('taker', number, 'PRANK_CHILD');
  days(60);
  await scene.work((ctx) => endClean(ctx, made.id));
  expect((await caseOf(number))?.state).toBe('open');
  days(31);
  await scene.work((ctx) => endClean(ctx, made.id));
  expect(await caseOf(number)).toMatchObject({ state: 'ended', endReason: 'clean' });
  const due = await scene.work((ctx) =>
    row(ctx.tx, sql`select due_at from deadlines where kind = 'caller_case.erase' and subject_id = ${made.id}`),
  );
  expect(due).toEqual({ due_at: plusMs(now, 365 * 86_400_000) });
  await scene.work(async (ctx) => {
    await eraseEnded(ctx, made.id);
    await expireNumber(ctx, made.numberId);
  });
  const view = await scene.must('supervisor', cases.readCase, params(made.id));
  expect(view).toMatchObject({ masked: null, open: null, state: 'ended' });
  const left = await scene.work((ctx) =>
    row<{ words: string | null; events: string }>(
      ctx.tx,
      sql`select (select max(text) from caller_case_entries where case_id = ${made.id}) as words,
            (select string_agg(content::text, ' ') from events where name like 'caller_case%') as events`,
    ),
  );
  expect(left?.words).toBeNull();
  expect(left?.events).not.toMatch(/62813|kelas lima|sekolah/);
});

test('the setting is changed with a reason and its version', async () => {
  // Read through the machinery: no player of the cast may change settings.
  const found = await scene.must('supervisor', cases.readCaseSetting, {});
  expect(found).toMatchObject({ version: 1, content: { calls: 3, days: 30, takers: 2, cleanDays: 90 } });
  expect(found.content.letters.map(({ id }) => id)).toEqual(['orang_tua', 'peringatan']);
});
