import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audience } from '#features/people/audience.ts';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { systemActor } from '#platform/server/action.ts';
import { rows, run } from '#platform/server/db/database.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { startSealer } from '#platform/server/events/seal.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { until } from '#platform/server/testing/until.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { createOpenness } from '../feature.ts';
import { webhookKind } from './webhook-store.ts';

interface Received {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let database: TestDatabase;
let centre: TestCentre;
let receiver: Server;
let stops: (() => Promise<void>)[] = [];
let [own, foreign, base] = ['', '', ''];
const received: Received[] = [];
/** What the receiver answers at an address; 204 where nothing is said. */
const answers = new Map<string, number>();
let cookie = '';

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const url = request.url ?? '';
      received.push({ url, headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
      response.writeHead(answers.get(url) ?? 204, { location: '/elsewhere' }).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  // A server on a TCP port has an address of this kind.
  base = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  database = await createTestDatabase();
  const place = database.place();
  const openness = createOpenness({
    systemDb: database.systemDb,
    place: () => place,
    log: silentLog,
    sealWith: async () => 'a key of this installation',
    pauseMs: 20,
  });
  centre = await createTestCentre(database, { features: [openness.feature], settingKinds: [webhookKind] });
  own = await centre.addTenant({ slug: 'sidoarjo' });
  foreign = await centre.addTenant({ slug: 'ketapang' });
  await centre.addUser(own, { username: 'admin', roles: ['ADMIN'] });
  cookie = await centre.cookieOf('admin');
  stops = [
    startSealer({ systemDb: database.systemDb, log: silentLog, pauseMs: 20 }).stop,
    openness.startWebhooks().stop,
    // A second process beside it: one follows, both deliver, nothing goes out twice.
    openness.startWebhooks().stop,
  ];
});
afterAll(async () => {
  for (const stop of stops) await stop();
  await centre?.close();
  await database?.close();
  receiver?.close();
});

const ask = async (method: 'GET' | 'POST', path: string, payload?: object) => {
  const response = await centre.app.inject({
    method,
    url: `/api/webhooks${path}`,
    headers: { cookie },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: response.statusCode, body: response.json() };
};
const add = async (path: string, part: object = {}) => {
  const content = { name: `Sistem ${path}`, url: `${base}${path}`, topics: ['incident'], active: true, ...part };
  const made = await ask('POST', '', { content, reason: 'sistem OPD' });
  expect(made.status).toBe(200);
  return { ...made.body, content } as { id: string; version: number; secret: string; content: typeof content };
};
const happens = (name: string, options: { tenantId?: string; audience?: string } = {}) => {
  const id = newId();
  const work = { tenantId: options.tenantId ?? own, actor: systemActor };
  return runWork(centre.place, work, (ctx) =>
    appendEvent(ctx, {
      name,
      subject: { type: 'incident', id },
      audience: [options.audience ?? audience.tenant()],
      content: { typeCode: 'FLOOD' },
    }),
  ).then(() => id);
};
const unsealed = async () =>
  (
    await rows(
      database.systemDb,
      sql`select 1 from events e where e.tenant_id = ${own} and not exists (select from event_seals s where s.seq = e.seq)`,
    )
  ).length;
const at = (path: string) => received.filter(({ url }) => url === path);
const settled = async (id: string) =>
  (
    await rows<{ n: number }>(
      database.systemDb,
      sql`select 1 as n from webhooks w where w.id = ${id} and w.followed_to >=
      (select count(*) from events e where e.tenant_id = w.tenant_id)`,
    )
  ).length === 1;
/** Everything that has happened so far was looked at and nothing waits. */
const allTold = (id: string) =>
  until('everything is told', async () => {
    if (!(await settled(id))) return false;
    return (await ask('GET', `/${id}/deliveries?state=waiting`)).body.items.length === 0;
  });

describe('another system', () => {
  test('is told in order, signed so that the reference library of the specification accepts it, and nothing twice', async () => {
    const hook = await add('/in-order');
    expect(hook.secret).toMatch(/^whsec_/);
    const ids: string[] = [];
    for (let count = 0; count < 30; count++) ids.push(await happens('incident.opened'));
    await happens('assignment.sent');
    await happens('incident.opened', { tenantId: foreign });
    await happens('incident.noted', { audience: audience.user(newId()) });
    await allTold(hook.id);
    const told = at('/in-order').map(({ headers, body }) => {
      const signed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      return new Webhook(hook.secret).verify(body, signed) as { type: string; data: { subject: { id: string } } };
    });
    expect(told.map(({ data }) => data.subject.id)).toEqual(ids);
    expect(told[0]).toEqual({
      type: 'incident.opened',
      timestamp: expect.stringMatching(/Z$/),
      data: { subject: { type: 'incident', id: ids[0] }, typeCode: 'FLOOD' },
    });
    expect(new Set(at('/in-order').map(({ headers }) => headers['webhook-id'])).size).toBe(30);
  });

  test('is told nothing of before, nor of while it was switched off', async () => {
    await happens('incident.opened');
    // "Before" is what the chain held when the webhook was made; the chain takes up what happened some moments later.
    await until('it is in the chain', async () => (await unsealed()) === 0);
    const hook = await add('/later');
    const off = { version: 1, reason: 'rawat', content: { ...hook.content, active: false } };
    expect((await ask('POST', `/${hook.id}/change`, off)).status).toBe(200);
    await happens('incident.opened');
    await until('it was looked at', () => settled(hook.id));
    expect((await ask('POST', `/${hook.id}/trial`)).body.code).toBe('webhook.inactive');
    const on = { version: 2, reason: 'selesai', content: hook.content };
    expect((await ask('POST', `/${hook.id}/change`, on)).status).toBe(200);
    const id = await happens('incident.closed');
    await allTold(hook.id);
    expect(at('/later').map(({ body }) => JSON.parse(body).data.subject.id)).toEqual([id]);
  });

  test('that fails is tried again later, and by hand once it was given up', async () => {
    answers.set('/down', 503);
    const hook = await add('/down');
    await happens('incident.opened');
    const failed = async () => (await ask('GET', `/${hook.id}/deliveries`)).body.items[0];
    await until('it failed once', async () => (await failed())?.attempts === 1);
    expect(await failed()).toMatchObject({
      state: 'waiting',
      status: 503,
      problem: 'status',
      event: 'incident.opened',
    });
    answers.set('/down', 410);
    await run(database.systemDb, sql`update webhook_deliveries set due_at = now() where webhook_id = ${hook.id}`);
    await until('it was given up', async () => (await failed()).state === 'dead');
    const gaveUp = await rows<{ content: object }>(
      database.systemDb,
      sql`select content from events where name = 'webhook.given_up' and subject_id = ${hook.id}`,
    );
    expect(gaveUp).toMatchObject([{ content: { attempts: 2, status: 410 } }]);
    answers.delete('/down');
    expect((await ask('POST', `/${hook.id}/retry`)).body).toEqual({ count: 1 });
    await until('it was delivered', async () => (await failed()).state === 'delivered');
    const sent = at('/down').map(({ headers }) => headers['webhook-id']);
    expect([sent.length, new Set(sent).size]).toEqual([3, 1]);
    expect((await ask('POST', `/${hook.id}/retry`)).body).toEqual({ count: 0 });
  });

  test('is never followed to another address, and one that is not there is said to be unreachable', async () => {
    answers.set('/moved', 302);
    const moved = await add('/moved');
    const nobody = await add('/nobody', { url: 'http://127.0.0.1:1/nobody' });
    for (const { id } of [moved, nobody]) expect((await ask('POST', `/${id}/trial`)).status).toBe(200);
    const last = async (id: string) => (await ask('GET', `/${id}/deliveries`)).body.items[0];
    await until(
      'both were tried',
      async () => (await last(moved.id)).attempts + (await last(nobody.id)).attempts === 2,
    );
    expect(await last(moved.id)).toMatchObject({ event: null, problem: 'redirect', status: 302 });
    expect(await last(nobody.id)).toMatchObject({ problem: 'unreachable', status: null });
    expect(at('/elsewhere')).toEqual([]);
    expect(JSON.parse(at('/moved')[0]?.body ?? '')).toMatchObject({ type: 'webhook.trial', data: {} });
  });
});

test('a new secret replaces the old one at once; the list pages and never shows a secret', async () => {
  const hook = await add('/renewed');
  const { secret } = (await ask('POST', `/${hook.id}/secret`)).body;
  for (let count = 0; count < 3; count++) await ask('POST', `/${hook.id}/trial`);
  await allTold(hook.id);
  const first = at('/renewed')[0];
  const signed = Object.fromEntries(Object.entries(first?.headers ?? {}).map(([name, value]) => [name, String(value)]));
  expect(() => new Webhook(hook.secret).verify(first?.body ?? '', signed)).toThrow();
  expect(new Webhook(secret).verify(first?.body ?? '', signed)).toMatchObject({ type: 'webhook.trial' });
  const page = (await ask('GET', `/${hook.id}/deliveries?limit=2`)).body;
  const rest = (await ask('GET', `/${hook.id}/deliveries?limit=2&after=${encodeURIComponent(page.next)}`)).body;
  expect([page.items.length, rest.items.length, rest.next]).toEqual([2, 1, null]);
  const list = (await ask('GET', '')).body;
  expect(JSON.stringify(list)).not.toContain('whsec_');
  expect(list.items.find(({ id }: { id: string }) => id === hook.id)).toMatchObject({ waiting: 0, dead: 0 });
});

test('an address with a password, or one outside without TLS, is refused', async () => {
  for (const url of ['http://opd.example/hook', 'https://a:b@opd.example/', 'ftp://10.0.0.1/']) {
    const content = { name: 'Sistem', url, topics: ['call'], active: true };
    expect((await ask('POST', '', { content, reason: 'coba' })).body.code).toBe('request.invalid');
  }
});
