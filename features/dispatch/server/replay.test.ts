import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as incidents from '#features/incidents/contract.ts';
import { moveIncident } from '#features/incidents/server/move-incident.ts';
import { lockIncident } from '#features/incidents/server/store.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { present } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import * as routes from '../contract.ts';
import { fold, stateAt } from '../replay-rules.ts';
import { createDispatchScene, type DispatchScene } from './testing.ts';

let database: TestDatabase;
let scene: DispatchScene;
let now: Instant = '2026-11-21T10:00:00.000Z';

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createDispatchScene(database, { slug: 'sidoarjo', clock: () => now });
});
afterAll(() => database.close());

const steps = [
  routes.deliverAssignment,
  routes.acknowledgeAssignment,
  routes.startAssignment,
  routes.arriveAssignment,
  routes.handleAssignment,
] as const;

type Act = (incidentId: string, tasks: readonly string[]) => Promise<unknown>;
const last = (tasks: readonly string[]) => ({ id: tasks.at(-1) ?? '00000000-0000-7000-8000-000000000000' });
const acts: readonly Act[] = [
  ...steps.map(
    (route): Act =>
      (_id, tasks) =>
        scene.step('dispatcher', route, last(tasks).id),
  ),
  (_id, tasks) => scene.as('dispatcher', routes.finishAssignment, { params: last(tasks), body: { result: 'DONE' } }),
  (_id, tasks) =>
    scene.as('dispatcher', routes.finishAssignment, { params: last(tasks), body: { result: 'NOT_FOUND' } }),
  (_id, tasks) => scene.as('dispatcher', routes.rejectAssignment, { params: last(tasks), body: { reason: 'no_crew' } }),
  (_id, tasks) =>
    scene.as('dispatcher', routes.cancelAssignment, { params: last(tasks), body: { reason: 'not_needed' } }),
  (id) => send(id, 'DAMKAR'),
  (id) => send(id, 'PSC119'),
  (id) => send(id, 'DISHUB'),
  // Life at risk raises the priority, which tightens the targets of who is on it.
  async (id) => {
    const { version } = await scene.read({ id });
    return scene.as('taker', incidents.changeIncident, { params: { id }, body: { version, lifeAtRisk: 'yes' } });
  },
  (id) => move(id, { step: 'resolve', reason: 'handled_by_phone' }),
  (id) => move(id, { step: 'reopen', reason: 'not_solved' }),
  (id) => move(id, { step: 'close', by: 'user' }),
];

const send = (id: string, code: string) =>
  scene.as('dispatcher', routes.sendAssignments, {
    params: { id },
    body: { agencies: [{ agencyId: scene.agency(code), part: 'support' }] },
  });
const move = (id: string, step: Parameters<typeof moveIncident>[2]) =>
  scene.work(async (ctx) => moveIncident(ctx, present(await lockIncident(ctx, id), 'it was opened'), step));

const tasksOf = (id: string) =>
  scene.work((ctx) =>
    rows<Record<string, unknown> & { id: string }>(
      ctx.tx,
      sql`select a.id, g.name as agency, a.part, a.state, a.sent_at as "sentAt", a.acknowledge_due_at as "acknowledgeDueAt",
            a.arrive_due_at as "arriveDueAt", a.resolve_due_at as "resolveDueAt", a.escalation_step as "escalationStep"
          from assignments a join agencies g on g.id = a.agency_id where a.incident_id = ${id} order by a.id`,
    ),
  );

test('after any events the fold says what the tables say, and at each moment what they said then', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(acts.length - 1), { minLength: 1, maxLength: 20 }), async (chosen) => {
      const { id } = await scene.open('TREE_FALL');
      const then: { at: Instant; tasks: unknown; state: unknown }[] = [];
      for (const each of chosen) {
        now = plusMs(now, 7000);
        await acts[each]?.(
          id,
          (await tasksOf(id)).map((task) => task.id),
        );
        const state = await scene.work((ctx) =>
          row<object>(
            ctx.tx,
            sql`select state, priority, life_at_risk as "lifeAtRisk", reopened_count as "reopenedCount" from incidents where id = ${id}`,
          ),
        );
        then.push({ at: now, tasks: await tasksOf(id), state });
      }
      const { items } = await scene.must('supervisor', incidents.readTimeline, { params: { id } });
      for (const { at, tasks, state } of then) {
        const played = stateAt(items, at);
        expect(played.incident).toMatchObject(state ?? {});
        expect(
          played.assignments.map(({ since: _since, ...one }) => one).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        ).toEqual(tasks);
      }
      expect(fold(items)).toEqual(stateAt(items, now));
    }),
    { numRuns: 20 },
  );
}, 120_000);
