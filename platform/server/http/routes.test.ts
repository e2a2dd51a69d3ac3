import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { route } from '#platform/shared/contract.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { bind } from '../action.ts';
import { row } from '../db/database.ts';
import { appendEvent } from '../events/event.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { as, createTestHttp } from '../testing/test-http.ts';

const tenantId = newId<'tenant'>();
const subject = newId();
const permitted = as({ tenantId, permissions: ['user.manage'] });

const write = route({
  method: 'POST',
  path: '/api/things/:id/write',
  summary: 'Write an event',
  permission: 'user.manage',
  params: z.object({ id: z.uuid() }),
  query: z.object({ times: z.coerce.number().int().min(1).max(3).default(1) }),
  body: z.object({
    how: z.enum(['well', 'refused', 'undeclared', 'against_contract', 'fault']),
    note: z.string().max(10).optional(),
  }),
  output: z.object({ times: z.number() }),
  refusals: { 'thing.closed': { status: 409, id: 'Sudah ditutup pada {hour}', en: 'Closed at {hour}' } },
});

const writeThing = bind(write, async (ctx, { params, query, body }) => {
  for (let time = 0; time < query.times; time++) {
    await appendEvent(ctx, { name: 'thing.written', subject: { type: 'thing', id: params.id }, audience: ['tenant'] });
  }
  if (body.how === 'refused') return refuse('thing.closed', { hour: 7 });
  // What a careless action might do; its types forbid it, so they are silenced here on purpose.
  if (body.how === 'undeclared') return refuse('thing.unknown' as 'thing.closed');
  if (body.how === 'against_contract') return ok({ times: 'many' as unknown as number });
  if (body.how === 'fault') throw new Error('the machine broke');
  return ok({ times: query.times, secret: '0812-0000-0000' });
});

let database: TestDatabase;
let app: FastifyInstance;
beforeAll(async () => {
  database = await createTestDatabase();
  app = await createTestHttp(database, { routes: [writeThing] });
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const written = async () => (await row<{ count: number }>(database.systemDb, sql`select count(*) from events`))?.count;

async function post(body: unknown, options: { path?: string; headers?: Record<string, string> } = {}) {
  const before = await written();
  const response = await app.inject({
    method: 'POST',
    url: options.path ?? `/api/things/${subject}/write`,
    headers: options.headers ?? permitted,
    payload: body as object,
  });
  return {
    response,
    status: response.statusCode,
    answer: response.json(),
    added: Number(await written()) - Number(before),
  };
}

describe('a command', () => {
  test('takes effect and its answer is filtered by the contract', async () => {
    const { status, answer, added } = await post({ how: 'well' }, { path: `/api/things/${subject}/write?times=3` });
    expect({ status, answer, added }).toEqual({ status: 200, answer: { times: 3 }, added: 3 });
  });

  test.each([
    ['an unknown value', { how: 'badly' }, undefined, 'body.how'],
    ['a text that is too long', { how: 'well', note: '12345678901' }, undefined, 'body.note'],
    ['no body', undefined, undefined, 'body.how'],
    ['a wrong id', { how: 'well' }, '/api/things/7/write', 'params.id'],
    ['a wrong query', { how: 'well' }, `/api/things/${subject}/write?times=4`, 'query.times'],
  ])('with %s is refused as problem details and writes nothing', async (_what, body, path, where) => {
    const { response, status, answer, added } = await post(body, path === undefined ? {} : { path });
    expect(status).toBe(400);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(answer).toMatchObject({ type: 'urn:sigap:problem:request.invalid', status: 400, code: 'request.invalid' });
    expect(answer.title).toContain(where);
    expect(added).toBe(0);
  });

  test('that is not JSON is refused as such', async () => {
    const response = await app.inject({
      method: 'POST',
      url: `/api/things/${subject}/write`,
      headers: { ...permitted, 'content-type': 'application/json' },
      payload: '{"how":',
    });
    expect(response.statusCode).toBe(400);
    expect(response.json().code).toBe('request.invalid');
  });

  test('that the trade refuses writes nothing and says why in the language of the person', async () => {
    const { response, answer, added } = await post({ how: 'refused' });
    expect(answer).toEqual({
      type: 'urn:sigap:problem:thing.closed',
      title: 'Closed at 7',
      status: 409,
      code: 'thing.closed',
      detail: { hour: 7 },
    });
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(added).toBe(0);
  });

  test.each(['fault', 'against_contract', 'undeclared'])(
    'that ends in a fault of ours (%s) writes nothing and tells only a number',
    async (how) => {
      const { response, status, answer, added } = await post({ how });
      expect(status).toBe(500);
      expect(answer.code).toBe('server.fault');
      expect(answer.title).toContain(response.headers['x-request-id']);
      expect(response.body).not.toContain('machine broke');
      expect(added).toBe(0);
    },
  );
});

describe('who may', () => {
  const cases = [
    ['nobody', {}, 401, 'session.missing'],
    ['without the permission', as({ tenantId }), 403, 'permission.denied'],
    [
      'with a one-time code owed',
      as({ tenantId, permissions: ['user.manage'], state: 'second_factor' }),
      401,
      'session.second_factor',
    ],
    [
      'with a new password owed',
      as({ tenantId, permissions: ['user.manage'], state: 'password_change' }),
      403,
      'session.password_change',
    ],
  ] as const;
  test.each(cases)('%s is refused, whatever the body', async (_who, headers, status, code) => {
    for (const body of [{ how: 'well' }, { nonsense: true }]) {
      const result = await post(body, { headers });
      expect({ status: result.status, code: result.answer.code, added: result.added }).toEqual({
        status,
        code,
        added: 0,
      });
    }
  });
});
