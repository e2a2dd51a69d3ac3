import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { route } from '#platform/shared/contract.ts';
import { ApiProblem, createApiClient, isRefusal, Unreachable, urlOf } from './api-client.ts';

const readLamp = route({
  method: 'GET',
  path: '/api/lamps/:id',
  summary: 'Read a lamp',
  permission: 'public',
  params: z.object({ id: z.string() }),
  query: z.object({ state: z.string().optional(), tag: z.array(z.string()).optional() }),
  output: z.object({ name: z.string() }),
});
const lightLamp = route({
  method: 'POST',
  path: '/api/lamps/:id/light',
  summary: 'Light a lamp',
  permission: 'public',
  params: z.object({ id: z.string() }),
  body: z.object({ brightness: z.number() }),
  output: z.object({ name: z.string() }),
  refusals: { 'lamp.broken': { status: 409, id: 'Lampu rusak', en: 'The lamp is broken' } },
});

/** A client whose server answers from a list; `'away'` is a network that fails. */
function clientWith(answers: (Response | 'away')[]) {
  const asked: { url: string; method: string; headers: Headers; body: unknown }[] = [];
  const pauses: number[] = [];
  const client = createApiClient({
    fetch: async (url, init) => {
      asked.push({ url, method: init.method ?? '', headers: new Headers(init.headers), body: init.body });
      const answer = answers.shift();
      if (answer === undefined || answer === 'away') throw new TypeError('Failed to fetch');
      return answer;
    },
    language: () => 'en',
    wait: async (ms) => void pauses.push(ms),
    patience: 60_000,
  });
  return { client, asked, pauses };
}
const lamp = () => Response.json({ name: 'Kiri', secret: 'not in the contract' });

describe('a query', () => {
  test('asks once in the language of the page and returns what the contract declares', async () => {
    const { client, asked } = clientWith([lamp()]);
    expect(await client.call(readLamp, { params: { id: 'a/b' }, query: { state: 'on', tag: ['x', 'y'] } })).toEqual({
      name: 'Kiri',
    });
    expect(asked[0]?.url).toBe('/api/lamps/a%2Fb?state=on&tag=x&tag=y');
    expect(asked[0]?.headers.get('accept-language')).toBe('en');
    expect(asked[0]?.headers.get('idempotency-key')).toBeNull();
  });

  test('is not asked again here when nobody answers: the cache does that', async () => {
    const { client, asked } = clientWith(['away']);
    await expect(client.call(readLamp, { params: { id: '1' } })).rejects.toBeInstanceOf(Unreachable);
    expect(asked).toHaveLength(1);
  });

  test('an answer that does not fit the contract is a fault', async () => {
    const { client } = clientWith([Response.json({ name: 7 })]);
    await expect(client.call(readLamp, { params: { id: '1' } })).rejects.toBeInstanceOf(z.ZodError);
  });

  test('an answer that breaks off is an outage', async () => {
    const { client } = clientWith([new Response('<html>', { status: 200 })]);
    await expect(client.call(readLamp, { params: { id: '1' } })).rejects.toBeInstanceOf(Unreachable);
  });

  test('a missing part of the address is told before anything is sent', () => {
    expect(() => urlOf(readLamp, {})).toThrow('/api/lamps/:id needs the param id');
  });
});

describe('a command', () => {
  const input = { params: { id: '1' }, body: { brightness: 3 } };

  test('is sent again with the same key after an outage and after a proxy without a server', async () => {
    const { client, asked, pauses } = clientWith(['away', new Response('', { status: 502 }), lamp()]);
    expect(await client.call(lightLamp, input)).toEqual({ name: 'Kiri' });
    const keys = asked.map((one) => one.headers.get('idempotency-key'));
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(keys).size).toBe(1);
    expect(asked[2]?.body).toBe('{"brightness":3}');
    expect(pauses).toEqual([400, 1200]);
  });

  test('two commands have two keys; a given key is used', async () => {
    const { client, asked } = clientWith([lamp(), lamp(), lamp()]);
    await client.call(lightLamp, input);
    await client.call(lightLamp, input);
    await client.call(lightLamp, input, { idempotencyKey: 'kept' });
    const keys = asked.map((one) => one.headers.get('idempotency-key'));
    expect(new Set(keys).size).toBe(3);
    expect(keys[2]).toBe('kept');
  });

  test('gives up as unreachable after its attempts', async () => {
    const { client, asked } = clientWith([]);
    await expect(client.call(lightLamp, input)).rejects.toBeInstanceOf(Unreachable);
    expect(asked).toHaveLength(4);
  });

  test('a refusal is thrown at once with code, text and figures, and told to listeners', async () => {
    const problem = { code: 'lamp.broken', title: 'The lamp is broken', status: 409, detail: { hours: 3 } };
    const { client, asked } = clientWith([Response.json(problem, { status: 409 })]);
    const heard: ApiProblem[] = [];
    client.onProblem((one) => heard.push(one));
    const error = await client.call(lightLamp, input).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({
      code: 'lamp.broken',
      message: 'The lamp is broken',
      status: 409,
      detail: { hours: 3 },
    });
    expect(isRefusal(error, lightLamp, 'lamp.broken')).toBe(true);
    expect(heard).toEqual([error]);
    expect(asked).toHaveLength(1);
  });

  test('a person who leaves the screen is not an outage', async () => {
    const { client } = clientWith(['away']);
    const abort = new AbortController();
    abort.abort(new Error('left'));
    await expect(client.call(lightLamp, input, { signal: abort.signal })).rejects.toThrow('left');
  });
});
