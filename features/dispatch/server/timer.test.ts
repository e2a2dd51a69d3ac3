import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { startDeadlines } from '#platform/server/timers/deadlines.ts';
import * as routes from '../contract.ts';
import { feature } from './feature.ts';
import { createDispatchScene, type DispatchScene } from './testing.ts';

let database: TestDatabase;
let scene: DispatchScene;

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createDispatchScene(database, { slug: 'sidoarjo' });
});
afterAll(() => database.close());

test('the running timers turn an assignment red that nobody acknowledges, and stop when somebody arrives', async () => {
  await scene.work((ctx) => run(ctx.tx, sql`update clocks set acknowledge_s = 1`));
  const timers = startDeadlines({
    place: scene.place,
    systemDb: database.systemDb,
    listen: database.systemPool,
    handlers: feature.deadlines ?? {},
  });
  try {
    const { id } = await scene.sendOne(await scene.open());
    const read = () => scene.must('supervisor', routes.readAssignment, { params: { id } });
    await vi.waitFor(async () => expect((await read()).escalationStep).toBe(1), { timeout: 30_000, interval: 200 });
    const late = await read();
    expect(late.clock).toMatchObject({ clock: 'acknowledge', overdue: true });
    expect(Date.parse(late.escalatedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(late.acknowledgeDueAt ?? ''));
    await scene.must('damkar', routes.acknowledgeAssignment, { params: { id } });
    expect(await scene.deadlinesOf(id)).toEqual([{ kind: 'assignment.arrive', due_at: late.arriveDueAt }]);
  } finally {
    await timers.stop();
  }
});
