import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as dispatchRoutes from '#features/dispatch/contract.ts';
import { feature as dispatch } from '#features/dispatch/server/feature.ts';
import * as incidentRoutes from '#features/incidents/contract.ts';
import { createScene, type Scene } from '#features/incidents/server/testing.ts';
import * as outcomeRoutes from '#features/outcomes/contract.ts';
import { feature as outcomes } from '#features/outcomes/server/feature.ts';
import { row } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { plusMs } from '#platform/shared/time.ts';
import { figuresOf } from '../figures.ts';
import { loadMonthRows, loadRegion } from './store.ts';
import { verifyTenant } from './verify.ts';

let database: TestDatabase;
let scene: Scene;
/** Each action a little later than the one before, so that no two times are equal by chance. */
let now = '2026-11-20T03:00:00.000Z';
const clock = () => {
  now = plusMs(now, 1237);
  return now;
};

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createScene(database, { slug: 'barat', features: [dispatch, outcomes], clock });
});
afterAll(() => database.close());

async function openIncident(life: 'yes' | 'no'): Promise<string> {
  const made = await scene.must('taker', incidentRoutes.openIncident, {
    body: {
      source: 'radio',
      typeId: scene.types.get('FIRE_BUILDING') ?? '',
      villageCode: '35.15.08.1004',
      lifeAtRisk: life,
      callerName: 'Budi Santoso',
      callbackNumber: '0812-3456-7890',
      description: 'Rumah dekat pasar terbakar',
    },
  });
  return made.id;
}

type Step = (incidentId: string, assignments: readonly string[]) => Promise<unknown>;
const agency = (code: string) => scene.agencies.get(code) ?? '';
/** Of each assignment in turn; what is not possible any more is refused, and writes nothing. */
const each = (work: (params: { id: string }) => Promise<unknown>): Step => {
  return async (_incidentId, assignments) => {
    for (const id of assignments) await work({ id });
  };
};
const steps: readonly Step[] = [
  async (id) =>
    scene.as('dispatcher', dispatchRoutes.sendAssignments, {
      params: { id },
      body: { agencies: [{ agencyId: agency('DAMKAR'), part: 'lead' }] },
    }),
  async (id) =>
    scene.as('dispatcher', dispatchRoutes.sendAssignments, {
      params: { id },
      body: { agencies: [{ agencyId: agency('PSC119'), part: 'support' }] },
    }),
  each((params) => scene.as('dispatcher', dispatchRoutes.deliverAssignment, { params })),
  each((params) => scene.as('dispatcher', dispatchRoutes.failAssignment, { params })),
  each((params) => scene.as('damkar', dispatchRoutes.acknowledgeAssignment, { params })),
  each((params) => scene.as('psc119', dispatchRoutes.startAssignment, { params })),
  each((params) => scene.as('damkar', dispatchRoutes.startAssignment, { params })),
  each((params) => scene.as('crew', dispatchRoutes.arriveAssignment, { params })),
  each((params) => scene.as('crew', dispatchRoutes.handleAssignment, { params })),
  each((params) =>
    scene.as('damkar', dispatchRoutes.finishAssignment, {
      params,
      body: { result: 'DONE', note: 'api padam, Pak Budi selamat' },
    }),
  ),
  each((params) => scene.as('psc119', dispatchRoutes.finishAssignment, { params, body: { result: 'NOT_FOUND' } })),
  each((params) => scene.as('psc119', dispatchRoutes.rejectAssignment, { params, body: { reason: 'no_crew' } })),
  each((params) => scene.as('dispatcher', dispatchRoutes.cancelAssignment, { params, body: { reason: 'not_needed' } })),
  async (id) => scene.as('taker', incidentRoutes.addNote, { params: { id }, body: { text: 'telepon 081234567890' } }),
  async (id) => {
    const { version } = await scene.must('taker', incidentRoutes.readIncident, { params: { id } });
    return scene.as('taker', incidentRoutes.changeIncident, {
      params: { id },
      body: { version, lifeAtRisk: 'yes', landmark: 'pasar' },
    });
  },
  async (id) => scene.as('taker', outcomeRoutes.informCaller, { params: { id }, body: { result: 'informed' } }),
  async (id) =>
    scene.as('supervisor', outcomeRoutes.resolveIncident, { params: { id }, body: { reason: 'handled_by_phone' } }),
  async (id) => scene.as('supervisor', outcomeRoutes.closeIncident, { params: { id } }),
  async (id) =>
    scene.as('supervisor', outcomeRoutes.reopenIncident, { params: { id }, body: { reason: 'not_solved' } }),
  async (id) =>
    scene.as('supervisor', outcomeRoutes.cancelIncident, { params: { id }, body: { reason: 'false_report' } }),
];

const assignmentsOf = async (incidentId: string) => {
  const { items } = await scene.must('dispatcher', dispatchRoutes.listAssignments, { query: { incidentId } });
  return items.map((one) => one.id);
};

test('whatever people do through the real actions, columns and events agree and no event says who or where', async () => {
  const chosen = fc.array(fc.integer({ min: 0, max: steps.length - 1 }), { minLength: 4, maxLength: 16 });
  await fc.assert(
    fc.asyncProperty(chosen, fc.constantFrom('yes' as const, 'no' as const), async (indexes, life) => {
      const id = await openIncident(life);
      // The first is always a dispatch, so that most walks have an assignment to work on.
      for (const index of [0, ...indexes]) await steps[index]?.(id, await assignmentsOf(id));
      // The turned clock of the test makes deadlines due in the past: only that they are there matters here.
      const { findings } = await verifyTenant(database.systemDb, scene.tenantId);
      expect(findings.filter((one) => !(one.invariant === 4 && one.found.startsWith('due since')))).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test('a figure computed from rows is the one computed by SQL', async () => {
  const region = await loadRegion(database.systemDb, scene.tenantId);
  const figures = figuresOf(await loadMonthRows(database.systemDb, region, '2026-11'));
  const bySql = await row<{ count: number; p50: number; p90: number; rejected: number; assigned: number }>(
    database.systemDb,
    sql`select count(*) filter (where acknowledged_at is not null) as count,
          percentile_disc(0.5) within group (order by extract(epoch from acknowledged_at - sent_at) * 1000)::float8 as p50,
          percentile_disc(0.9) within group (order by extract(epoch from acknowledged_at - sent_at) * 1000)::float8 as p90,
          count(*) filter (where state = 'REJECTED') as rejected, count(*) as assigned
        from assignments where tenant_id = ${scene.tenantId}`,
  );
  expect(bySql?.count).toBeGreaterThan(0);
  const find = (code: string) => figures.find((one) => one.code === code && one.by === 'all');
  expect(find('T_ACK')).toMatchObject({ count: bySql?.count, p50: bySql?.p50, p90: bySql?.p90 });
  expect(find('REJECTED')).toMatchObject({ value: bySql?.rejected });
  expect(find('ASSIGNED')).toMatchObject({ value: bySql?.assigned });
});
