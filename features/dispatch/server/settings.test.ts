import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dutyContactSetting } from '#features/agencies/server/setting-kinds.ts';
import * as incidents from '#features/incidents/contract.ts';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { present } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import * as routes from '../contract.ts';
import * as routing from '../routing-contract.ts';
import type { ClockSetting, RuleSetting } from '../setting-contract.ts';
import { feature } from './feature.ts';
import { dispatchSettings } from './setting-kinds.ts';
import { createDispatchScene, type DispatchScene } from './testing.ts';

/** The control room works in the scene; its administrator asks over HTTP, where history and undo are. */
let database: TestDatabase;
let scene: DispatchScene;
let elsewhere: DispatchScene;
let centre: TestCentre;
let [admin, other, reader] = ['', '', ''];
let now: Instant = '2026-11-23T03:00:00.000Z';

beforeAll(async () => {
  database = await createTestDatabase();
  const clock = () => now;
  scene = await createDispatchScene(database, { slug: 'sidoarjo', clock });
  elsewhere = await createDispatchScene(database, { slug: 'ketapang', regionCode: '61.04', clock });
  centre = await createTestCentre(database, {
    features: [feature],
    settingKinds: [dutyContactSetting, ...dispatchSettings],
    clock,
  });
  await centre.addUser(scene.tenantId, { username: 'admin', roles: ['ADMIN'] });
  await centre.addUser(scene.tenantId, { username: 'penyelia', roles: ['SUPERVISOR'] });
  await centre.addUser(elsewhere.tenantId, { username: 'ketapang.admin', roles: ['ADMIN'] });
  [admin, reader, other] = [
    await centre.cookieOf('admin'),
    await centre.cookieOf('penyelia'),
    await centre.cookieOf('ketapang.admin'),
  ];
});
afterAll(async () => {
  await centre.close();
  await database.close();
});
beforeEach(() => {
  now = plusMs(now, 60_000);
});

const ask = async (method: 'GET' | 'POST', url: string, cookie: string, payload?: object) => {
  const response = await centre.app.inject({
    method,
    url,
    headers: { cookie },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: response.statusCode, body: response.json() };
};
const read = (url: string, cookie = admin) => ask('GET', url, cookie);
const post = (url: string, payload: object, cookie = admin) => ask('POST', url, cookie, payload);
const reason = 'Perubahan uji';

describe('clocks', () => {
  const clockOf = async (priority: string, category: string | null = null): Promise<ClockSetting> =>
    present(
      (await read('/api/clocks')).body.items.find(
        (clock: ClockSetting) => clock.priority === priority && clock.category === category,
      ),
      `there is a clock of ${priority} ${category}`,
    );

  test('a change counts for what is sent from now on; what was sent keeps its due times; undo turns it back', async () => {
    const incident = await scene.open('TRAPPED');
    const early = await scene.sendOne(incident, 'DAMKAR');
    const { id, version, content } = await clockOf('P2');
    expect(content).toMatchObject({ acknowledgeS: 120, arriveS: 1200, resolveS: 14_400 });
    const changed = { version, reason, content: { ...content, acknowledgeS: 300, arriveS: 2400 } };
    expect((await post(`/api/clocks/${id}/change`, changed)).body).toEqual({ id, version: 2 });
    const [late] = await scene.send(await scene.open('TRAPPED'), 'DAMKAR');
    expect(late).toMatchObject({ acknowledgeDueAt: plusMs(now, 300_000), arriveDueAt: plusMs(now, 2_400_000) });
    const kept = await scene.must('dispatcher', routes.readAssignment, { params: { id: early.id } });
    expect(kept).toMatchObject({ acknowledgeDueAt: early.acknowledgeDueAt, arriveDueAt: early.arriveDueAt });
    await post(`/api/settings/clock/${id}/undo`, { version: 2, to: 1, reason: 'Kembali ke semula' });
    const [again] = await scene.send(await scene.open('TRAPPED'), 'DAMKAR');
    expect(again).toMatchObject({ acknowledgeDueAt: plusMs(now, 120_000) });
    expect((await read(`/api/settings/clock/${id}/versions`)).body.items).toMatchObject([
      { version: 3, reason: 'Kembali ke semula', changedBy: { displayName: 'admin' } },
      { version: 2, content: { acknowledgeS: 300 } },
      { version: 1, reason: null },
    ]);
  });

  test('a category gets a clock of its own, once, and gives it up again; the general one stays', async () => {
    const content = { acknowledgeS: 30, arriveS: 480, resolveS: 7200, workingDays: false, active: true };
    const made = { priority: 'P2', category: 'DISASTER', reason, content };
    const { id } = (await post('/api/clocks', made)).body;
    expect((await post('/api/clocks', made)).body.code).toBe('clock.exists');
    const due = async (type: string) => (await scene.sendOne(await scene.open(type), 'DAMKAR')).acknowledgeDueAt;
    expect(await due('WIND')).toBe(plusMs(now, 30_000));
    expect(await due('TRAPPED')).toBe(plusMs(now, 120_000));
    await post(`/api/clocks/${id}/change`, { version: 1, reason, content: { ...content, active: false } });
    expect(await due('WIND')).toBe(plusMs(now, 120_000));
    const { id: generalId, version, content: kept } = await clockOf('P2');
    const refused = await post(`/api/clocks/${generalId}/change`, {
      version,
      reason,
      content: { ...kept, active: false },
    });
    expect(refused.body.code).toBe('clock.needed');
  });

  test('targets that fall back in time and broken working days are refused, and so is who may only read', async () => {
    const { id, version, content } = await clockOf('P1');
    const bad = (given: object) =>
      post(`/api/clocks/${id}/change`, { version, reason, content: { ...content, ...given } });
    expect((await bad({ acknowledgeS: 3600, arriveS: 60 })).status).toBe(400);
    expect((await bad({ workingDays: true })).status).toBe(400);
    expect((await bad({ acknowledgeS: 0 })).status).toBe(400);
    const body = { version, reason, content };
    expect((await post(`/api/clocks/${id}/change`, body, reader)).status).toBe(403);
    expect((await post(`/api/clocks/${id}/change`, body, other)).status).toBe(404);
    expect((await post(`/api/clocks/${id}/change`, { ...body, version: version + 4 })).body.code).toBe('setting.stale');
    expect(await clockOf('P1')).toMatchObject({ version, content });
  });
});

describe('routing rules', () => {
  const rules = async (cookie = admin): Promise<RuleSetting[]> => (await read('/api/routing-rules', cookie)).body.items;
  const ruleOf = async (typeName: string) =>
    present(
      (await rules()).find((rule) => rule.typeName?.id === typeName && rule.content.districtCode === null),
      `there is a rule for ${typeName}`,
    );
  const proposed = async (incident: { id: string }) =>
    scene.must('dispatcher', routing.readProposal, { params: { id: incident.id as never } });
  const type = (code: string) => present(scene.types.get(code), `the seed has ${code}`);

  test('a rule for one district goes in front of the general one, and what matched before stays on its incident', async () => {
    const old = await scene.open('FLOOD');
    await scene.sendOne(old, 'BPBD');
    const general = await ruleOf('Banjir/rob');
    const content = {
      incidentTypeId: type('FLOOD'),
      priority: null,
      districtCode: '35.15.08',
      leadAgencyId: scene.agency('DPUPR'),
      supportAgencyIds: [scene.agency('DAMKAR')],
    };
    const added = (await post('/api/routing-rules', { reason, before: general.id, content })).body;
    const incident = await scene.open('FLOOD');
    const proposal = await proposed(incident);
    expect(proposal.rule?.id).toBe(added.id);
    expect(proposal.agencies.map((one) => [one.code, one.part])).toEqual([
      ['DPUPR', 'lead'],
      ['DAMKAR', 'support'],
    ]);
    await scene.sendOne(incident, 'DPUPR');
    const deactivated = await post(`/api/routing-rules/${added.id}/deactivate`, { version: 1, reason });
    expect(deactivated.body).toEqual({ id: added.id, version: 2 });
    expect((await proposed(await scene.open('FLOOD'))).rule?.id).toBe(general.id);
    const view = (one: { id: string }) =>
      scene.must('supervisor', incidents.readIncident, { params: { id: one.id as never } });
    expect((await view(incident)).routingRuleId).toBe(added.id);
    expect((await view(old)).routingRuleId).toBe(general.id);
    const shown = (await rules()).find((rule) => rule.id === added.id);
    expect(shown).toMatchObject({ districtName: 'Sidoarjo', leadName: 'Dinas Pekerjaan Umum dan Penataan Ruang' });
  });

  test('moved up, moved last, moved back by undo; each with its reason', async () => {
    const before = (await rules()).map((rule) => rule.id);
    const tree = await ruleOf('Pohon tumbang');
    const first = present(before[0], 'there are rules');
    const move = (version: number, to: string | null) =>
      post(`/api/routing-rules/${tree.id}/move`, { version, reason: 'Lebih dahulu', before: to });
    expect((await move(1, first)).body).toEqual({ id: tree.id, version: 2 });
    expect((await rules())[0]?.id).toBe(tree.id);
    expect((await move(1, null)).body.code).toBe('setting.stale');
    expect((await move(2, null)).body.version).toBe(3);
    expect((await rules()).at(-1)?.id).toBe(tree.id);
    await post(`/api/settings/routing_rule/${tree.id}/undo`, { version: 3, to: 1, reason: 'Kembali' });
    expect((await rules()).map((rule) => rule.id)).toEqual(before);
  });

  test('two put a rule at one place at the same moment: both get one, one after the other', async () => {
    const last = present((await rules()).at(-1), 'there are rules');
    const content = {
      incidentTypeId: null,
      priority: 'P4',
      districtCode: null,
      leadAgencyId: scene.agency('DISKOMINFO'),
      supportAgencyIds: [],
    };
    const made = await Promise.all(
      Array.from({ length: 6 }, () => post('/api/routing-rules', { reason, before: last.id, content })),
    );
    expect(made.map((one) => one.status)).toEqual([200, 200, 200, 200, 200, 200]);
    const order = await rules();
    expect(order.at(-1)?.id).toBe(last.id);
    expect(new Set(order.map((rule) => rule.content.position)).size).toBe(order.length);
    expect(
      order
        .slice(-7, -1)
        .map((rule) => rule.id)
        .sort(),
    ).toEqual(made.map((one) => one.body.id).sort());
  });

  test('refuses what the regency does not have, and changes nothing then', async () => {
    const { id, version, content } = await ruleOf('Tanah longsor');
    const { position: _position, ...given } = content;
    const change = (part: object, cookie = admin) =>
      post(`/api/routing-rules/${id}/change`, { version, reason, content: { ...given, ...part } }, cookie);
    const foreign = present(elsewhere.agencies.get('DAMKAR'), 'the other regency has one too');
    expect((await change({ leadAgencyId: foreign })).body.code).toBe('routing_rule.agency_unknown');
    expect((await change({ supportAgencyIds: [foreign] })).body.code).toBe('routing_rule.agency_unknown');
    expect((await change({ incidentTypeId: elsewhere.types.get('FLOOD') })).body.code).toBe(
      'routing_rule.type_unknown',
    );
    expect((await change({ districtCode: '61.04.01' })).body.code).toBe('routing_rule.district_unknown');
    expect((await change({}, reader)).status).toBe(403);
    expect((await change({}, other)).status).toBe(404);
    const lost = { version, reason, before: present((await rules(other))[0], 'it has rules').id };
    expect((await post(`/api/routing-rules/${id}/move`, lost)).body.code).toBe('routing_rule.neighbour_unknown');
    expect(await ruleOf('Tanah longsor')).toMatchObject({ version, content });
  });
});
