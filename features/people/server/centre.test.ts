import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { row, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
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
  const trunk = { peers: ['10.20.0.0/24', '192.0.2.7'], numbers: ['1500112'], overflow: null };
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

test('the only regency answers where nothing says whose page it is', async () => {
  const request = { url: '/portal', hostname: '127.0.0.1' } as Parameters<typeof centre.people.tenantOf>[0];
  expect(await centre.people.tenantOf(request)).toBe(tenantId);
});
