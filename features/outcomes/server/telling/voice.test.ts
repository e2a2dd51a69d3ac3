import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeOf } from '#features/dispatch/server/testing.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import * as outcomes from '../../contract.ts';
import * as routes from '../../telling-contract.ts';
import { taskOverdue } from './caller-tasks.ts';
import { openTellingRoom, type TellingRoom } from './test-telling-room.ts';
import { stepsIn } from './test-telling-steps.ts';

let database: TestDatabase;
let room: TellingRoom;
let now: Instant = '';
const { textsTo, report, finish, tellings, told, tasks } = stepsIn(() => room);

beforeAll(async () => {
  database = await createTestDatabase();
  now = new Date().toISOString();
  room = await openTellingRoom(database, () => now);
});
afterAll(async () => {
  await room?.close();
  await database.close();
});
beforeEach(async () => {
  // The page's door compares with the database's own clock.
  now = new Date().toISOString();
  await room.set({ quiet: { from: '00:00', to: '00:00', priorities: [] } });
  await room.setChannels({ sms: true, whatsapp: false });
  room.sms.answer(201);
});

describe('by voice', () => {
  test('a landline: a task that is claimed, tried, and ends as told', async () => {
    const { incident, params } = await report({ from: '+62318921234' });
    expect(await tasks('open', incident.id)).toEqual([]);
    await finish(incident);
    const [task] = await tasks('open', incident.id);
    expect(task).toMatchObject({ cause: 'landline', state: 'open', incident: { number: incident.number } });
    const id = { params: { id: task?.id as never } };
    await room.scene.must('taker', routes.claimCallerTask, id);
    expect(codeOf(await room.scene.as('taker2', routes.claimCallerTask, id))).toBe('caller_task.taken');
    expect(codeOf(await room.scene.as('taker', routes.callCaller, id))).toBe('caller_task.no_telephone');
    const tried = await room.scene.must('taker', routes.endCallerTask, { ...id, body: { result: 'no_answer' } });
    expect(tried).toMatchObject({ state: 'open', claimedBy: null, tries: [{ result: 'no_answer' }] });
    expect((await room.scene.read(params)).callerInformed).toBeNull();
    await room.scene.must('taker2', routes.endCallerTask, { ...id, body: { result: 'told', note: 'Terima kasih' } });
    expect((await room.scene.read(params)).callerInformed?.result).toBe('informed');
    expect(await tasks('done', incident.id)).toMatchObject([{ result: 'told' }]);
    expect(codeOf(await room.scene.as('taker', routes.claimCallerTask, id))).toBe('caller_task.done');
    expect(await room.scene.deadlinesOf(task?.id ?? '')).toEqual([]);
  });

  test('given up after the last try', async () => {
    await room.set({ voice: { typeCodes: ['FIRE_BUILDING'], dueMinutes: 30, tries: 1 } });
    const { from, incident, params } = await report();
    await finish(incident);
    expect(textsTo(from)).toEqual([]);
    const [task] = await tasks('open', incident.id);
    expect(task?.cause).toBe('by_type');
    await room.scene.must('taker', routes.endCallerTask, {
      params: { id: task?.id as never },
      body: { result: 'no_answer' },
    });
    expect((await room.scene.read(params)).callerInformed?.result).toBe('tried');
  });

  test('failed on all channels; overdue tells supervisors; informed by hand ends it', async () => {
    room.sms.answer(400);
    const { incident, params } = await report();
    await finish(incident);
    const [task] = await tasks('open', incident.id);
    expect(task?.cause).toBe('failed');
    now = plusMs(now, 30 * 60_000);
    await room.scene.work((ctx) => taskOverdue(ctx, task?.id ?? '', now));
    expect((await tasks('open', incident.id))[0]?.overdueAt).toBe(now);
    const overdue = (await room.scene.eventsOf(task?.id ?? '')).find(({ name }) => name === 'caller_task.overdue');
    expect(overdue?.audience).toContain('supervisors');
    await room.scene.must('dispatcher', outcomes.informCaller, { params, body: { result: 'informed' } });
    expect(await tasks('done', incident.id)).toMatchObject([{ result: 'over' }]);
  });

  test('a failed message is tried again when somebody asks', async () => {
    room.sms.answer(400);
    const { from, incident } = await report();
    expect(await told(incident.id)).toEqual([['received failed sms']]);
    room.sms.answer(201);
    const [track] = (await tellings(incident.id)).tracks;
    const id = track?.tellings[0]?.id as never;
    await room.scene.must('taker', routes.tellAgain, { params: { id } });
    await room.deliver();
    expect(textsTo(from)).toHaveLength(1);
    expect(codeOf(await room.scene.as('taker', routes.tellAgain, { params: { id } }))).toBe('telling.not_failed');
  });
});
