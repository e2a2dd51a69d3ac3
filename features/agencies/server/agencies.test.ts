import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { systemActor } from '#platform/server/action.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { feature } from './feature.ts';
import { agencyByCode } from './seed.ts';
import { agencySettings } from './setting-kinds.ts';

let database: TestDatabase;
let centre: TestCentre;
let [admin, damkar, other] = ['', '', ''];
let agencies: ReadonlyMap<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  centre = await createTestCentre(database, { features: [feature], settingKinds: agencySettings });
  const [tenantId, elsewhere] = [
    await centre.addTenant({ slug: 'sidoarjo' }),
    await centre.addTenant({ slug: 'ketapang' }),
  ];
  agencies = await runWork(centre.place, { tenantId, actor: systemActor }, agencyByCode);
  await centre.addUser(tenantId, { username: 'admin', roles: ['ADMIN'] });
  await centre.addUser(tenantId, {
    username: 'damkar',
    roles: ['AGENCY_ADMIN'],
    agencyId: agencies.get('DAMKAR') ?? '',
  });
  await centre.addUser(elsewhere, { username: 'ketapang.admin', roles: ['ADMIN'] });
  [admin, damkar, other] = [
    await centre.cookieOf('admin'),
    await centre.cookieOf('damkar'),
    await centre.cookieOf('ketapang.admin'),
  ];
});
afterAll(async () => {
  await centre.close();
  await database.close();
});

const read = (url: string, cookie = admin) => centre.app.inject({ method: 'GET', url, headers: { cookie } });
const post = (url: string, payload: object, cookie = admin) =>
  centre.app.inject({ method: 'POST', url, payload, headers: { cookie } });
const idOf = (code: string) => agencies.get(code) ?? '';
const reason = 'Perubahan uji';

describe('reading', () => {
  test('a new regency has the agencies of the glossary, page by page in the order of their codes', async () => {
    const first = (await read('/api/agencies?limit=20')).json();
    const second = (await read(`/api/agencies?limit=20&after=${first.next}`)).json();
    const codes = [...first.items, ...second.items].map((agency: { code: string }) => agency.code);
    expect(second.next).toBeNull();
    expect(codes).toEqual([...codes].sort());
    expect(codes).toEqual(
      expect.arrayContaining(['DISKOMINFO', 'DAMKAR', 'PSC119', 'POLRES', 'PLN', 'PDAM', 'RELAWAN']),
    );
    expect(codes).toHaveLength(agencies.size);
  });

  test('an agency sees itself only, another regency nothing of it', async () => {
    expect((await read('/api/agencies', damkar)).json().items.map((agency: { code: string }) => agency.code)).toEqual([
      'DAMKAR',
    ]);
    expect((await read(`/api/agencies/${idOf('DAMKAR')}`, damkar)).statusCode).toBe(200);
    expect((await read(`/api/agencies/${idOf('PSC119')}`, damkar)).statusCode).toBe(404);
    expect((await read(`/api/agencies/${idOf('DAMKAR')}`, other)).statusCode).toBe(404);
  });
});

describe('changing', () => {
  const contentOf = async (code: string) => {
    const {
      id,
      code: _code,
      version,
      contacts: _contacts,
      ...content
    } = (await read(`/api/agencies/${idOf(code)}`)).json();
    return { id, version, content };
  };

  test('two people at once: the second is told, and the history shows what the first one did', async () => {
    const { id, version, content } = await contentOf('DLH');
    const change = (name: string) =>
      post(`/api/agencies/${id}/change`, { version, reason, content: { ...content, name } });
    const answers = await Promise.all([change('Dinas Lingkungan A'), change('Dinas Lingkungan B')]);
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409]);
    const refused = answers.find((answer) => answer.statusCode === 409)?.json();
    expect(refused).toMatchObject({ code: 'setting.stale', detail: { version: 2 } });
    const history = (await read(`/api/settings/agency/${id}/versions`)).json().items;
    expect(history).toMatchObject([
      { version: 2, reason, changedBy: { displayName: 'admin' } },
      { version: 1, reason: null, changedBy: null, content: { name: 'Dinas Lingkungan Hidup' } },
    ]);
  });

  test('undo writes the older content as a new version', async () => {
    const { id, version, content } = await contentOf('DINSOS');
    await post(`/api/agencies/${id}/change`, { version, reason, content: { ...content, phone: '031 8921 111' } });
    const undone = await post(`/api/settings/agency/${id}/undo`, { version: 2, to: 1, reason: 'Nomor keliru' });
    expect(undone.json()).toEqual({ id, version: 3 });
    expect((await contentOf('DINSOS')).content).toEqual(content);
    const again = await post(`/api/settings/agency/${id}/undo`, { version: 2, to: 1, reason: 'Nomor keliru' });
    expect(again.json().code).toBe('setting.stale');
    expect((await post(`/api/settings/agency/${id}/undo`, { version: 3, to: 9, reason })).json().code).toBe(
      'setting.version_unknown',
    );
    expect((await post(`/api/settings/agency/${id}/undo`, { version: 3, to: 1, reason }, other)).statusCode).toBe(404);
    expect((await post(`/api/settings/nothing/${id}/undo`, { version: 3, to: 1, reason })).statusCode).toBe(404);
  });

  test('a change that changes nothing makes no version', async () => {
    const { id, version, content } = await contentOf('BNN');
    expect((await post(`/api/agencies/${id}/change`, { version, reason, content })).json().version).toBe(version);
  });

  test('deactivating needs the shown version, and the body that runs the centre stays', async () => {
    const { id } = await contentOf('BMKG');
    expect((await post(`/api/agencies/${id}/deactivate`, { version: 1, reason })).json()).toEqual({ id, version: 2 });
    const left = (await read('/api/agencies?active=true&limit=500')).json().items;
    expect(left.some((agency: { code: string }) => agency.code === 'BMKG')).toBe(false);
    const centreOwn = await contentOf('DISKOMINFO');
    expect((await post(`/api/agencies/${centreOwn.id}/deactivate`, { version: 1, reason })).json().code).toBe(
      'agency.operates_centre',
    );
  });

  test('a new agency needs a code of its own; a calendar that ends before it begins is refused', async () => {
    const agency = {
      code: 'TIRTA',
      name: 'Tirta',
      nameEn: 'Water',
      kind: 'BUMD',
      phone: null,
      hasAccounts: false,
      calendar: null,
      reason,
    };
    expect((await post('/api/agencies', agency)).statusCode).toBe(200);
    expect((await post('/api/agencies', agency)).json().code).toBe('agency.code_taken');
    const calendar = { hours: [{ weekday: 1, from: '16:00', to: '07:30' }], holidays: [] };
    expect((await post('/api/agencies', { ...agency, code: 'LAIN', calendar })).statusCode).toBe(400);
  });

  test('duty contacts are added and changed with the same care', async () => {
    const content = { name: 'Regu A', phone: '0811 3000 113', email: null, position: 1, active: true };
    const added = (await post(`/api/agencies/${idOf('DAMKAR')}/contacts`, { reason, content })).json();
    const change = { version: 1, reason, content: { ...content, name: 'Regu B' } };
    expect((await post(`/api/duty-contacts/${added.id}/change`, change)).json().version).toBe(2);
    expect((await post(`/api/duty-contacts/${added.id}/change`, change)).json().code).toBe('setting.stale');
    expect((await post(`/api/duty-contacts/${added.id}/change`, { ...change, version: 2 }, other)).statusCode).toBe(
      404,
    );
    const shown = (await read(`/api/agencies/${idOf('DAMKAR')}`, damkar)).json().contacts;
    expect(shown).toMatchObject([{ name: 'Regu B', version: 2 }]);
    expect((await post(`/api/agencies/${idOf('PSC119')}/contacts`, { reason, content }, damkar)).statusCode).toBe(403);
  });
});
