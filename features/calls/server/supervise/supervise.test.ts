import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { UserId } from '#features/people/person.ts';
import { row, run } from '#platform/server/db/database.ts';
import type { ReceivedCall } from '#platform/server/sip/listen-for-calls.ts';
import { until } from '#platform/server/testing/until.ts';
import type { CallId } from '../../call.ts';
import { hangUpCall } from '../../contract.ts';
import { partyId } from '../../party.ts';
import { callParty, stepParty } from '../../party-contract.ts';
import { takeSecond } from '../../queue-contract.ts';
import { deskMessageId } from '../../supervise.ts';
import * as routes from '../../supervise-contract.ts';
import { hears, loudestTone, openSuperviseRoom, type SuperviseRoom, tones } from './test-supervise-room.ts';

// Real Asterisk and real telephones: who hears whom is measured in the sound that arrives, tone by tone.

let room: SuperviseRoom;
beforeAll(async () => {
  room = await openSuperviseRoom();
});
afterAll(() => room?.close());
afterEach(() => room.clear());

/** Amplitude below which a tone is not there: those that are there arrive with 4000; what is left is A-law's own noise. */
const nothing = 100;
const there = 2000;

/** So much more sound has come to this party. */
const moreOf = (ear: { readonly heard: { packets(): number } }, packets: number) => {
  const from = ear.heard.packets();
  return until('more sound has come', () => ear.heard.packets() > from + packets);
};
const begin = (callId: CallId, body: { reason: 'quality' | 'other'; note: string }) =>
  room.as(room.boss.userId, routes.beginSupervision, { params: { id: callId }, body });
const namesOf = async (callId: CallId) => (await room.events(callId)).map(({ name }) => name);

describe('on the line', () => {
  test('a supervisor hears both and is heard by nobody; the reason is in the access log', async () => {
    const { citizen, telephone, callId } = await room.talk();
    const { line, id } = await room.listen(callId);
    await until('the supervisor hears the citizen', () => hears(line, tones.citizen));
    await until('the supervisor hears the desk', () => hears(line, tones.desk));
    await moreOf(citizen, 100);
    expect(loudestTone(citizen, tones.boss, 0)).toBeLessThan(nothing);
    expect(loudestTone(telephone, tones.boss, 0)).toBeLessThan(nothing);
    expect(loudestTone(citizen, tones.desk, 0)).toBeGreaterThan(there);
    const { systemDb } = room.centre.database;
    expect(
      await row(
        systemDb,
        sql`select field, reason from access_log where subject_id = ${callId} and user_id = ${room.boss.userId}`,
      ),
    ).toEqual({ field: 'live_listening', reason: 'quality' });
    expect((await room.as(room.boss.userId, routes.leaveSupervision, { params: { id } })).ok).toBe(true);
    await line.waitFor('ended');
    expect(hears(citizen, tones.desk)).toBe(true);
    expect(await namesOf(callId)).toEqual(
      expect.arrayContaining(['call.supervision_begun', 'call.supervision_connected', 'call.supervision_ended']),
    );
  });

  test('a whisper is heard by the desk alone, without an echo', async () => {
    const { citizen, telephone, callId } = await room.talk();
    const { line, id } = await room.listen(callId);
    await until('the supervisor hears the citizen', () => hears(line, tones.citizen));
    await room.change(id, 'whisper');
    await until('the desk hears the whisper', () => hears(telephone, tones.boss));
    await moreOf(citizen, 100);
    await until('the desk hears both', () => hears(telephone, tones.citizen) && hears(telephone, tones.boss));
    await until('the supervisor hears both', () => hears(line, tones.desk) && hears(line, tones.citizen));
    expect(loudestTone(citizen, tones.boss, 0)).toBeLessThan(nothing);
    expect(loudestTone(line, tones.boss, 0)).toBeLessThan(nothing);
    await room.change(id, 'listen');
    await until('the whisper is over', () => !hears(telephone, tones.boss));
    expect(hears(line, tones.citizen)).toBe(true);
  });

  test('joined, the citizen hears the supervisor too; back to listening, nobody does', async () => {
    const { citizen, telephone, callId } = await room.talk();
    const { line, id } = await room.listen(callId);
    await until('the supervisor hears the citizen', () => hears(line, tones.citizen));
    await room.change(id, 'join');
    await until('the citizen hears the supervisor', () => hears(citizen, tones.boss));
    await until('the desk hears the supervisor', () => hears(telephone, tones.boss));
    expect(hears(citizen, tones.desk)).toBe(true);
    await until('the supervisor hears both', () => hears(line, tones.citizen) && hears(line, tones.desk));
    await room.change(id, 'listen');
    await until('the citizen hears the desk alone', () => !hears(citizen, tones.boss) && hears(citizen, tones.desk));
    await until('the supervisor hears again', () => hears(line, tones.citizen) && hears(line, tones.desk));
  });

  test('the desk goes to a second call: the supervisor stays with this citizen and hears nothing of the other', async () => {
    const { citizen, telephone, callId } = await room.talk();
    const { line, id } = await room.listen(callId);
    await until('the supervisor hears the citizen', () => hears(line, tones.citizen));
    await room.change(id, 'whisper');
    await until('the desk hears the whisper', () => hears(telephone, tones.boss));
    const second = await room.dial('081222222222', tones.second);
    const other = await room.callOf('081222222222');
    expect((await room.as(room.desk.userId, takeSecond, { body: { callId: other } })).ok).toBe(true);
    await until('the desk hears the second citizen', () => hears(telephone, tones.second));
    await until('the whisper waits', () => !hears(telephone, tones.boss));
    // The announcement before it is speech, and has every tone in it.
    const from = second.now();
    await moreOf(second, 50);
    expect(loudestTone(line, tones.second, 0)).toBeLessThan(nothing * 2);
    expect(loudestTone(second, tones.boss, from)).toBeLessThan(nothing);
    // The held citizen is helped at once.
    expect((await room.as(room.boss.userId, routes.takeOverCall, { params: { id } })).ok).toBe(true);
    await until('the citizen hears the supervisor', () => hears(citizen, tones.boss));
    await until('the second goes on', () => hears(second, tones.desk));
    expect(telephone.events.map((event) => event.type)).not.toContain('ended');
    expect(await room.presence(room.desk.userId)).toMatchObject({ call_id: other, parked_call_id: null });
  });

  test('our process goes and comes: the supervisor is on the line still', async () => {
    const { citizen, telephone, callId } = await room.talk();
    const { line, id } = await room.listen(callId);
    await room.change(id, 'whisper');
    await until('the desk hears the whisper', () => hears(telephone, tones.boss));
    await room.centre.calls.telephony.stop();
    await room.centre.calls.telephony.start();
    await room.change(id, 'listen');
    await until('the whisper is over', () => !hears(telephone, tones.boss));
    await until('both are heard', () => hears(line, tones.citizen) && hears(line, tones.desk));
    expect(loudestTone(citizen, tones.boss, 0)).toBeLessThan(nothing);
    await line.hangUp();
    await until('the line is free', async () => (await namesOf(callId)).includes('call.supervision_ended'));
  });
});

/** Their desk speaks with somebody outside, apart from the citizen. */
async function bring(callId: CallId, telephone: ReceivedCall) {
  const before = room.operator.calls.length;
  const body = { to: { kind: 'number', number: '123' }, ask: 'consult' } as const;
  const called = await room.as(room.desk.userId, callParty, { params: { id: callId }, body });
  if (!called.ok) throw new Error(called.refusal.code);
  const third = await room.operator.waitForCall(before + 1);
  third.answer();
  await until('the desk hears the third', () => hears(telephone, tones.third));
  return { third, id: partyId.parse(called.value.id) };
}

describe('taking over', () => {
  test('the citizen is never cut, the desk is free, and only the supervisor can end the call', async () => {
    const { citizen, telephone, callId } = await room.talk();
    const { line, id } = await room.listen(callId);
    await until('the supervisor hears the citizen', () => hears(line, tones.citizen));
    expect((await room.as(room.boss.userId, routes.takeOverCall, { params: { id } })).ok).toBe(true);
    // The key pressed in the very moment.
    const late = await room.as(room.desk.userId, hangUpCall, { params: { id: callId } });
    expect(late).toMatchObject({ ok: false, refusal: { code: 'call.not_yours' } });
    await until('the citizen hears the supervisor', () => hears(citizen, tones.boss));
    await telephone.waitFor('ended');
    await until('the supervisor hears the citizen', () => hears(line, tones.citizen));
    expect(citizen.events.map((event) => event.type)).not.toContain('ended');
    expect(await room.presence(room.boss.userId)).toMatchObject({ state: 'talking', call_id: callId });
    expect(await room.presence(room.desk.userId)).toMatchObject({ state: 'ready', call_id: null });
    const over = (await room.events(callId)).find(({ name }) => name === 'call.taken_over');
    expect(over?.content).toEqual({ supervisionId: id, fromUserId: room.desk.userId, toUserId: room.boss.userId });
    await line.hangUp();
    await citizen.waitFor('ended');
    await until('it is written', async () => (await namesOf(callId)).includes('call.ended'));
  });

  test('a citizen on hold is out of it with the new desk', async () => {
    const { citizen, telephone, callId } = await room.talk();
    const { line, id } = await room.listen(callId);
    await telephone.hold(true);
    await until('it is on hold', async () => (await namesOf(callId)).includes('call.held'));
    expect((await room.as(room.boss.userId, routes.takeOverCall, { params: { id } })).ok).toBe(true);
    await until('the citizen hears the supervisor', () => hears(citizen, tones.boss));
    await until('the supervisor hears the citizen', () => hears(line, tones.citizen));
    const { systemDb } = room.centre.database;
    expect(await row(systemDb, sql`select held_since from calls where id = ${callId}`)).toEqual({ held_since: null });
  });

  test('in a consultation: the supervisor speaks with the third person, and the citizen waits for nobody else', async () => {
    const { citizen, telephone, callId } = await room.talk();
    const { third, id: party } = await bring(callId, telephone);
    const { line, id } = await room.listen(callId);
    const since = citizen.now();
    expect((await room.as(room.boss.userId, routes.takeOverCall, { params: { id } })).ok).toBe(true);
    await telephone.waitFor('ended');
    await until('the third hears the supervisor', () => hears(third, tones.boss));
    await until('the supervisor hears the third alone', () => hears(line, tones.third) && !hears(line, tones.citizen));
    await moreOf(citizen, 50);
    // The hold prompt is speech, and has a little of every tone in it.
    expect(loudestTone(citizen, tones.boss, since)).toBeLessThan(there);
    const step = async (wanted: 'conference' | 'take_back') => {
      const params = { id: party };
      expect((await room.as(room.boss.userId, stepParty, { params, body: { step: wanted } })).ok).toBe(true);
    };
    await step('conference');
    await until('the citizen hears both', () => hears(citizen, tones.boss) && hears(citizen, tones.third));
    await step('take_back');
    await third.waitFor('ended');
    await until('the two are alone', () => hears(citizen, tones.boss) && hears(line, tones.citizen));
    expect(citizen.events.map((event) => event.type)).not.toContain('ended');
  });

  test('in a conference: the supervisor comes in, the desk goes, the two others stay', async () => {
    const { citizen, telephone, callId } = await room.talk();
    const { third, id: party } = await bring(callId, telephone);
    const params = { id: party };
    expect((await room.as(room.desk.userId, stepParty, { params, body: { step: 'conference' } })).ok).toBe(true);
    await until('the citizen hears both', () => hears(citizen, tones.desk) && hears(citizen, tones.third));
    const { line, id } = await room.listen(callId);
    expect((await room.as(room.boss.userId, routes.takeOverCall, { params: { id } })).ok).toBe(true);
    await telephone.waitFor('ended');
    await until('the citizen hears both', () => hears(citizen, tones.boss) && hears(citizen, tones.third));
    await until('the supervisor hears both', () => hears(line, tones.citizen) && hears(line, tones.third));
    // As any desk does that hangs up in a conference: those two go on.
    await line.hangUp();
    await until('they go on', () => hears(citizen, tones.third) && hears(third, tones.citizen));
    await third.hangUp();
    await citizen.waitFor('ended');
  });

  test('the telephone of the supervisor vanishes after it: the citizen waits for the next desk', async () => {
    const { citizen, callId } = await room.talk();
    const { line, id } = await room.listen(callId);
    expect((await room.as(room.boss.userId, routes.takeOverCall, { params: { id } })).ok).toBe(true);
    await until('the citizen hears the supervisor', () => hears(citizen, tones.boss));
    const before = room.desk.phone.calls.length;
    await Promise.all([line.hangUp(), room.boss.register(0)]);
    const again = await room.desk.phone.waitForCall(before + 1);
    again.answer();
    await until('the desk has the citizen again', () => hears(citizen, tones.desk));
    expect(citizen.events.map((event) => event.type)).not.toContain('ended');
  });
});

describe('what is refused and what is shown', () => {
  test("a call that nobody talks in, one's own, a second one, a reason without words", async () => {
    const { callId } = await room.talk();
    await room.reach(room.boss);
    expect(await begin(callId, { reason: 'other', note: '' })).toMatchObject({
      refusal: { code: 'supervision.note_missing' },
    });
    const own = await room.as(room.desk.userId, routes.beginSupervision, {
      params: { id: callId },
      body: { reason: 'quality', note: '' },
    });
    expect(own).toMatchObject({ refusal: { code: 'supervision.own_call' } });
    await room.listen(callId);
    expect(await begin(callId, { reason: 'quality', note: '' })).toMatchObject({
      refusal: { code: 'supervision.already' },
    });
    await room.dial('081222222222', tones.second);
    const waiting = await room.callOf('081222222222');
    expect(await begin(waiting, { reason: 'quality', note: '' })).toMatchObject({
      refusal: { code: 'call.not_possible' },
    });
  });

  test('the desk sees who listens, unless the regency leaves it out; who whispers is always seen', async () => {
    const { callId } = await room.talk();
    const { id } = await room.listen(callId);
    const seen = async () => {
      const found = await room.as(room.desk.userId, routes.readDeskSupervision, {});
      return found.ok ? found.value.watchers.map(({ name, mode }) => `${name} ${mode}`) : [];
    };
    expect(await seen()).toEqual(['penyelia listen']);
    const { systemDb } = room.centre.database;
    const set = (content: string) =>
      run(
        systemDb,
        sql`insert into queue_settings (id, tenant_id, content) values (gen_random_uuid(), ${room.centre.tenantId}, ${content}::jsonb)
            on conflict (tenant_id) do update set content = excluded.content`,
      );
    await set('{"showListening": false}');
    expect(await seen()).toEqual([]);
    await room.change(id, 'whisper');
    expect(await seen()).toEqual(['penyelia whisper']);
    const told = await row<{ audience: string[] }>(
      systemDb,
      sql`select audience from events where subject_id = ${callId} and name = 'call.supervision_changed'`,
    );
    expect(told?.audience).toEqual(['tenant']);
    await set('{}');
  });

  test('whoever was ready is not rung meanwhile, and is ready again afterwards', async () => {
    const { callId } = await room.talk();
    const { boss, centre } = room;
    await until('the telephone is registered', async () => (await boss.register()) === 200);
    const { movePresence } = await import('../set-presence.ts');
    await until('ready', async () => (await centre.act((ctx) => movePresence(ctx, boss.userId, 'ready', null))).ok);
    const { id } = await room.listen(callId);
    expect(await room.presence(boss.userId)).toMatchObject({ state: 'break', break_reason: 'supervision' });
    await room.as(boss.userId, routes.leaveSupervision, { params: { id } });
    expect(await room.presence(boss.userId)).toMatchObject({ state: 'ready', break_reason: null });
  });

  test('a text is at the desk, read once, and its words are in no event', async () => {
    await until('the telephone is registered', async () => (await room.desk.register()) === 200);
    // The id of a person who was just made.
    const to = room.desk.userId as UserId;
    const words = 'Tanyakan nomor rumahnya';
    const sent = await room.as(room.boss.userId, routes.sendDeskMessage, { params: { id: to }, body: { words } });
    expect(sent.ok).toBe(true);
    const messages = async () => {
      const found = await room.as(to, routes.readDeskSupervision, {});
      return found.ok ? found.value.messages : [];
    };
    const [shown] = await messages();
    expect(shown).toMatchObject({ words, from: 'penyelia' });
    if (shown === undefined) throw new Error('It is shown');
    for (let turn = 0; turn < 2; turn++)
      expect((await room.as(to, routes.seeDeskMessage, { params: { id: deskMessageId.parse(shown.id) } })).ok).toBe(
        true,
      );
    expect(await messages()).toEqual([]);
    const events = (await room.events(to)).filter(({ name }) => name.startsWith('desk.'));
    expect(events.map(({ name }) => name)).toEqual(['desk.messaged', 'desk.message_seen']);
    expect(JSON.stringify(events)).not.toContain('rumah');
  });

  test('the wait beyond the target is known to supervisors once one of them says so', async () => {
    await room.dial('081233333333', tones.second);
    const id = await room.callOf('081233333333');
    const read = async () => {
      const found = await room.as(room.boss.userId, routes.readWaitAlarm, {});
      return found.ok ? found.value : null;
    };
    expect(await read()).toMatchObject({ targetS: 10, waiting: [{ id, isAcknowledged: false, isTest: false }] });
    for (let turn = 0; turn < 2; turn++)
      await room.as(room.boss.userId, routes.acknowledgeWait, { body: { callIds: [id] } });
    expect(await read()).toMatchObject({ waiting: [{ id, isAcknowledged: true }] });
    expect((await namesOf(id)).filter((name) => name === 'call.wait_acknowledged')).toHaveLength(1);
  });
});
