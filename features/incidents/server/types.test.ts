import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { feature as agencies } from '#features/agencies/server/feature.ts';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { saveRegions } from '#features/places/server/region-store.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import type { IncidentTypeSetting } from '../type-contract.ts';
import { typeSeeds } from '../type-seeds.ts';
import { feature } from './feature.ts';
import { incidentSettings } from './setting-kinds.ts';
import { testRegions } from './test-cast.ts';

let database: TestDatabase;
let centre: TestCentre;
let [admin, taker, head, other] = ['', '', '', ''];

beforeAll(async () => {
  database = await createTestDatabase();
  await saveRegions(database.systemDb, testRegions);
  centre = await createTestCentre(database, { features: [agencies, feature], settingKinds: incidentSettings });
  const own = await centre.addTenant({ slug: 'sidoarjo' });
  const foreign = await centre.addTenant({ slug: 'ketapang', regionCode: '61.04' });
  await centre.addUser(own, { username: 'admin', roles: ['ADMIN'] });
  await centre.addUser(own, { username: 'taker', roles: ['CALL_TAKER'] });
  await centre.addUser(own, { username: 'kadis', roles: ['AGENCY_HEAD'] });
  await centre.addUser(foreign, { username: 'ketapang.admin', roles: ['ADMIN'] });
  [admin, taker, head, other] = [
    await centre.cookieOf('admin'),
    await centre.cookieOf('taker'),
    await centre.cookieOf('kadis'),
    await centre.cookieOf('ketapang.admin'),
  ];
});
afterAll(async () => {
  await centre.close();
  await database.close();
});

const ask = async (method: 'GET' | 'POST' | 'PATCH', url: string, cookie: string, payload?: object) => {
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
const settings = async (): Promise<IncidentTypeSetting[]> => (await read('/api/incident-types/settings')).body.items;
const typeOf = async (code: string) => {
  const found = (await settings()).find((type) => type.code === code);
  if (found === undefined) throw new Error(`no type ${code}`);
  const { id, code: _code, version, ...content } = found;
  return { id, version, content };
};
const offered = async () =>
  (await read('/api/incident-types', taker)).body.items.map((type: { code: string }) => type.code);
const reason = 'Perubahan uji';

describe('incident types as settings', () => {
  test('are all there in their order, also for who sees no incidents', async () => {
    expect((await settings()).map((type) => type.code)).toEqual(typeSeeds.map((seed) => seed.code));
    expect((await read('/api/incident-types/settings', head)).status).toBe(200);
    expect((await read('/api/incident-types/settings', taker)).status).toBe(403);
    expect((await read('/api/incident-types', admin)).status).toBe(403);
  });

  test('a new one is offered to call takers with its words, once; its code is its own', async () => {
    const content = {
      name: 'Drone jatuh',
      nameEn: 'Fallen drone',
      category: 'RESCUE',
      defaultPriority: 'P3',
      sensitive: false,
      words: ['drone', 'pesawat mainan'],
      position: 395,
      active: true,
    };
    const added = await post('/api/incident-types', { code: 'DRONE', reason, content });
    expect(added.body.version).toBe(1);
    expect((await post('/api/incident-types', { code: 'DRONE', reason, content })).body.code).toBe(
      'incident_type.code_taken',
    );
    expect((await post('/api/incident-types', { code: 'DRONE', reason, content }, other)).status).toBe(200);
    const shown = (await read('/api/incident-types', taker)).body.items.find(
      (one: { code: string }) => one.code === 'DRONE',
    );
    expect(shown).toMatchObject({ defaultPriority: 'P3', words: ['drone', 'pesawat mainan'] });
    expect((await read(`/api/settings/incident_type/${added.body.id}/versions`)).body.items).toMatchObject([
      { version: 1, reason, changedBy: { displayName: 'admin' }, content },
    ]);
  });

  test('two people at once: the second is refused with the version that is there now, and undo brings the first text back', async () => {
    const { id, version, content } = await typeOf('TREE_FALL');
    const change = (name: string) =>
      post(`/api/incident-types/${id}/change`, { version, reason, content: { ...content, name } });
    const answers = await Promise.all([change('Pohon A'), change('Pohon B')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(answers.find((answer) => answer.status === 409)?.body).toMatchObject({
      code: 'setting.stale',
      detail: { version: 2 },
    });
    const undo = { version: 2, to: 1, reason: 'Salah nama' };
    expect((await post(`/api/settings/incident_type/${id}/undo`, undo, other)).status).toBe(404);
    expect((await post(`/api/settings/incident_type/${id}/undo`, undo)).body).toEqual({ id, version: 3 });
    expect((await typeOf('TREE_FALL')).content).toEqual(content);
  });

  test('nobody without the right changes anything, and another regency finds nothing', async () => {
    const { id, version, content } = await typeOf('FLOOD');
    const body = { version, reason, content: { ...content, name: 'Bukan banjir' } };
    expect((await post(`/api/incident-types/${id}/change`, body, head)).status).toBe(403);
    expect((await post(`/api/incident-types/${id}/change`, body, other)).status).toBe(404);
    expect((await post(`/api/incident-types/${id}/deactivate`, { version, reason }, other)).status).toBe(404);
    expect(await typeOf('FLOOD')).toEqual({ id, version, content });
  });
});

describe('a deactivated type', () => {
  test('is no longer offered or chosen, and stays on the incidents that have it', async () => {
    const { id, version } = await typeOf('WASTE_POLLUTION');
    const report = { source: 'radio', typeId: id, villageCode: '35.15.08.1004', lifeAtRisk: 'no' };
    const incident = (await post('/api/incidents', report, taker)).body;
    expect((await post(`/api/incident-types/${id}/deactivate`, { version, reason })).body).toEqual({ id, version: 2 });
    expect(await offered()).not.toContain('WASTE_POLLUTION');
    expect((await post('/api/incidents', report, taker)).body.code).toBe('incident.type_unknown');
    const kept = await ask('PATCH', `/api/incidents/${incident.id}`, taker, {
      version: incident.version,
      typeId: id,
      landmark: 'Belakang pasar',
    });
    expect(kept.body).toMatchObject({ landmark: 'Belakang pasar', type: { code: 'WASTE_POLLUTION' } });
    await post(`/api/settings/incident_type/${id}/undo`, { version: 2, to: 1, reason: 'Masih dipakai' });
    expect(await offered()).toContain('WASTE_POLLUTION');
  });

  test('is never the last one', async () => {
    const all = (await read('/api/incident-types/settings', other)).body.items as IncidentTypeSetting[];
    const [last, ...rest] = all;
    for (const { id, version } of rest)
      expect((await post(`/api/incident-types/${id}/deactivate`, { version, reason }, other)).status).toBe(200);
    const refused = await post(`/api/incident-types/${last?.id}/deactivate`, { version: last?.version, reason }, other);
    expect(refused.body.code).toBe('incident_type.last_active');
    const { id: _id, code: _code, version: _version, ...content } = last ?? { id: '', code: '', version: 0 };
    const changed = { version: last?.version, reason, content: { ...content, active: false } };
    expect((await post(`/api/incident-types/${last?.id}/change`, changed, other)).body.code).toBe(
      'incident_type.last_active',
    );
  });
});
