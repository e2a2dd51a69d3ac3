import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#platform/server/db/database.ts';
import type { Feature } from '#platform/server/feature.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { noTrunk } from '../tenant.ts';
import { installationPlugins } from './installation.ts';
import { createTestCentre, type TestCentre } from './testing.ts';

let database: TestDatabase;
let centre: TestCentre;
const loaded: string[] = [];
const setupCode = 'abcd-efgh-jkmn';

beforeAll(async () => {
  database = await createTestDatabase();
  const installation = installationPlugins({
    systemDb: database.systemDb,
    place: database.place(),
    features: [],
    loadRegions: async (code) => void loaded.push(code),
    regencies: async () => [{ code: '35.15', name: 'Kabupaten Sidoarjo' }],
    setupCode,
  });
  const wizard: Feature = { name: 'installation', routes: [], plugins: installation };
  centre = await createTestCentre(database, { features: [wizard] });
});
afterAll(async () => {
  await centre.close();
  await database.close();
});

const read = (path: string) => centre.app.inject({ method: 'GET', url: `/api/installation${path}` });
const crest = Buffer.from('<svg viewBox="0 0 8 10"></svg>');
const trunk = { ...noTrunk, peers: ['10.20.0.0/24'] };
const found = (
  change: { setupCode?: string; slug?: string; regionCode?: string; crest?: string; overflow?: string } = {},
) =>
  centre.app.inject({
    method: 'POST',
    url: '/api/installation/first-tenant',
    payload: {
      setupCode: change.setupCode ?? setupCode,
      tenant: {
        slug: change.slug ?? 'sidoarjo',
        name: 'Kabupaten Sidoarjo',
        shortName: 'Sidoarjo',
        regionCode: change.regionCode ?? '35.15',
        zone: 'Asia/Jakarta',
      },
      crest: change.crest ?? crest.toString('base64'),
      trunk: { ...trunk, overflow: change.overflow ?? null },
      admin: { username: `admin.${change.slug ?? 'sidoarjo'}`, displayName: 'Admin', password: 'sandi yang panjang' },
    },
  });

test('the wizard founds the first regency and never a second one', async () => {
  expect((await read('')).json()).toEqual({ state: 'empty' });
  expect((await read('/regencies')).json().items).toEqual([{ code: '35.15', name: 'Kabupaten Sidoarjo' }]);
  expect((await found({ setupCode: 'salah' })).json().code).toBe('installation.wrong_code');
  expect((await found({ regionCode: '99.99' })).json().code).toBe('installation.unknown_region');
  const script = Buffer.from('<svg viewBox="0 0 8 10"><script/></svg>').toString('base64');
  expect((await found({ crest: script })).json().code).toBe('crest.unsafe');
  expect((await found({ overflow: '110' })).json().code).toBe('centre.overflow_no_target');
  expect(loaded).toEqual([]);

  const answers = await Promise.all([found(), found({ slug: 'gresik' }), found({ slug: 'malang' })]);
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409, 409]);
  expect(await rows(database.systemDb, sql`select slug from tenants`)).toHaveLength(1);
  expect(await rows(database.systemDb, sql`select username from users`)).toHaveLength(1);

  const slug = answers.find((answer) => answer.statusCode === 200)?.json().slug;
  expect((await read('')).json()).toEqual({ state: 'ready' });
  expect((await read('/regencies')).statusCode).toBe(409);
  const cookie = await centre.cookieOf(`admin.${slug}`, 'sandi yang panjang');
  const users = await centre.app.inject({ method: 'GET', url: '/api/users', headers: { cookie } });
  const made = (await centre.app.inject({ method: 'GET', url: '/api/centre', headers: { cookie } })).json().content;
  expect(made).toMatchObject({ crest: createHash('sha256').update(crest).digest('hex'), trunk });
  expect(users.json().items).toMatchObject([{ roles: ['ADMIN'], mustChangePassword: false }]);
});
