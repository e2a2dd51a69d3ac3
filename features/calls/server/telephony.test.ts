import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { row, rows } from '#platform/server/db/database.ts';
import { type CallOptions, type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { ok } from '#platform/shared/result.ts';
import { hangUpCall } from './hang-up-call.ts';
import { watchContext } from './pbx/dialplan.ts';
import type { PresenceRow } from './presence-store.ts';
import { movePresence } from './set-presence.ts';
import type { CallRow } from './store.ts';
import { openTestCentre, type TestCentre, type TestDesk } from './test-room.ts';

const callerTone = 440;
const tones = [1100, 1500] as const;
let centre: TestCentre;
let first: TestDesk;
let second: TestDesk;

beforeAll(async () => {
  centre = await openTestCentre();
  first = await centre.addDesk('petugas1', { answerAfterMs: 'never', tone: tones[0], ready: false });
  second = await centre.addDesk('petugas2', { answerAfterMs: 'never', tone: tones[1], ready: false });
  for (const desk of [first, second]) {
    await until(async () => ((await presence(desk))?.reachable === true ? true : undefined), 'a telephone to be seen');
  }
});
afterAll(() => centre?.close());
const placed: PlacedCall[] = [];
afterEach(async () => {
  centre.outage.on = false;
  for (const caller of placed.splice(0)) await caller.hangUp();
  await until(async () => (centre.calls.telephony.state().openCalls === 0 ? true : undefined), 'all calls to be over');
  await classifyLast();
  for (const desk of [first, second]) await choose(desk, 'offline');
});

async function until<Value>(look: () => Promise<Value | undefined> | Value | undefined, what: string): Promise<Value> {
  for (let turn = 0; turn < 600; turn++) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(50);
  }
  throw new Error(`Waited in vain for ${what}`);
}

async function call(options: Partial<CallOptions> = {}): Promise<PlacedCall> {
  const { sipPort: port } = centre.exchange.places;
  const caller = await placeCall({
    host: '127.0.0.1',
    port,
    from: '081234567890',
    to: '112',
    audio: { tone: callerTone },
    ...options,
  });
  placed.push(caller);
  return caller;
}

async function choose(desk: TestDesk, state: 'ready' | 'offline'): Promise<void> {
  await until(
    async () => ((await centre.act((ctx) => movePresence(ctx, desk.userId, state, null))).ok ? true : undefined),
    `${state} to be possible`,
  );
}

async function classifyLast(): Promise<void> {
  await centre.database.ownerPool.query(
    "update calls set disposition = 'TEST' where disposition is null and state = 'ended'",
  );
}

const lastCall = async () =>
  row<CallRow>(centre.database.systemDb, sql`select * from calls order by number desc limit 1`);
const lastCallIn = (state: string) =>
  until(async () => {
    const found = await lastCall();
    return found?.state === state ? found : undefined;
  }, `the call to be ${state}`);
const presence = (desk: TestDesk) =>
  row<PresenceRow>(centre.database.systemDb, sql`select * from presences where user_id = ${desk.userId}`);

/** Both hear each other, by their tones. */
async function talk(caller: PlacedCall, desk: TestDesk, tone: number): Promise<void> {
  const received = desk.phone.calls.at(-1);
  await until(
    () => (caller.heard.tones([tone], caller.now() - 500).length > 0 ? true : undefined),
    'the desk to be heard',
  );
  await until(
    () => (received !== undefined && received.heard.tones([callerTone]).length > 0 ? true : undefined),
    'the caller to be heard',
  );
}

describe('a call is answered', () => {
  test('the longest idle desk rings, both hear each other, the caller hangs up, the recording is kept', async () => {
    await choose(second, 'ready');
    await choose(first, 'ready');
    const [rang, other] = [second.phone.calls.length, first.phone.calls.length];
    const caller = await call();
    const received = await second.phone.waitForCall(rang + 1);
    expect(first.phone.calls).toHaveLength(other);
    await until(() => (caller.heard.energy() > 300 ? true : undefined), 'the announcement while it rings');
    // The ring does not wait for the commit.
    expect(await lastCallIn('offered')).toMatchObject({
      state: 'offered',
      caller_e164: '+6281234567890',
      dialled: '112',
    });
    expect(caller.events.map((event) => event.type)).not.toContain('answered');
    received.answer();
    await caller.waitFor('answered');
    await talk(caller, second, tones[1]);
    expect(await lastCallIn('answered')).toMatchObject({ answered_by: second.userId });
    expect(await presence(second)).toMatchObject({ state: 'talking' });
    await caller.hangUp();
    await received.waitFor('ended');
    const ended = await lastCallIn('ended');
    expect(ended).toMatchObject({ ended_by: 'caller', hangup_cause: 16 });
    expect(await presence(second)).toMatchObject({ state: 'wrap_up', call_id: ended.id });
    const stored = await until(
      () =>
        row<{ duration_ms: number; state: string }>(
          centre.database.systemDb,
          sql`select * from recordings where call_id = ${ended.id} and state = 'stored'`,
        ).then((found) => found ?? undefined),
      'the recording',
    );
    expect(stored.duration_ms).toBeGreaterThan(0);
  });

  test('after five seconds the next desk rings, and its hang-up by hand ends the call', async () => {
    await choose(first, 'ready');
    await choose(second, 'ready');
    const [before, after] = [first.phone.calls.length, second.phone.calls.length];
    const caller = await call();
    const missed = await first.phone.waitForCall(before + 1);
    const taken = await second.phone.waitForCall(after + 1);
    await missed.waitFor('ended');
    const offers = await rows<{ outcome: string | null; ms: number | null }>(
      centre.database.systemDb,
      sql`select outcome, extract(epoch from o.ended_at - o.offered_at)::float8 * 1000 as ms from call_offers o
          join calls c on c.id = o.call_id where c.number = (select max(number) from calls) order by offered_at`,
    );
    expect(offers.map((offer) => offer.outcome)).toEqual(['missed', null]);
    expect(offers[0]?.ms).toBeGreaterThanOrEqual(5000);
    taken.answer();
    await caller.waitFor('answered');
    await talk(caller, second, tones[1]);
    await taken.hangUp();
    expect(await caller.waitFor('ended')).toMatchObject({ by: 'peer' });
    expect(await lastCallIn('ended')).toMatchObject({ ended_by: 'desk' });
    expect(await presence(first)).toMatchObject({ state: 'ready' });
  });

  test('the desk hangs up by its key: the row is ended first and Asterisk follows', async () => {
    await choose(first, 'ready');
    const before = first.phone.calls.length;
    const caller = await call();
    (await first.phone.waitForCall(before + 1)).answer();
    await caller.waitFor('answered');
    const { id } = await lastCallIn('answered');
    const params = { id: id as Parameters<typeof hangUpCall>[1]['params']['id'] };
    expect(await centre.act((ctx) => hangUpCall(ctx, { params, query: {}, body: {} }))).toMatchObject({ ok: true });
    expect(await caller.waitFor('ended')).toMatchObject({ by: 'peer' });
    expect(await lastCall()).toMatchObject({ state: 'ended', ended_by: 'desk' });
  });
});

describe('a call that waits', () => {
  test('is offered the moment somebody becomes ready', async () => {
    const before = first.phone.calls.length;
    const caller = await call({ from: 'anonymous' });
    expect(await lastCallIn('queued')).toMatchObject({ caller_raw: null, caller_e164: null });
    await choose(first, 'ready');
    await first.phone.waitForCall(before + 1);
    await caller.hangUp();
    expect(await lastCallIn('lost')).toMatchObject({ disposition: 'ABANDONED_QUEUE', answered_by: null });
  });

  test('is lost when its caller leaves the queue, and costs the ringing desk nothing', async () => {
    await choose(first, 'ready');
    const idle = (await presence(first))?.idle_since;
    const before = first.phone.calls.length;
    const caller = await call();
    const received = await first.phone.waitForCall(before + 1);
    await caller.hangUp();
    await received.waitFor('ended');
    expect(await lastCallIn('lost')).toMatchObject({ ended_by: 'caller' });
    expect(await presence(first)).toMatchObject({ state: 'ready', call_id: null, idle_since: idle });
  });

  test('goes on to the next desk at once when a telephone refuses', async () => {
    await choose(first, 'ready');
    await choose(second, 'ready');
    const [before, after] = [first.phone.calls.length, second.phone.calls.length];
    const caller = await call();
    await (await first.phone.waitForCall(before + 1)).hangUp();
    await second.phone.waitForCall(after + 1);
    await caller.hangUp();
    await lastCallIn('lost');
  });
});

describe('faults', () => {
  test('a desk that goes away in mid-call loses no caller: the next desk takes over', async () => {
    await choose(first, 'ready');
    const [before, after] = [first.phone.calls.length, second.phone.calls.length];
    const caller = await call();
    const received = await first.phone.waitForCall(before + 1);
    received.answer();
    await caller.waitFor('answered');
    await choose(second, 'ready');
    // A closing page: hang-up, and the registration goes with it.
    await Promise.all([received.hangUp(), first.register(0)]);
    (await second.phone.waitForCall(after + 1)).answer();
    await talk(caller, second, tones[1]);
    const taken = await lastCallIn('answered');
    expect(taken).toMatchObject({ answered_by: first.userId, unattended_since: null });
    await caller.hangUp();
    await lastCallIn('ended');
    await first.register();
    await until(async () => ((await presence(first))?.reachable === true ? true : undefined), 'the desk to be back');
  });

  test('while this process is away a talk goes on; what ended meanwhile is closed at the return', async () => {
    await choose(first, 'ready');
    await choose(second, 'ready');
    const [before, after] = [first.phone.calls.length, second.phone.calls.length];
    const stays = await call({ from: '081200000001' });
    (await first.phone.waitForCall(before + 1)).answer();
    await stays.waitFor('answered');
    const leaves = await call({ from: '081200000002' });
    const left = await second.phone.waitForCall(after + 1);
    left.answer();
    await leaves.waitFor('answered');
    await lastCallIn('answered');
    await centre.calls.telephony.stop();
    await leaves.hangUp();
    await talk(stays, first, tones[0]);
    await centre.calls.telephony.start();
    expect(await lastCallIn('ended')).toMatchObject({ caller_e164: '+6281200000002' });
    await left.waitFor('ended');
    await stays.hangUp();
    await first.phone.calls.at(-1)?.waitFor('ended');
    await until(
      async () =>
        (await rows(centre.database.systemDb, sql`select 1 from calls where state = 'answered'`)).length === 0
          ? true
          : undefined,
      'both calls to be ended',
    );
  });

  test('Asterisk is killed while we live: its calls are over in the tables too, and the next one is answered', async () => {
    await choose(first, 'ready');
    const before = first.phone.calls.length;
    // Neither end hears of it: an exchange that is killed says no goodbye.
    const cut = await call({ from: '081200000003' });
    (await first.phone.waitForCall(before + 1)).answer();
    await cut.waitFor('answered');
    await lastCallIn('answered');
    process.kill(centre.exchange.asterisk.pid(), 'SIGKILL');
    expect(await lastCallIn('ended')).toMatchObject({ caller_e164: '+6281200000003', ended_by: 'system' });
    expect(centre.calls.telephony.state().openCalls).toBe(0);
    await until(async () => ((await first.register()) === 200 ? true : undefined), 'the desk to be registered');
    await classifyLast();
    await choose(first, 'ready');
    const after = first.phone.calls.length;
    const next = await call({ from: '081200000004' });
    (await first.phone.waitForCall(after + 1)).answer();
    await next.waitFor('answered');
    await talk(next, first, tones[0]);
    await next.hangUp();
    await lastCallIn('ended');
  });

  test('while the database is away the desks ring by Asterisk alone, and the call is in the tables afterwards', async () => {
    const before = (await lastCall())?.number ?? 0;
    const [one, two] = [first.phone.calls.length, second.phone.calls.length];
    centre.outage.on = true;
    const caller = await call({ from: '081277777777' });
    await Promise.all([first.phone.waitForCall(one + 1), second.phone.waitForCall(two + 1)]);
    second.phone.calls.at(-1)?.answer();
    await caller.waitFor('answered');
    await talk(caller, second, tones[1]);
    await caller.hangUp();
    centre.outage.on = false;
    const imported = await until(async () => {
      await centre.calls.telephony.importCel();
      const found = await lastCall();
      return found !== null && found.number > before && found.state === 'ended' ? found : undefined;
    }, 'the call to be imported');
    expect(imported).toMatchObject({ caller_e164: '+6281277777777', answered_by: second.userId, pbx_app: null });
  });

  test('a call that nobody of us saw is imported from the channel event log, once', async () => {
    await centre.calls.telephony.stop();
    const before = (await lastCall())?.number ?? 0;
    const caller = await call({ from: '081299999999' });
    const calls = await Promise.race([first.phone.waitForCall(), second.phone.waitForCall()]);
    calls.answer();
    await caller.waitFor('answered');
    await sleep(300);
    await caller.hangUp();
    const lost = await call({ from: '081288888888' });
    await lost.waitFor('early-media');
    await lost.hangUp();
    await centre.calls.telephony.start();
    const imported = await until(async () => {
      await centre.calls.telephony.importCel();
      const found = await rows<CallRow>(
        centre.database.systemDb,
        sql`select * from calls where number > ${before} order by arrived_at`,
      );
      return found.length === 2 && found.every((each) => each.ended_at !== null) ? found : undefined;
    }, 'both calls to be imported');
    expect(imported[0]).toMatchObject({
      state: 'ended',
      caller_e164: '+6281299999999',
      ended_by: 'caller',
      dialled: '112',
    });
    expect([first.userId, second.userId]).toContain(imported[0]?.answered_by);
    expect(imported[1]).toMatchObject({ state: 'lost', caller_e164: '+6281288888888', disposition: 'ABANDONED_QUEUE' });
    await centre.database.ownerPool.query('update cel_positions set position = 0');
    await centre.calls.telephony.stop();
    await centre.calls.telephony.start();
    const again = await rows<CallRow>(
      centre.database.systemDb,
      sql`select * from calls where number > ${before} order by arrived_at`,
    );
    expect(again).toEqual(imported);
  });
});

test('no channel and no bridge is left over but the one that watches', async () => {
  await until(async () => {
    const channels = await centre.exchange.asterisk.command('core show channels concise');
    const others = channels.split('\n').filter((line) => line !== '' && !line.startsWith(`Local/hold@${watchContext}`));
    return others.length === 0 ? true : undefined;
  }, 'no channel');
  expect(await centre.exchange.asterisk.command('bridge show all')).not.toContain('call:');
  expect(await centre.act(async () => ok(null))).toEqual(ok(null));
});
