import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as incidents from '#features/incidents/contract.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import * as routes from '../contract.ts';
import { codeOf, createDispatchScene, type DispatchScene } from './testing.ts';

let database: TestDatabase;
let scene: DispatchScene;
let elsewhere: DispatchScene;
let now: Instant = '2026-11-21T10:00:00.000Z';

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createDispatchScene(database, { slug: 'sidoarjo', clock: () => now });
  elsewhere = await createDispatchScene(database, { slug: 'ketapang', regionCode: '61.04', clock: () => now });
});
afterAll(() => database.close());
beforeEach(() => {
  // Every test begins an hour later, so that none is late because of another.
  now = plusMs(now, 3_600_000);
});

describe('whose it is', () => {
  test("a foreign agency's assignment is not found, for reading and for every step", async () => {
    const { id } = await scene.sendOne(await scene.open());
    const params = { id };
    expect(codeOf(await scene.as('psc119', routes.readAssignment, { params }))).toBe('assignment.not_found');
    for (const route of [
      routes.deliverAssignment,
      routes.acknowledgeAssignment,
      routes.startAssignment,
      routes.arriveAssignment,
      routes.handleAssignment,
    ] as const) {
      expect(codeOf(await scene.step('psc119', route, id))).toBe('assignment.not_found');
    }
    expect(codeOf(await scene.as('psc119', routes.rejectAssignment, { params, body: { reason: 'no_crew' } }))).toBe(
      'assignment.not_found',
    );
    expect(codeOf(await scene.as('psc119', routes.finishAssignment, { params, body: { result: 'DONE' } }))).toBe(
      'assignment.not_found',
    );
    const lists = await Promise.all(
      (['psc119', 'damkar', 'crew', 'taker'] as const).map((player) =>
        scene.must(player, routes.listAssignments, { query: { group: 'all' } }),
      ),
    );
    expect(lists.map((list) => list.items.some((one) => one.id === id))).toEqual([false, true, true, true]);
  });

  test('an assignment of another regency is not found', async () => {
    const { id } = await scene.sendOne(await scene.open());
    expect(codeOf(await elsewhere.as('damkar', routes.readAssignment, { params: { id } }))).toBe(
      'assignment.not_found',
    );
    expect(
      codeOf(
        await elsewhere.as('dispatcher', routes.cancelAssignment, { params: { id }, body: { reason: 'not_needed' } }),
      ),
    ).toBe('assignment.not_found');
    expect((await elsewhere.must('dispatcher', routes.readBoard, {})).assignments).toEqual([]);
  });

  test('the agency reads task, place and first name; once it gave it back, nothing more', async () => {
    const incident = await scene.open('DOMESTIC_VIOLENCE', { callbackNumber: '081234567890' });
    const { id } = await scene.sendOne(incident, 'DAMKAR');
    const view = await scene.must('damkar', routes.readAssignment, { params: { id } });
    expect(view).toMatchObject({
      description: 'api besar',
      callerFirstName: 'Sri',
      incident: { villageName: 'Sidokare' },
    });
    expect(JSON.stringify(view)).not.toMatch(/Lestari|081234567890/);
    await scene.must('damkar', routes.rejectAssignment, { params: { id }, body: { reason: 'not_our_authority' } });
    const after = await scene.must('damkar', routes.readAssignment, { params: { id } });
    expect(after).toMatchObject({
      description: null,
      callerFirstName: null,
      place: { text: null, point: null },
      incident: { villageName: null },
    });
  });

  test('what an agency may do is listed for it', async () => {
    const { id } = await scene.sendOne(await scene.open());
    expect((await scene.must('damkar', routes.readAssignment, { params: { id } })).can).toEqual([
      'deliver',
      'acknowledge',
      'reject',
      'en_route',
    ]);
    expect((await scene.must('dispatcher', routes.readAssignment, { params: { id } })).can).toContain('cancel');
    expect((await scene.must('taker', routes.readAssignment, { params: { id } })).can).toEqual([]);
  });

  test('the timeline of an agency has its own assignment and no other', async () => {
    const incident = await scene.open();
    await scene.send(incident, 'DAMKAR', 'PSC119');
    const { items } = await scene.must('damkar', incidents.readTimeline, { params: { id: incident.id } });
    expect(items.map((one) => one.name)).toEqual(['assignment.sent', 'incident.dispatched']);
    expect(items[0]).toMatchObject({
      values: { agency: 'Dinas Pemadam Kebakaran dan Penyelamatan' },
      actor: { kind: 'user', name: null },
    });
  });
});
