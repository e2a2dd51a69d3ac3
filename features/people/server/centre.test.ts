import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { row, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { noTrunk } from '../tenant.ts';
import { regencyTrunks } from './regency-store.ts';
import { createTestCentre, type TestCentre } from './testing.ts';

let database: TestDatabase;
let centre: TestCentre;
let tenantId = '';

beforeAll(async () => {
  database = await createTestDatabase();
  centre = await createTestCentre(database);
  tenantId = await centre.addTenant({ slug: 'tolitoli' });
  await centre.addUser(tenantId, { username: 'admin', roles: ['ADMIN'] });
});
afterAll(async () => {
  await centre.close();
  await database.close();
});

test('the centre is changed with a version, undone, and what other features keep in its settings stays', async () => {
  await run(database.systemDb, sql`update tenants set settings = '{"other": 7}' where id = ${tenantId}`);
  const cookie = await centre.cookieOf('admin');
  const read = async () => (await centre.app.inject({ method: 'GET', url: '/api/centre', headers: { cookie } })).json();
  const post = (url: string, payload: object) =>
    centre.app.inject({ method: 'POST', url, payload, headers: { cookie } });
  const { content, version } = await read();
  expect(content).toMatchObject({ hosts: [], trunk: { peers: [], numbers: [], overflow: null } });
  const trunk = { ...noTrunk, peers: ['10.20.0.0/24', '192.0.2.7'], numbers: ['1500112'] };
  const body = { version, reason: 'Trunk Telkom', content: { ...content, trunk, hosts: ['112.tolitolikab.go.id'] } };
  expect((await post('/api/centre/change', body)).json()).toEqual({ id: tenantId, version: 2 });
  expect((await post('/api/centre/change', body)).json().code).toBe('setting.stale');
  const kept = await row<{ settings: unknown }>(
    database.systemDb,
    sql`select settings from tenants where id = ${tenantId}`,
  );
  expect(kept?.settings).toEqual({ other: 7, trunk });
  expect(
    (await post(`/api/settings/centre/${tenantId}/undo`, { version: 2, to: 1, reason: 'Salah alamat' })).statusCode,
  ).toBe(200);
  expect((await read()).content).toEqual(content);
  const foreignNetwork = { ...body, version: 3, content: { ...content, trunk: { ...trunk, peers: ['bukan-alamat'] } } };
  expect((await post('/api/centre/change', foreignNetwork)).statusCode).toBe(400);
});

test('an overflow number is kept as it is dialled, refused with the reason where it cannot be, and undone', async () => {
  const cookie = await centre.cookieOf('admin');
  const read = async () => (await centre.app.inject({ method: 'GET', url: '/api/centre', headers: { cookie } })).json();
  const before = await read();
  const post = (url: string, payload: object) =>
    centre.app.inject({ method: 'POST', url, payload, headers: { cookie } });
  const change = async (part: object) => {
    const { version, content } = await read();
    const trunk = { ...noTrunk, peers: ['10.20.0.0/24'], ...part };
    return (await post('/api/centre/change', { version, reason: 'Luapan', content: { ...content, trunk } })).json();
  };
  expect(await change({ overflow: '110' })).toMatchObject({ code: 'centre.overflow_no_target', status: 422 });
  expect(await change({ overflow: 'polisi', peers: ['192.0.2.7'] })).toMatchObject({
    code: 'centre.overflow_no_number',
  });
  expect(await change({ overflow: '112', peers: ['192.0.2.7'] })).toMatchObject({ code: 'centre.overflow_own_number' });
  const network = await change({ overflow: '110', overflowAddress: '10.20.0.0/24' });
  expect(network).toMatchObject({ code: 'centre.overflow_wrong_target' });
  expect(await read(), 'a refusal writes nothing').toEqual(before);

  const target = { overflowAddress: 'sbc.example:5080', overflowTransport: 'tcp' };
  expect(await change({ overflow: '+62 31 894 1234', ...target })).toMatchObject({ version: before.version + 1 });
  const kept = { peers: ['10.20.0.0/24'], overflow: '0318941234', ...target };
  expect((await read()).content.trunk).toMatchObject(kept);
  expect((await regencyTrunks(database.systemDb)).find(({ slug }) => slug === 'tolitoli')).toMatchObject(kept);
  const undo = { version: before.version + 1, to: before.version, reason: 'Salah nomor' };
  expect((await post(`/api/settings/centre/${tenantId}/undo`, undo)).statusCode).toBe(200);
  expect((await read()).content).toEqual(before.content);
});

test('a trunk of before there was a target reads as one, and an older version that leads nowhere is not taken back', async () => {
  const cookie = await centre.cookieOf('admin');
  const old = { peers: ['10.20.0.0/24'], numbers: [], overflow: '110' };
  await run(
    database.systemDb,
    sql`update tenants set version = version + 1, settings = jsonb_build_object('trunk', ${JSON.stringify(old)}::jsonb) where id = ${tenantId}`,
  );
  const get = await centre.app.inject({ method: 'GET', url: '/api/centre', headers: { cookie } });
  const { content, version } = get.json();
  expect(content.trunk).toEqual({ ...old, overflowAddress: '', overflowTransport: 'udp' });
  const post = (url: string, payload: object) =>
    centre.app.inject({ method: 'POST', url, payload, headers: { cookie } });
  const body = { version, reason: 'Tanpa luapan', content: { ...content, trunk: noTrunk } };
  expect((await post('/api/centre/change', body)).statusCode).toBe(200);
  const undo = { version: version + 1, to: version, reason: 'Kembali' };
  const refused = await post(`/api/settings/centre/${tenantId}/undo`, undo);
  expect(refused.json().code).toBe('setting.version_unfit');
});

test('the only regency answers where nothing says whose page it is', async () => {
  const request = { url: '/portal', hostname: '127.0.0.1' } as Parameters<typeof centre.people.tenantOf>[0];
  expect(await centre.people.tenantOf(request)).toBe(tenantId);
});
