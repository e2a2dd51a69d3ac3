import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { rows } from '#platform/server/db/database.ts';
import { until } from '#platform/server/testing/until.ts';
import type { CallId } from '../../call.ts';
import { hangUpCall } from '../hang-up-call.ts';
import { hears, hearsPrompt, openPartyRoom, type PartyRoom, tones } from './test-party-room.ts';

let room: PartyRoom;
beforeAll(async () => {
  room = await openPartyRoom();
});
afterAll(() => room?.close());
afterEach(() => room.clear());

test('a consultation, back to the citizen, a second one, and then those two go on without the desk', async () => {
  const { telephone, citizen, call } = await room.talk();
  const first = await room.bring(call, 'consult');
  expect(first.there.to).toContain('123@127.9.0.9');
  expect(first.there.from).toContain('112@');
  await until('the citizen is on hold', async () => (await room.lastCall()).held_since !== null);
  await hearsPrompt('the citizen', citizen);
  await hearsPrompt('the desk', telephone);
  first.there.answer();
  await room.answerIsWritten(first.party);
  await hears('the desk', telephone, tones.agency);
  await hears('the agency', first.there, tones.desk);
  // What was on its way when the hold began may still be heard; from then on nothing of theirs.
  const overheard = () => citizen.heard.tones([tones.desk, tones.agency], citizen.now() - 400);
  await until('the citizen hears neither', () => overheard().length === 0);

  expect((await room.step(first.party, 'take_back')).ok).toBe(true);
  await first.there.waitFor('ended');
  await hears('the desk', telephone, tones.citizen);
  await hears('the citizen', citizen, tones.desk);
  expect((await room.lastCall()).held_since).toBeNull();

  const again = await room.bring(call, 'consult');
  again.there.answer();
  await room.answerIsWritten(again.party);
  await hears('the desk', telephone, tones.agency);
  expect((await room.step(again.party, 'hand_over')).ok).toBe(true);
  await telephone.waitFor('ended');
  await hears('the citizen', citizen, tones.agency);
  await hears('the agency', again.there, tones.citizen);
  expect(await room.presenceOf(room.desk.userId)).toBe('wrap_up');
  expect(await room.lastCall()).toMatchObject({ state: 'answered', held_since: null, unattended_since: null });
  expect(room.centre.calls.telephony.state().openCalls).toBe(1);

  await again.there.hangUp();
  await citizen.waitFor('ended');
  await until('the call is over', async () => (await room.lastCall()).state === 'ended');
  expect(await room.lastCall()).toMatchObject({ ended_by: 'outside', answered_by: room.desk.userId });
  expect(await room.namesOf(call.id)).toEqual([
    ...['party.called', 'call.held', 'party.answered', 'party.ended', 'call.resumed'],
    ...[
      'party.called',
      'call.held',
      'party.answered',
      'call.resumed',
      'party.handed_over',
      'party.ended',
      'call.ended',
    ],
  ]);
});

test('three talk: each hears the two others; in private again; one leaves and the rest goes on', async () => {
  const { telephone, citizen, call } = await room.talk();
  const { party, there } = await room.bring(call, 'consult');
  expect((await room.step(party, 'conference')).ok, 'not before the answer').toBe(false);
  expect((await room.step(party, 'hand_over')).ok).toBe(false);
  there.answer();
  await room.answerIsWritten(party);
  expect((await room.step(party, 'conference', room.second.userId)).ok, 'only the desk that talks').toBe(false);
  expect((await room.step(party, 'conference')).ok).toBe(true);
  await hears('the citizen', citizen, tones.desk, tones.agency);
  await hears('the desk', telephone, tones.citizen, tones.agency);
  await hears('the agency', there, tones.citizen, tones.desk);
  const hungUp = await room.act((ctx) => hangUpCall(ctx, { params: { id: call.id as CallId }, body: {}, query: {} }));
  expect(hungUp).toMatchObject({ ok: false, refusal: { code: 'party.in_call' } });
  expect(await room.askFor(call, 'consult')).toMatchObject({ ok: false, refusal: { code: 'party.already' } });
  expect((await room.step(party, 'consult')).ok).toBe(true);
  await hears('the agency', there, tones.desk);
  expect((await room.step(party, 'conference')).ok).toBe(true);
  await hears('the citizen', citizen, tones.desk, tones.agency);
  await there.hangUp();
  await until('the end is written', async () => (await room.partyRow(party.id)).outcome === 'left');
  await hears('the citizen', citizen, tones.desk);
  await hears('the desk', telephone, tones.citizen);
});

test('a blind transfer that nobody takes brings the citizen back; one that is answered frees the desk', async () => {
  const { telephone, citizen, call } = await room.talk();
  const busy = await room.bring(call, 'blind');
  await until('the citizen is on hold', async () => (await room.lastCall()).held_since !== null);
  await busy.there.hangUp();
  await until('busy is written', async () => (await room.partyRow(busy.party.id)).outcome === 'busy');
  await hears('the citizen', citizen, tones.desk);
  await hears('the desk', telephone, tones.citizen);
  expect(await room.presenceOf(room.desk.userId)).toBe('talking');

  const taken = await room.bring(call, 'blind');
  taken.there.answer();
  await telephone.waitFor('ended');
  await hears('the citizen', citizen, tones.agency);
  await hears('the agency', taken.there, tones.citizen);
  await until('the desk wraps up', async () => (await room.presenceOf(room.desk.userId)) === 'wrap_up');
  expect(await room.partyRow(taken.party.id)).toMatchObject({ mode: 'handed_over', outcome: null });
  await citizen.hangUp();
  await taken.there.waitFor('ended');
  await until('the call is over', async () => (await room.lastCall()).state === 'ended');
  expect(await room.lastCall()).toMatchObject({ ended_by: 'caller' });
  expect(await room.partyRow(taken.party.id)).toMatchObject({ outcome: 'call_ended' });
});

test('nobody answers at all: the ring ends by itself and the citizen is back', async () => {
  const { citizen, call } = await room.talk();
  const { party } = await room.bring(call, 'consult');
  await until('it is given up', async () => (await room.partyRow(party.id)).outcome === 'no_answer');
  await hears('the citizen', citizen, tones.desk);
});

test('a desk calls out: its own telephone, then theirs, recorded, a call of its own that nobody waits in', async () => {
  const { telephone, there, callId } = await room.callOutside();
  expect(await room.lastCall()).toMatchObject({ id: callId, direction: 'outbound', state: 'arrived', dialled: 'out' });
  expect(await room.presenceOf(room.desk.userId)).toBe('talking');
  there.answer();
  await hears('the desk', telephone, tones.agency);
  await hears('the agency', there, tones.desk);
  await until('the answer is written', async () => (await room.lastCall()).state === 'answered');
  expect(await room.lastCall()).toMatchObject({ answered_by: room.desk.userId, disposition: 'INTERNAL' });
  await room.centre.calls.telephony.stop();
  await room.centre.calls.telephony.start();
  await hears('the desk, after our restart', telephone, tones.agency);
  await there.hangUp();
  await telephone.waitFor('ended');
  await until('the call is over', async () => (await room.lastCall()).state === 'ended');
  await until('its recording is kept', async () => {
    const kept = await room.one<{ state: string }>(sql`select state from recordings where call_id = ${callId}`);
    return kept.state === 'stored';
  });
  await until('the desk wraps up', async () => (await room.presenceOf(room.desk.userId)) === 'wrap_up');
});

test('whom a desk calls may be busy, or the desk changes its mind: it is over and nothing is kept', async () => {
  const { telephone, there } = await room.callOutside();
  await there.hangUp();
  await telephone.waitFor('ended');
  await until('it is written', async () => (await room.lastCall()).state === 'failed');
  expect(await room.one(sql`select outcome from call_parties order by called_at desc limit 1`)).toEqual({
    outcome: 'busy',
  });

  const again = await room.callOutside();
  await again.telephone.hangUp();
  await again.there.waitFor('ended');
  await until('it is written', async () => (await room.lastCall()).state === 'failed');
  const missing = await rows(
    room.centre.database.systemDb,
    sql`select 1 from recordings r join calls c on c.id = r.call_id where c.state = 'failed'`,
  );
  expect(missing).toEqual([]);
});
