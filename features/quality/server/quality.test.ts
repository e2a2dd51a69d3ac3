import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '#features/people/permissions.ts';
import { createPeople } from '#features/people/server/feature.ts';
import { createTestCentre } from '#features/people/server/testing.ts';
import { systemActor } from '#platform/server/action.ts';
import { commitmentOf, placeUnder } from '#platform/server/committed-draw.ts';
import { type Db, row, rows, run } from '#platform/server/db/database.ts';
import { createTestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { type DrawableCall, drawSample } from '../draw-rules.ts';
import { answersTo, criteriaOf } from '../scorecard.ts';
import { seedScorecard } from '../seed-scorecard.ts';
import { answerDeadline } from './answer.ts';
import { drawTask } from './draw-month.ts';
import { createQuality, qualitySettings } from './feature.ts';
import { shareAssessed } from './quality-of.ts';

const people = {
  ani: 'SUPERVISOR',
  budi: 'SUPERVISOR',
  citra: 'SUPERVISOR',
  tono: 'CALL_TAKER',
  wati: 'CALL_TAKER',
  admin: 'ADMIN',
  kadis: 'AGENCY_HEAD',
} as const satisfies Record<string, Role>;
type Who = keyof typeof people;
const everybody = Object.keys(people) as Who[]; // Object.keys forgets the key type.

/** Calls that are answered, closed and recorded. */
function callsIn(systemDb: Db, tenantId: string, users: ReadonlyMap<Who, string>) {
  let made = 0;
  return async (taker: Who, code: string, given: { sound?: boolean; purpose?: string; at?: string } = {}) => {
    const { sound = true, purpose = 'public', at = '2026-12-05T03:00:00.000Z' } = given;
    const id = newId();
    made += 1;
    const by = users.get(taker) ?? '';
    await run(
      systemDb,
      sql`insert into calls (id, tenant_id, number, purpose, state, pbx_system, pbx_linkedid, dialled, caller_e164, arrived_at, queued_at, answered_at, answered_by,
          ended_at, ended_by, hangup_cause, disposition, disposition_by, disposition_at, wrapped_up_at)
        values (${id}, ${tenantId}, ${made}, ${purpose}, 'ended', 'uji', ${id}, '112', '+6281299990000', ${at}, ${at}, ${plusMs(at, 4000)}, ${by},
          ${plusMs(at, 30_000)}, 'caller', 16, ${code}, ${by}, ${plusMs(at, 31_000)}, ${plusMs(at, 32_000)})`,
    );
    if (sound)
      await run(
        systemDb,
        sql`insert into recordings (id, tenant_id, call_id, path, state, duration_ms, bytes, stored_at)
          values (${newId()}, ${tenantId}, ${id}, ${`${id}.wav`}, 'stored', 30000, 1000, ${at})`,
      );
    return id;
  };
}

/** Three assessors, two call takers, and a clock that a test moves. */
async function openRoom() {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'quality-'));
  const clock = { now: '2026-11-10T05:00:00.000Z' };
  const place = database.place({ clock: () => clock.now, listeners: {} });
  const { systemDb } = database;
  const quality = createQuality({ place: () => place, dataFolder: folder });
  const peopleFeature = createPeople({
    systemDb,
    defaultTenant: 'sidoarjo',
    place: () => place,
    settingKinds: qualitySettings,
  });
  const house = { people: peopleFeature, place: () => place };
  const centre = await createTestCentre(database, { house, features: [peopleFeature.feature, quality] });
  const tenantId = await centre.addTenant({ slug: 'sidoarjo' });
  const users = new Map<Who, string>();
  for (const who of everybody) users.set(who, await centre.addUser(tenantId, { username: who, roles: [people[who]] }));
  const cookies = new Map<Who, string>();
  const work = <Value>(doing: Parameters<typeof runWork<Value>>[2]) =>
    runWork(place, { tenantId, actor: systemActor }, doing);
  return {
    systemDb,
    tenantId,
    users,
    work,
    /** Another day; everybody signs in again, for a session does not last so long. */
    moveTo: async (now: string) => {
      clock.now = now;
      for (const who of everybody) cookies.set(who, await centre.cookieOf(who));
    },
    send: async (who: Who, method: 'GET' | 'POST', url: string, payload: object = {}) => {
      const headers = { cookie: cookies.get(who) ?? '' };
      const answer = await centre.app.inject({ method, url, headers, ...(method === 'POST' ? { payload } : {}) });
      return { status: answer.statusCode, body: answer.json(), text: answer.body };
    },
    /** No person can; the tests after the draw begin with none. */
    forget: () => database.ownerPool.query('delete from quality_samples'),
    draw: () => work((ctx) => quality.jobs?.[drawTask]?.(ctx, {}) ?? Promise.reject(drawTask)),
    expire: (id: string) =>
      work((ctx) => quality.deadlines?.[answerDeadline]?.(ctx, id, ctx.now) ?? Promise.reject(answerDeadline)),
    addCall: callsIn(systemDb, tenantId, users),
    events: (name: string) =>
      rows<{ content: Record<string, unknown> }>(
        systemDb,
        sql`select content from events where tenant_id = ${tenantId} and name = ${name} order by seq`,
      ),
    close: async () => {
      await centre.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
type Room = Awaited<ReturnType<typeof openRoom>>;

let room: Room;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room?.close());

/** Everything done as well as can be; `changed` otherwise. */
const sheet = (changed: Record<string, string> = {}, note = '') => {
  const best = criteriaOf(seedScorecard).map((each) => [each.id, each.kind === 'yes_no' ? 'yes' : '2'] as const);
  return { scorecardVersion: 1, answers: { ...Object.fromEntries(best), ...changed }, note };
};
const fill = (who: Who, id: string, given: object) => room.send(who, 'POST', `/api/quality/samples/${id}/fill`, given);
const open = (who: Who, id: string) => room.send(who, 'POST', `/api/quality/samples/${id}/open`);
const queueOf = async (who: Who): Promise<string[]> =>
  (await room.send(who, 'GET', '/api/quality/samples')).body.items.map(({ id }: { id: string }) => id);
const sampleOf = async (callId: string) =>
  present(
    await row<{ id: string; state: string; is_double: boolean; counted_as: string | null }>(
      room.systemDb,
      sql`select id, state, is_double, counted_as from quality_samples where call_id = ${callId}`,
    ),
    'it was drawn',
  );

test('a month is drawn from a seed that was committed to before it, and a stranger repeats it', async () => {
  await room.moveTo('2026-11-10T05:00:00.000Z');
  const changed = await room.send('admin', 'POST', '/api/quality/setting/change', {
    version: 1,
    reason: 'uji undian',
    content: { perTaker: 2, doubleShare: 1, appealDays: 7 },
  });
  expect(changed).toMatchObject({ status: 200, body: { version: 2 } });
  await room.moveTo('2026-12-01T05:00:00.000Z');
  await room.draw();
  await room.moveTo('2027-01-01T05:00:00.000Z');
  // November and December were committed to when the regency was made, at the setting of then.
  const drawable: DrawableCall[] = [];
  for (const [taker, code] of [
    ['tono', 'EMERGENCY_NEW'],
    ['tono', 'GHOST'],
    ['wati', 'INFO_PUBLIC'],
    ['wati', 'PRANK_ADULT'],
  ] as const)
    drawable.push({ id: await room.addCall(taker, code), takerId: room.users.get(taker) ?? '', disposition: code });
  const others: string[] = [
    await room.addCall('tono', 'EMERGENCY_NEW', { sound: false }),
    await room.addCall('tono', 'TEST', { purpose: 'test' }),
    // The month's end is midnight in Jakarta.
    await room.addCall('tono', 'EMERGENCY_NEW', { at: '2026-12-31T17:00:00.000Z' }),
  ];
  await room.draw();
  await room.draw();
  const committed = (await room.events('quality.seed_committed')).map(({ content }) => content);
  expect(committed.map(({ from, isLate, perTaker }) => [from, isLate, perTaker])).toEqual([
    ['2026-10-31T17:00:00.000Z', true, 4],
    ['2026-11-30T17:00:00.000Z', false, 4],
    ['2026-12-31T17:00:00.000Z', false, 2],
    ['2027-01-31T17:00:00.000Z', false, 2],
  ]);
  const told = (await room.events('quality.drawn')).map(({ content }) => content);
  expect(told.map(({ eligible, drawn }) => [eligible, drawn])).toEqual([
    [0, 0],
    [4, 4],
  ]);
  const seed = Buffer.from(String(told[1]?.seed), 'hex');
  expect(commitmentOf(seed)).toBe(committed[1]?.commitment);
  const rule = { perTaker: Number(told[1]?.perTaker), doubleShare: Number(told[1]?.doubleShare) };
  const again = drawSample(drawable, placeUnder(seed), rule);
  const drawn = await rows<{ id: string; isDouble: boolean }>(
    room.systemDb,
    sql`select call_id as id, is_double as "isDouble" from quality_samples order by call_id`,
  );
  expect(drawn).toEqual(again.map(({ id, isDouble }) => ({ id, isDouble })));
  expect(drawn.some(({ id }) => others.includes(id))).toBe(false);
  expect(await room.work((ctx) => shareAssessed(ctx, '2026-12'))).toMatchObject({ eligible: 4, drawn: 4, counted: 0 });
  expect(await room.work((ctx) => shareAssessed(ctx, '2027-01'))).toBeNull();
  await room.forget();
});

/** One more call of Tono's, as if the draw had taken it. */
async function drawn(isDouble = false): Promise<{ id: string; callId: string }> {
  const callId = await room.addCall('tono', 'EMERGENCY_NEW');
  const id = newId();
  await run(
    room.systemDb,
    sql`insert into quality_samples (id, tenant_id, call_id, month, taker_id, stratum, is_double, state, opened_at)
        values (${id}, ${room.tenantId}, ${callId}, '2026-12', ${room.users.get('tono')}, 'emergency', ${isDouble}, 'assess', now())`,
  );
  return { id, callId };
}

test('an assessor hears before they assess, sees nobody, and the listening is logged', async () => {
  const { id, callId } = await drawn();
  const { text } = await room.send('ani', 'GET', '/api/quality/samples');
  for (const secret of [callId, 'tono', '+62812', 'EMERGENCY']) expect(text).not.toContain(secret);
  expect(await queueOf('ani')).toEqual([id]);
  expect((await room.send('tono', 'GET', '/api/quality/samples')).status).toBe(403);
  expect((await fill('ani', id, sheet())).body.code).toBe('quality.not_heard');
  const opened = await open('ani', id);
  expect(opened).toMatchObject({
    status: 200,
    body: {
      task: 'assess',
      facts: { disposition: 'EMERGENCY_NEW' },
      card: { version: 1 },
      mine: null,
      other: null,
      appeal: null,
    },
  });
  for (const secret of [callId, 'tono', '+62812']) expect(opened.text).not.toContain(secret);
  const logged = await row<{ reason: string }>(
    room.systemDb,
    sql`select reason from access_log where subject_id = ${callId} and user_id = ${room.users.get('ani')} and field = 'recording'`,
  );
  expect(logged?.reason).toBe('quality: quality');
  expect((await fill('ani', id, { ...sheet(), answers: {} })).body.code).toBe('quality.incomplete');
  expect((await fill('ani', id, { ...sheet(), scorecardVersion: 9 })).body.code).toBe('quality.card_changed');
  // Not done, in a life-threatening call: the sheet counts nothing.
  expect(await fill('ani', id, sheet({ address_verified: 'no' }))).toMatchObject({
    body: { state: 'shown', score: 0, isFailed: true },
  });
  expect((await fill('budi', id, sheet())).body.code).toBe('quality.done');
  const mine = await room.send('tono', 'GET', '/api/quality/mine');
  expect(mine.body.sheets[0]).toMatchObject({ id, callId, state: 'shown', sheets: [{ score: 0, isFailed: true }] });
  for (const secret of ['"ani"', room.users.get('ani') ?? '']) expect(mine.text).not.toContain(secret);
  expect((await room.send('wati', 'GET', '/api/quality/mine')).body.sheets).toEqual([]);
  expect(mine.body.months).toEqual([]);
});

test('a sheet counts when its time is over, and nobody else can answer for the call taker', async () => {
  const { id } = await drawn();
  await open('ani', id);
  await fill('ani', id, sheet());
  const due = await row<{ due_at: string }>(
    room.systemDb,
    sql`select due_at from deadlines where kind = ${answerDeadline} and subject_id = ${id}`,
  );
  expect(due?.due_at).toBe('2027-01-08T05:00:00.000Z');
  for (const who of ['wati', 'budi'] as const)
    expect((await room.send(who, 'POST', `/api/quality/samples/${id}/accept`)).body.code).toBe('quality.not_found');
  await room.expire(id);
  await room.expire(id);
  expect((await room.events('quality.counted')).map(({ content }) => content)).toEqual([{ way: 'expired', score: 1 }]);
  expect((await room.send('tono', 'POST', `/api/quality/samples/${id}/accept`)).body.code).toBe('quality.not_shown');
  expect((await room.send('tono', 'GET', '/api/quality/mine')).body.months).toMatchObject([
    { month: '2026-12', n: 1, mean: 1, interval: null },
  ]);
});

test('two assess blindly, settle where they differ, the call taker appeals, and a third decides', async () => {
  const { id, callId } = await drawn(true);
  await open('ani', id);
  expect((await fill('ani', id, sheet())).body).toMatchObject({ state: 'assess', differing: [] });
  expect(await queueOf('ani')).not.toContain(id);
  expect((await fill('ani', id, sheet())).body.code).toBe('quality.own');
  // Blind to what the first said.
  expect((await open('budi', id)).body).toMatchObject({ task: 'assess', mine: null, other: null });
  expect((await fill('budi', id, sheet({ empathy: '0', greeting: 'no' }))).body).toMatchObject({
    state: 'settle',
    differing: ['greeting', 'empathy'],
  });
  // Only the two of them settle it.
  expect(await queueOf('citra')).not.toContain(id);
  expect((await open('citra', id)).body.code).toBe('quality.own');
  expect((await open('ani', id)).body).toMatchObject({
    task: 'settle',
    mine: { empathy: '2' },
    other: { empathy: '0' },
  });
  expect((await fill('ani', id, sheet({ empathy: '1' }))).body.code).toBe('quality.note_missing');
  expect((await fill('ani', id, sheet({ empathy: '1' }, 'sepakat: sebagian'))).body).toMatchObject({ state: 'shown' });
  const ownSheet = async () =>
    (await room.send('tono', 'GET', '/api/quality/mine')).body.sheets.find((each: { id: string }) => each.id === id);
  const shown = await ownSheet();
  expect(shown.sheets.map(({ kind }: { kind: string }) => kind)).toEqual(['settlement']);
  const appeal = (words: string) => room.send('tono', 'POST', `/api/quality/samples/${id}/appeal`, { words });
  expect((await appeal('a')).body.code).toBe('quality.note_missing');
  expect((await appeal('Pemanggil sudah ditenangkan sejak awal')).body).toMatchObject({ state: 'appealed' });
  for (const who of ['ani', 'budi'] as const) expect(await queueOf(who)).not.toContain(id);
  expect((await open('citra', id)).body).toMatchObject({
    task: 'decide',
    mine: null,
    other: { empathy: '1' },
    appeal: expect.stringContaining('ditenangkan'),
  });
  expect((await fill('citra', id, sheet({}, 'keberatan diterima'))).body).toMatchObject({ state: 'counted', score: 1 });
  expect(await sampleOf(callId)).toMatchObject({ state: 'counted', counted_as: 'decided' });
  const after = await ownSheet();
  expect(after.sheets.map(({ kind }: { kind: string }) => kind)).toEqual(['decision', 'settlement']);
});

test('what cannot be assessed is set aside once, and only before somebody could', async () => {
  const { id, callId } = await drawn();
  expect((await room.send('ani', 'POST', `/api/quality/samples/${id}/set-aside`, { why: 'no_sound' })).status).toBe(
    200,
  );
  expect(await sampleOf(callId)).toMatchObject({ state: 'set_aside' });
  expect((await open('budi', id)).body.code).toBe('quality.done');
});

test('a changed scorecard is a new version, and a sheet keeps its own', async () => {
  const before = await drawn(true);
  await open('ani', before.id);
  await fill('ani', before.id, sheet());
  const { body: shown } = await room.send('admin', 'GET', '/api/quality/scorecard');
  expect(shown).toMatchObject({ version: 1, content: seedScorecard });
  const [first] = seedScorecard.sections;
  const change = { version: 1, reason: 'lebih singkat', content: { sections: [first] } };
  expect(await room.send('admin', 'POST', '/api/quality/scorecard/change', change)).toMatchObject({
    status: 200,
    body: { version: 2 },
  });
  // The second assessor has the card of the first; a new call has the new one.
  expect((await open('budi', before.id)).body.card.version).toBe(1);
  const after = await drawn();
  const opened = await open('budi', after.id);
  expect(opened.body.card).toMatchObject({ version: 2, content: { sections: [first] } });
  const answers = Object.fromEntries(criteriaOf(opened.body.card.content).map((each) => [each.id, answersTo(each)[0]]));
  expect((await fill('budi', after.id, { scorecardVersion: 2, answers, note: '' })).body).toMatchObject({
    state: 'shown',
    score: 1,
  });
  expect((await room.send('kadis', 'POST', '/api/quality/scorecard/change', { ...change, version: 2 })).status).toBe(
    403,
  );
});

test('figures name no person, count what counts, and say how far two agree', async () => {
  const { body, text } = await room.send('kadis', 'GET', '/api/quality/figures');
  for (const secret of ['tono', room.users.get('tono') ?? '', room.users.get('ani') ?? ''])
    expect(text).not.toContain(secret);
  expect(body.months.map(({ month, counted }: { month: string; counted: number }) => [month, counted])).toEqual([
    ['2026-11', 0],
    ['2026-12', 2],
  ]);
  expect(body.months[1]).toMatchObject({ drawn: 4, eligible: 4, setAside: 1, mean: 1 });
  const of = (list: { id: string }[], id: string) => list.find((one) => one.id === id);
  expect(of(body.criteria, 'empathy')).toMatchObject({ byMonth: [{ whole: 0 }, { part: 2, whole: 2 }] });
  expect(of(body.calibration, 'empathy')).toMatchObject({ n: 1, same: 0, kappa: 0 });
  expect(of(body.calibration, 'closing')).toMatchObject({ n: 1, same: 1, kappa: null });
  expect(body.differences.map((one: { criterionId: string }) => one.criterionId).sort()).toEqual([
    'empathy',
    'greeting',
  ]);
  expect(body.differences[0]).toMatchObject({ note: 'sepakat: sebagian' });
  expect((await room.send('tono', 'GET', '/api/quality/figures')).status).toBe(403);
});

test('a talk is seen by the two and by the head, and either of the two says that a step is done', async () => {
  const personId = room.users.get('tono') ?? '';
  const said = {
    personId,
    words: 'Ulangi alamat sebelum menutup',
    steps: [{ words: 'Latihan ulang alamat', due: '2026-12-20' }],
  };
  expect(
    (await room.send('ani', 'POST', '/api/quality/talks', { ...said, personId: room.users.get('ani') })).body.code,
  ).toBe('quality.talk_self');
  expect(
    (await room.send('ani', 'POST', '/api/quality/talks', { ...said, personId: room.users.get('kadis') })).body.code,
  ).toBe('quality.person_unknown');
  expect((await room.send('tono', 'POST', '/api/quality/talks', said)).status).toBe(403);
  const held = await room.send('ani', 'POST', '/api/quality/talks', said);
  expect(held.status).toBe(200);
  const seenBy = async (who: Who) => (await room.send(who, 'GET', '/api/quality/talks')).body.items;
  for (const who of ['ani', 'tono', 'kadis'] as const)
    expect(await seenBy(who)).toMatchObject([
      { words: said.words, steps: [{ words: 'Latihan ulang alamat', isOverdue: true, doneAt: null }] },
    ]);
  for (const who of ['budi', 'wati'] as const) expect(await seenBy(who)).toEqual([]);
  const [{ id, steps }] = await seenBy('tono');
  const done = (who: Who) => room.send(who, 'POST', `/api/quality/talks/${id}/steps/${steps[0].id}/done`);
  for (const who of ['budi', 'kadis'] as const) expect((await done(who)).body.code).toBe('quality.talk_not_found');
  expect((await done('tono')).status).toBe(200);
  expect((await done('ani')).body.code).toBe('quality.step_done');
  expect((await seenBy('ani'))[0].steps[0]).toMatchObject({ isOverdue: false });
  const told = (await room.events('quality.talk_held')).map(({ content }) => content);
  expect(told).toEqual([{ steps: 1 }]);
});
