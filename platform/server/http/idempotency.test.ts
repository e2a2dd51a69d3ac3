import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { route } from '#platform/shared/contract.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { bind } from '../action.ts';
import { row, rows } from '../db/database.ts';
import { appendEvent } from '../events/event.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { as, createTestHttp } from '../testing/test-http.ts';

const tenantId = newId<'tenant'>();
const userId = newId<'user'>();
let isOpen = true;
let database: TestDatabase;
let app: FastifyInstance;

const make = route({
  method: 'POST',
  path: '/api/things',
  summary: 'Make a thing',
  permission: 'signed_in',
  body: z.object({ name: z.string() }),
  output: z.object({ id: z.uuid() }),
  refusals: { 'thing.closed': { status: 409, id: 'Tutup', en: 'Closed' } },
});

beforeAll(async () => {
  database = await createTestDatabase();
  const makeThing = bind(make, async (ctx, { body }) => {
    const id = newId();
    await appendEvent(ctx, { name: 'thing.made', subject: { type: 'thing', id }, audience: ['tenant'] });
    // Long enough that twins really run side by side.
    await sql`select pg_sleep(0.05)`.execute(ctx.tx);
    if (!isOpen) return refuse('thing.closed');
    return ok({ id, secret: body.name });
  });
  app = await createTestHttp(database, { routes: [makeThing] });
});
afterAll(async () => {
  await app.close();
  await database.close();
});
beforeEach(() => {
  isOpen = true;
});

const made = async () =>
  Number((await row<{ count: number }>(database.systemDb, sql`select count(*) from events`))?.count);
const send = (key: string, name: string, requester = { tenantId, userId }) =>
  app.inject({
    method: 'POST',
    url: '/api/things',
    headers: { ...as(requester), 'idempotency-key': key },
    payload: { name },
  });

describe('a command with a key', () => {
  test('sent ten times at once takes effect once, and all hear the same answer', async () => {
    const before = await made();
    const responses = await Promise.all(Array.from({ length: 10 }, () => send('ten-at-once', 'a')));
    expect(responses.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(new Set(responses.map(({ body }) => body)).size).toBe(1);
    expect(await made()).toBe(before + 1);
    expect((await send('ten-at-once', 'a')).body).toBe(responses[0]?.body);
  });

  test('used for another command is refused, and for another person is another key', async () => {
    await send('reused-key', 'a');
    const before = await made();
    const reused = await send('reused-key', 'b');
    expect([reused.statusCode, reused.json().code]).toEqual([422, 'idempotency.reused']);
    expect(await made()).toBe(before);
    expect((await send('reused-key', 'b', { tenantId, userId: newId() })).statusCode).toBe(200);
    expect((await send('reused-key', 'b', { tenantId: newId<'tenant'>(), userId })).statusCode).toBe(200);
  });

  test('that was refused is decided anew', async () => {
    isOpen = false;
    expect((await send('refused-first', 'a')).json().code).toBe('thing.closed');
    isOpen = true;
    expect((await send('refused-first', 'a')).statusCode).toBe(200);
  });

  test('keeps only what the contract declares', async () => {
    await send('kept-answer', 'a secret name');
    const kept = await rows<{ response: unknown }>(
      database.systemDb,
      sql`select response from idempotency_keys where key = 'kept-answer'`,
    );
    expect(kept).toEqual([{ response: { id: expect.any(String) } }]);
  });

  test.each(['short', 'x'.repeat(201)])('that is no key is refused', async (key) => {
    const before = await made();
    const response = await send(key, 'a');
    expect([response.statusCode, response.json().code]).toEqual([400, 'request.invalid']);
    expect(await made()).toBe(before);
  });
});
