import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { route } from '#platform/shared/contract.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok } from '#platform/shared/result.ts';
import { bind } from '../action.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { as, createTestHttp } from '../testing/test-http.ts';
import { addDatabaseGauges, addJobGauges } from './database-gauges.ts';
import { createMetrics } from './metrics.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('requests are counted by pattern, never by address; figures are read when somebody looks', async () => {
  const metrics = createMetrics();
  addDatabaseGauges(metrics, database.systemDb);
  addJobGauges(metrics, database.ownerPool);
  let screens = 3;
  metrics.gauge('live_screens', 'Screens connected', () => screens);
  metrics.gauge('broken', 'Cannot be read', () => Promise.reject(new Error('no')));
  metrics.deadlineFired('test', 12);
  metrics.jobEnded('report', 'done', 1500);
  const show = route({
    method: 'GET',
    path: '/api/things/:id',
    summary: 'Show',
    permission: 'signed_in',
    params: z.object({ id: z.uuid() }),
    output: z.object({}),
  });
  const app = await createTestHttp(database, { routes: [bind(show, async () => ok({}))], metrics });
  const id = newId();
  const headers = as({ tenantId: newId<'tenant'>() });
  await app.inject({ url: `/api/things/${id}`, headers });
  await app.inject({ url: `/api/things/${id}` });
  await app.inject(`/secret-${id}`);

  const response = await app.inject('/metrics');
  expect(response.headers['content-type']).toContain('text/plain');
  const text = response.body;
  expect(text).not.toContain(id);
  expect(text).toContain('http_request_duration_seconds_count{route="/api/things/:id",method="GET",status="200"} 1');
  expect(text).toContain('http_request_duration_seconds_count{route="/api/things/:id",method="GET",status="401"} 1');
  expect(text).toContain('http_request_duration_seconds_count{route="none",method="GET",status="404"} 1');
  expect(text).toMatch(/^live_screens 3$/m);
  expect(text).toMatch(/^deadlines_overdue 0$/m);
  expect(text).toMatch(/^jobs_waiting 0$/m);
  expect(text).toMatch(/^deadline_lateness_seconds_count\{kind="test"\} 1$/m);
  expect(text).toContain('jobs_ended_total{task="report",outcome="done"} 1');
  expect(text).not.toMatch(/^broken \d/m);
  screens = 4;
  expect((await app.inject('/metrics')).body).toMatch(/^live_screens 4$/m);
  await app.close();
});

test('the oldest write transaction of another session is seen', async () => {
  const metrics = createMetrics();
  addDatabaseGauges(metrics, database.systemDb);
  const client = await database.ownerPool.connect();
  await client.query('begin');
  await client.query('select pg_current_xact_id(), pg_sleep(0.2)');
  const text = await metrics.text();
  await client.query('rollback');
  client.release();
  const age = Number(/^database_oldest_write_transaction_seconds (\S+)$/m.exec(text)?.[1]);
  expect(age).toBeGreaterThan(0.1);
});
