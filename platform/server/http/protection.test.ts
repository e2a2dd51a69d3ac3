import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { route } from '#platform/shared/contract.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok } from '#platform/shared/result.ts';
import { bind } from '../action.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { as, createTestHttp } from '../testing/test-http.ts';

const tenantId = newId<'tenant'>();
const touch = bind(
  route({
    method: 'POST',
    path: '/api/touch',
    summary: 'Touch',
    permission: 'signed_in',
    body: z.object({ text: z.string().optional() }),
    output: z.object({}),
  }),
  async () => ok({}),
);

let database: TestDatabase;
let app: FastifyInstance;
beforeAll(async () => {
  database = await createTestDatabase();
  app = await createTestHttp(database, {
    routes: [touch],
    requestsPerMinute: 40,
    connectSources: () => ['wss://desk.example'],
  });
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const send = (headers: Record<string, string>, payload: object = {}, remoteAddress = '127.0.0.1') =>
  app.inject({
    method: 'POST',
    url: '/api/touch',
    headers: { host: 'centre.example', ...as({ tenantId }), ...headers },
    payload,
    remoteAddress,
  });

describe('a command from another site', () => {
  const cases = [
    [{}, 200],
    [{ origin: 'http://centre.example' }, 200],
    [{ origin: 'https://centre.example', 'x-forwarded-host': 'centre.example' }, 200],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'http://centre.example:8080' }, 403],
    [{ origin: 'http://centre.example.evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
  ] as const;
  test.each(cases)('%j ends with %i', async (headers, status) => {
    const response = await send(headers);
    expect(response.statusCode).toBe(status);
    if (status === 403) expect(response.json().code).toBe('request.cross_site');
  });
});

test('every answer has a number, a content policy without inline script and no sniffing', async () => {
  for (const response of [await send({}), await app.inject('/nowhere'), await app.inject('/health/live')]) {
    expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    const policy = String(response.headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'; connect-src 'self' wss://desk.example;");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers['x-content-type-options']).toBe('nosniff');
  }
});

test('an unknown address and a body over a megabyte are problem details', async () => {
  const unknown = await app.inject('/nowhere');
  expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'route.not_found']);
  const large = await send({}, { text: 'a'.repeat(1_100_000) });
  expect([large.statusCode, large.json().code]).toEqual([413, 'request.too_large']);
});

test('too many requests of one address are slowed down, others and health are not', async () => {
  const codes: number[] = [];
  for (let time = 0; time < 41; time++) codes.push((await send({}, {}, '10.0.0.9')).statusCode);
  expect(codes.slice(0, 40).every((code) => code === 200)).toBe(true);
  expect(codes[40]).toBe(429);
  const refused = await send({}, {}, '10.0.0.9');
  expect(refused.headers['content-type']).toContain('application/problem+json');
  expect(refused.json()).toMatchObject({ code: 'rate.exceeded', status: 429, detail: { seconds: expect.any(Number) } });
  expect(refused.json()).not.toHaveProperty('statusCode');
  expect((await send({}, {}, '10.0.0.10')).statusCode).toBe(200);
  for (let time = 0; time < 60; time++)
    expect((await app.inject({ url: '/health/live', remoteAddress: '10.0.0.9' })).statusCode).toBe(200);
});
