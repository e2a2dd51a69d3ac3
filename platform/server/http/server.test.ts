import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { route } from '#platform/shared/contract.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok } from '#platform/shared/result.ts';
import { bind } from '../action.ts';
import { createHealth } from '../health/health.ts';
import { startFeed } from '../live/feed.ts';
import { silentLog } from '../log/log.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { as, createTestHttp, listenOnLoopback } from '../testing/test-http.ts';
import { until } from '../testing/until.ts';
import { beginDrain } from './drain.ts';

const tenantId = newId<'tenant'>();
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('the description of the API is valid OpenAPI 3.1 and tells what each command takes', async () => {
  const command = route({
    method: 'POST',
    path: '/api/things/:id/paint',
    summary: 'Paint a thing',
    permission: 'signed_in',
    params: z.object({ id: z.uuid() }),
    query: z.object({ coats: z.coerce.number().int().default(1) }),
    body: z.object({ colour: z.enum(['red', 'white']), note: z.string().max(40).optional() }),
    output: z.object({ dryAt: z.iso.datetime() }),
  });
  const list = route({
    method: 'GET',
    path: '/api/things',
    summary: 'Things',
    permission: 'signed_in',
    output: z.object({ items: z.array(z.string()) }),
  });
  const routes = [
    bind(command, async () => ok({ dryAt: '2026-11-21T00:00:00Z' })),
    bind(list, async () => ok({ items: [] })),
  ];
  const plugin = {
    method: 'POST' as const,
    path: '/api/door',
    summary: 'Door',
    permission: 'public' as const,
    route: { ...command, summary: 'Door' },
    serve: async () => ({}),
  };
  const app = await createTestHttp(database, { routes, plugins: [plugin] });
  const document = (await app.inject('/api/openapi.json')).json();
  await app.close();

  expect(await new Validator().validate(document)).toMatchObject({ valid: true });
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths).sort()).toEqual(['/api/door', '/api/things', '/api/things/{id}/paint']);
  const described = document.paths['/api/things/{id}/paint'].post;
  expect(described.summary).toBe('Paint a thing');
  expect(described.parameters.map((each: { name: string; in: string }) => `${each.in} ${each.name}`).sort()).toEqual([
    'header idempotency-key',
    'path id',
    'query coats',
  ]);
  expect(described.requestBody.content['application/json'].schema).toMatchObject({
    properties: { colour: { enum: ['red', 'white'] } },
    required: ['colour'],
  });
  expect(described.responses['200'].content['application/json'].schema.properties).toHaveProperty('dryAt');
  expect(document.paths['/api/things'].get.parameters).toBeUndefined();
  expect(document.paths['/api/door'].post.requestBody.content['application/json'].schema.required).toEqual(['colour']);
});

describe('drain', () => {
  test('what is under way is finished, new requests are sent away, screens are told to come back', async () => {
    let finish = () => {};
    let isInside = false;
    const slow = bind(
      route({
        method: 'POST',
        path: '/api/slow',
        summary: 'Slow',
        permission: 'signed_in',
        output: z.object({ done: z.boolean() }),
      }),
      async () => {
        isInside = true;
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        return ok({ done: true });
      },
    );
    const feed = await startFeed({
      db: database.systemDb,
      listen: database.systemPool,
      log: silentLog,
      path: '/api/events',
    });
    const app = await createTestHttp(database, { routes: [slow], plugins: [feed.plugin] });
    const url = await listenOnLoopback(app);
    const headers = as({ tenantId, topics: ['tenant'] });

    const screen = await fetch(`${url}/api/events`, { headers });
    const heard = screen.text();
    await until('the screen is connected', () => feed.screens() === 1);
    const underWay = fetch(`${url}/api/slow`, { method: 'POST', headers });
    await until('the slow command runs', () => isInside);

    beginDrain(app);
    const late = await fetch(`${url}/api/slow`, { method: 'POST', headers });
    expect([late.status, await late.json(), late.headers.get('connection')]).toEqual([
      503,
      expect.objectContaining({ code: 'server.draining' }),
      'close',
    ]);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    await feed.stop();
    expect(await heard).toMatch(/event: hello\n[\s\S]*event: drain\ndata: \{\}\n\n$/);

    const closing = app.close();
    finish();
    expect(await (await underWay).json()).toEqual({ done: true });
    await closing;
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  });

  test('closing alone waits for what is under way and keeps no connection after it', async () => {
    let finish = () => {};
    let isInside = false;
    const slow = bind(
      route({ method: 'GET', path: '/api/slow', summary: 'Slow', permission: 'signed_in', output: z.object({}) }),
      async () => {
        isInside = true;
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        return ok({});
      },
    );
    const app = await createTestHttp(database, { routes: [slow] });
    const url = await listenOnLoopback(app);
    const underWay = fetch(`${url}/api/slow`, { headers: as({ tenantId }) });
    await until('the slow question runs', () => isInside);
    let isClosed = false;
    const closing = app.close().then(() => {
      isClosed = true;
    });
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    expect(isClosed).toBe(false);
    finish();
    const answer = await underWay;
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
    await closing;
  });
});

test('health says which component is how, and 503 only when an essential one fails', async () => {
  const health = createHealth();
  const app = await createTestHttp(database, { health });
  const ready = async () => {
    const response = await app.inject('/health/ready');
    return { status: response.statusCode, ...response.json() };
  };
  health.add('database', async () => ({ ok: true, detail: '18.4' }), { essential: true });
  expect(await ready()).toMatchObject({
    status: 200,
    state: 'ok',
    components: { database: { state: 'ok', detail: '18.4' } },
  });
  health.add('exchange', async () => ({ ok: false, detail: 'off' }));
  expect(await ready()).toMatchObject({
    status: 200,
    state: 'degraded',
    components: { exchange: { state: 'degraded', detail: 'off' } },
  });
  health.add('database', async () => Promise.reject(new TypeError('password in here')), { essential: true });
  expect(await ready()).toMatchObject({
    status: 503,
    state: 'failed',
    components: { database: { state: 'failed', detail: 'TypeError' } },
  });
  health.add('database', () => new Promise(() => undefined), { essential: true, withinMs: 20 });
  expect(await ready()).toMatchObject({ status: 503, components: { database: { detail: 'no answer within 20 ms' } } });
  await app.close();
});
