import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agencyByCode } from '#features/agencies/server/seed.ts';
import { type PermissionName, reachOf, roles } from '#features/people/permissions.ts';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { bind, systemActor } from '#platform/server/action.ts';
import { rows, run } from '#platform/server/db/database.ts';
import type { Feature } from '#platform/server/feature.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { route } from '#platform/shared/contract.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok } from '#platform/shared/result.ts';
import { z } from 'zod';
import { buildHouse } from './house.ts';
import { ask, type Entry, endsSession, entriesOf, judge, judgePermissions } from './route-walk.ts';

/**
 * Addresses without a permission of their own, each with a reason. A new one is entered here by hand or this test fails:
 * that is how a route that forgot its permission is found.
 */
const open = new Set([
  // Signing in, and what everybody may do about their own account.
  'POST /api/session public',
  'GET /api/session signed_in',
  'DELETE /api/session signed_in',
  'POST /api/session/second-factor signed_in',
  'POST /api/session/password signed_in',
  'GET /api/session/sessions signed_in',
  'POST /api/session/sessions/:id/end signed_in',
  'POST /api/session/language signed_in',
  'GET /api/session/second-factor signed_in',
  'POST /api/session/second-factor/set signed_in',
  'POST /api/session/second-factor/remove signed_in',
  // The signed heads of the event chain are for anybody to check.
  'GET /open-data/:slug/chain public',
]);

let database: TestDatabase;
let centre: TestCentre;
let features: readonly Feature[];
let entries: Entry[];
let [own, foreign] = ['', ''];
const cookies = new Map<string, string>();
const ids = { own: new Map<string, string>(), foreign: new Map<string, string>() };

beforeAll(async () => {
  database = await createTestDatabase();
  const house = await buildHouse({
    config: { data: '/nonexistent', defaultTenant: 'sidoarjo', asterisk: { mode: 'off' } },
    databases: { appDb: database.db, systemDb: database.systemDb },
    log: silentLog,
    exchange: () => null,
  } as unknown as Parameters<typeof buildHouse>[0]);
  features = house.features;
  entries = entriesOf(features);
  centre = await createTestCentre(database, { features: features.filter((feature) => feature.name !== 'people') });
  own = await centre.addTenant({ slug: 'sidoarjo' });
  foreign = await centre.addTenant({ slug: 'ketapang' });
  for (const [tenantId, kept] of [[own, ids.own], [foreign, ids.foreign]] as const) await fill(tenantId, kept);
  const agencyId = (await agenciesOf(own)).get('DAMKAR') ?? '';
  for (const role of roles) {
    await centre.addUser(own, { username: role.toLowerCase().replace('_', '-'), roles: [role], agencyId });
    cookies.set(role, await centre.cookieOf(role.toLowerCase().replace('_', '-')));
  }
  await centre.addUser(own, { username: 'semua', roles, agencyId });
  cookies.set('all', await centre.cookieOf('semua'));
});
afterAll(async () => {
  await centre.close();
  await database.close();
});

const agenciesOf = (tenantId: string) => runWork(centre.place, { tenantId, actor: systemActor }, agencyByCode);
const cookieOf = (who: string) => cookies.get(who) ?? '';
