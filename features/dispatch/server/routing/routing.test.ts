import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as covers from '#features/agencies/cover-contract.ts';
import { createCover } from '#features/agencies/server/cover/covers.ts';
import { outageRanOut } from '#features/agencies/server/cover/outages.ts';
import * as incidents from '#features/incidents/contract.ts';
import { rows } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import * as routes from '../../contract.ts';
import { ruleContent } from '../../routing.ts';
import * as routing from '../../routing-contract.ts';
import { insertRule } from '../setting-store.ts';
import { codeOf, createDispatchScene, type DispatchScene } from '../testing.ts';

let database: TestDatabase;
let scene: DispatchScene;
// A Monday, ten in the morning in Jakarta.
let now: Instant = '2026-11-23T03:00:00.000Z';

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createDispatchScene(database, { slug: 'sidoarjo', clock: () => now });
});
afterAll(() => database.close());
beforeEach(() => {
  now = plusMs(now, 60_000);
});

const addRule = (given: object) =>
  scene.work(async (ctx) => {
    const id = newId<'routing_rule'>();
    const blank = { position: 1, incidentTypeId: null, priority: null, districtCode: null, leadAgencyId: null };
    await insertRule(ctx, id, ruleContent.parse({ ...blank, supportAgencyIds: [], active: true, ...given }));
    return id;
  });
const addCover = (given: object) =>
  scene.work((ctx) =>
    createCover(ctx, {
      params: {},
      query: {},
      body: {
        reason: 'uji',
        content: covers.createCover.body.parse({
          reason: 'uji',
          content: { times: 'always', windows: [], fromDay: null, untilDay: null, position: 1, active: true, ...given },
        }).content,
      },
    }),
  );
const type = (code: string) => present(scene.types.get(code), `the seed has ${code}`);
const routingOf = (incident: { id: string }) =>
  scene.must('dispatcher', routing.readRouting, { params: { id: incident.id } });
const proposalOf = (incident: { id: string }) =>
  scene.must('dispatcher', routing.readProposal, { params: { id: incident.id } });
const correct = async (incident: { id: string }, given: object) => {
  const { version } = await scene.read(incident);
  return scene.must('dispatcher', incidents.changeIncident, {
    params: { id: incident.id },
    body: { version, ...given },
  });
};
const decide = async (incident: { id: string }, given: object) => {
  const { version } = await routingOf(incident);
  const body = { version, send: [], cancel: [], parts: [], ...given };
  return scene.as('dispatcher', routing.decideRouting, { params: { id: incident.id }, body });
};

describe('the rule an incident followed', () => {
  test('is kept with its version and each condition that held, in words, whatever the rule says later', async () => {
    const id = await addRule({
      category: 'RESCUE',
      villageCode: '35.15.15.2012',
      windows: [{ weekdays: [1], from: '07:00', to: '17:00' }],
      hours: { agencyId: scene.agency('DLH'), is: 'inside' },
      leadAgencyId: scene.agency('DLH'),
    });
    const incident = await scene.open('TRAPPED', { villageCode: '35.15.15.2012' });
    expect((await routingOf(incident)).followed).toBeNull();
    expect((await proposalOf(incident)).rule?.why.map((one) => one.said.id)).toEqual([
      'kategori Penyelamatan & hewan',
      'desa/kelurahan Sidokepung',
      'waktu Sen 07.00–17.00',
      'pada jam kerja Dinas Lingkungan Hidup',
    ]);
    await scene.sendOne(incident, 'DLH');
    await scene.work((ctx) =>
      rows(ctx.tx, sql`update routing_rules set version = 2, priority = 'P1' where id = ${id} returning id`),
    );
    const { followed } = await routingOf(incident);
    expect(followed).toMatchObject({ at: now, by: 'Nama dispatcher', decision: 'dispatched' });
    expect(followed?.rule).toMatchObject({ id, version: 1, number: 1 });
    expect(followed?.rule?.why.map((one) => one.kind)).toEqual(['category', 'village', 'windows', 'hours']);
    const [dispatched] = (await scene.eventsOf(incident.id)).filter((event) => event.name === 'incident.dispatched');
    expect(dispatched?.content).toEqual({
      ruleId: id,
      ruleVersion: 1,
      conditions: ['category', 'village', 'windows', 'hours'],
    });
  });
});

describe('a later change of a dispatched incident', () => {
  test('asks, sends and cancels nothing by itself; one answer does all of it', async () => {
    const incident = await scene.open('TRAFFIC_MATERIAL');
    await scene.send(incident, 'POLRES', 'DISHUB', 'BPBD');
    expect((await routingOf(incident)).question).toBeNull();
    await correct(incident, { description: 'dua mobil' });
    expect((await routingOf(incident)).question).toBeNull();

    await correct(incident, { typeId: type('TRAFFIC_INJURY') });
    const { question } = await routingOf(incident);
    expect(question).toMatchObject({ changed: ['type', 'priority'] });
    expect(question?.added.map((one) => [one.code, one.part])).toEqual([
      ['PSC119', 'lead'],
      ['PMI', 'support'],
      ['DAMKAR', 'support'],
      ['JASA_RAHARJA', 'support'],
    ]);
    // BPBD was added by hand, so the table says nothing of it.
    expect(question?.dropped).toEqual([]);
    expect(question?.parts.map((one) => [one.assignment.agencyName, one.part])).toEqual([
      ['Kepolisian Resor', 'support'],
    ]);
    const open = () => scene.must('dispatcher', routes.listAssignments, { query: { incidentId: incident.id } });
    expect((await open()).items).toHaveLength(3);
    const asked = await scene.must('dispatcher', routing.listRoutingQuestions, {});
    expect(asked.items.map((one) => one.incidentId)).toContain(incident.id);

    const send = [scene.agency('PSC119'), scene.agency('PMI')];
    const parts = question?.parts.map((one) => one.assignment.id);
    expect(codeOf(await decide(incident, { send: [scene.agency('PLN')] }))).toBe('routing.stale');
    expect(await decide(incident, { send, parts })).toEqual({ ok: true, value: { decision: 'applied' } });
    expect((await open()).items.map((one) => `${one.agency.code} ${one.part}`).sort()).toEqual([
      'BPBD support',
      'DISHUB support',
      'PMI support',
      'POLRES support',
      'PSC119 lead',
    ]);
    expect((await routingOf(incident)).question).toBeNull();
    expect(codeOf(await decide(incident, {}))).toBe('routing.no_question');
    expect((await scene.must('dispatcher', routing.listRoutingQuestions, {})).items).toEqual([]);
    const events = await scene.eventsOf(incident.id);
    expect(events.at(-1)).toMatchObject({
      name: 'incident.routing_decided',
      content: { decision: 'applied', fields: ['typeId', 'priority'] },
    });
  });

  test('who is no longer proposed is cancelled only when that is chosen, and a lead takes the place of the other', async () => {
    const incident = await scene.open('TREE_FALL');
    const [dlh, bpbd] = await scene.send(incident, 'DLH', 'BPBD');
    await correct(incident, { typeId: type('FLOOD') });
    const { question } = await routingOf(incident);
    expect(question?.dropped.map((one) => one.id)).toEqual([dlh?.id]);
    expect(question?.parts).toMatchObject([{ assignment: { id: bpbd?.id }, part: 'lead' }]);
    const done = await decide(incident, { cancel: [dlh?.id], parts: [bpbd?.id], send: [scene.agency('DINSOS')] });
    expect(codeOf(done)).toBe('ok');
    const all = await scene.must('dispatcher', routes.listAssignments, {
      query: { incidentId: incident.id, group: 'all' },
    });
    expect(all.items.map((one) => `${one.agency.code} ${one.part} ${one.state}`).sort()).toEqual([
      'BPBD lead SENT',
      'DINSOS support SENT',
      'DLH lead CANCELLED',
    ]);
    // Exactly one deadline per open assignment still.
    for (const one of all.items.filter((each) => each.state === 'SENT'))
      expect(await scene.deadlinesOf(one.id)).toHaveLength(1);
  });

  test('left as it is: kept with its reason in the record, and not asked again', async () => {
    const incident = await scene.open('TREE_FALL');
    await scene.send(incident, 'DLH');
    await correct(incident, { typeId: type('FLOOD') });
    expect(await decide(incident, {})).toEqual({ ok: true, value: { decision: 'kept' } });
    const { followed, question } = await routingOf(incident);
    expect([followed?.decision, question]).toEqual(['kept', null]);
  });

  test('an answer to what somebody else has changed meanwhile is refused', async () => {
    const incident = await scene.open('TREE_FALL');
    await scene.send(incident, 'DLH');
    await correct(incident, { typeId: type('FLOOD') });
    const { version } = await routingOf(incident);
    await correct(incident, { typeId: type('POWER_OUT') });
    const body = { version, send: [scene.agency('BPBD')], cancel: [], parts: [] };
    expect(codeOf(await scene.as('dispatcher', routing.decideRouting, { params: { id: incident.id }, body }))).toBe(
      'routing.stale',
    );
  });
});

describe('covers', () => {
  test('stand in outside working hours, and the proposal says for whom', async () => {
    await addCover({
      agencyId: scene.agency('DISHUB'),
      coverAgencyId: scene.agency('SATPOLPP'),
      times: 'outside_hours',
    });
    const incident = await scene.open('STREETLIGHT');
    expect((await proposalOf(incident)).agencies.map((one) => one.code)).toEqual(['DISHUB', 'DPUPR']);
    const morning = now;
    now = '2026-11-23T13:00:00.000Z';
    const [lead] = (await proposalOf(incident)).agencies;
    expect(lead).toMatchObject({
      code: 'SATPOLPP',
      part: 'lead',
      covers: [{ agencyName: 'Dinas Perhubungan', times: 'outside_hours' }],
    });
    now = morning;
  });

  test('refuse a circle', async () => {
    await addCover({ agencyId: scene.agency('DINSOS'), coverAgencyId: scene.agency('DP3A') });
    const back = await addCover({ agencyId: scene.agency('DP3A'), coverAgencyId: scene.agency('DINSOS') });
    expect(back).toMatchObject({
      ok: false,
      refusal: { code: 'cover.loop', detail: { agencies: 'DP3A → DINSOS → DP3A' } },
    });
  });
});

describe('out of service', () => {
  const begin = (player: 'damkar' | 'psc119' | 'supervisor', code: string, hours = 2) =>
    scene.as(player, covers.beginOutage, {
      params: { id: scene.agency(code) },
      body: { reason: 'no_vehicle', note: 'dua unit di bengkel', until: plusMs(now, hours * 3_600_000) },
    });
  const outages = async (player: 'damkar' | 'psc119' | 'supervisor' = 'supervisor') =>
    (await scene.must(player, covers.listOutages, {})).items;

  test('is said by the agency itself, seen by the supervisor, proposed with a warning, ended by hand', async () => {
    expect(codeOf(await begin('psc119', 'DAMKAR'))).toBe('outage.agency_unknown');
    expect(codeOf(await begin('damkar', 'DAMKAR', 200))).toBe('outage.bad_end');
    expect(codeOf(await begin('damkar', 'DAMKAR'))).toBe('ok');
    expect(codeOf(await begin('supervisor', 'DAMKAR'))).toBe('outage.running');
    expect(await outages()).toMatchObject([
      {
        agency: { code: 'DAMKAR' },
        reason: 'no_vehicle',
        note: 'dua unit di bengkel',
        begunBy: 'Nama damkar',
        cover: null,
      },
    ]);
    expect(await outages('psc119')).toEqual([]);
    const incident = await scene.open('TRAPPED');
    expect((await proposalOf(incident)).agencies[0]).toMatchObject({ code: 'DAMKAR', isOut: true, covers: [] });
    await addCover({
      agencyId: scene.agency('DAMKAR'),
      coverAgencyId: scene.agency('BPBD'),
      times: 'out_of_service',
    });
    expect((await proposalOf(incident)).agencies[0]).toMatchObject({ code: 'BPBD', isOut: false });
    const [outage] = await outages();
    expect(outage?.cover?.name).toBe('Badan Penanggulangan Bencana Daerah');
    const params = { id: present(outage, 'it runs').id };
    expect(codeOf(await scene.as('psc119', covers.endOutage, { params }))).toBe('outage.not_found');
    expect(codeOf(await scene.as('damkar', covers.endOutage, { params }))).toBe('ok');
    expect(codeOf(await scene.as('damkar', covers.endOutage, { params }))).toBe('outage.not_found');
    expect((await proposalOf(incident)).agencies[0]).toMatchObject({ code: 'DAMKAR' });
    expect((await scene.eventsOf(scene.agency('DAMKAR'))).map((event) => event.name)).toEqual([
      'agency.out_of_service',
      'agency.in_service',
    ]);
    expect(await scene.deadlinesOf(params.id)).toEqual([]);
  });

  test('ends by itself when its time has come', async () => {
    expect(codeOf(await begin('psc119', 'PSC119', 1))).toBe('ok');
    const [outage] = await outages('psc119');
    const id = present(outage, 'it runs').id;
    expect(await scene.deadlinesOf(id)).toEqual([{ kind: 'agency.outage', due_at: outage?.until }]);
    now = plusMs(now, 3_600_000);
    await scene.work((ctx) => outageRanOut(ctx, id, now));
    await scene.work((ctx) => outageRanOut(ctx, id, now));
    expect(await outages('psc119')).toEqual([]);
    const said = (await scene.eventsOf(scene.agency('PSC119'))).at(-1);
    expect(said).toMatchObject({ name: 'agency.in_service', content: { by: 'timer' } });
    expect(said?.audience).toContain('supervisors');
  });
});

describe('trying the table', () => {
  test('says which rule, why, and which were passed over and why; nothing is written', async () => {
    const events = () => scene.work((ctx) => rows(ctx.tx, sql`select seq from events`));
    const before = (await events()).length;
    const tried = await scene.must('supervisor', routing.tryRouting, {
      query: { typeId: type('TRAPPED'), priority: 'P2', villageCode: '35.15.15.2012', at: '2026-11-29T03:00:00.000Z' },
    });
    expect(tried.rule?.why.map((one) => one.said.id)).toEqual(['jenis Orang terjebak/terperosok, cincin tersangkut']);
    expect(tried.passed[0]).toMatchObject({ number: 1 });
    expect(tried.passed[0]?.failed.map((one) => one.kind)).toEqual(['priority', 'windows', 'hours']);
    expect(tried.agencies[0]).toMatchObject({ code: 'DAMKAR', part: 'lead' });
    expect((await events()).length).toBe(before);
  });
});
