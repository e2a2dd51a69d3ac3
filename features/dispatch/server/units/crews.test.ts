import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import * as dispatch from '../../contract.ts';
import { doFieldActions, listFieldTasks } from '../../field-contract.ts';
import * as routes from '../../unit-contract.ts';
import { codeOf } from '../testing.ts';
import { askCrew, repeatAlarm, silenceDeadline } from './crew-safety.ts';
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

describe('the safety of a crew', () => {
  const fire = (unit: string) => scene.work((ctx) => askCrew(ctx, unit, ctx.now));
  const alarms = async () => (await scene.must('supervisor', routes.listUnitAlarms, {})).items;

  test('on scene without a sign it is asked, then it is an alarm, until somebody says what came of it', async () => {
    const unit = await scene.unit({ crew: true });
    const assignment = await sendOne();
    await scene.assign('dispatcher', assignment, unit);
    await scene.say('dispatcher', unit, 'on_scene');
    const [due] = (await scene.deadlinesOf(unit)).filter(({ kind }) => kind === silenceDeadline);
    // Fire: twenty minutes.
    expect(due?.due_at).toBe(plusMs(now, 20 * minute));
    wait(20);
    await fire(unit);
    expect((await scene.itemOf(unit)).askedAt).toBe(now);
    expect(await alarms()).toEqual([]);
    expect(await scene.field({ kind: 'check_in', unitId: unit })).toMatchObject([{ outcome: 'applied' }]);
    expect((await scene.itemOf(unit)).askedAt).toBeNull();
    wait(20);
    await fire(unit);
    wait(1);
    await fire(unit);
    const [alarm] = await alarms();
    expect(alarm).toMatchObject({ kind: 'silence', unit: { id: unit }, step: 1 });
    const told = (await scene.eventsOf(assignment.id)).find(({ name }) => name === 'unit.alarmed');
    expect(told?.audience).toEqual(expect.arrayContaining(['tenant', 'supervisors']));
    await scene.work((ctx) => repeatAlarm(ctx, alarm?.id ?? '', ctx.now));
    expect((await alarms())[0]?.step).toBe(2);
    const answer = { params: { id: alarm?.id ?? '' }, body: { reason: 'reached_radio' as const, note: 'aman' } };
    expect(codeOf(await scene.as('dispatcher', routes.acknowledgeUnitAlarm, answer))).toBe('ok');
    expect(codeOf(await scene.as('dispatcher', routes.acknowledgeUnitAlarm, answer))).toBe('unit.alarm_not_found');
    expect(await alarms()).toEqual([]);
    await scene.say('dispatcher', unit, 'returning');
    expect((await scene.deadlinesOf(unit)).filter(({ kind }) => kind === silenceDeadline)).toEqual([]);
  });

  test('the panic button is an alarm at once, and only one', async () => {
    const unit = await scene.unit({ crew: true });
    await scene.field({ kind: 'panic', unitId: unit });
    await scene.field({ kind: 'panic', unitId: unit });
    expect(await alarms()).toMatchObject([{ kind: 'panic', unit: { id: unit } }]);
  });
});

describe('a crew on its device', () => {
  const tasks = async () => (await scene.must('crew', listFieldTasks, {})).tasks;

  test('takes a task, does it whole while offline, and every step has the time at which it was pressed', async () => {
    const unit = await scene.unit({ crew: true });
    const assignment = await sendOne();
    const { takeable } = await scene.must('crew', listFieldTasks, {});
    expect(takeable.map((one) => one.assignmentId)).toContain(assignment.id);
    await scene.field({ kind: 'take', unitId: unit, assignmentId: assignment.id, force: null });
    expect((await tasks()).find((one) => one.assignmentId === assignment.id)).toMatchObject({
      unitId: unit,
      current: true,
      state: 'ACKNOWLEDGED',
      callerFirstName: 'Sri',
    });
    const began = now;
    wait(60);
    const about = { unitId: unit, assignmentId: assignment.id };
    const outcomes = await scene.field(
      // The device's queue comes as it comes.
      { kind: 'status', status: 'on_scene', ...about, at: plusMs(began, 12 * minute) },
      { kind: 'status', status: 'en_route', ...about, at: plusMs(began, 2 * minute) },
      { kind: 'note', ...about, text: 'Api padam', at: plusMs(began, 30 * minute) },
      { kind: 'finish', ...about, result: 'DONE', note: null, at: plusMs(began, 40 * minute) },
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied', 'applied']);
    expect(await scene.stateOf(assignment)).toEqual({
      state: 'DONE',
      en_route_at: plusMs(began, 2 * minute),
      arrived_at: plusMs(began, 12 * minute),
    });
    const arrived = (await scene.eventsOf(assignment.id)).map(({ name }) => name);
    expect(arrived).toEqual(
      expect.arrayContaining(['unit.assigned', 'assignment.arrived', 'assignment.finished', 'unit.released']),
    );
    expect(await scene.itemOf(unit)).toMatchObject({ status: 'returning', tasks: [] });
  });

  test('sends a batch twice: nothing is done twice, and each action is answered as before', async () => {
    const unit = await scene.unit({ crew: true });
    const assignment = await sendOne();
    await scene.assign('dispatcher', assignment, unit);
    wait(5);
    const about = { unitId: unit, assignmentId: assignment.id };
    const batch = [
      { kind: 'status', status: 'en_route', ...about, key: 'kunci-satu', at: plusMs(now, -3 * minute) },
      { kind: 'note', ...about, text: 'macet', key: 'kunci-dua', at: plusMs(now, -minute) },
    ] as const;
    const first = await scene.field(...batch);
    const second = await scene.field(...batch);
    expect(second).toEqual(first.map((one) => ({ ...one, repeated: true })));
    expect((await scene.statusRows(unit)).filter(({ status }) => status === 'en_route').length).toBe(1);
    const [task] = (await tasks()).filter((one) => one.assignmentId === assignment.id);
    expect(task?.notes.length).toBe(1);
  });

  test('reads of each action that was not possible why, and the others are done', async () => {
    const unit = await scene.unit({ crew: true });
    const assignment = await sendOne();
    await scene.assign('dispatcher', assignment, unit);
    wait(10);
    await scene.must('dispatcher', dispatch.cancelAssignment, {
      params: { id: assignment.id },
      body: { reason: 'not_needed' },
    });
    wait(5);
    const about = { unitId: unit, assignmentId: assignment.id };
    const other = await scene.unit();
    expect(
      await scene.field(
        { kind: 'status', status: 'en_route', ...about, at: plusMs(now, -12 * minute) },
        { kind: 'status', status: 'on_scene', ...about, at: plusMs(now, -2 * minute) },
        { kind: 'finish', ...about, result: 'DONE', note: null },
        { kind: 'status', status: 'out_of_service', unitId: other, assignmentId: null },
        { kind: 'check_in', unitId: unit },
      ),
    ).toMatchObject([
      // On the road before it was cancelled: that is how it was.
      { outcome: 'late' },
      { outcome: 'conflict', code: 'assignment.not_possible' },
      { outcome: 'conflict', code: 'assignment.not_possible' },
      { outcome: 'conflict', code: 'unit.not_member' },
      { outcome: 'applied' },
    ]);
    expect(await scene.stateOf(assignment)).toMatchObject({ state: 'CANCELLED', en_route_at: null });
  });

  test('of another unit is told nothing', async () => {
    const body = { actions: [{ kind: 'check_in' as const, key: 'kunci-lain', unitId: await scene.unit(), at: now }] };
    expect(codeOf(await scene.as('crew', doFieldActions, { body }))).toBe('field.no_unit');
  });
});
