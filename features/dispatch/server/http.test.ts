import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { feature as agencies } from '#features/agencies/server/feature.ts';
import { feature as incidents } from '#features/incidents/server/feature.ts';
import { testRegions } from '#features/incidents/server/test-cast.ts';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { saveRegions } from '#features/places/server/region-store.ts';
import { row } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import { feature } from './feature.ts';

let database: TestDatabase;
let centre: TestCentre;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  await saveRegions(database.systemDb, testRegions);
  centre = await createTestCentre(database, { features: [agencies, incidents, feature] });
  for (const slug of ['sidoarjo', 'ketapang']) {
    const tenantId = await centre.addTenant({ slug, regionCode: slug === 'sidoarjo' ? '35.15' : '61.04' });
    await centre.addUser(tenantId, { username: `${slug}.room`, roles: ['CALL_TAKER', 'DISPATCHER'] });
    cookies[slug] = await centre.cookieOf(`${slug}.room`);
  }
});
afterAll(async () => {
  await centre.close();
  await database.close();
});

async function ask(
  method: 'GET' | 'POST',
  url: string,
  options: { payload?: object; key?: string; slug?: string } = {},
) {
  const response = await centre.app.inject({
    method,
    url,
    headers: {
      cookie: cookies[options.slug ?? 'sidoarjo'] ?? '',
      ...(options.key === undefined ? {} : { 'idempotency-key': options.key }),
    },
    ...(options.payload === undefined ? {} : { payload: options.payload }),
  });
  return { status: response.statusCode, body: response.json() };
}
const count = async (table: string) =>
  (await row<{ count: number }>(database.systemDb, sql`select count(*) from ${sql.table(table)}`))?.count;

test('a command sent twice with one key takes effect once, also at the same moment; with another body it is refused', async () => {
  const types = (await ask('GET', '/api/incident-types')).body.items;
  const typeId = types.find((one: { code: string }) => one.code === 'FIRE_BUILDING').id;
  const payload = { source: 'radio', typeId, villageCode: '35.15.08.1004', lifeAtRisk: 'yes' };
  const key = `open-${newId()}`;
  const both = await Promise.all([
    ask('POST', '/api/incidents', { payload, key }),
    ask('POST', '/api/incidents', { payload, key }),
  ]);
  expect(both.map((one) => one.status)).toEqual([200, 200]);
  expect(both[0].body).toEqual(both[1].body);
  expect(await count('incidents')).toBe(1);
  expect((await ask('POST', '/api/incidents', { payload: { ...payload, lifeAtRisk: 'no' }, key })).body.code).toBe(
    'idempotency.reused',
  );

  const incident = both[0].body;
  const proposal = (await ask('GET', `/api/incidents/${incident.id}/proposal`)).body;
  const chosen = {
    agencies: proposal.agencies.map(({ id, part }: { id: string; part: string }) => ({ agencyId: id, part })),
  };
  const sendKey = `send-${newId()}`;
  for (let time = 0; time < 2; time++) {
    const sent = await ask('POST', `/api/incidents/${incident.id}/assignments`, { payload: chosen, key: sendKey });
    expect(sent.status).toBe(200);
    expect(sent.body.items).toHaveLength(proposal.agencies.length);
  }
  expect(await count('assignments')).toBe(proposal.agencies.length);
  // Without the key the second sending is what it is: refused, in the reader's language.
  const again = await ask('POST', `/api/incidents/${incident.id}/assignments`, { payload: chosen });
  expect(again).toMatchObject({
    status: 409,
    body: { code: 'assignment.already_assigned', title: expect.stringContaining('sudah ditugaskan') },
  });

  const [assignment] = (await ask('GET', '/api/assignments')).body.items;
  const ackKey = `ack-${newId()}`;
  const acks = [1, 2].map(() => ask('POST', `/api/assignments/${assignment.id}/acknowledge`, { key: ackKey }));
  expect((await Promise.all(acks)).map((one) => one.body.state)).toEqual(['ACKNOWLEDGED', 'ACKNOWLEDGED']);

  for (const url of [
    `/api/incidents/${incident.id}`,
    `/api/incidents/${incident.id}/timeline`,
    `/api/assignments/${assignment.id}`,
  ]) {
    expect((await ask('GET', url)).status).toBe(200);
    expect((await ask('GET', url, { slug: 'ketapang' })).status).toBe(404);
  }
  expect((await ask('GET', '/api/board', { slug: 'ketapang' })).body.assignments).toEqual([]);
});

test('an incident is from a call or has a source, not both and not neither', async () => {
  expect((await ask('POST', '/api/incidents', { payload: {} })).body.code).toBe('request.invalid');
  expect((await ask('POST', '/api/incidents', { payload: { callId: newId(), source: 'radio' } })).body.code).toBe(
    'request.invalid',
  );
});
