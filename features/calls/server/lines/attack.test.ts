// What comes at a telephone line from outside, on a real exchange: strangers, garbled SIP, odd caller IDs, one number that does not stop.
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { row, rows, run } from '#platform/server/db/database.ts';
import { until } from '#platform/server/testing/until.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok } from '#platform/shared/result.ts';
import { canaryPatienceMs, centreKey, centreLine } from '../../line.ts';
import { openTestCentre, type TestCentre } from '../test-room.ts';
import { beatCanary } from './canary.ts';
import { callAsCitizen, keepReady } from './test-callers.ts';
import { startFlood } from './test-flood.ts';

const cases = join(import.meta.dirname, '../../test-data/sip');
const lineId = newId<'line'>();
const stranger = '127.9.0.1';
let centre: TestCentre;
let stopReady: () => Promise<void>;

beforeAll(async () => {
  centre = await openTestCentre();
  const desks = [];
  for (const name of ['petugas1', 'petugas2', 'petugas3', 'petugas4'])
    desks.push(await centre.addDesk(name, { answerAfterMs: 100, tone: 1100 }));
  stopReady = keepReady(centre, desks);
  await run(
    centre.database.systemDb,
    sql`insert into lines (id, tenant_id, key, content) values (${lineId}, ${centre.tenantId}, ${centreKey}, ${JSON.stringify(centreLine)}::jsonb)`,
  );
});
afterAll(async () => {
  await stopReady?.();
  await centre?.close();
});

const target = () => ({ host: '127.0.0.1', port: centre.exchange.places.sipPort });

/** A canary in the midst of whatever goes on; it must be answered in time. */
async function canary(): Promise<void> {
  const count = async () =>
    (await rows(centre.database.systemDb, sql`select 1 from canaries where ended_at is not null`)).length;
  const before = await count();
  await centre.act(async (ctx) => {
    await beatCanary(ctx, lineId, ctx.now);
    return ok(null);
  });
  await until('the canary is over', async () => (await count()) > before, 60_000);
  const last = await row<{ outcome: string; answer_ms: number | null }>(
    centre.database.systemDb,
    sql`select outcome, answer_ms from canaries where ended_at is not null order by ended_at desc limit 1`,
  );
  expect(last).toMatchObject({ outcome: 'answered' });
  expect(last?.answer_ms).toBeLessThan(canaryPatienceMs);
}

/** Send one of the cases as it stands. */
async function throwAt(name: string, from: string): Promise<void> {
  const socket = createSocket('udp4');
  socket.bind(0, from);
  await once(socket, 'listening');
  const random = () => randomBytes(6).toString('hex');
  const text = await readFile(join(cases, name), 'latin1');
  const body = text.slice(text.indexOf('\n\n') + 2).replaceAll('\n', '\r\n');
  const { host, port } = target();
  const values: Readonly<Record<string, string>> = {
    host,
    port: String(port),
    from: `${from}:${socket.address().port}`,
    id: random(),
    tag: random(),
    branch: `z9hG4bK${random()}`,
    length: String(body.length),
  };
  const filled = text.replace(/\{(\w+)\}/g, (whole, word: string) => values[word] ?? whole).replaceAll('\n', '\r\n');
  await new Promise((resolve) => socket.send(Buffer.from(filled, 'latin1'), port, host, resolve));
  await new Promise<void>((resolve) => void socket.close(() => resolve()));
}

/** Who sent the garbled calls is gone and ends none of them: their desks would wait for sound that never comes. */
async function sendHome(): Promise<void> {
  await until('nobody of them is left', async () => {
    await centre.exchange.asterisk.command('channel request hangup all');
    return centre.calls.telephony.state().openCalls === 0;
  });
}

describe('garbled SIP (RFC 4475)', () => {
  test.each([
    ['a stranger', stranger],
    ["the operator's address", '127.0.0.3'],
  ])(
    'from %s: the exchange stays up, and a citizen is answered after each ten',
    async (_who, from) => {
      const pid = centre.exchange.asterisk.pid();
      const names = (await readdir(cases)).filter((name) => name.endsWith('.sip'));
      expect(names.length).toBeGreaterThan(30);
      for (const [at, name] of names.entries()) {
        await throwAt(name, from);
        if (at % 10 !== 9) continue;
        await sendHome();
        expect(await callAsCitizen(centre, `08120001${1000 + at}`), name).toMatchObject({
          answerMs: expect.any(Number),
        });
      }
      await sendHome();
      expect(centre.exchange.asterisk.pid()).toBe(pid);
      await canary();
    },
    180_000,
  );
});

test('whatever a network writes as the number of a caller, the call is answered and recorded', async () => {
  const callers = (await readFile(join(cases, 'callers.txt'), 'utf8')).split('\n').filter((line) => line !== '');
  expect(callers.length).toBeGreaterThan(20);
  const count = async () =>
    (await rows(centre.database.systemDb, sql`select 1 from calls where answered_at is not null`)).length;
  for (const from of callers) {
    const before = await count();
    expect(await callAsCitizen(centre, from, 20_000), from).toMatchObject({ answerMs: expect.any(Number) });
    await until(`${from} is written down`, async () => (await count()) > before);
  }
}, 240_000);

test('strangers who call, register and ask five hundred times a second keep nobody waiting, and are counted', async () => {
  for (const method of ['REGISTER', 'OPTIONS', 'INVITE'] as const) {
    const flood = await startFlood({
      target: target(),
      from: stranger,
      perSecond: 500,
      next: (count) => ({ method, user: '112', caller: String(1000 + count) }),
    });
    await until('the flood has begun', () => flood.sent() > 300);
    expect(await callAsCitizen(centre, '081200021111'), method).toMatchObject({ answerMs: expect.any(Number) });
    await canary();
    await flood.stop();
    // All of them get the same challenge: nobody learns which names there are.
    expect([...flood.answers.keys()], method).toEqual([401]);
  }
  const counted = () =>
    row<{ count: number }>(
      centre.database.systemDb,
      sql`select sum(count)::int as count from knocks where source = ${stranger} and kind = 'unknown'`,
    );
  await until('strangers are counted', async () => ((await counted())?.count ?? 0) > 900, 60_000);
  const calls = await rows(centre.database.systemDb, sql`select 1 from calls where caller_raw ~ '^[0-9]{4}$'`);
  expect(calls, 'no stranger becomes a call').toEqual([]);
}, 240_000);

async function seenAt(from: string): Promise<string> {
  let at: string | null = null;
  await until('the row of the citizen is there', async () => {
    const found = await row<{ at: string }>(
      centre.database.systemDb,
      sql`select clock_timestamp() as at from calls where caller_raw = ${from}`,
    );
    at = found?.at ?? null;
    return at !== null;
  });
  return at ?? '';
}

test('one number that calls a hundred times a second: every citizen is answered, and every call of it is recorded', async () => {
  const flooding = '081199999999';
  const flood = await startFlood({
    target: target(),
    from: '127.0.0.7',
    perSecond: 100,
    next: () => ({ method: 'INVITE', user: '112', caller: flooding }),
  });
  const ofFlood = async (where = sql`true`) =>
    (
      await row<{ count: number }>(
        centre.database.systemDb,
        sql`select count(*)::int as count from calls where caller_raw = ${flooding} and ${where}`,
      )
    )?.count ?? 0;
  await until('its calls fill the queue', async () => (await ofFlood(sql`state = 'queued'`)) > 20, 60_000);
  for (let at = 0; at < 3; at++) {
    const from = `08120003${1000 + at}`;
    const answered = callAsCitizen(centre, from);
    // From the moment the others can see the citizen's row: how long a busy machine takes to write it is not the order of the queue.
    const there = await seenAt(from);
    expect(await answered).toMatchObject({ answerMs: expect.any(Number) });
    const ahead = await row<{ count: number }>(
      centre.database.systemDb,
      sql`select count(distinct f.id)::int as count
          from calls c, call_offers o join calls f on f.id = o.call_id
          where f.caller_raw = ${flooding} and c.caller_raw = ${from} and o.offered_at > ${there} and o.offered_at < c.first_offered_at`,
    );
    // One per desk at most is on its way when the citizen comes, and one turn.
    expect(ahead?.count).toBeLessThanOrEqual(5);
    await canary();
  }
  await flood.stop();
  const [taken, sent] = [flood.taken(), flood.sent()];
  expect(flood.answers.get(503), 'it is turned away only where it would take the last places').toBeGreaterThan(0);
  await until(
    'every call of it is recorded',
    async () => {
      await centre.calls.telephony.importCel();
      return (await ofFlood()) >= taken;
    },
    300_000,
  );
  expect(await ofFlood(), 'and none is recorded twice').toBeLessThanOrEqual(sent);
  expect(await ofFlood(sql`state = 'failed' and hangup_cause = 42`)).toBeGreaterThan(0);
}, 500_000);
