import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { until } from '#platform/server/testing/until.ts';
import { movePresence } from '../set-presence.ts';
import { hears, hearsPrompt, openPartyRoom, type PartyRoom, tones } from './test-party-room.ts';

// What breaks with three people in a call: a telephone, a page, our process, the tables.

let room: PartyRoom;
beforeAll(async () => {
  room = await openPartyRoom();
});
afterAll(() => room?.close());
afterEach(() => room.clear());

test('a telephone that is hung up in a consultation does not cut the citizen off', async () => {
  const { telephone, citizen, call } = await room.talk();
  const { party, there } = await room.bring(call, 'consult');
  there.answer();
  await room.answerIsWritten(party);
  const rings = room.desk.phone.calls.length;
  await telephone.hangUp();
  await until('the third person is let go', async () => (await room.partyRow(party.id)).outcome === 'desk_gone');
  await there.waitFor('ended');
  // The same desk is free, and the citizen first in the queue.
  const back = await room.desk.phone.waitForCall(rings + 1);
  back.answer();
  await hears('the citizen', citizen, tones.desk);
  expect(await room.namesOf(call.id)).toEqual(
    expect.arrayContaining(['party.ended', 'call.resumed', 'call.unattended', 'call.joined']),
  );
});

test('a desk that leaves a conference by hand hands over; one whose page dies comes back into it', async () => {
  const { telephone, citizen, call } = await room.talk();
  const { party, there } = await room.bring(call, 'consult');
  there.answer();
  await room.answerIsWritten(party);
  await room.step(party, 'conference');
  await hears('the citizen', citizen, tones.desk, tones.agency);
  const rings = room.second.phone.calls.length;
  // A registration lasts a minute, and the tests before this one may have taken longer.
  expect(await room.second.register()).toBe(200);
  await room.centre.act((ctx) => movePresence(ctx, room.second.userId, 'ready', null));
  await Promise.all([telephone.hangUp(), room.desk.register(0)]);
  const takes = await room.second.phone.waitForCall(rings + 1);
  await hears('the citizen meanwhile', citizen, tones.agency);
  takes.answer();
  await hears('the citizen', citizen, tones.second, tones.agency);
  await hears('the agency', there, tones.second, tones.citizen);
  await takes.hangUp();
  await until('it is handed over', async () => (await room.partyRow(party.id)).mode === 'handed_over');
  await hears('the citizen', citizen, tones.agency);
  // Their line breaks: nobody has ended this call on purpose, so a desk takes it.
  there.vanish();
  await until('the broken line is seen', async () => (await room.partyRow(party.id)).outcome === 'line_lost');
  await until('a desk is looked for', async () => (await room.lastCall()).unattended_since !== null);
});

test('our process comes back into a consultation, and into what happened meanwhile', async () => {
  const { telephone, citizen, call } = await room.talk();
  const early = await room.bring(call, 'consult');
  await room.centre.calls.telephony.stop();
  // Asterisk gives who answers now to nobody, and lets them go; the citizen is back as soon as we are.
  early.there.answer();
  await early.there.waitFor('ended');
  expect(citizen.events.map(({ type }) => type)).not.toContain('ended');
  await room.centre.calls.telephony.start();
  await hears('the citizen', citizen, tones.desk);
  expect(await room.partyRow(early.party.id)).toMatchObject({ outcome: 'failed' });

  const { party, there } = await room.bring(call, 'consult');
  there.answer();
  await room.answerIsWritten(party);
  await hears('the desk', telephone, tones.agency);
  await hears('the agency', there, tones.desk);
  await room.centre.calls.telephony.stop();
  await hears('the desk, without us', telephone, tones.agency);
  await hearsPrompt('the citizen', citizen);
  await there.hangUp();
  await room.centre.calls.telephony.start();
  await until('their end is written', async () => (await room.partyRow(party.id)).ended_at !== null);
  await hears('the citizen', citizen, tones.desk);
  await hears('the desk', telephone, tones.citizen);

  const next = await room.bring(call, 'consult');
  next.there.answer();
  await room.answerIsWritten(next.party);
  await room.centre.calls.telephony.stop();
  await room.step(next.party, 'hand_over');
  await room.centre.calls.telephony.start();
  await telephone.waitFor('ended');
  await hears('the citizen', citizen, tones.agency);
  // Without a desk and without us; then Asterisk's own record tells how it ended.
  await room.centre.calls.telephony.stop();
  await hears('the agency', next.there, tones.citizen);
  await citizen.hangUp();
  await room.centre.calls.telephony.start();
  await until('the call is over', async () => (await room.lastCall()).state === 'ended');
  expect(await room.lastCall()).toMatchObject({ ended_by: 'caller' });
  expect(await room.partyRow(next.party.id)).toMatchObject({ outcome: 'call_ended' });
});

test('what the tables cannot take is done all the same: the citizen is back, and it is written later', async () => {
  const { citizen, telephone, call } = await room.talk();
  const { party, there } = await room.bring(call, 'consult');
  room.centre.outage.on = true;
  await there.hangUp();
  await hears('the citizen', citizen, tones.desk);
  await hears('the desk', telephone, tones.citizen);
  room.centre.outage.on = false;
  await until('it is written', async () => (await room.partyRow(party.id)).outcome === 'busy');
});
