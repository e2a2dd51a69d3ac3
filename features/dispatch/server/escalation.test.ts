import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as incidents from '#features/incidents/contract.ts';
import type { Player } from '#features/incidents/server/test-cast.ts';
import { row, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { present } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { silentAfterMs } from '../assignment.ts';
import * as routes from '../contract.ts';
import { checkAlerting } from './alerting.ts';
import { escalateAssignment } from './escalate.ts';
import { createDispatchScene, type DispatchScene } from './testing.ts';

let database: TestDatabase;
let scene: DispatchScene;
let now: Instant = '2026-11-21T10:00:00.000Z';

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createDispatchScene(database, { slug: 'sidoarjo', clock: () => now });
});
afterAll(() => database.close());
beforeEach(() => {
  // Every test begins an hour later, so that none is late because of another.
  now = plusMs(now, 3_600_000);
});

describe('overdue', () => {
  const fire = async (id: string) => {
    const [deadline] = await scene.deadlinesOf(id);
    const due = present(deadline, 'an open assignment has a deadline');
    now = due.due_at;
    // As the timer does it: the row goes in the transaction of its effect.
    await scene.work(async (ctx) => {
      await run(ctx.tx, sql`delete from deadlines where subject_id = ${id} and kind = ${due.kind}`);
      await escalateAssignment(ctx, id, due.due_at);
    });
  };

  test('nobody acknowledges: red on the board, the supervisors hear it, and again, slower', async () => {
    const incident = await scene.open();
    const { id } = await scene.sendOne(incident);
    const sentAt = now;
    await fire(id);
    const board = await scene.must('supervisor', routes.readBoard, {});
    expect(board.assignments.find((one) => one.id === id)).toMatchObject({
      escalationStep: 1,
      escalatedAt: plusMs(sentAt, 60_000),
      clock: { clock: 'acknowledge', overdue: true },
    });
    const escalated = (await scene.eventsOf(id)).at(-1);
    expect(escalated).toMatchObject({
      name: 'assignment.escalated',
      content: { step: 1, clock: 'acknowledge' },
      audience: expect.arrayContaining(['supervisors']),
    });
    expect(await scene.deadlinesOf(id)).toEqual([{ kind: 'assignment.acknowledge', due_at: plusMs(now, 120_000) }]);
    await fire(id);
    expect((await scene.must('supervisor', routes.readAssignment, { params: { id } })).escalationStep).toBe(2);
    await scene.must('damkar', routes.acknowledgeAssignment, { params: { id } });
    expect(await scene.deadlinesOf(id)).toEqual([{ kind: 'assignment.arrive', due_at: plusMs(sentAt, 900_000) }]);
  });

  test('a delivery does not silence an escalation that is under way', async () => {
    const { id } = await scene.sendOne(await scene.open());
    await fire(id);
    const before = await scene.deadlinesOf(id);
    await scene.must('damkar', routes.deliverAssignment, { params: { id } });
    expect(await scene.deadlinesOf(id)).toEqual(before);
  });

  test('what has ended is not escalated by a timer that was already running', async () => {
    const { id } = await scene.sendOne(await scene.open());
    await scene.must('damkar', routes.rejectAssignment, { params: { id }, body: { reason: 'no_crew' } });
    await scene.work((ctx) => escalateAssignment(ctx, id, now));
    expect((await scene.must('supervisor', routes.readAssignment, { params: { id } })).escalationStep).toBe(0);
  });

  test('a raised priority tightens the targets from now on', async () => {
    const incident = await scene.open('TREE_FALL');
    const { id } = await scene.sendOne(incident);
    const sent = now;
    now = plusMs(now, 30_000);
    await scene.must('taker', incidents.changeIncident, {
      params: { id: incident.id },
      body: { version: 1, lifeAtRisk: 'yes' },
    });
    expect(await scene.must('supervisor', routes.readAssignment, { params: { id } })).toMatchObject({
      acknowledgeDueAt: plusMs(now, 60_000),
      arriveDueAt: plusMs(now, 900_000),
    });
    expect(await scene.deadlinesOf(id)).toEqual([{ kind: 'assignment.acknowledge', due_at: plusMs(sent, 90_000) }]);
  });
});

describe('alerting', () => {
  const report = (player: Player, sound: 'on' | 'muted' | 'blocked') =>
    scene.must(player, routes.reportAlerting, { body: { sound } });
  const onBoard = async (code: string) =>
    (await scene.must('dispatcher', routes.readBoard, {})).notAlerting.find((one) => one.agency.code === code);
  const changes = () =>
    scene
      .eventsOf(scene.agency('PSC119'))
      .then((events) => events.filter((one) => one.name === 'alerting.changed').map((one) => one.content.alerting));

  test('no screen, sound on, muted, blocked, silence again: the board says each, an event only at a change', async () => {
    expect(await onBoard('PSC119')).toMatchObject({ alerting: 'silent' });
    expect((await report('psc119', 'on')).alerting).toBe('on');
    expect(await onBoard('PSC119')).toBeUndefined();
    now = plusMs(now, 30_000);
    await report('psc119', 'on');
    await report('psc119', 'muted');
    expect(await onBoard('PSC119')).toMatchObject({ alerting: 'muted' });
    await report('psc119', 'blocked');
    expect(await changes()).toEqual(['on', 'muted', 'blocked']);
    expect(await scene.deadlinesOf(scene.agency('PSC119'))).toEqual([
      { kind: 'agency.alerting', due_at: plusMs(now, silentAfterMs) },
    ]);
    now = plusMs(now, silentAfterMs);
    await scene.work((ctx) => checkAlerting(ctx, scene.agency('PSC119'), now));
    expect(await changes()).toEqual(['on', 'muted', 'blocked', 'silent']);
    expect(await onBoard('PSC119')).toMatchObject({ alerting: 'silent', since: plusMs(now, -silentAfterMs) });
  });

  test('an agency without accounts is on the board while it has work: it must be called', async () => {
    expect(await onBoard('POLRES')).toBeUndefined();
    await scene.sendOne(await scene.open(), 'POLRES');
    expect(await onBoard('POLRES')).toMatchObject({
      alerting: 'no_accounts',
      openAssignments: 1,
      agency: { phone: '110' },
    });
  });
});

test('no open assignment of this file is without a deadline, and no ended one has one', async () => {
  const wrong = await scene.work((ctx) =>
    row<{ count: number }>(
      ctx.tx,
      sql`select count(*) from assignments a where (a.ended_at is null) <>
            ((select count(*) from deadlines d where d.subject_id = a.id and d.kind like 'assignment.%') = 1)`,
    ),
  );
  expect(wrong?.count).toBe(0);
});
