import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { row } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { crestAddress } from '../centre-contract.ts';
import { maxCrestBytes } from '../tenant.ts';
import { createTestCentre, type TestCentre } from './testing.ts';

let database: TestDatabase;
let centre: TestCentre;
let tenantId = '';
let cookies: { admin: string; head: string; other: string };

beforeAll(async () => {
  database = await createTestDatabase();
  centre = await createTestCentre(database);
  tenantId = await centre.addTenant({ slug: 'sidoarjo', hosts: ['112.sidoarjokab.go.id'] });
  await centre.addUser(tenantId, { username: 'admin', roles: ['ADMIN'] });
  await centre.addUser(tenantId, { username: 'kadis', roles: ['AGENCY_HEAD'] });
  const elsewhere = await centre.addTenant({ slug: 'ketapang', hosts: ['112.ketapangkab.go.id'] });
  await centre.addUser(elsewhere, { username: 'ketapang.admin', roles: ['ADMIN'] });
  cookies = {
    admin: await centre.cookieOf('admin'),
    head: await centre.cookieOf('kadis'),
    other: await centre.cookieOf('ketapang.admin'),
  };
});
afterAll(async () => {
  await centre.close();
  await database.close();
});

const svg = (colour: string, box = '0 0 80 100') =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}"><path fill="${colour}" d="M0 0h80v100z"/></svg>`,
  );
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const upload = (picture: Buffer, cookie = cookies.admin) =>
  centre.app.inject({
    method: 'POST',
    url: '/api/crests',
    payload: { picture: picture.toString('base64') },
    headers: { cookie },
  });
const get = (url: string, cookie = '', host = 'localhost') =>
  centre.app.inject({ method: 'GET', url, headers: { cookie, host } });
const readCentre = async (cookie = cookies.admin) => (await get('/api/centre', cookie)).json();
const change = async (crest: string | null, cookie = cookies.admin) => {
  const { content, version } = await readCentre(cookie);
  const payload = { version, reason: 'Lambang daerah', content: { ...content, crest } };
  return centre.app.inject({ method: 'POST', url: '/api/centre/change', payload, headers: { cookie } });
};

test('a coat of arms is uploaded, put in force, shown before the sign-in, changed and undone', async () => {
  const [green, blue] = [svg('green'), svg('blue')];
  expect((await readCentre()).content.crest).toBeNull();
  expect((await upload(green)).json()).toEqual({ sha256: hashOf(green), width: 80, height: 100 });
  expect((await upload(green)).statusCode, 'the same once more').toBe(200);
  expect((await readCentre()).content.crest, 'kept, not yet in force').toBeNull();
  expect((await change(hashOf(green))).json()).toEqual({ id: tenantId, version: 2 });
  expect((await get('/api/door', '', '112.sidoarjokab.go.id')).json()).toEqual({
    name: 'Kabupaten sidoarjo',
    crest: hashOf(green),
  });
  expect((await get('/api/door', '', '112.ketapangkab.go.id')).json().crest, 'of another regency').toBeNull();
  expect((await get('/api/session', cookies.head)).json().tenant.crest).toBe(hashOf(green));
  await upload(blue);
  await change(hashOf(blue));
  await change(null);
  expect((await readCentre()).content.crest).toBeNull();
  const undo = (to: number) =>
    centre.app.inject({
      method: 'POST',
      url: `/api/settings/centre/${tenantId}/undo`,
      payload: { version: 4, to, reason: 'Kembali ke yang lama' },
      headers: { cookie: cookies.admin },
    });
  expect((await undo(2)).statusCode).toBe(200);
  expect((await readCentre()).content.crest).toBe(hashOf(green));
});

test('the picture is sent so that it can do nothing', async () => {
  const red = svg('red');
  await upload(red);
  const shown = await get(crestAddress(hashOf(red)));
  expect(shown.rawPayload.equals(red)).toBe(true);
  expect(shown.headers).toMatchObject({
    'content-type': 'image/svg+xml',
    'x-content-type-options': 'nosniff',
    'content-disposition': 'inline; filename="lambang.svg"',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect(shown.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
  expect((await get(crestAddress('0'.repeat(64)))).statusCode).toBe(404);
  expect((await get('/api/crests/..%2f..%2fetc')).statusCode).toBe(404);
});

test('what is no coat of arms is refused, and nothing is kept', async () => {
  const kept = () => row<{ count: number }>(database.systemDb, sql`select count(*)::int as count from crests`);
  const before = await kept();
  const codeOf = async (picture: Buffer) => (await upload(picture)).json().code;
  expect(await codeOf(Buffer.alloc(maxCrestBytes + 1))).toBe('crest.too_large');
  expect(await codeOf(Buffer.from('GIF89a'))).toBe('crest.not_picture');
  expect(await codeOf(Buffer.from('<svg viewBox="0 0 9 9"><script>1</script></svg>'))).toBe('crest.unsafe');
  expect(await codeOf(svg('red', '0 0 400 100'))).toBe('crest.wrong_size');
  const small = Buffer.alloc(45);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(small);
  small.write('IHDR', 12, 'latin1');
  small.writeUInt32BE(32, 16);
  small.writeUInt32BE(32, 20);
  small.write('IEND', 37, 'latin1');
  expect(await codeOf(small)).toBe('crest.wrong_size');
  expect((await upload(Buffer.alloc(900_000))).statusCode, 'longer than any text may be').toBeGreaterThanOrEqual(400);
  expect(await kept()).toEqual(before);
  expect((await upload(svg('red'), cookies.head)).statusCode, 'no right to change settings').toBe(403);
});

test("another regency's coat of arms cannot be taken, and one that nobody used goes", async () => {
  const gold = svg('gold');
  await upload(gold);
  expect((await change(hashOf(gold), cookies.other)).json().code).toBe('centre.crest_unknown');
  await database.ownerPool.query("update crests set kept_at = kept_at - interval '2 days'");
  await upload(svg('silver'));
  expect((await get(crestAddress(hashOf(gold)))).statusCode, 'never put in force').toBe(404);
  expect((await get(crestAddress(hashOf(svg('blue'))))).statusCode, 'a version names it').toBe(200);
});
