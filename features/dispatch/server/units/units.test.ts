import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { metresBetween } from '#platform/shared/sphere.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import * as dispatch from '../../contract.ts';
import * as coverage from '../../coverage-contract.ts';
import * as routes from '../../unit-contract.ts';
import { codeOf } from '../testing.ts';
import { sweepPositions } from './positions.ts';
import { sendStraight } from './straight-to-unit.ts';
import { createUnitScene, type UnitScene } from './testing.ts';

let database: TestDatabase;
let scene: UnitScene;
let now: Instant = '2026-11-22T03:00:00.000Z';
const minute = 60_000;
const wait = (minutes: number) => {
  now = plusMs(now, minutes * minute);
};

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createUnitScene(database, { slug: 'sidoarjo', clock: () => now });
});
afterAll(() => database.close());

const sendOne = async () => scene.sendOne(await scene.open());

describe('a unit on an assignment', () => {
  test('is dispatched, and the first on the road and on scene moves it; the last to leave does not end it', async () => {
    const assignment = await sendOne();
    const [one, two] = [await scene.unit(), await scene.unit()];
    expect(codeOf(await scene.assign('dispatcher', assignment, one))).toBe('ok');
    expect(codeOf(await scene.assign('dispatcher', assignment, two))).toBe('ok');
    expect(await scene.itemOf(one)).toMatchObject({ status: 'dispatched', tasks: [{ current: true }] });
    // The control room's sending is not the agency's word.
    expect(await scene.stateOf(assignment)).toMatchObject({ state: 'SENT' });
    wait(2);
    await scene.say('dispatcher', one, 'en_route');
    const left = now;
    wait(1);
    await scene.say('dispatcher', two, 'en_route');
    expect(await scene.stateOf(assignment)).toMatchObject({ state: 'EN_ROUTE', en_route_at: left });
    wait(5);
    await scene.say('dispatcher', two, 'on_scene');
    expect(await scene.stateOf(assignment)).toMatchObject({ state: 'ON_SCENE', arrived_at: now });
    await scene.say('dispatcher', one, 'available');
    await scene.say('dispatcher', two, 'returning');
    expect(await scene.stateOf(assignment)).toMatchObject({ state: 'ON_SCENE' });
    const { items } = await scene.must('dispatcher', routes.listAssignedUnits, { params: { id: assignment.id } });
    expect(items.map(({ endReason }) => endReason)).toEqual(['cleared', 'cleared']);
  });

  test('sent by its agency it acknowledges; when the assignment ends it is free in the same moment, and its history stays', async () => {
    const assignment = await sendOne();
    const unit = await scene.unit();
    await scene.assign('damkar', assignment, unit);
    expect(await scene.stateOf(assignment)).toMatchObject({ state: 'ACKNOWLEDGED' });
    await scene.say('damkar', unit, 'on_scene');
    await scene.must('damkar', dispatch.finishAssignment, { params: { id: assignment.id }, body: { result: 'DONE' } });
    expect(await scene.itemOf(unit)).toMatchObject({ status: 'returning', tasks: [] });
    const view = await scene.must('damkar', routes.readUnit, { params: { id: unit } });
    expect(view.history.map(({ status }) => status)).toEqual(['returning', 'on_scene', 'dispatched', 'available']);
    expect(view.history[1]?.incidentNumber).toBe(assignment.incident.number);
  });

  test('that is busy is asked about with the other incident; by force it keeps its task and comes back to it', async () => {
    const [first, second] = [await sendOne(), await sendOne()];
    const unit = await scene.unit();
    await scene.assign('dispatcher', first, unit);
    await scene.say('dispatcher', unit, 'en_route');
    expect(await scene.assign('dispatcher', second, unit)).toMatchObject({
      ok: false,
      refusal: { code: 'unit.busy', detail: { incident: first.incident.number } },
    });
    expect(codeOf(await scene.assign('dispatcher', second, unit, 'nearest'))).toBe('ok');
    expect((await scene.itemOf(unit)).tasks.map((task) => [task.assignmentId, task.current])).toEqual([
      [second.id, true],
      [first.id, false],
    ]);
    const released = await scene.as('dispatcher', routes.releaseUnit, {
      params: { id: second.id, unitId: unit },
      body: { reason: 'not_needed' },
    });
    expect(codeOf(released)).toBe('ok');
    expect(await scene.itemOf(unit)).toMatchObject({
      status: 'dispatched',
      tasks: [{ assignmentId: first.id, current: true }],
    });
    expect(await scene.stateOf(first)).toMatchObject({ state: 'EN_ROUTE' });
  });

  test('is refused where it does not belong', async () => {
    const assignment = await sendOne();
    const ambulance = await scene.unit({ agency: 'PSC119', kind: 'ambulance' });
    expect(codeOf(await scene.assign('dispatcher', assignment, ambulance))).toBe('unit.other_agency');
    // Another agency's unit does not exist for an agency.
    expect(codeOf(await scene.assign('damkar', assignment, ambulance))).toBe('unit.not_found');
    expect(codeOf(await scene.say('damkar', ambulance, 'returning'))).toBe('unit.not_found');
    const { items } = await scene.must('damkar', routes.listUnits, { query: {} });
    expect(items.every((one) => one.agency.code === 'DAMKAR')).toBe(true);
    await scene.must('dispatcher', dispatch.cancelAssignment, {
      params: { id: assignment.id },
      body: { reason: 'not_needed' },
    });
    expect(codeOf(await scene.assign('dispatcher', assignment, await scene.unit()))).toBe('assignment.not_possible');
  });
});

describe('the words of an agency', () => {
  const setting = async () => {
    const { items } = await scene.must('damkar', routes.listAgencyUnits, {});
    const [own] = items;
    if (own === undefined) throw new Error('an agency has a setting of its own');
    return own;
  };

  test('are its own, with a version; unusual moves are marked, refused or free as it says', async () => {
    const unit = await scene.unit();
    const { id, version, content } = await setting();
    const labels = [
      ...content.labels,
      { code: 'apel', name: 'Apel pagi', nameEn: 'Muster', status: 'available' as const },
    ];
    const change = (mode: 'enforce' | 'warn', at: number) =>
      scene.must('damkar', routes.changeAgencyUnits, {
        params: { id },
        body: { version: at, reason: 'uji coba', content: { ...content, labels, mode } },
      });
    await change('enforce', version);
    expect(codeOf(await scene.say('damkar', unit, 'at_hospital'))).toBe('unit.move_refused');
    const forced = await scene.must('damkar', routes.setUnitStatus, {
      params: { id: unit },
      body: { labelCode: 'at_hospital', force: true },
    });
    expect(forced).toMatchObject({ unusual: true, unit: { status: 'at_hospital' } });
    await scene.say('damkar', unit, 'apel');
    expect((await scene.itemOf(unit)).label).toEqual({ code: 'apel', name: { id: 'Apel pagi', en: 'Muster' } });
    await change('warn', version + 1);
    const other = { params: { id: scene.agency('PSC119') }, body: { version: 1, reason: 'uji coba', content } };
    expect(codeOf(await scene.as('damkar', routes.changeAgencyUnits, other))).toBe('setting.not_found');
  });

  test('that cannot be read any more lock nobody out', async () => {
    const unit = await scene.unit({ agency: 'BPBD' });
    await scene.work((ctx) =>
      run(
        ctx.tx,
        sql`insert into agency_units (agency_id, tenant_id, content, version)
            values (${scene.agency('BPBD')}, ${ctx.tenantId}, '{"mode":"enforce","labels":"rusak"}', 7)`,
      ),
    );
    expect(codeOf(await scene.say('dispatcher', unit, 'at_hospital'))).toBe('ok');
  });
});

describe('the register', () => {
  const content = { callSign: 'Baru 1', kind: 'engine' as const, skills: [], home: null, phone: null };

  test('has a call sign once, crew of the agency only, and no way to close a unit that is out', async () => {
    const agencyId = scene.agency('DAMKAR');
    const made = await scene.must('damkar', routes.createUnit, { body: { agencyId, reason: 'unit baru', content } });
    const again = await scene.as('damkar', routes.createUnit, { body: { agencyId, reason: 'unit baru', content } });
    expect(codeOf(again)).toBe('unit.call_sign_taken');
    const foreign = {
      agencyId: scene.agency('PSC119'),
      reason: 'unit baru',
      content: { ...content, callSign: 'Lain' },
    };
    expect(codeOf(await scene.as('damkar', routes.createUnit, { body: foreign }))).toBe('unit.agency_unknown');
    const params = { id: made.id };
    const add = (body: { userId: string } | { name: string }) =>
      scene.as('damkar', routes.addUnitMember, { params, body });
    expect(codeOf(await add({ userId: scene.users.psc119 }))).toBe('unit.member_unfit');
    expect(codeOf(await add({ userId: scene.users.crew }))).toBe('ok');
    const named = await add({ name: 'Budi Relawan' });
    if (!named.ok) throw new Error(named.refusal.code);
    const leave = { params: { ...params, memberId: named.value.id }, body: { erase: true } };
    await scene.must('damkar', routes.removeUnitMember, leave);
    const kept = await scene.work((ctx) =>
      rows<{ name: string | null }>(
        ctx.tx,
        sql`select name from unit_members where unit_id = ${made.id} order by joined_at`,
      ),
    );
    expect(kept.map(({ name }) => name)).toEqual([null, null]);

    await scene.say('damkar', made.id as never, 'available');
    await scene.assign('damkar', await sendOne(), made.id as never);
    const close = { version: 1, reason: 'dijual', content: { ...content, active: false } };
    expect(codeOf(await scene.as('damkar', routes.changeUnit, { params, body: close }))).toBe('unit.on_task');
  });
});

describe('positions', () => {
  const at = (deviceAt: Instant, latitude: number) => ({
    deviceAt,
    point: { latitude, longitude: 112.7 },
    accuracyM: 12,
    speedMps: null,
  });
  const report = (unit: string, ...fixes: ReturnType<typeof at>[]) =>
    scene.must('crew', routes.reportPositions, { params: { id: unit }, body: { fixes } });

  test('go by the time of the device: what comes late moves nothing back, what comes twice is kept once', async () => {
    const unit = await scene.unit({ crew: true });
    wait(10);
    expect(await report(unit, at(plusMs(now, -minute), -7.44), at(plusMs(now, -3 * minute), -7.42))).toEqual({
      kept: 2,
      ignored: 0,
    });
    expect(await report(unit, at(plusMs(now, -2 * minute), -7.43), at(plusMs(now, -3 * minute), -7.42))).toEqual({
      kept: 1,
      ignored: 1,
    });
    expect((await scene.itemOf(unit)).place).toMatchObject({
      point: { latitude: -7.44 },
      at: plusMs(now, -minute),
      accuracyM: 12,
      clamped: false,
    });
    // A clock that is ahead: now, and said so.
    await report(unit, at(plusMs(now, 60 * minute), -7.45));
    expect((await scene.itemOf(unit)).place).toMatchObject({ at: now, clamped: true, point: { latitude: -7.45 } });
  });

  test("are kept on duty only, of one's own unit, for so many days, and stand in no event", async () => {
    const unit = await scene.unit({ crew: true });
    const foreign = await scene.as('crew', routes.reportPositions, {
      params: { id: await scene.unit() },
      body: { fixes: [at(now, -7.4)] },
    });
    expect(codeOf(foreign)).toBe('unit.not_found');
    wait(1);
    await report(unit, at(now, -7.4));
    await scene.say('dispatcher', unit, 'out_of_service');
    wait(1);
    expect(await report(unit, at(now, -7.41))).toEqual({ kept: 0, ignored: 1 });
    const events = await scene.work((ctx) =>
      rows<{ content: string }>(
        ctx.tx,
        sql`select content::text as content from events where content->>'unitId' = ${unit}`,
      ),
    );
    expect(events.length).toBeGreaterThan(0);
    expect(events.filter(({ content }) => content.includes('7.4'))).toEqual([]);
    now = plusMs(now, 15 * 86_400_000);
    await scene.work((ctx) => sweepPositions(ctx, ctx.tenantId, ctx.now));
    expect((await scene.itemOf(unit)).place).toBeNull();
    const left = await scene.work((ctx) => rows(ctx.tx, sql`select 1 from unit_positions where unit_id = ${unit}`));
    expect(left).toEqual([]);
  });
});

describe('a recommendation', () => {
  test('names free units of a fitting kind by time, from a fresh position or else from the base', async () => {
    // On a map of its own, far from the other units of these tests.
    const near = { latitude: -6.5, longitude: 110 };
    const assignment = await scene.sendOne(await scene.open('FIRE_BUILDING', { point: near }));
    const [driving, home, ambulance, busy] = [
      await scene.unit({ crew: true, home: { latitude: -7.9, longitude: 112 } }),
      await scene.unit({ home: { latitude: -6.52, longitude: 110 } }),
      await scene.unit({ kind: 'ambulance', home: near }),
      await scene.unit({ home: near }),
    ];
    await scene.assign('dispatcher', await sendOne(), busy);
    wait(1);
    const fixes = [{ deviceAt: now, point: { latitude: -6.505, longitude: 110 }, accuracyM: 8, speedMps: 9 }];
    await scene.must('crew', routes.reportPositions, { params: { id: driving }, body: { fixes } });
    const ask = () =>
      scene.must('dispatcher', routes.recommendUnits, { params: { id: assignment.id }, query: { limit: 2 } });
    const first = await ask();
    expect(first).toMatchObject({ to: 'point' });
    expect(first.items.map((one) => [one.unit.id, one.from, one.by])).toEqual([
      [driving, 'position', 'straight'],
      [home, 'home', 'straight'],
    ]);
    expect(first.items[0]?.metres).toBeGreaterThan(500);
    expect(first.items[0]?.metres).toBeLessThan(620);
    wait(30);
    // Its position is old by now: its base counts, which is far away.
    expect((await ask()).items[0]?.unit.id).toBe(home);
    expect((await ask()).items.map((one) => one.unit.id)).not.toContain(ambulance);
  });

  test('goes by road where a router answers in time, and stays where it does not', async () => {
    const never = await createUnitScene(database, {
      slug: 'malang',
      clock: () => now,
      travelTimes: () => new Promise(() => undefined),
    });
    const routed = await createUnitScene(database, {
      slug: 'blitar',
      clock: () => now,
      travelTimes: async (origins) =>
        origins.map((_origin, index) => (index === 0 ? { seconds: 900, metres: 9000, source: 'uji' } : null)),
    });
    for (const [one, expected] of [
      [never, ['straight', 'straight']],
      [routed, ['straight', 'router']],
    ] as const) {
      const assignment = await one.sendOne(await one.open());
      await one.unit();
      await one.unit({ home: { latitude: -7.44, longitude: 112.71 } });
      const query = { by: 'router' as const };
      const answer = await one.must('dispatcher', routes.recommendUnits, { params: { id: assignment.id }, query });
      expect(answer).toMatchObject({ to: 'village' });
      expect(answer.items.map(({ by }) => by)).toEqual(expected);
    }
  });
});

test('coverage: how far each free unit comes, and which villages no fitting one reaches in time', async () => {
  const own = await createUnitScene(database, { slug: 'jombang', clock: () => now });
  const ask = (query: object) => own.must('dispatcher', coverage.readCoverage, { query });
  const nobody = await ask({ minutes: 10 });
  expect(nobody.units).toEqual([]);
  expect(nobody.villages.total).toBeGreaterThan(1);
  expect(nobody.villages.missed).toHaveLength(nobody.villages.total);
  expect(nobody.villages.missed[0]?.seconds).toBeNull();

  const [first, ...others] = nobody.villages.missed;
  if (first === undefined) throw new Error('the regency of the scene has villages with points');
  const engine = await own.unit({ kind: 'engine', home: first.point });
  const ambulance = await own.unit({ agency: 'PSC119', kind: 'ambulance', home: first.point });
  const fire = await ask({ minutes: 1, category: 'FIRE' });
  expect(fire.units).toMatchObject([{ id: engine, from: 'home', point: first.point }]);
  expect(fire.villages.missed.map(({ code }) => code)).not.toContain(first.code);
  // What is farther away than it comes in time is missed, the farthest first.
  const reach = fire.units[0]?.reachM ?? 0;
  for (const other of others) expect(metresBetween(other.point, first.point)).toBeGreaterThan(reach);
  expect(fire.villages.missed).toHaveLength(others.length);
  const times = fire.villages.missed.map(({ seconds }) => seconds ?? 0);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(times.every((seconds) => seconds > 60)).toBe(true);
  expect((await ask({ minutes: 5 })).units.map(({ id }) => id).sort()).toEqual([engine, ambulance].sort());

  // Sent somewhere it covers nothing any more; an agency sees its own units alone.
  await own.assign('dispatcher', await own.sendOne(await own.open()), engine);
  expect((await ask({ minutes: 5, category: 'FIRE' })).units).toEqual([]);
  expect((await own.must('damkar', coverage.readCoverage, { query: {} })).units).toEqual([]);
});

describe('straight to a unit', () => {
  test('when the agency says so and no dispatcher is there', async () => {
    const own = await createUnitScene(database, { slug: 'kediri', clock: () => now });
    const [first] = (await own.must('damkar', routes.listAgencyUnits, {})).items;
    if (first === undefined) throw new Error('an agency has a setting of its own');
    const content = { ...first.content, straight: 'no_dispatcher' as const };
    await own.must('damkar', routes.changeAgencyUnits, {
      params: { id: first.id },
      body: { version: 1, reason: 'malam sepi', content },
    });
    const unit = await own.unit();
    const assignment = await own.sendOne(await own.open());
    const job = () => own.work((ctx) => sendStraight(ctx, { assignmentId: assignment.id }));
    await job();
    // The cast has signed in just now, the dispatcher too.
    expect(await own.itemOf(unit)).toMatchObject({ status: 'available' });
    now = plusMs(now, 3_600_000);
    await job();
    expect(await own.itemOf(unit)).toMatchObject({ status: 'dispatched', tasks: [{ assignmentId: assignment.id }] });
    await job();
    expect((await own.itemOf(unit)).tasks.length).toBe(1);
  });
});
