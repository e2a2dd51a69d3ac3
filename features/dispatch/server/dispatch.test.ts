import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { typeSeeds } from '#features/incidents/type-seeds.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { present } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { rejectReasons } from '../assignment.ts';
import * as routes from '../contract.ts';
import * as routing from '../routing-contract.ts';
import { codeOf, createDispatchScene, type DispatchScene, type PlainStep } from './testing.ts';

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

const sent = async () => {
  const incident = await scene.open();
  await scene.sendOne(incident);
  return incident;
};

describe('seeds', () => {
  test('every type is routed, every lead but the one that people decide exists', async () => {
    const found = await scene.work((ctx) =>
      rows<{ code: string; lead: string | null }>(
        ctx.tx,
        sql`select t.code, g.code as lead from routing_rules r join incident_types t on t.id = r.incident_type_id
            left join agencies g on g.id = r.lead_agency_id order by r.position`,
      ),
    );
    expect(found.map((one) => one.code).sort()).toEqual(typeSeeds.map((seed) => seed.code).sort());
    expect(found.filter((one) => one.lead === null).map((one) => one.code)).toEqual(['OTHER_EMERGENCY']);
  });
});

describe('sending', () => {
  test('the proposal says which line matched, and leaves out who is there', async () => {
    const incident = await scene.open();
    const params = { id: incident.id };
    const proposed = await scene.must('taker', routing.readProposal, { params });
    expect(proposed.rule?.why).toEqual([
      { kind: 'type', said: { id: 'jenis Kebakaran rumah/bangunan', en: 'type Building fire' } },
    ]);
    expect(proposed.agencies.map((one) => [one.code, one.part])).toEqual([
      ['DAMKAR', 'lead'],
      ['PSC119', 'support'],
      ['POLRES', 'support'],
      ['PLN', 'support'],
      ['PDAM', 'support'],
      ['BPBD', 'support'],
    ]);
    expect(proposed.agencies.find((one) => one.code === 'POLRES')?.alerting).toBe('no_accounts');
    await scene.sendOne(incident);
    const further = await scene.must('taker', routing.readProposal, { params });
    expect(further.agencies.map((one) => one.code)).not.toContain('DAMKAR');
    expect((await scene.read(incident)).routingRuleId).toBe(proposed.rule?.id);
  });

  test('the proposal leaves out who refused while others are on it, and names them again when nobody is', async () => {
    const incident = await scene.open();
    const params = { id: incident.id };
    const [damkar, psc] = await scene.send(incident, 'DAMKAR', 'PSC119');
    const proposed = async () =>
      (await scene.must('taker', routing.readProposal, { params })).agencies.map((one) => one.code);
    const refuse = (as: 'damkar' | 'psc119', id: string) =>
      scene.must(as, routes.rejectAssignment, { params: { id }, body: { reason: rejectReasons[0] } });
    await refuse('damkar', present(damkar, 'two were sent').id);
    expect(await proposed()).toEqual(['POLRES', 'PLN', 'PDAM', 'BPBD']);
    await refuse('psc119', present(psc, 'two were sent').id);
    expect(await proposed()).toEqual(['DAMKAR', 'PSC119', 'POLRES', 'PLN', 'PDAM', 'BPBD']);
  });

  test('sent: the clocks of its priority, one deadline, the incident dispatched, its agency hears of it', async () => {
    const incident = await scene.open('MED_CRITICAL');
    const [lead, support] = await scene.send(incident, 'PSC119', 'PMI');
    expect(lead).toMatchObject({
      state: 'SENT',
      part: 'lead',
      acknowledgeDueAt: plusMs(now, 60_000),
      arriveDueAt: plusMs(now, 600_000),
      resolveDueAt: plusMs(now, 7_200_000),
    });
    expect(lead?.clock).toEqual({ clock: 'acknowledge', dueAt: plusMs(now, 60_000), overdue: false });
    expect(await scene.deadlinesOf(support?.id ?? '')).toEqual([
      { kind: 'assignment.acknowledge', due_at: plusMs(now, 60_000) },
    ]);
    expect(await scene.read(incident)).toMatchObject({ state: 'DISPATCHED', dispatchedAt: now, openAssignments: 2 });
    const [sent] = await scene.eventsOf(lead?.id ?? '');
    expect(sent).toMatchObject({
      name: 'assignment.sent',
      audience: ['tenant', `agency:${scene.agency('PSC119')}`],
      content: { incidentId: incident.id, part: 'lead', priority: 'P1' },
    });
    const dispatched = (await scene.eventsOf(incident.id)).at(-1);
    expect(dispatched?.name).toBe('incident.dispatched');
    expect(dispatched?.audience).toEqual(
      expect.arrayContaining(['tenant', `agency:${scene.agency('PSC119')}`, `agency:${scene.agency('PMI')}`]),
    );
  });

  test.each([
    ['a draft', async () => scene.open('FLOOD', { villageCode: null }), 'assignment.incident_not_verified'],
    ['an agency that is there', sent, 'assignment.already_assigned'],
  ] as const)('%s is refused', async (_name, make, code) => {
    const incident = await make();
    const body = { agencies: [{ agencyId: scene.agency('DAMKAR'), part: 'lead' as const }] };
    expect(codeOf(await scene.as('dispatcher', routes.sendAssignments, { params: { id: incident.id }, body }))).toBe(
      code,
    );
  });

  test('one lead; and nothing of a refused sending is written', async () => {
    const incident = await scene.open();
    await scene.sendOne(incident);
    const body = {
      agencies: [
        { agencyId: scene.agency('PLN'), part: 'support' as const },
        { agencyId: scene.agency('PSC119'), part: 'lead' as const },
      ],
    };
    expect(codeOf(await scene.as('dispatcher', routes.sendAssignments, { params: { id: incident.id }, body }))).toBe(
      'assignment.lead_taken',
    );
    expect((await scene.read(incident)).openAssignments).toBe(1);
  });

  test('an agency or an incident of another regency is not found', async () => {
    const incident = await scene.open();
    const foreign = present(elsewhere.agencies.get('DAMKAR'), 'seeded');
    expect(
      codeOf(
        await scene.as('dispatcher', routes.sendAssignments, {
          params: { id: incident.id },
          body: { agencies: [{ agencyId: foreign, part: 'lead' }] },
        }),
      ),
    ).toBe('assignment.agency_unknown');
    expect(
      codeOf(
        await elsewhere.as('dispatcher', routes.sendAssignments, {
          params: { id: incident.id },
          body: { agencies: [{ agencyId: foreign, part: 'lead' }] },
        }),
      ),
    ).toBe('assignment.incident_not_found');
    expect(codeOf(await elsewhere.as('dispatcher', routing.readProposal, { params: { id: incident.id } }))).toBe(
      'assignment.incident_not_found',
    );
  });

  test('two dispatchers send the same agency at once: one assignment', async () => {
    const incident = await scene.open();
    const body = { agencies: [{ agencyId: scene.agency('DAMKAR'), part: 'lead' as const }] };
    const both = await Promise.all(
      (['dispatcher', 'supervisor'] as const).map((player) =>
        scene.as(player, routes.sendAssignments, { params: { id: incident.id }, body }),
      ),
    );
    expect(both.map(codeOf).sort()).toEqual(['assignment.already_assigned', 'ok']);
  });
});

describe('working on it', () => {
  test('from the alarm to the result: every moment, one clock at a time, and the incident resolved', async () => {
    const incident = await scene.open();
    const { id } = await scene.sendOne(incident);
    const start = now;
    const walk: [PlainStep, string, string | undefined][] = [
      [routes.deliverAssignment, 'DELIVERED', 'assignment.acknowledge'],
      [routes.acknowledgeAssignment, 'ACKNOWLEDGED', 'assignment.arrive'],
      [routes.startAssignment, 'EN_ROUTE', 'assignment.arrive'],
      [routes.arriveAssignment, 'ON_SCENE', 'assignment.resolve'],
      [routes.handleAssignment, 'HANDLING', 'assignment.resolve'],
    ];
    for (const [route, state, kind] of walk) {
      now = plusMs(now, 10_000);
      expect(await scene.step('crew', route, id)).toMatchObject({ ok: true, value: { state } });
      expect((await scene.deadlinesOf(id)).map((one) => one.kind)).toEqual([kind]);
    }
    now = plusMs(now, 10_000);
    const done = await scene.must('damkar', routes.finishAssignment, {
      params: { id },
      body: { result: 'DONE', note: 'api padam' },
    });
    expect(done).toMatchObject({
      deliveredAt: plusMs(start, 10_000),
      acknowledgedAt: plusMs(start, 20_000),
      enRouteAt: plusMs(start, 30_000),
      arrivedAt: plusMs(start, 40_000),
      finishedAt: now,
      endedAt: now,
      result: 'DONE',
      clock: null,
      can: [],
    });
    expect(done.notes.map((one) => one.text)).toEqual(['api padam']);
    expect(await scene.deadlinesOf(id)).toEqual([]);
    expect(await scene.read(incident)).toMatchObject({ state: 'RESOLVED', resolvedAt: now });
  });

  test('the incident waits for every agency', async () => {
    const incident = await scene.open();
    const [lead, support] = await scene.send(incident, 'DAMKAR', 'PSC119');
    await scene.must('damkar', routes.startAssignment, { params: { id: lead?.id ?? '' } });
    await scene.must('damkar', routes.finishAssignment, {
      params: { id: lead?.id ?? '' },
      body: { result: 'NOT_FOUND' },
    });
    expect((await scene.read(incident)).state).toBe('DISPATCHED');
    await scene.must('psc119', routes.rejectAssignment, {
      params: { id: support?.id ?? '' },
      body: { reason: 'no_crew' },
    });
    expect((await scene.read(incident)).state).toBe('RESOLVED');
  });

  test('two agencies finishing at the same moment resolve it once', async () => {
    const incident = await scene.open();
    const [lead, support] = await scene.send(incident, 'DAMKAR', 'PSC119');
    for (const [player, one] of [
      ['damkar', lead],
      ['psc119', support],
    ] as const)
      await scene.must(player, routes.acknowledgeAssignment, { params: { id: one?.id ?? '' } });
    await Promise.all([
      scene.must('damkar', routes.finishAssignment, { params: { id: lead?.id ?? '' }, body: { result: 'DONE' } }),
      scene.must('psc119', routes.finishAssignment, { params: { id: support?.id ?? '' }, body: { result: 'DONE' } }),
    ]);
    expect((await scene.eventsOf(incident.id)).filter((one) => one.name === 'incident.resolved')).toHaveLength(1);
  });

  test('two people of an agency press at once: one acknowledges, the other is told', async () => {
    const { id } = await scene.sendOne(await scene.open());
    const both = await Promise.all([
      scene.step('damkar', routes.acknowledgeAssignment, id),
      scene.step('crew', routes.acknowledgeAssignment, id),
    ]);
    expect(both.map(codeOf).sort()).toEqual(['assignment.not_possible', 'ok']);
  });

  test("the screen's own report of delivery may come twice or late", async () => {
    const { id } = await scene.sendOne(await scene.open());
    await scene.must('damkar', routes.acknowledgeAssignment, { params: { id } });
    expect(await scene.step('damkar', routes.deliverAssignment, id)).toMatchObject({
      ok: true,
      value: { state: 'ACKNOWLEDGED', deliveredAt: null },
    });
  });

  test('rejected as not theirs: back with the dispatcher at once, with the reason', async () => {
    const incident = await scene.open('TREE_FALL');
    const { id } = await scene.sendOne(incident);
    await scene.must('damkar', routes.rejectAssignment, {
      params: { id },
      body: { reason: 'not_our_authority', note: 'wilayah DLH' },
    });
    expect((await scene.eventsOf(id)).at(-1)).toMatchObject({
      name: 'assignment.rejected',
      audience: expect.arrayContaining(['supervisors']),
      content: { incidentId: incident.id, reasonCode: 'not_our_authority' },
    });
    const board = await scene.must('dispatcher', routes.readBoard, {});
    expect(board.unassigned.find((one) => one.incident.id === incident.id)).toMatchObject({
      incident: { state: 'DISPATCHED', openAssignments: 0 },
      lastRejection: { agencyName: 'Dinas Pemadam Kebakaran dan Penyelamatan', reason: 'not_our_authority', at: now },
    });
    expect(await scene.deadlinesOf(id)).toEqual([]);
  });

  test('rerouted: the first ends with its reason, the second takes its part', async () => {
    const incident = await scene.open('TREE_FALL');
    const { id } = await scene.sendOne(incident);
    const next = await scene.must('dispatcher', routes.rerouteAssignment, {
      params: { id },
      body: { agencyId: scene.agency('DLH'), reason: 'not_their_authority' },
    });
    expect(next).toMatchObject({ state: 'SENT', part: 'lead', agency: { code: 'DLH' } });
    expect(await scene.must('dispatcher', routes.readAssignment, { params: { id } })).toMatchObject({
      state: 'REROUTED',
      reason: 'not_their_authority',
    });
    expect((await scene.read(incident)).openAssignments).toBe(1);
  });

  test('a dispatcher may acknowledge for an agency that answers by phone, and cancel', async () => {
    const { id } = await scene.sendOne(await scene.open(), 'POLRES');
    expect((await scene.must('dispatcher', routes.failAssignment, { params: { id } })).state).toBe('SEND_FAILED');
    expect(
      (await scene.must('dispatcher', routes.acknowledgeAssignment, { params: { id } })).acknowledgedBy?.name,
    ).toBe('Nama dispatcher');
    expect(
      (await scene.must('dispatcher', routes.cancelAssignment, { params: { id }, body: { reason: 'wrong_agency' } }))
        .state,
    ).toBe('CANCELLED');
  });
});

test('lists come by pages, newest first', async () => {
  const made = [
    await scene.sendOne(await scene.open(), 'PLN'),
    await scene.sendOne(await scene.open(), 'PLN'),
    await scene.sendOne(await scene.open(), 'PLN'),
  ];
  const query = { agencyId: scene.agency('PLN'), limit: 2 };
  const first = await scene.must('taker', routes.listAssignments, { query });
  expect(first.items.map((one) => one.id)).toEqual([made[2]?.id, made[1]?.id]);
  const second = await scene.must('taker', routes.listAssignments, {
    query: { ...query, after: first.next ?? undefined },
  });
  expect(second.items[0]?.id).toBe(made[0]?.id);
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
