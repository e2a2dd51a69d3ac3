import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { row, rows, run } from '#platform/server/db/database.ts';
import { listenForCalls, type Phone, type ReceivedCall } from '#platform/server/sip/listen-for-calls.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { runAction } from '#platform/server/unit.ts';
import type { CallId } from '../../call.ts';
import { followUpSeed } from '../../follow-up.ts';
import type { PartyStep } from '../../party.ts';
import type { PartyView } from '../../party-contract.ts';
import { seedFollowUpSetting } from '../follow-up/settings-store.ts';
import { callOut } from '../party/call-out.ts';
import { callParty, stepParty } from '../party/party-actions.ts';
import type { PartyRow } from '../party/party-store.ts';
import type { PresenceRow } from '../presence-store.ts';
import { seedPrompts } from '../prompt-store.ts';
import { switchCalls, takeSecond } from '../queue/take-second.ts';
import { movePresence } from '../set-presence.ts';
import type { CallRow } from '../store.ts';
import { openTestCentre, type TestCentre, type TestDesk } from '../test-room.ts';
import { startTestProcess, type TestProcess } from './test-process.ts';
import { listenToSound } from './test-sound.ts';

// What else a process leads than a caller and a desk: the two calls of one desk, citizens who are called back, third persons.
const deskTone = 1100;
const citizenTone = 1500;
let centre: TestCentre;
let desk: TestDesk;
/** Whoever is called by the centre: a citizen who is called back, a third person. */
let citizen: Phone;
const processes = new Map<string, TestProcess>();
const placed: PlacedCall[] = [];

beforeAll(async () => {
  citizen = await listenForCalls({ answerAfterMs: 'never', audio: { tone: citizenTone } });
  centre = await openTestCentre({ outgoing: { host: '127.0.0.1', port: citizen.port, transport: 'udp' } });
  await centre.act(async (ctx) => {
    await seedPrompts(ctx);
    await seedFollowUpSetting(ctx);
    return { ok: true, value: null };
  });
  await plan(false);
  desk = await centre.addDesk('petugas', { answerAfterMs: 'never', tone: deskTone, ready: false });
  await until('the desk is seen', async () => (await presence())?.reachable === true);
  await centre.calls.telephony.stop();
});
afterAll(async () => {
  citizen?.close();
  await centre?.close();
});
afterEach(async () => {
  await plan(false);
  for (const caller of placed.splice(0)) await caller.hangUp();
  for (const call of citizen.calls) await call.hangUp();
  await until('all calls are over', async () => (await openCalls()).length === 0, 60_000).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${[...processes.values()].map((each) => each.log()).join('\n')}`);
  });
  for (const each of processes.values()) await each.end();
  processes.clear();
  await centre.database.ownerPool.query("update calls set disposition = 'TEST' where disposition is null");
  await centre.database.ownerPool.query('delete from telephony_processes');
  await until(
    'the desk is free',
    async () => (await centre.act((ctx) => movePresence(ctx, desk.userId, 'offline', null))).ok,
  );
});

async function start(node: string): Promise<void> {
  const started = await startTestProcess(centre.exchange, centre.database, node, true);
  processes.set(started.app, started);
}
/** The process that leads this call, and one that does not. */
const leaderOf = async (id: string) => {
  const { pbx_app: app } = await read(id);
  const found = [...processes.values()];
  const [leader, other] = [found.find((each) => each.app === app), found.find((each) => each.app !== app)];
  if (leader === undefined || other === undefined) throw new Error(`There are not two processes, one of them ${app}`);
  return { leader, other };
};
const takenBy = (id: string, process: TestProcess) =>
  until(`${process.app} leads the call`, async () => (await read(id)).pbx_app === process.app, 30_000);

const presence = () =>
  row<PresenceRow>(centre.database.systemDb, sql`select * from presences where user_id = ${desk.userId}`);
const openCalls = () =>
  rows<CallRow>(centre.database.systemDb, sql`select * from calls where ended_at is null order by number`);
const read = async (id: string) => {
  const found = await row<CallRow>(centre.database.systemDb, sql`select * from calls where id = ${id}`);
  if (found === null) throw new Error('There is no such call');
  return found;
};
const plan = (active: boolean) =>
  run(
    centre.database.systemDb,
    sql`update follow_up_settings set content = ${JSON.stringify({ ...followUpSeed, active, stepSeconds: [0, 600] })}::jsonb`,
  );

async function dial(from: string, tone: number): Promise<{ caller: PlacedCall; call: CallRow }> {
  const { sipPort: port } = centre.exchange.places;
  const caller = await placeCall({ host: '127.0.0.1', port, from, to: '112', audio: { tone } });
  placed.push(caller);
  const found = async () => (await openCalls()).find((each) => each.caller_raw === from && each.pbx_app !== null);
  await until(`the call of ${from} is led`, async () => (await found()) !== undefined);
  return { caller, call: (await found()) as CallRow };
}

async function ready(): Promise<void> {
  // The stories take longer than a registration lasts.
  expect(await desk.register(600)).toBe(200);
  await until('the desk is seen', async () => (await presence())?.reachable === true);
  await until(
    'the desk is ready',
    async () => (await centre.act((ctx) => movePresence(ctx, desk.userId, 'ready', null))).ok,
  );
}

async function talk(from: string, tone: number) {
  await ready();
  const before = desk.phone.calls.length;
  const { caller, call } = await dial(from, tone);
  const telephone = await desk.phone.waitForCall(before + 1);
  telephone.answer();
  await caller.waitFor('answered');
  await until('the desk is heard', () => hears(caller, deskTone));
  return { caller, telephone, call };
}

const hears = (who: PlacedCall | ReceivedCall, tone: number) => who.heard.tones([tone], who.now() - 400).length > 0;

/** One talks with the desk, the other hears something else. */
async function between(telephone: ReceivedCall, [on, tone]: readonly [PlacedCall, number], held: PlacedCall) {
  await until('the caller who is on hears the desk', () => hears(on, deskTone));
  await until('the desk hears this caller', () => hears(telephone, tone));
  await until('the held caller hears no desk any more', () => !hears(held, deskTone));
  const from = held.now();
  await until('the held caller hears the hold prompt', () => held.heard.energy(from, held.now()) > 100);
  expect(hears(held, deskTone)).toBe(false);
}

const atDesk = <Value, Code extends string>(work: Parameters<typeof runAction<Value, Code>>[2]) =>
  runAction(
    centre.place,
    {
      tenantId: centre.tenantId,
      actor: {
        kind: 'user',
        id: desk.userId,
        sessionId: randomUUID(),
        permissions: new Set(['call.take', 'call.dial_free']),
        topics: [],
        groupId: null,
        language: 'id',
      },
    },
    work,
  );
const none = { params: {}, query: {}, body: {} };
const switchOver = async () => expect((await atDesk((ctx) => switchCalls(ctx, none))).ok).toBe(true);

test('two calls at one desk: one process leads both; it is killed, then the next is halted, and both calls go on', async () => {
  await start('a');
  await start('b');
  const { caller: first, telephone, call: own } = await talk('081211111111', 440);
  const { leader, other } = await leaderOf(own.id);
  // Calls are shared among the processes: one that the other leads comes sooner or later.
  let second = await dial('081222222200', 620);
  for (let n = 1; second.call.pbx_app !== other.app; n++) second = await dial(`0812222222${10 + n}`, 620);
  const { id: secondId } = second.call;
  const taken = await atDesk((ctx) => takeSecond(ctx, { ...none, body: { callId: secondId as CallId } }));
  expect(taken).toEqual({ ok: true, value: {} });
  await second.caller.waitFor('answered');
  await between(telephone, [second.caller, 620], first);
  expect(await read(secondId)).toMatchObject({ pbx_app: leader.app, answered_by: desk.userId });

  const unbroken = listenToSound(telephone, second.caller, deskTone);
  leader.signal('SIGKILL');
  await takenBy(own.id, other);
  await takenBy(secondId, other);
  await between(telephone, [second.caller, 620], first);
  await unbroken();
  await switchOver();
  await between(telephone, [first, 440], second.caller);

  await start(leader.node);
  const again = processes.get(leader.app) as TestProcess;
  other.signal('SIGSTOP');
  await takenBy(own.id, again);
  await takenBy(secondId, again);
  await between(telephone, [first, 440], second.caller);
  await switchOver();
  await between(telephone, [second.caller, 620], first);
  await switchOver();
  await between(telephone, [first, 440], second.caller);
  other.signal('SIGCONT');
  await until('who was halted lives again', async () => {
    const life = await row<{ instance: string | null }>(
      centre.database.systemDb,
      sql`select instance from telephony_processes where app = ${other.app}`,
    );
    return life?.instance !== null;
  });
  await between(telephone, [first, 440], second.caller);
  await first.hangUp();
  await until('the desk is back with the second', async () => (await presence())?.parked_call_id === null);
  await until('the second hears the desk', () => hears(second.caller, deskTone));
  await until('the desk hears the second', () => hears(telephone, 620));
});

/** A citizen gives up in the queue and is called back; by whom. */
async function calledBack(from: string) {
  await plan(true);
  const before = citizen.calls.length;
  const { caller, call } = await dial(from, 440);
  await until('the announcement is heard', () => caller.heard.energy() > 300);
  await caller.hangUp();
  await until('it is lost', async () => (await read(call.id)).state === 'lost');
  const ringing = await citizen.waitForCall(before + 1);
  const back = (await openCalls()).find((each) => each.direction === 'outbound');
  if (back === undefined) throw new Error('A call-back has a row before it rings');
  return { ringing, back, ...(await leaderOf(back.id)) };
}

/** The question is heard by whoever picked up; one leads to a desk. */
async function pressOne(ringing: ReceivedCall, callId: string): Promise<void> {
  await ready();
  const rung = desk.phone.calls.length;
  await ringing.press('1');
  const telephone = await desk.phone.waitForCall(rung + 1);
  telephone.answer();
  await until('the desk is heard', () => hears(ringing, deskTone));
  await until('the citizen is heard', () => hears(telephone, citizenTone));
  expect(await read(callId)).toMatchObject({ state: 'answered', answered_by: desk.userId });
}

test('a citizen who is being called back: the other process asks when they pick up', async () => {
  await start('a');
  await start('b');
  const { ringing, back, leader, other } = await calledBack('081233333301');
  leader.signal('SIGKILL');
  await takenBy(back.id, other);
  await until('the other waits for the pick-up', () => other.taken.length > 0);
  const since = ringing.now();
  ringing.answer();
  await until('the question is heard', () => ringing.heard.energy(since) > 300);
  expect(await read(back.id)).toMatchObject({ state: 'arrived', pbx_app: other.app });
  await pressOne(ringing, back.id);
});

test('a citizen who is asked, with a process that is halted: the other asks anew, and the key counts', async () => {
  await start('a');
  await start('b');
  const { ringing, back, leader, other } = await calledBack('081233333302');
  ringing.answer();
  await until('the question is heard', () => ringing.heard.energy() > 300);
  leader.signal('SIGSTOP');
  await takenBy(back.id, other);
  await until('the other asks', () => other.taken.length > 0);
  const since = ringing.now();
  await until('the question is heard again', () => ringing.heard.energy(since) > 300);
  await pressOne(ringing, back.id);
  leader.signal('SIGCONT');
  await until('the talk goes on', () => hears(ringing, deskTone));
  expect(await read(back.id)).toMatchObject({ state: 'answered', pbx_app: other.app });
});

/** Just these are heard, now. */
const hearsJust = (what: string, ear: PlacedCall | ReceivedCall, ...wanted: number[]) =>
  until(what, () => [440, deskTone, citizenTone].every((tone) => hears(ear, tone) === wanted.includes(tone)));
const threeTalk = async (caller: PlacedCall, telephone: ReceivedCall, there: ReceivedCall) => {
  await hearsJust('the caller hears the two others', caller, deskTone, citizenTone);
  await hearsJust('the desk hears the two others', telephone, 440, citizenTone);
  await hearsJust('the third hears the two others', there, 440, deskTone);
};
const twoTalk = async (caller: PlacedCall, telephone: ReceivedCall, there: ReceivedCall) => {
  await hearsJust('the desk hears the third', telephone, citizenTone);
  await hearsJust('the third hears the desk', there, deskTone);
  await hearsJust('the caller hears neither', caller);
  const from = caller.now();
  await until('the caller hears the hold prompt', () => caller.heard.energy(from, caller.now()) > 100);
};

const third = { kind: 'number', number: '123' } as const;
const party = async (id: string) => {
  const found = await row<PartyRow>(centre.database.systemDb, sql`select * from call_parties where id = ${id}`);
  if (found === null) throw new Error('There is no such party');
  return found;
};
/** A desk that talks rings a third person. */
async function bring(from: string) {
  const { caller, telephone, call } = await talk(from, 440);
  const before = citizen.calls.length;
  const input = { params: { id: call.id as CallId }, query: {}, body: { to: third, ask: 'consult' as const } };
  const asked = await atDesk((ctx) => callParty(ctx, input));
  if (!asked.ok) throw new Error(asked.refusal.code);
  const there = await citizen.waitForCall(before + 1);
  return { caller, telephone, call, partyId: asked.value.id, there, ...(await leaderOf(call.id)) };
}
const answered = (id: string) => until('the answer is written', async () => (await party(id)).answered_at !== null);
async function step(partyId: string, wanted: PartyStep): Promise<void> {
  // The id of a row that newId made.
  const input = { params: { id: partyId as PartyView['id'] }, query: {}, body: { step: wanted } };
  expect((await atDesk((ctx) => stepParty(ctx, input))).ok).toBe(true);
}

test('three talk when their process is killed: they go on without a gap, and the third can be let go', async () => {
  await start('a');
  await start('b');
  const { caller, telephone, call, partyId, there, leader, other } = await bring('081244444401');
  there.answer();
  await answered(partyId);
  await step(partyId, 'conference');
  await threeTalk(caller, telephone, there);
  const unbroken = listenToSound(telephone, caller, deskTone);
  leader.signal('SIGKILL');
  await takenBy(call.id, other);
  await until('the call was taken up', () => other.taken.length > 0);
  await threeTalk(caller, telephone, there);
  await unbroken();
  await step(partyId, 'consult');
  await twoTalk(caller, telephone, there);
  await step(partyId, 'take_back');
  await there.waitFor('ended');
  await hearsJust('the caller is back with the desk', caller, deskTone);
  await hearsJust('the desk is back with the caller', telephone, 440);
  await caller.hangUp();
  await telephone.waitFor('ended');
  await until('the call is over', async () => (await read(call.id)).state === 'ended');
});

test('a consultation whose process is killed goes on, the citizen waits with music, and those two are left alone', async () => {
  await start('a');
  await start('b');
  const { caller, telephone, call, partyId, there, leader, other } = await bring('081244444402');
  there.answer();
  await answered(partyId);
  await twoTalk(caller, telephone, there);
  leader.signal('SIGKILL');
  await takenBy(call.id, other);
  await until('the call was taken up', () => other.taken.length > 0);
  await twoTalk(caller, telephone, there);
  await step(partyId, 'conference');
  await threeTalk(caller, telephone, there);
  await step(partyId, 'hand_over');
  await telephone.waitFor('ended');
  await hearsJust('the caller hears the third', caller, citizenTone);
  await hearsJust('the third hears the caller', there, 440);
  await there.hangUp();
  await caller.waitFor('ended');
  await until('the call is over', async () => (await read(call.id)).ended_by === 'outside');
});

test('a third person who rings when the process is killed is rung anew by the other', async () => {
  await start('a');
  await start('b');
  const { caller, telephone, call, partyId, there, leader, other } = await bring('081244444403');
  const before = citizen.calls.length;
  leader.signal('SIGKILL');
  await takenBy(call.id, other);
  await there.waitFor('ended');
  const again = await citizen.waitForCall(before + 1);
  again.answer();
  await answered(partyId);
  await twoTalk(caller, telephone, again);
  await again.hangUp();
  await until('the end is written', async () => (await party(partyId)).outcome === 'left');
  await hearsJust('the caller is back with the desk', caller, deskTone);
});

test('whom a desk has called itself goes on talking when the process is killed', async () => {
  await start('a');
  await start('b');
  await ready();
  const [rung, before] = [desk.phone.calls.length, citizen.calls.length];
  const out = await atDesk((ctx) => callOut(ctx, { ...none, body: { to: third } }));
  if (!out.ok) throw new Error(out.refusal.code);
  const { callId } = out.value;
  const telephone = await desk.phone.waitForCall(rung + 1);
  telephone.answer();
  const there = await citizen.waitForCall(before + 1);
  there.answer();
  await until('the answer is written', async () => (await read(callId)).state === 'answered');
  await hearsJust('the desk hears them', telephone, citizenTone);
  const { leader, other } = await leaderOf(callId);
  leader.signal('SIGKILL');
  await takenBy(callId, other);
  await until('the call was taken up', () => other.taken.length > 0);
  await hearsJust('the desk hears them', telephone, citizenTone);
  await hearsJust('they hear the desk', there, deskTone);
  await there.hangUp();
  await telephone.waitFor('ended');
  await until('the call is over', async () => (await read(callId)).state === 'ended');
});
