import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import { callCaller, listFieldTasks } from '../../field-contract.ts';
import type { UnitId } from '../../unit.ts';
import { codeOf } from '../testing.ts';
import { askCrew } from '../units/crew-safety.ts';
import { createUnitScene, type UnitScene } from '../units/testing.ts';

let database: TestDatabase;
let scene: UnitScene;

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createUnitScene(database, { slug: 'sidoarjo' });
});
afterAll(() => database.close());

async function onTask(given: object = {}) {
  const unit = await scene.unit({ crew: true });
  const incident = await scene.open('FIRE_BUILDING', given);
  const assignment = await scene.sendOne(incident);
  await scene.assign('dispatcher', assignment, unit);
  return { unit, incident, assignment };
}

describe('a crew that cannot', () => {
  test('leaves the task with its agency, for another unit', async () => {
    const { unit, assignment } = await onTask();
    const left = await scene.field({
      ...{ kind: 'leave', unitId: unit, assignmentId: assignment.id },
      ...{ reason: 'breakdown', note: 'ban pecah' },
    });
    expect(left).toMatchObject([{ outcome: 'applied' }]);
    // As it stood: it was sent, and nobody else has taken it.
    expect((await scene.stateOf(assignment)).state).toBe('SENT');
    expect((await scene.itemOf(unit)).tasks).toEqual([]);
    const released = (await scene.eventsOf(assignment.id)).find(({ name }) => name === 'unit.released');
    expect(released?.content).toMatchObject({ unitId: unit });
    const why = await scene.work((ctx) =>
      row(
        ctx.tx,
        sql`select end_reason from unit_assignments where unit_id = ${unit} and assignment_id = ${assignment.id}`,
      ),
    );
    expect(why).toEqual({ end_reason: 'breakdown' });
    const { takeable } = await scene.must('crew', listFieldTasks, {});
    expect(takeable.map((one) => one.assignmentId)).toContain(assignment.id);
    const again = await scene.field({
      ...{ kind: 'leave', unitId: unit, assignmentId: assignment.id },
      ...{ reason: 'breakdown', note: null },
    });
    expect(again).toMatchObject([{ outcome: 'conflict', code: 'unit.not_assigned' }]);
  });

  test('rejects for its agency: the task is over for it, with the reason', async () => {
    const { unit, assignment } = await onTask();
    const rejected = await scene.field({
      ...{ kind: 'reject', unitId: unit, assignmentId: assignment.id },
      ...{ reason: 'outside_area', note: null },
    });
    expect(rejected).toMatchObject([{ outcome: 'applied' }]);
    expect((await scene.stateOf(assignment)).state).toBe('REJECTED');
    const event = (await scene.eventsOf(assignment.id)).find(({ name }) => name === 'assignment.rejected');
    expect(event?.audience).toContain('supervisors');
    expect((await scene.itemOf(unit)).tasks).toEqual([]);
  });
});

describe('the telephones of a crew', () => {
  const pushes = () =>
    scene.work((ctx) =>
      rows<{ purpose: string; subject_id: string }>(
        ctx.tx,
        sql`select purpose, subject_id from messages where channel = 'push' order by queued_at`,
      ),
    );

  test('are told of a task that somebody else gave, and of the question whether all are safe', async () => {
    await subscribe();
    const { unit, assignment } = await onTask();
    const told = (await pushes()).map(({ purpose }) => purpose);
    expect(told).toEqual(['unit_task']);
    await scene.say('dispatcher', unit, 'on_scene');
    await scene.work((ctx) => askCrew(ctx, unit, ctx.now));
    expect((await pushes()).map(({ purpose }) => purpose)).toEqual(['unit_task', 'unit_question']);
    expect(assignment.id).toBeTruthy();
  });

  test('are not told of what the crew took itself', async () => {
    const before = (await pushes()).length;
    const unit = await scene.unit({ crew: true });
    const assignment = await scene.sendOne(await scene.open());
    await scene.field({ kind: 'take', unitId: unit, assignmentId: assignment.id, force: null });
    expect((await scene.itemOf(unit)).tasks).toHaveLength(1);
    expect((await pushes()).length).toBe(before);
  });
});

describe('a crew asks for its caller', () => {
  const phone = (unit: UnitId, number: string | null) =>
    scene.work((ctx) => rows(ctx.tx, sql`update units set phone = ${number} where id = ${unit}`));
  const ask = (assignmentId: string, unitId: UnitId) =>
    scene.as('crew', callCaller, { params: { id: assignmentId as never }, body: { unitId } });
  const telephony = (isThere: boolean) =>
    database.ownerPool.query(
      isThere
        ? `insert into telephony_processes (pbx_system, app, instance) values ('uji', 'acd-uji', gen_random_uuid()) on conflict do nothing`
        : 'delete from telephony_processes',
    );
  const callback = { callbackNumber: '+6281333334444' };

  test('the numbers stay with the centre, the event says who asked, and the use is logged', async () => {
    await telephony(true);
    const { unit, incident, assignment } = await onTask(callback);
    expect(codeOf(await ask(assignment.id, unit))).toBe('caller_call.no_telephone');
    await phone(unit, '081111112222');
    expect(codeOf(await ask(assignment.id, unit))).toBe('ok');
    expect(codeOf(await ask(assignment.id, unit))).toBe('masked_call.running');
    const events = await scene.eventsOf(assignment.id);
    const asked = events.find(({ name }) => name === 'masked_call.asked');
    expect(asked?.content).toMatchObject({ incidentId: incident.id, unitId: unit });
    const view = await scene.must('crew', listFieldTasks, {});
    const task = view.tasks.find((one) => one.assignmentId === assignment.id);
    expect(task?.callerCall).toEqual({ hurdle: null, newest: { state: 'crew_rings', result: null, endedAt: null } });
    expect(JSON.stringify({ events, view })).not.toMatch(/33334444|11112222/);
    const logged = await scene.work((ctx) =>
      row(ctx.tx, sql`select field from access_log where subject_id = ${incident.id} and field = 'caller_called'`),
    );
    expect(logged).not.toBeNull();
  });

  test('refusals say why, and nothing is dialled', async () => {
    await telephony(true);
    const withoutNumber = await onTask({ callbackNumber: null });
    await phone(withoutNumber.unit, '081111112222');
    expect(codeOf(await ask(withoutNumber.assignment.id, withoutNumber.unit))).toBe('caller_call.no_number');
    const silent = await onTask(callback);
    await phone(silent.unit, '081111112222');
    await scene.work((ctx) =>
      rows(ctx.tx, sql`update incidents set caller_cannot_speak = true where id = ${silent.incident.id}`),
    );
    expect(codeOf(await ask(silent.assignment.id, silent.unit))).toBe('caller_call.cannot_speak');
    const unwanted = await onTask(callback);
    await phone(unwanted.unit, '081111112222');
    await scene.work((ctx) =>
      rows(
        ctx.tx,
        sql`insert into caller_tracks (id, tenant_id, incident_id, way, made_at) values (${newId()}, ${ctx.tenantId}, ${unwanted.incident.id}, 'none', ${ctx.now})`,
      ),
    );
    expect(codeOf(await ask(unwanted.assignment.id, unwanted.unit))).toBe('caller_call.not_wanted');
    const other = await scene.unit({});
    expect(codeOf(await ask(unwanted.assignment.id, other))).toBe('unit.not_member');
    const elsewhere = await scene.unit({ crew: true });
    expect(codeOf(await ask(unwanted.assignment.id, elsewhere))).toBe('unit.not_assigned');
    const away = await onTask(callback);
    await phone(away.unit, '081111112222');
    await telephony(false);
    expect(codeOf(await ask(away.assignment.id, away.unit))).toBe('masked_call.no_telephony');
  });
});

/** The crew's browser, as it signed up, and push in use. */
const subscribe = () =>
  scene.work(async (ctx) => {
    const content = { push: { active: true } };
    await rows(
      ctx.tx,
      sql`insert into channel_settings (id, tenant_id, content) values (${newId()}, ${ctx.tenantId}, ${JSON.stringify(content)}::jsonb)
          on conflict (tenant_id) do update set content = channel_settings.content || excluded.content`,
    );
    await rows(
      ctx.tx,
      sql`insert into push_subscriptions (id, tenant_id, user_id, endpoint, p256dh, auth, made_at)
          values (${newId()}, ${ctx.tenantId}, ${scene.users.crew}, 'https://push.example/uji', 'p', 'a', ${ctx.now})`,
    );
  });
