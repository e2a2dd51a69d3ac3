import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { row, rows } from '#platform/server/db/database.ts';
import type { ReceivedCall } from '#platform/server/sip/listen-for-calls.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { watchContext } from '../pbx/dialplan.ts';
import type { PresenceRow } from '../presence-store.ts';
import { movePresence } from '../set-presence.ts';
import type { CallRow } from '../store.ts';
import { openTestCentre, type TestCentre, type TestDesk } from '../test-room.ts';
import { startTestProcess, type TestProcess } from './test-process.ts';

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

/** Every packet that one side sends from now on reaches the other, whatever happens meanwhile. */
function listenToSound(caller: PlacedCall, telephone: ReceivedCall) {
  const marks = [
    {
      from: caller,
      to: telephone,
      sent: caller.sent(),
      heard: telephone.heard.packets(),
      missing: telephone.heard.missing(),
    },
    {
      from: telephone,
      to: caller,
      sent: telephone.sent(),
      heard: caller.heard.packets(),
      missing: caller.heard.missing(),
    },
  ];
  return async () => {
    for (const { from, to, sent, heard, missing } of marks) {
      expect(from.sent() - sent).toBeGreaterThan(50);
      // Two are on their way at any moment.
      await until('all that was sent has come', () => Math.abs(from.sent() - sent - (to.heard.packets() - heard)) <= 2);
      expect(to.heard.missing() - missing).toBe(0);
    }
  };
}

describe('a process is killed', () => {
  test('in talk: the other leads the call on, not a packet is lost, and the hang-up is heard', async () => {
    const [a] = [await start('a')];
    const { caller, telephone, call } = await talkWith(desks[0]);
    expect(call).toMatchObject({ pbx_app: 'acd-a', pbx_token: 0 });
    const b = await start('b');
    const unbroken = listenToSound(caller, telephone);
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
    expect((await eventsOf(call.id)).filter((name) => name === 'call.taken_over')).toHaveLength(1);
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
    const [first, second] = [desks[0].phone.calls.length, desks[1].phone.calls.length];
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
    const telephone = await Promise.race([
      desks[1].phone.waitForCall(second + 1),
      desks[0].phone.waitForCall(first + 2 + from),
    ]);
    telephone.answer();
    await caller?.waitFor('answered');
    const desk = telephone === desks[1].phone.calls.at(-1) ? desks[1] : desks[0];
    if (caller !== undefined) await hearEachOther(caller, telephone, desk);
    expect(await read(call.id)).toMatchObject({ state: 'answered', pbx_app: 'acd-b' });
  });

  test('a clean end hands the calls over without waiting for the silence, and comes back as another life', async () => {
    const a = await start('a');
    const { caller, telephone, call } = await talkWith(desks[0]);
    const b = await start('b');
    const unbroken = listenToSound(caller, telephone);
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
