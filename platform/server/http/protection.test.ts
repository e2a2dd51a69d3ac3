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
    limits: { perAddress: 60, perSession: 20, perStranger: 40 },
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

const times = async (count: number, ask: () => ReturnType<typeof send>) => {
  const codes: number[] = [];
  for (let time = 0; time < count; time++) codes.push((await ask()).statusCode);
  return codes;
};

describe('too many requests are slowed down', () => {
  test('of one address, whoever asks; others and health are not', async () => {
    const codes = await times(61, () => send(as({ tenantId, sessionId: newId() }), {}, '10.0.0.9'));
    expect(codes).toEqual([...Array<number>(60).fill(200), 429]);
    const refused = await send({}, {}, '10.0.0.9');
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.json()).toMatchObject({ code: 'rate.exceeded', detail: { seconds: expect.any(Number) } });
    expect(refused.json()).not.toHaveProperty('statusCode');
    expect((await send({}, {}, '10.0.0.10')).statusCode).toBe(200);
    const healthy = await times(80, () => app.inject({ url: '/health/live', remoteAddress: '10.0.0.9' }));
    expect(healthy.every((code) => code === 200)).toBe(true);
  });

  test('of one session, wherever it asks from; another session of the same address is not', async () => {
    const mine = as({ tenantId, sessionId: newId() });
    let asked = 0;
    const codes = await times(21, () => send(mine, {}, `10.0.1.${asked++}`));
    expect(codes).toEqual([...Array<number>(20).fill(200), 429]);
    expect((await send(as({ tenantId, sessionId: newId() }), {}, '10.0.1.0')).statusCode).toBe(200);
  });

  test('of one address without an open session', async () => {
    const stranger = as({ tenantId, sessionId: newId(), state: 'none' });
    const codes = await times(41, () => send(stranger, {}, '10.0.2.1'));
    expect(codes).toEqual([...Array<number>(40).fill(401), 429]);
    expect((await send(as({ tenantId, sessionId: newId() }), {}, '10.0.2.1')).statusCode).toBe(200);
  });
});
