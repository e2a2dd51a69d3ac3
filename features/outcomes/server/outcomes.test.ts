import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as dispatch from '#features/dispatch/contract.ts';
import { codeOf, createDispatchScene, type DispatchScene } from '#features/dispatch/server/testing.ts';
import * as incidents from '#features/incidents/contract.ts';
import * as merging from '#features/incidents/merge-contract.ts';
import { rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import * as routes from '../contract.ts';
import { closeAfterMs } from '../outcome.ts';
import { closeByTimer } from './end-incident.ts';
import { feature } from './feature.ts';

let database: TestDatabase;
let scene: DispatchScene;
let elsewhere: DispatchScene;
let now: Instant = '2026-11-21T10:00:00.000Z';

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createDispatchScene(database, { slug: 'sidoarjo', features: [feature], clock: () => now });
  elsewhere = await createDispatchScene(database, {
    slug: 'ketapang',
    regionCode: '61.04',
    features: [feature],
    clock: () => now,
  });
});
afterAll(() => database.close());
beforeEach(() => {
  now = plusMs(now, 3_600_000);
});

/** An incident whose agency has finished. */
async function resolved() {
  const incident = await scene.open();
  const { id } = await scene.sendOne(incident);
  await scene.must('damkar', dispatch.acknowledgeAssignment, { params: { id } });
  await scene.must('damkar', dispatch.finishAssignment, { params: { id }, body: { result: 'DONE' } });
  return { incident, params: { id: incident.id } };
}
const closeDeadlines = (id: string) =>
  scene.deadlinesOf(id).then((found) => found.filter((one) => one.kind === 'incident.close'));

describe('closing', () => {
  test('the caller first, then closed', async () => {
    const { params } = await resolved();
    expect(codeOf(await scene.as('dispatcher', routes.closeIncident, { params }))).toBe('outcome.caller_not_informed');
    expect(
      (await scene.must('taker', routes.informCaller, { params, body: { result: 'tried', note: 'tidak diangkat' } }))
        .callerInformed,
    ).toEqual({ at: now, result: 'tried' });
    expect(await scene.must('dispatcher', routes.closeIncident, { params })).toMatchObject({
      state: 'CLOSED',
      closedAt: now,
    });
    expect(await closeDeadlines(params.id)).toEqual([]);
    expect((await scene.eventsOf(params.id)).slice(-3).map((one) => one.name)).toEqual([
      'incident.caller_informed',
      'incident.noted',
      'incident.closed',
    ]);
    expect(codeOf(await scene.as('dispatcher', routes.closeIncident, { params }))).toBe('outcome.not_possible');
  });

  test('not before it is resolved', async () => {
    const incident = await scene.open();
    expect(codeOf(await scene.as('supervisor', routes.closeIncident, { params: { id: incident.id } }))).toBe(
      'outcome.not_possible',
    );
  });

  test('by the timer a day after it was resolved, and only if it still is', async () => {
    const { params } = await resolved();
    expect(await closeDeadlines(params.id)).toEqual([{ kind: 'incident.close', due_at: plusMs(now, closeAfterMs) }]);
    now = plusMs(now, closeAfterMs);
    await scene.work((ctx) => closeByTimer(ctx, params.id, now));
    expect(await scene.read(params)).toMatchObject({ state: 'CLOSED', closedAt: now, callerInformed: null });
    expect((await scene.eventsOf(params.id)).at(-1)).toMatchObject({
      name: 'incident.closed',
      content: { by: 'timer' },
    });
    await scene.work((ctx) => closeByTimer(ctx, params.id, now));
    expect((await scene.eventsOf(params.id)).filter((one) => one.name === 'incident.closed')).toHaveLength(1);
  });

  test('two people at once: closed once', async () => {
    const { params } = await resolved();
    await scene.must('taker', routes.informCaller, { params, body: { result: 'not_needed' } });
    const both = await Promise.all(
      (['dispatcher', 'supervisor'] as const).map((player) => scene.as(player, routes.closeIncident, { params })),
    );
    expect(both.map(codeOf).sort()).toEqual(['ok', 'outcome.not_possible']);
  });
});

describe('a parent', () => {
  test('is closed after its children, or when somebody says that they go on by themselves', async () => {
    const { params } = await resolved();
    const child = await scene.open();
    await scene.must('dispatcher', merging.attachIncident, {
      params: { id: child.id },
      body: merging.attachIncident.body.parse({ parentId: params.id }),
    });
    await scene.must('taker', routes.informCaller, { params, body: { result: 'informed' } });
    expect(await scene.as('dispatcher', routes.closeIncident, { params })).toMatchObject({
      refusal: { code: 'outcome.children_open', detail: { count: 1 } },
    });
    now = plusMs(now, closeAfterMs);
    await scene.work((ctx) => closeByTimer(ctx, params.id, now));
    expect((await scene.read(params)).state).toBe('RESOLVED');
    expect(await closeDeadlines(params.id)).toEqual([{ kind: 'incident.close', due_at: plusMs(now, closeAfterMs) }]);
    const closed = await scene.must('dispatcher', routes.closeIncident, { params, body: { leaveChildren: true } });
    expect(closed.state).toBe('CLOSED');
    expect((await scene.read(child)).state).toBe('VERIFIED');
  });

  test('resolved, merged and unmerged: it is closed when it would have been', async () => {
    const { params } = await resolved();
    const kept = await scene.open();
    const before = await closeDeadlines(params.id);
    await scene.must('dispatcher', merging.mergeIncident, {
      params,
      body: merging.mergeIncident.body.parse({ into: kept.id, reason: 'same_event' }),
    });
    expect(await closeDeadlines(params.id)).toEqual([]);
    await scene.must('dispatcher', merging.unmergeIncident, { params, body: { reason: 'not_same' } });
    expect(await closeDeadlines(params.id)).toEqual(before);
  });
});

describe('reopening', () => {
  test('back to dispatched, counted, the caller to be told anew, the timer stopped; and it can be sent again', async () => {
    const { incident, params } = await resolved();
    await scene.must('taker', routes.informCaller, { params, body: { result: 'informed' } });
    await scene.must('dispatcher', routes.closeIncident, { params });
    const reopened = await scene.must('dispatcher', routes.reopenIncident, {
      params,
      body: { reason: 'not_solved', note: 'api menyala lagi' },
    });
    expect(reopened).toMatchObject({
      state: 'DISPATCHED',
      reopenedCount: 1,
      resolvedAt: null,
      closedAt: null,
      callerInformed: null,
    });
    expect(await closeDeadlines(params.id)).toEqual([]);
    const { id } = await scene.sendOne(incident);
    await scene.must('damkar', dispatch.startAssignment, { params: { id } });
    await scene.must('damkar', dispatch.finishAssignment, { params: { id }, body: { result: 'DONE' } });
    expect(await scene.read(params)).toMatchObject({ state: 'RESOLVED', resolvedAt: now });
  });
});

describe('without an agency', () => {
  test('resolved with a reason', async () => {
    const { id } = await scene.open();
    const done = await scene.must('dispatcher', routes.resolveIncident, {
      params: { id },
      body: { reason: 'handled_by_phone' },
    });
    expect(done).toMatchObject({ state: 'RESOLVED', resolutionReason: 'handled_by_phone' });
    expect(await closeDeadlines(id)).toHaveLength(1);
  });

  test('not over the head of an agency at work', async () => {
    const incident = await scene.open();
    await scene.sendOne(incident);
    const refused = await scene.as('dispatcher', routes.resolveIncident, {
      params: { id: incident.id },
      body: { reason: 'handled_elsewhere' },
    });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'outcome.assignments_open', detail: { count: 1 } } });
  });
});

describe('cancelling', () => {
  test('ends what was sent, with a reason, and its deadlines', async () => {
    const incident = await scene.open();
    const [lead, support] = await scene.send(incident, 'DAMKAR', 'PSC119');
    const ended = await scene.must('dispatcher', routes.cancelIncident, {
      params: { id: incident.id },
      body: { reason: 'false_report' },
    });
    expect(ended).toMatchObject({ state: 'FALSE_REPORT', openAssignments: 0 });
    for (const one of [lead, support]) {
      expect(await scene.must('dispatcher', dispatch.readAssignment, { params: { id: one?.id ?? '' } })).toMatchObject({
        state: 'CANCELLED',
        reason: 'incident_cancelled',
      });
      expect(await scene.deadlinesOf(one?.id ?? '')).toEqual([]);
    }
    const last = (await scene.eventsOf(incident.id)).at(-1);
    expect(last).toMatchObject({
      name: 'incident.cancelled',
      content: { reasonCode: 'false_report', state: 'FALSE_REPORT' },
    });
  });

  test('a call taker cancels a draft, not what was verified', async () => {
    const draft = await scene.must('taker', incidents.openIncident, { body: { source: 'walk_in' } });
    expect(
      (await scene.must('taker', routes.cancelIncident, { params: { id: draft.id }, body: { reason: 'mistake' } }))
        .state,
    ).toBe('CANCELLED');
    const { id } = await scene.open();
    expect(
      codeOf(await scene.as('taker', routes.cancelIncident, { params: { id }, body: { reason: 'mistake' } })),
    ).toBe('outcome.needs_dispatcher');
  });

  test('an assignment that ends while the incident is being cancelled: one order, no fault', async () => {
    const incident = await scene.open();
    const { id } = await scene.sendOne(incident);
    await scene.must('damkar', dispatch.acknowledgeAssignment, { params: { id } });
    const both = await Promise.all([
      scene.as('damkar', dispatch.finishAssignment, { params: { id }, body: { result: 'DONE' } }),
      scene.as('dispatcher', routes.cancelIncident, { params: { id: incident.id }, body: { reason: 'duplicate' } }),
    ]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
  });
});

test('an incident of another regency is not found', async () => {
  const { id } = await scene.open();
  const params = { id };
  expect(codeOf(await elsewhere.as('supervisor', routes.closeIncident, { params }))).toBe('outcome.incident_not_found');
  expect(
    codeOf(await elsewhere.as('supervisor', routes.reopenIncident, { params, body: { reason: 'recurred' } })),
  ).toBe('outcome.incident_not_found');
  expect(
    codeOf(await elsewhere.as('supervisor', routes.resolveIncident, { params, body: { reason: 'no_longer_needed' } })),
  ).toBe('outcome.incident_not_found');
  expect(codeOf(await elsewhere.as('supervisor', routes.cancelIncident, { params, body: { reason: 'test' } }))).toBe(
    'outcome.incident_not_found',
  );
  expect(codeOf(await elsewhere.as('taker', routes.informCaller, { params, body: { result: 'informed' } }))).toBe(
    'outcome.incident_not_found',
  );
});

test('no event carries the words that went with a reason', async () => {
  const found = await scene.work((ctx) =>
    rows<{ text: string }>(ctx.tx, sql`select content::text as text from events`),
  );
  for (const secret of ['tidak diangkat', 'menyala', 'Sri', 'api besar'])
    expect(found.some((one) => one.text.includes(secret))).toBe(false);
});
