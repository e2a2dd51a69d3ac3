import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { closeConnections } from '#platform/server/asterisk/connections.ts';
import { openDatabase, row, rows } from '#platform/server/db/database.ts';
import { silentLog } from '#platform/server/log/log.ts';
import type { ReceivedCall } from '#platform/server/sip/listen-for-calls.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { frozenMs } from '../../lease-rules.ts';
import { watchContext } from '../pbx/dialplan.ts';
import type { PresenceRow } from '../presence-store.ts';
import { movePresence } from '../set-presence.ts';
import type { CallRow } from '../store.ts';
import { openTestCentre, type TestCentre, type TestDesk } from '../test-room.ts';
import { endHaltedSessions } from './lease-store.ts';
import { startTestProcess, type TestProcess } from './test-process.ts';
import { listenToSound } from './test-sound.ts';

type Leased = CallRow & { readonly pbx_token: number };

const callerTone = 440;
const tones = [1100, 1500] as const;
let centre: TestCentre;
let desks: readonly [TestDesk, TestDesk];
let processes: TestProcess[] = [];
let placed: PlacedCall[] = [];

/** Desks, exchange and database are this process's; telephony is that of its children. */
beforeAll(async () => {
  centre = await openTestCentre();
  desks = [
    await centre.addDesk('petugas1', { answerAfterMs: 'never', tone: tones[0], ready: false }),
    await centre.addDesk('petugas2', { answerAfterMs: 'never', tone: tones[1], ready: false }),
  ];
  for (const desk of desks) await until('a telephone is seen', async () => (await presence(desk))?.reachable === true);
  await centre.calls.telephony.stop();
});
afterAll(() => centre?.close());
afterEach(async () => {
  for (const caller of placed) await caller.hangUp();
  // Whoever lives brings the tables in order before it goes.
  if (processes.length > 0)
    await until('all calls are over', async () => (await openCalls()).length === 0, 60_000).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${processes.map((each) => `${each.node}: ${each.log()}`).join('\n')}`);
    });
  for (const each of processes) await each.end();
  processes = [];
  placed = [];
  await centre.database.ownerPool.query("update calls set disposition = 'TEST' where disposition is null");
  await centre.database.ownerPool.query('delete from telephony_processes');
  for (const desk of desks) {
    expect(await desk.register()).toBe(200);
    await choose(desk, 'offline');
  }
});

async function start(node: string): Promise<TestProcess> {
  const started = await startTestProcess(centre.exchange, centre.database, node);
  processes.push(started);
  return started;
}

async function choose(desk: TestDesk, state: 'ready' | 'offline'): Promise<void> {
  await until(
    `${state} is possible`,
    async () => (await centre.act((ctx) => movePresence(ctx, desk.userId, state, null))).ok,
  );
}

const presence = (desk: TestDesk) =>
  row<PresenceRow>(centre.database.systemDb, sql`select * from presences where user_id = ${desk.userId}`);
const openCalls = () =>
  rows<Leased>(centre.database.systemDb, sql`select * from calls where ended_at is null order by number`);
const read = async (id: string) => {
  const found = await row<Leased>(centre.database.systemDb, sql`select * from calls where id = ${id}`);
  if (found === null) throw new Error('There is no such call');
  return found;
};
const eventsOf = async (id: string) =>
  (
    await rows<{ name: string }>(
      centre.database.systemDb,
      sql`select name from events where subject_id = ${id} order by seq`,
    )
  ).map(({ name }) => name);
const processRow = (app: string) =>
  row<{ epoch: number; instance: string | null }>(
    centre.database.systemDb,
    sql`select epoch, instance from telephony_processes where app = ${app}`,
  );

async function dial(from = '081234567890'): Promise<PlacedCall> {
  const { sipPort: port } = centre.exchange.places;
  const caller = await placeCall({ host: '127.0.0.1', port, from, to: '112', audio: { tone: callerTone } });
  placed.push(caller);
  return caller;
}

/** A call of this caller is written, in this state. */
async function callIn(from: string, state: string): Promise<Leased> {
  let found: Leased | undefined;
  await until(`the call is ${state}`, async () => {
    found = (await openCalls()).find((each) => each.caller_raw === from && each.state === state);
    return found !== undefined;
  });
  if (found === undefined) throw new Error('waited for above');
  return found;
}

async function talkWith(desk: TestDesk, from = '081234567890') {
  await choose(desk, 'ready');
  const before = desk.phone.calls.length;
  const caller = await dial(from);
  const telephone = await desk.phone.waitForCall(before + 1);
  telephone.answer();
  await caller.waitFor('answered');
  await hearEachOther(caller, telephone, desk);
  return { caller, telephone, call: await callIn(from, 'answered') };
}

async function hearEachOther(caller: PlacedCall, telephone: ReceivedCall, desk: TestDesk): Promise<void> {
  const tone = desk === desks[0] ? tones[0] : tones[1];
  const [from, at] = [caller.now(), telephone.now()];
  await until('the desk is heard', () => caller.heard.tones([tone], from).length > 0);
  await until('the caller is heard', () => telephone.heard.tones([callerTone], at).length > 0);
}

const takenBy = (id: string, process: TestProcess) =>
  until(`${process.app} leads the call`, async () => (await read(id)).pbx_app === process.app, 30_000);

/** Both ways. */
function listenToTalk(caller: PlacedCall, telephone: ReceivedCall, desk: TestDesk) {
  const tone = desk === desks[0] ? tones[0] : tones[1];
  const ways = [listenToSound(caller, telephone, callerTone), listenToSound(telephone, caller, tone)];
  return async () => void (await Promise.all(ways.map((unbroken) => unbroken())));
}

describe('a process is killed', () => {
  test('in talk: the other leads the call on, not a packet is lost, and the hang-up is heard', async () => {
    const a = await start('a');
    const { caller, telephone, call } = await talkWith(desks[0]);
    expect(call).toMatchObject({ pbx_app: 'acd-a', pbx_token: 0 });
    const b = await start('b');
    const unbroken = listenToTalk(caller, telephone, desks[0]);
    a.signal('SIGKILL');
    await takenBy(call.id, b);
    await until('a second more of talk', () => caller.heard.packets() > 0 && telephone.heard.packets() > 0);
    await hearEachOther(caller, telephone, desks[0]);
    await unbroken();
    expect(await read(call.id)).toMatchObject({ state: 'answered', pbx_token: 1, answered_by: desks[0].userId });
    await caller.hangUp();
    await telephone.waitFor('ended');
    await until('the call is ended', async () => (await read(call.id)).state === 'ended');
    expect(await read(call.id)).toMatchObject({ ended_by: 'caller', hangup_cause: 16 });
    expect((await eventsOf(call.id)).filter((name) => name === 'call.lease_taken')).toHaveLength(1);
    expect(await presence(desks[0])).toMatchObject({ state: 'wrap_up', call_id: call.id });
  });

  test('while a caller waits: the other rings the next desk that is free, and both hear each other', async () => {
    const a = await start('a');
    const caller = await dial();
    const call = await callIn('081234567890', 'queued');
    const b = await start('b');
    a.signal('SIGKILL');
    await takenBy(call.id, b);
    const before = desks[1].phone.calls.length;
    await choose(desks[1], 'ready');
    const telephone = await desks[1].phone.waitForCall(before + 1);
    telephone.answer();
    await caller.waitFor('answered');
    await hearEachOther(caller, telephone, desks[1]);
    expect(await read(call.id)).toMatchObject({ state: 'answered', answered_by: desks[1].userId, pbx_app: 'acd-b' });
  });

  test('while it rings: no desk goes on ringing for nobody, and the call is answered by the other', async () => {
    const a = await start('a');
    const b = await start('b');
    const first = desks[0].phone.calls.length;
    await choose(desks[0], 'ready');
    // Each call has its own first process: try until it is the one that dies.
    let from = 0;
    let ringing: ReceivedCall;
    for (;;) {
      const caller = await dial(`08123456789${from}`);
      ringing = await desks[0].phone.waitForCall(first + 1 + from);
      const call = await callIn(`08123456789${from}`, 'offered');
      if (call.pbx_app === 'acd-a') break;
      from++;
      await caller.hangUp();
      await until('it is lost', async () => (await read(call.id)).state === 'lost');
      await until('the desk is free', async () => (await presence(desks[0]))?.state === 'ready');
    }
    const caller = placed.at(-1);
    const call = await callIn(`08123456789${from}`, 'offered');
    a.signal('SIGKILL');
    await choose(desks[1], 'ready');
    await takenBy(call.id, b);
    await ringing.waitFor('ended');
    // Whichever desk it rings at then, the first that picks up in time has the call.
    await until('it is answered', () => {
      for (const { phone } of desks) phone.calls.at(-1)?.answer();
      return caller?.events.some(({ type }) => type === 'answered') === true;
    });
    const answered = await callIn(`08123456789${from}`, 'answered');
    expect(answered).toMatchObject({ id: call.id, pbx_app: 'acd-b' });
    const desk = desks.find(({ userId }) => userId === answered.answered_by) ?? desks[0];
    const telephone = desk.phone.calls.at(-1);
    if (caller !== undefined && telephone !== undefined) await hearEachOther(caller, telephone, desk);
  });

  test('a clean end hands the calls over without waiting for the silence, and comes back as another life', async () => {
    const a = await start('a');
    const { caller, telephone, call } = await talkWith(desks[0]);
    const b = await start('b');
    const unbroken = listenToTalk(caller, telephone, desks[0]);
    a.signal('SIGTERM');
    await takenBy(call.id, b);
    const again = await start('a');
    await b.end();
    await takenBy(call.id, again);
    await hearEachOther(caller, telephone, desks[0]);
    await unbroken();
    expect(await read(call.id)).toMatchObject({ pbx_app: 'acd-a', pbx_token: 2, state: 'answered' });
  });
});

describe('a process stands still', () => {
  test('and wakes: what it heard and wanted meanwhile does nothing, and it takes part again with a new life', async () => {
    const a = await start('a');
    const first = await talkWith(desks[0], '081234567801');
    const second = await talkWith(desks[1], '081234567802');
    const b = await start('b');
    const epoch = (await processRow('acd-a'))?.epoch ?? 0;
    a.signal('SIGSTOP');
    // All of this waits in its socket: a hold, and a desk that goes away in mid-call and is back later.
    await first.telephone.hold(true);
    await first.telephone.hold(false);
    await hearEachOther(first.caller, first.telephone, desks[0]);
    const unbroken = listenToTalk(first.caller, first.telephone, desks[0]);
    await Promise.all([second.telephone.hangUp(), desks[1].register(0)]);
    await takenBy(first.call.id, b);
    await takenBy(second.call.id, b);
    await until('the desk is missed', async () => (await read(second.call.id)).unattended_since !== null);
    const rung = desks[1].phone.calls.length;
    expect(await desks[1].register()).toBe(200);
    await choose(desks[1], 'ready');
    const again = await desks[1].phone.waitForCall(rung + 1);
    again.answer();
    await hearEachOther(second.caller, again, desks[1]);
    await until('the answer is written', async () => (await read(second.call.id)).unattended_since === null);
    const before = [await read(first.call.id), await read(second.call.id)];
    a.signal('SIGCONT');
    await until('it begins a new life', async () => {
      const life = await processRow('acd-a');
      return life !== null && life.instance !== null && life.epoch > epoch + 1;
    });
    const later = listenToTalk(second.caller, again, desks[1]);
    await hearEachOther(first.caller, first.telephone, desks[0]);
    await hearEachOther(second.caller, again, desks[1]);
    await unbroken();
    await later();
    expect([await read(first.call.id), await read(second.call.id)]).toEqual(before);
    expect(before.map(({ pbx_app, state }) => [pbx_app, state])).toEqual([
      ['acd-b', 'answered'],
      ['acd-b', 'answered'],
    ]);
    // It leads what b leaves behind.
    b.signal('SIGKILL');
    await takenBy(first.call.id, a);
    await takenBy(second.call.id, a);
    await hearEachOther(first.caller, first.telephone, desks[0]);
    await first.caller.hangUp();
    await until('the first call is ended', async () => (await read(first.call.id)).state === 'ended');
    expect(await read(first.call.id)).toMatchObject({ ended_by: 'caller', pbx_token: 2 });
  });

  test('with the only process of an exchange: nobody takes over, and it goes on where it stood', async () => {
    const a = await start('a');
    const { caller, telephone, call } = await talkWith(desks[0]);
    const epoch = (await processRow('acd-a'))?.epoch;
    a.signal('SIGSTOP');
    const waiting = await dial('081200000000');
    // The dialplan's own queue rings the other desk.
    const rung = desks[1].phone.calls.length;
    (await desks[1].phone.waitForCall(rung + 1)).answer();
    await waiting.waitFor('answered');
    // For longer than a process may be without asking whether it still holds its name.
    await new Promise((resolve) => setTimeout(resolve, frozenMs + 500));
    a.signal('SIGCONT');
    await hearEachOther(caller, telephone, desks[0]);
    await caller.hangUp();
    await until('the call is ended', async () => (await read(call.id)).state === 'ended');
    expect(await read(call.id)).toMatchObject({ ended_by: 'caller', pbx_token: 0 });
    expect((await processRow('acd-a'))?.epoch).toBe(epoch);
  });
});

test('two processes share new calls, write each once, and import what nobody saw once', async () => {
  const [a, b] = [await start('a'), await start('b')];
  const numbers = Array.from({ length: 12 }, (_, n) => `0812000000${String(n).padStart(2, '0')}`);
  const callers = await Promise.all(numbers.map((from) => dial(from)));
  await until('all calls are written', async () => (await openCalls()).length === numbers.length);
  const open = await openCalls();
  expect(open.map((call) => call.caller_raw).toSorted()).toEqual(numbers);
  for (const call of open) expect(await eventsOf(call.id)).toEqual(['call.arrived', 'call.queued']);
  // What a machine that stalls leaves to Asterisk's own queue is led by nobody; the others are shared, sooner or later.
  const leaders = async () => new Set((await openCalls()).flatMap((call) => call.pbx_app ?? []));
  for (let more = numbers.length; (await leaders()).size < 2; more++) {
    callers.push(await dial(`0812000000${more}`));
    await until('one more is written', async () => (await openCalls()).length > more);
  }
  expect(await leaders()).toEqual(new Set(['acd-a', 'acd-b']));
  await Promise.all(callers.map((caller) => caller.hangUp()));
  await until('all are over', async () => (await openCalls()).length === 0);
  for (const { id } of open) expect(await read(id)).toMatchObject({ state: 'lost', ended_by: 'caller' });
  // While both are away Asterisk alone rings the desks; both read its record when they are back.
  await Promise.all([a.end(), b.end()]);
  // On a slow machine their registrations are over by now.
  for (const desk of desks) expect(await desk.register()).toBe(200);
  const unseen = await dial('081299999999');
  const telephone = await Promise.race(desks.map(({ phone }) => phone.waitForCall(phone.calls.length + 1)));
  telephone.answer();
  await unseen.waitFor('answered');
  await unseen.hangUp();
  await Promise.all([start('a'), start('b')]);
  const found = () =>
    rows<Leased>(centre.database.systemDb, sql`select * from calls where caller_raw = '081299999999'`);
  await until('it is imported', async () => (await found())[0]?.state === 'ended', 60_000);
  const [imported, ...more] = await found();
  expect(more).toEqual([]);
  const names = await eventsOf(imported?.id ?? '');
  expect(names.filter((name) => name === 'call.answered' || name === 'call.ended')).toEqual([
    'call.answered',
    'call.ended',
  ]);
});

test('the connection of a process that stands still is closed, and others not; it comes back when it wakes', async () => {
  const [a, b] = [await start('a'), await start('b')];
  const command = (line: string) => centre.exchange.asterisk.command(line);
  const isUp = async (app: string) => new RegExp(` Up +${app}\\b`).test(await command('ari show websocket sessions'));
  a.signal('SIGSTOP');
  expect(await closeConnections(command, a.app)).toBe(1);
  await until('it is closed', async () => !(await isUp(a.app)));
  expect(await isUp(b.app)).toBe(true);
  a.signal('SIGCONT');
  await until('it is connected again', () => isUp(a.app));
});

test('the sessions of a process that was halted in a transaction are ended, and others not', async () => {
  const open = (node: string) =>
    openDatabase({ url: centre.database.systemUrl, maxConnections: 1, log: silentLog, name: `test:${node}` });
  const [halted, living] = [open('halted'), open('living')];
  const begin = async (pool: typeof halted.pool) => {
    const client = await pool.connect();
    await client.query('begin');
    await client.query('select 1');
    return client;
  };
  const [cut, kept] = [await begin(halted.pool), await begin(living.pool)];
  expect(await endHaltedSessions(centre.database.systemDb, 'halted')).toBe(1);
  await expect(cut.query('select 1')).rejects.toThrow();
  expect((await kept.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  cut.release(true);
  kept.release(true);
  await Promise.all([halted.close(), living.close()]);
});

test('nothing is left over in Asterisk', async () => {
  await until('no channel', async () => {
    const channels = await centre.exchange.asterisk.command('core show channels concise');
    return channels.split('\n').every((line) => line === '' || line.startsWith(`Local/hold@${watchContext}`));
  });
  expect(await centre.exchange.asterisk.command('bridge show all')).not.toContain('call:');
});
