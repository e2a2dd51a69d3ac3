import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { IncidentView } from '#features/incidents/contract.ts';
import * as incidents from '#features/incidents/contract.ts';
import { createScene, type Player, type Scene } from '#features/incidents/server/testing.ts';
import { typeSeeds } from '#features/incidents/type-seeds.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { present } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { silentAfterMs } from '../assignment.ts';
import * as routes from '../contract.ts';
import { checkAlerting } from './alerting.ts';
import { escalateAssignment } from './escalate.ts';
import { feature } from './feature.ts';

let database: TestDatabase;
let scene: Scene;
let elsewhere: Scene;
let now: Instant = '2026-11-21T10:00:00.000Z';

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createScene(database, { slug: 'sidoarjo', features: [feature], clock: () => now });
  elsewhere = await createScene(database, {
    slug: 'ketapang',
    regionCode: '61.04',
    features: [feature],
    clock: () => now,
  });
});
afterAll(() => database.close());
beforeEach(() => {
  // Every test begins an hour later, so that none is late because of another.
  now = plusMs(now, 3_600_000);
});

const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? 'ok' : result.refusal.code;
const agency = (code: string) => present(scene.agencies.get(code), `the seed has ${code}`);
const open = (typeCode = 'FIRE_BUILDING', given: object = {}): Promise<IncidentView> =>
  scene.must('taker', incidents.openIncident, {
    body: {
      source: 'radio',
      typeId: scene.types.get(typeCode),
      villageCode: '35.15.08.1004',
      lifeAtRisk: 'no',
      callerName: 'Sri Lestari',
      description: 'api besar',
      ...given,
    },
  });
const send = (incident: { id: string }, ...codes: string[]) =>
  scene.must('dispatcher', routes.sendAssignments, {
    params: { id: incident.id },
    body: {
      agencies: codes.map((code, index) => ({
        agencyId: agency(code),
        part: index === 0 ? ('lead' as const) : ('support' as const),
      })),
    },
  });
const sendOne = async (incident: { id: string }, code = 'DAMKAR') =>
  present((await send(incident, code)).items[0], 'one was sent');
const sent = async () => {
  const incident = await open();
  await sendOne(incident);
  return incident;
};
const read = (incident: { id: string }) =>
  scene.must('supervisor', incidents.readIncident, { params: { id: incident.id } });
const deadlinesOf = (id: string) =>
  scene.work((ctx) =>
    rows<{ kind: string; due_at: Instant }>(
      ctx.tx,
      sql`select kind, due_at from deadlines where subject_id = ${id} order by kind`,
    ),
  );
const eventsOf = (id: string) =>
  scene.work((ctx) =>
    rows<{ name: string; audience: string[]; content: Record<string, unknown> }>(
      ctx.tx,
      sql`select name, audience, content from events where subject_id = ${id} order by seq`,
    ),
  );
const step = (
  player: Player,
  route:
    | typeof routes.acknowledgeAssignment
    | typeof routes.startAssignment
    | typeof routes.arriveAssignment
    | typeof routes.handleAssignment
    | typeof routes.deliverAssignment,
  id: string,
) => scene.as(player, route, { params: { id } });

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
    const incident = await open();
    const params = { id: incident.id };
    const proposed = await scene.must('taker', routes.readProposal, { params });
    expect(proposed.why).toEqual({
      type: { id: 'Kebakaran rumah/bangunan', en: 'Building fire' },
      priority: null,
      districtName: null,
    });
    expect(proposed.agencies.map((one) => [one.code, one.part])).toEqual([
      ['DAMKAR', 'lead'],
      ['PSC119', 'support'],
      ['POLRES', 'support'],
      ['PLN', 'support'],
      ['PDAM', 'support'],
      ['BPBD', 'support'],
    ]);
    expect(proposed.agencies.find((one) => one.code === 'POLRES')?.alerting).toBe('no_accounts');
    await sendOne(incident);
    const further = await scene.must('taker', routes.readProposal, { params });
    expect(further.agencies.map((one) => one.code)).not.toContain('DAMKAR');
    expect((await read(incident)).routingRuleId).toBe(proposed.ruleId);
  });

  test('sent: the clocks of its priority, one deadline, the incident dispatched, its agency hears of it', async () => {
    const incident = await open('MED_CRITICAL');
    const [lead, support] = (await send(incident, 'PSC119', 'PMI')).items;
    expect(lead).toMatchObject({
      state: 'SENT',
      part: 'lead',
      acknowledgeDueAt: plusMs(now, 60_000),
      arriveDueAt: plusMs(now, 600_000),
      resolveDueAt: plusMs(now, 7_200_000),
    });
    expect(lead?.clock).toEqual({ clock: 'acknowledge', dueAt: plusMs(now, 60_000), overdue: false });
    expect(await deadlinesOf(support?.id ?? '')).toEqual([
      { kind: 'assignment.acknowledge', due_at: plusMs(now, 60_000) },
    ]);
    expect(await read(incident)).toMatchObject({ state: 'DISPATCHED', dispatchedAt: now, openAssignments: 2 });
    const [sent] = await eventsOf(lead?.id ?? '');
    expect(sent).toMatchObject({
      name: 'assignment.sent',
      audience: ['tenant', `agency:${agency('PSC119')}`],
      content: { incidentId: incident.id, part: 'lead', priority: 'P1' },
    });
    const dispatched = (await eventsOf(incident.id)).at(-1);
    expect(dispatched?.name).toBe('incident.dispatched');
    expect(dispatched?.audience).toEqual(
      expect.arrayContaining(['tenant', `agency:${agency('PSC119')}`, `agency:${agency('PMI')}`]),
    );
  });

  test.each([
    ['a draft', async () => open('FLOOD', { villageCode: null }), 'assignment.incident_not_verified'],
    ['an agency that is there', sent, 'assignment.already_assigned'],
  ] as const)('%s is refused', async (_name, make, code) => {
    const incident = await make();
    const body = { agencies: [{ agencyId: agency('DAMKAR'), part: 'lead' as const }] };
    expect(codeOf(await scene.as('dispatcher', routes.sendAssignments, { params: { id: incident.id }, body }))).toBe(
      code,
    );
  });

  test('one lead; and nothing of a refused sending is written', async () => {
    const incident = await open();
    await sendOne(incident);
    const body = {
      agencies: [
        { agencyId: agency('PLN'), part: 'support' as const },
        { agencyId: agency('PSC119'), part: 'lead' as const },
      ],
    };
    expect(codeOf(await scene.as('dispatcher', routes.sendAssignments, { params: { id: incident.id }, body }))).toBe(
      'assignment.lead_taken',
    );
    expect((await read(incident)).openAssignments).toBe(1);
  });

  test('an agency or an incident of another regency is not found', async () => {
    const incident = await open();
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
    expect(codeOf(await elsewhere.as('dispatcher', routes.readProposal, { params: { id: incident.id } }))).toBe(
      'assignment.incident_not_found',
    );
  });

  test('two dispatchers send the same agency at once: one assignment', async () => {
    const incident = await open();
    const body = { agencies: [{ agencyId: agency('DAMKAR'), part: 'lead' as const }] };
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
    const incident = await open();
    const { id } = await sendOne(incident);
    const start = now;
    const walk: [Parameters<typeof step>[1], string, string | undefined][] = [
      [routes.deliverAssignment, 'DELIVERED', 'assignment.acknowledge'],
      [routes.acknowledgeAssignment, 'ACKNOWLEDGED', 'assignment.arrive'],
      [routes.startAssignment, 'EN_ROUTE', 'assignment.arrive'],
      [routes.arriveAssignment, 'ON_SCENE', 'assignment.resolve'],
      [routes.handleAssignment, 'HANDLING', 'assignment.resolve'],
    ];
    for (const [route, state, kind] of walk) {
      now = plusMs(now, 10_000);
      expect(await step('crew', route, id)).toMatchObject({ ok: true, value: { state } });
      expect((await deadlinesOf(id)).map((one) => one.kind)).toEqual([kind]);
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
    expect(await deadlinesOf(id)).toEqual([]);
    expect(await read(incident)).toMatchObject({ state: 'RESOLVED', resolvedAt: now });
  });

  test('the incident waits for every agency', async () => {
    const incident = await open();
    const [lead, support] = (await send(incident, 'DAMKAR', 'PSC119')).items;
    await scene.must('damkar', routes.startAssignment, { params: { id: lead?.id ?? '' } });
    await scene.must('damkar', routes.finishAssignment, {
      params: { id: lead?.id ?? '' },
      body: { result: 'NOT_FOUND' },
    });
    expect((await read(incident)).state).toBe('DISPATCHED');
    await scene.must('psc119', routes.rejectAssignment, {
      params: { id: support?.id ?? '' },
      body: { reason: 'no_crew' },
    });
    expect((await read(incident)).state).toBe('RESOLVED');
  });

  test('two agencies finishing at the same moment resolve it once', async () => {
    const incident = await open();
    const [lead, support] = (await send(incident, 'DAMKAR', 'PSC119')).items;
    for (const [player, one] of [
      ['damkar', lead],
      ['psc119', support],
    ] as const)
      await scene.must(player, routes.acknowledgeAssignment, { params: { id: one?.id ?? '' } });
    await Promise.all([
      scene.must('damkar', routes.finishAssignment, { params: { id: lead?.id ?? '' }, body: { result: 'DONE' } }),
      scene.must('psc119', routes.finishAssignment, { params: { id: support?.id ?? '' }, body: { result: 'DONE' } }),
    ]);
    expect((await eventsOf(incident.id)).filter((one) => one.name === 'incident.resolved')).toHaveLength(1);
  });

  test('two people of an agency press at once: one acknowledges, the other is told', async () => {
    const { id } = await sendOne(await open());
    const both = await Promise.all([
      step('damkar', routes.acknowledgeAssignment, id),
      step('crew', routes.acknowledgeAssignment, id),
    ]);
    expect(both.map(codeOf).sort()).toEqual(['assignment.not_possible', 'ok']);
  });

  test("the screen's own report of delivery may come twice or late", async () => {
    const { id } = await sendOne(await open());
    await scene.must('damkar', routes.acknowledgeAssignment, { params: { id } });
    expect(await step('damkar', routes.deliverAssignment, id)).toMatchObject({
      ok: true,
      value: { state: 'ACKNOWLEDGED', deliveredAt: null },
    });
  });

  test('rejected as not theirs: back with the dispatcher at once, with the reason', async () => {
    const incident = await open('TREE_FALL');
    const { id } = await sendOne(incident);
    await scene.must('damkar', routes.rejectAssignment, {
      params: { id },
      body: { reason: 'not_our_authority', note: 'wilayah DLH' },
    });
    expect((await eventsOf(id)).at(-1)).toMatchObject({
      name: 'assignment.rejected',
      audience: expect.arrayContaining(['supervisors']),
      content: { reasonCode: 'not_our_authority' },
    });
    const board = await scene.must('dispatcher', routes.readBoard, {});
    expect(board.unassigned.find((one) => one.incident.id === incident.id)).toMatchObject({
      incident: { state: 'DISPATCHED', openAssignments: 0 },
      lastRejection: { agencyName: 'Dinas Pemadam Kebakaran dan Penyelamatan', reason: 'not_our_authority', at: now },
    });
    expect(await deadlinesOf(id)).toEqual([]);
  });

  test('rerouted: the first ends with its reason, the second takes its part', async () => {
    const incident = await open('TREE_FALL');
    const { id } = await sendOne(incident);
    const next = await scene.must('dispatcher', routes.rerouteAssignment, {
      params: { id },
      body: { agencyId: agency('DLH'), reason: 'not_their_authority' },
    });
    expect(next).toMatchObject({ state: 'SENT', part: 'lead', agency: { code: 'DLH' } });
    expect(await scene.must('dispatcher', routes.readAssignment, { params: { id } })).toMatchObject({
      state: 'REROUTED',
      reason: 'not_their_authority',
    });
    expect((await read(incident)).openAssignments).toBe(1);
  });

  test('a dispatcher may acknowledge for an agency that answers by phone, and cancel', async () => {
    const { id } = await sendOne(await open(), 'POLRES');
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

describe('whose it is', () => {
  test("a foreign agency's assignment is not found, for reading and for every step", async () => {
    const { id } = await sendOne(await open());
    const params = { id };
    expect(codeOf(await scene.as('psc119', routes.readAssignment, { params }))).toBe('assignment.not_found');
    for (const route of [
      routes.deliverAssignment,
      routes.acknowledgeAssignment,
      routes.startAssignment,
      routes.arriveAssignment,
      routes.handleAssignment,
    ] as const) {
      expect(codeOf(await step('psc119', route, id))).toBe('assignment.not_found');
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
    const { id } = await sendOne(await open());
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
    const incident = await open('DOMESTIC_VIOLENCE', { callbackNumber: '081234567890' });
    const { id } = await sendOne(incident, 'DAMKAR');
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
    const { id } = await sendOne(await open());
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
    const incident = await open();
    await send(incident, 'DAMKAR', 'PSC119');
    const { items } = await scene.must('damkar', incidents.readTimeline, { params: { id: incident.id } });
    expect(items.map((one) => one.name)).toEqual(['assignment.sent', 'incident.dispatched']);
    expect(items[0]).toMatchObject({
      values: { agency: 'Dinas Pemadam Kebakaran dan Penyelamatan' },
      actor: { kind: 'user', name: null },
    });
  });
});

describe('overdue', () => {
  const fire = async (id: string) => {
    const [deadline] = await deadlinesOf(id);
    const due = present(deadline, 'an open assignment has a deadline');
    now = due.due_at;
    // As the timer does it: the row goes in the transaction of its effect.
    await scene.work(async (ctx) => {
      await run(ctx.tx, sql`delete from deadlines where subject_id = ${id} and kind = ${due.kind}`);
      await escalateAssignment(ctx, id, due.due_at);
    });
  };

  test('nobody acknowledges: red on the board, the supervisors hear it, and again, slower', async () => {
    const incident = await open();
    const { id } = await sendOne(incident);
    const sentAt = now;
    await fire(id);
    const board = await scene.must('supervisor', routes.readBoard, {});
    expect(board.assignments.find((one) => one.id === id)).toMatchObject({
      escalationStep: 1,
      escalatedAt: plusMs(sentAt, 60_000),
      clock: { clock: 'acknowledge', overdue: true },
    });
    const escalated = (await eventsOf(id)).at(-1);
    expect(escalated).toMatchObject({
      name: 'assignment.escalated',
      content: { step: 1, clock: 'acknowledge' },
      audience: expect.arrayContaining(['supervisors']),
    });
    expect(await deadlinesOf(id)).toEqual([{ kind: 'assignment.acknowledge', due_at: plusMs(now, 120_000) }]);
    await fire(id);
    expect((await scene.must('supervisor', routes.readAssignment, { params: { id } })).escalationStep).toBe(2);
    await scene.must('damkar', routes.acknowledgeAssignment, { params: { id } });
    expect(await deadlinesOf(id)).toEqual([{ kind: 'assignment.arrive', due_at: plusMs(sentAt, 900_000) }]);
  });

  test('a delivery does not silence an escalation that is under way', async () => {
    const { id } = await sendOne(await open());
    await fire(id);
    const before = await deadlinesOf(id);
    await scene.must('damkar', routes.deliverAssignment, { params: { id } });
    expect(await deadlinesOf(id)).toEqual(before);
  });

  test('what has ended is not escalated by a timer that was already running', async () => {
    const { id } = await sendOne(await open());
    await scene.must('damkar', routes.rejectAssignment, { params: { id }, body: { reason: 'no_crew' } });
    await scene.work((ctx) => escalateAssignment(ctx, id, now));
    expect((await scene.must('supervisor', routes.readAssignment, { params: { id } })).escalationStep).toBe(0);
  });

  test('a raised priority tightens the targets from now on', async () => {
    const incident = await open('TREE_FALL');
    const { id } = await sendOne(incident);
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
    expect(await deadlinesOf(id)).toEqual([{ kind: 'assignment.acknowledge', due_at: plusMs(sent, 90_000) }]);
  });
});

describe('alerting', () => {
  const report = (player: Player, sound: 'on' | 'muted' | 'blocked') =>
    scene.must(player, routes.reportAlerting, { body: { sound } });
  const onBoard = async (code: string) =>
    (await scene.must('dispatcher', routes.readBoard, {})).notAlerting.find((one) => one.agency.code === code);
  const changes = () =>
    eventsOf(agency('PSC119')).then((events) =>
      events.filter((one) => one.name === 'alerting.changed').map((one) => one.content.alerting),
    );

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
    expect(await deadlinesOf(agency('PSC119'))).toEqual([
      { kind: 'agency.alerting', due_at: plusMs(now, silentAfterMs) },
    ]);
    now = plusMs(now, silentAfterMs);
    await scene.work((ctx) => checkAlerting(ctx, agency('PSC119'), now));
    expect(await changes()).toEqual(['on', 'muted', 'blocked', 'silent']);
    expect(await onBoard('PSC119')).toMatchObject({ alerting: 'silent', since: plusMs(now, -silentAfterMs) });
  });

  test('an agency without accounts is on the board while it has work: it must be called', async () => {
    expect(await onBoard('POLRES')).toBeUndefined();
    await sendOne(await open(), 'POLRES');
    expect(await onBoard('POLRES')).toMatchObject({
      alerting: 'no_accounts',
      openAssignments: 1,
      agency: { phone: '110' },
    });
  });
});

test('lists come by pages, newest first', async () => {
  const made = [
    await sendOne(await open(), 'PLN'),
    await sendOne(await open(), 'PLN'),
    await sendOne(await open(), 'PLN'),
  ];
  const query = { agencyId: agency('PLN'), limit: 2 };
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
