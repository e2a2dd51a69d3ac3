import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { row } from '#platform/server/db/database.ts';
import type { ReceivedCall } from '#platform/server/sip/listen-for-calls.ts';
import type { PlacedCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import type { CallId } from '../../call.ts';
import * as routes from '../../supervise-contract.ts';
import type { CallRow } from '../store.ts';
import { hears, loudestTone, openSuperviseRoom, type SuperviseRoom, tones } from '../supervise/test-supervise-room.ts';
import { startTestProcess, type TestProcess } from './test-process.ts';
import { listenToSound } from './test-sound.ts';

// A supervisor on the line of a call that goes over to another process: who hears whom, tone by tone, with real telephones.

/** Amplitude of a tone that is not there: those that are there arrive with 4000. */
const nothing = 100;
let room: SuperviseRoom;
let processes: TestProcess[] = [];

beforeAll(async () => {
  room = await openSuperviseRoom();
  await room.centre.calls.telephony.stop();
});
afterAll(() => room?.close());
afterEach(async () => {
  await room.hangUp();
  await until('all calls are over', async () => (await openCalls()) === 0, 60_000).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${processes.map((each) => `${each.node}: ${each.log()}`).join('\n')}`);
  });
  await until('no path of sound is left', async () => {
    const found = await Promise.all(
      ['core show channels concise', 'bridge show all'].map((line) => room.centre.exchange.asterisk.command(line)),
    );
    return !/supervis(or|ion)-/.test(found.join());
  });
  for (const each of processes) await each.end();
  processes = [];
  await room.centre.database.ownerPool.query('delete from telephony_processes');
  await room.clear();
});

async function start(node: string): Promise<TestProcess> {
  const { exchange, database } = room.centre;
  const started = await startTestProcess(exchange, database, node, true);
  processes = [...processes.filter((each) => each.node !== node), started];
  return started;
}

const { openCalls, read } = {
  openCalls: async () => {
    const found = await row<{ n: string }>(
      room.centre.database.systemDb,
      sql`select count(*) as n from calls where ended_at is null`,
    );
    return Number(found?.n);
  },
  read: async (id: string) => {
    const found = await row<CallRow>(room.centre.database.systemDb, sql`select * from calls where id = ${id}`);
    if (found === null) throw new Error('There is no such call');
    return found;
  },
};
const leaderOf = async (id: string) => {
  const { pbx_app: app } = await read(id);
  const [leader, other] = [processes.find((each) => each.app === app), processes.find((each) => each.app !== app)];
  if (leader === undefined || other === undefined) throw new Error(`There are not two processes, one of them ${app}`);
  return { leader, other };
};
const takenBy = (id: string, process: TestProcess) =>
  until(`${process.app} leads the call`, async () => (await read(id)).pbx_app === process.app, 30_000);

/** A supervisor who listens to a call; the stories take longer than a registration lasts. */
async function onTheLine() {
  await Promise.all([start('a'), start('b')]);
  const { citizen, telephone, callId } = await room.talk();
  for (const each of [room.desk, room.boss]) expect(await each.register(600)).toBe(200);
  const { line, id } = await room.listen(callId);
  await hearsBoth(line);
  return { citizen, telephone, callId, line, id };
}
async function hearsBoth(line: ReceivedCall): Promise<void> {
  await until('the supervisor hears the citizen', () => hears(line, tones.citizen));
  await until('the supervisor hears the desk', () => hears(line, tones.desk));
}
async function connected(citizen: PlacedCall, telephone: ReceivedCall, tone: number): Promise<void> {
  await until('the citizen hears their desk', () => hears(citizen, tone));
  await until('the desk hears the citizen', () => hears(telephone, tones.citizen));
}

const supervision = (id: string) =>
  row<{ outcome: string | null }>(
    room.centre.database.systemDb,
    sql`select outcome from call_supervisions where id = ${id}`,
  );
const takeOver = async (id: routes.SupervisionView['id']) =>
  expect((await room.as(room.boss.userId, routes.takeOverCall, { params: { id } })).ok).toBe(true);
const names = async (callId: CallId) => (await room.events(callId)).map(({ name }) => name);

test('whoever listens and whispers goes on doing so when the process is killed, and when the next is halted', async () => {
  const { citizen, telephone, callId, line, id } = await onTheLine();
  const { leader, other } = await leaderOf(callId);
  const unbroken = listenToSound(telephone, citizen, tones.desk);
  // The announcement before is speech, and has every tone in it.
  const since = citizen.now();
  leader.signal('SIGKILL');
  await takenBy(callId, other);
  await until('the call was taken up', () => other.taken.length > 0);
  // Only its new leader can do what is asked now.
  await room.change(id, 'whisper');
  await until('the desk hears the whisper', () => hears(telephone, tones.boss));
  await hearsBoth(line);
  await unbroken();

  const again = await start(leader.node);
  other.signal('SIGSTOP');
  await takenBy(callId, again);
  await until('the call was taken up', () => again.taken.length > 0);
  await room.change(id, 'listen');
  await until('the whisper is over', () => !hears(telephone, tones.boss));
  await hearsBoth(line);
  other.signal('SIGCONT');
  await until('who was halted lives again', async () => {
    const life = await row<{ instance: string | null }>(
      room.centre.database.systemDb,
      sql`select instance from telephony_processes where app = ${other.app}`,
    );
    return life?.instance !== null;
  });
  await room.change(id, 'whisper');
  await until('the desk hears the whisper', () => hears(telephone, tones.boss));
  await hearsBoth(line);
  await unbroken();
  expect(loudestTone(citizen, tones.boss, since)).toBeLessThan(nothing);
  expect((await room.as(room.boss.userId, routes.leaveSupervision, { params: { id } })).ok).toBe(true);
  await line.waitFor('ended');
  await connected(citizen, telephone, tones.desk);
  expect((await names(callId)).filter((name) => name === 'call.lease_taken')).toHaveLength(2);
});

test('a supervisor who is in the conversation, and then is its desk, stays so when the process is killed', async () => {
  const { citizen, telephone, callId, line, id } = await onTheLine();
  await room.change(id, 'join');
  await until('the citizen hears the supervisor', () => hears(citizen, tones.boss));
  const { leader, other } = await leaderOf(callId);
  leader.signal('SIGKILL');
  await takenBy(callId, other);
  await until('the call was taken up', () => other.taken.length > 0);
  await until('the citizen hears both', () => hears(citizen, tones.boss) && hears(citizen, tones.desk));
  await takeOver(id);
  await telephone.waitFor('ended');
  await connected(citizen, line, tones.boss);

  const again = await start(leader.node);
  const unbroken = listenToSound(line, citizen, tones.boss);
  other.signal('SIGKILL');
  await takenBy(callId, again);
  await until('the call was taken up', () => again.taken.length > 0);
  await connected(citizen, line, tones.boss);
  await unbroken();
  await line.hangUp();
  await citizen.waitFor('ended');
  await until('it is written', async () => (await names(callId)).includes('call.ended'));
});

test('a supervisor takes the call over while its process stands still: the next one connects them', async () => {
  const { citizen, telephone, callId, line, id } = await onTheLine();
  const { leader, other } = await leaderOf(callId);
  leader.signal('SIGSTOP');
  await takeOver(id);
  await takenBy(callId, other);
  await connected(citizen, line, tones.boss);
  await telephone.waitFor('ended');
  leader.signal('SIGCONT');
  await connected(citizen, line, tones.boss);
  expect(citizen.events.map((event) => event.type)).not.toContain('ended');
});

test('a supervisor hangs up while nobody leads the call: the next process writes it, and the talk goes on', async () => {
  const { citizen, telephone, callId, line, id } = await onTheLine();
  const { leader, other } = await leaderOf(callId);
  leader.signal('SIGSTOP');
  await line.hangUp();
  await takenBy(callId, other);
  await until('it is written', async () => (await supervision(id))?.outcome === 'left');
  leader.signal('SIGCONT');
  await connected(citizen, telephone, tones.desk);
});
