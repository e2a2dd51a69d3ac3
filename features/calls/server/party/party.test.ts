import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { listenForCalls, type Phone, type ReceivedCall } from '#platform/server/sip/listen-for-calls.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { runAction } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import type { PartyStep } from '../../party.ts';
import type { PartyView } from '../../party-contract.ts';
import { insertEntry } from '../directory/directory-store.ts';
import { hangUpCall } from '../hang-up-call.ts';
import { movePresence } from '../set-presence.ts';
import type { CallRow } from '../store.ts';
import { openTestCentre, type TestCentre, type TestDesk } from '../test-room.ts';
import { callOut } from './call-out.ts';
import { callParty, stepParty } from './party-actions.ts';
import type { PartyRow } from './party-store.ts';

// By tones: who hears whom is heard, on each side.
const tones = { citizen: 440, desk: 1100, agency: 1500, second: 1900 } as const;

let centre: TestCentre;
let desk: TestDesk;
let second: TestDesk;
/** The operator, behind whom everybody outside is. */
let agency: Phone;
let citizen: PlacedCall | null = null;
const entryId = newId<'directory_entry'>();

beforeAll(async () => {
  agency = await listenForCalls({ address: '127.9.0.9', answerAfterMs: 'never', audio: { tone: tones.agency } });
  const outgoing = { host: '127.9.0.9', port: agency.port, transport: 'udp' } as const;
  centre = await openTestCentre({ outgoing, follows: false });
  const content = { name: 'PLN 123', nameEn: 'PLN 123', number: '123', group: 'utility', words: '' } as const;
  await centre.act(async (ctx) => {
    await insertEntry(ctx, { id: entryId, content: { ...content, position: 1, active: true } });
    return { ok: true, value: null };
  });
  desk = await centre.addDesk('petugas1', { answerAfterMs: 'never', tone: tones.desk, ready: false });
  second = await centre.addDesk('petugas2', { answerAfterMs: 'never', tone: tones.second, ready: false });
});
afterAll(async () => {
  agency?.close();
  await centre?.close();
});
afterEach(async () => {
  await citizen?.hangUp();
  await until('the call is over', () => centre.calls.telephony.state().openCalls === 0);
  await centre.database.ownerPool.query(
    "update calls set disposition = 'TEST' where disposition is null and state = 'ended'",
  );
  for (const { userId } of [desk, second])
    await until('the desk is off duty', async () => {
      const left = await centre.act((ctx) => movePresence(ctx, userId, 'offline', null));
      return left.ok;
    });
});

/** A citizen talks with the desk. */
async function talk() {
  expect(await desk.register()).toBe(200);
  await centre.act((ctx) => movePresence(ctx, desk.userId, 'ready', null));
  const before = desk.phone.calls.length;
  citizen = await placeCall({
    host: '127.0.0.1',
    port: centre.exchange.places.sipPort,
    from: '081234567890',
    to: '112',
    audio: { tone: tones.citizen },
  });
  const telephone = await desk.phone.waitForCall(before + 1);
  telephone.answer();
  await citizen.waitFor('answered');
  await until('the answer is written', async () => (await lastCall()).state === 'answered');
  return { telephone, citizen, call: await lastCall() };
}

const one = async <Row>(statement: Parameters<typeof row>[1]) =>
  present(await row<Row>(centre.database.systemDb, statement), 'the row is there');
const lastCall = () => one<CallRow>(sql`select * from calls order by number desc limit 1`);
const partyRow = (id: string) => one<PartyRow>(sql`select * from call_parties where id = ${id}`);
const presenceOf = async (userId: string) =>
  (await one<{ state: string }>(sql`select state from presences where user_id = ${userId}`)).state;
async function namesOf(callId: string): Promise<string[]> {
  const found = await rows<{ name: string }>(
    centre.database.systemDb,
    sql`select name from events where (subject_id = ${callId} or content ->> 'callId' = ${callId})
        and name in ('call.held', 'call.resumed', 'call.unattended', 'call.joined', 'call.ended', 'party.called', 'party.answered', 'party.joined',
          'party.parted', 'party.handed_over', 'party.ended') order by seq`,
  );
  return found.map(({ name }) => name);
}

function as(userId: string): Actor {
  const permissions = new Set(['call.take']);
  return { kind: 'user', id: userId, sessionId: null, permissions, topics: [], groupId: null, language: 'id' };
}
const act = <Value, Code extends string>(work: Parameters<typeof runAction<Value, Code>>[2], userId = desk.userId) =>
  runAction(centre.place, { tenantId: centre.tenantId, actor: as(userId) }, work);

type Input = Parameters<typeof callParty>[1];
const target = { kind: 'entry', id: entryId } as const;
// The id of a row that newId made.
const askFor = (call: CallRow, ask: 'consult' | 'blind') =>
  act((ctx) =>
    callParty(ctx, { params: { id: call.id as Input['params']['id'] }, body: { to: target, ask }, query: {} }),
  );
type Brought = { readonly id: string };
async function bring(call: CallRow, ask: 'consult' | 'blind'): Promise<{ party: Brought; there: ReceivedCall }> {
  const before = agency.calls.length;
  const asked = await askFor(call, ask);
  if (!asked.ok) throw new Error(asked.refusal.code);
  return { party: asked.value, there: await agency.waitForCall(before + 1) };
}
const step = (party: Brought, wanted: PartyStep, userId = desk.userId) =>
  act(
    (ctx) => stepParty(ctx, { params: { id: party.id as PartyView['id'] }, body: { step: wanted }, query: {} }),
    userId,
  );
const isAnswered = (party: Brought) => async () => (await partyRow(party.id)).answered_at !== null;

interface Ear {
  readonly heard: PlacedCall['heard'];
  now(): number;
}
/** Just these are heard, now. */
async function hears(who: string, ear: Ear, ...wanted: number[]): Promise<void> {
  const others = Object.values(tones).filter((tone) => !wanted.includes(tone));
  await until(`${who} hears ${wanted.join(' and ') || 'none of them'}`, () => {
    const now = ear.now();
    const from = now - 400;
    return (
      wanted.every((tone) => ear.heard.tones([tone], from).length > 0) && ear.heard.tones(others, from).length === 0
    );
  });
}

test('a consultation, back to the citizen, a second one, and then those two go on without the desk', async () => {
  const { telephone, citizen, call } = await talk();
  const first = await bring(call, 'consult');
  expect(first.there.to).toContain('123@127.9.0.9');
  expect(first.there.from).toContain('112@');
  await until('the citizen is on hold', async () => (await lastCall()).held_since !== null);
  await until(
    'the citizen hears the hold prompt',
    () => citizen.heard.energy(citizen.now() - 500, citizen.now()) > 100,
  );
  await until(
    'the desk hears that it rings',
    () => telephone.heard.energy(telephone.now() - 500, telephone.now()) > 100,
  );
  first.there.answer();
  await until('the answer is written', isAnswered(first.party));
  await hears('the desk', telephone, tones.agency);
  await hears('the agency', first.there, tones.desk);
  expect(citizen.heard.tones([tones.desk, tones.agency], citizen.now() - 400)).toEqual([]);

  expect((await step(first.party, 'take_back')).ok).toBe(true);
  await first.there.waitFor('ended');
  await hears('the desk', telephone, tones.citizen);
  await hears('the citizen', citizen, tones.desk);
  expect((await lastCall()).held_since).toBeNull();

  const again = await bring(call, 'consult');
  again.there.answer();
  await until('the answer is written', isAnswered(again.party));
  await hears('the desk', telephone, tones.agency);
  expect((await step(again.party, 'hand_over')).ok).toBe(true);
  await telephone.waitFor('ended');
  await hears('the citizen', citizen, tones.agency);
  await hears('the agency', again.there, tones.citizen);
  expect(await presenceOf(desk.userId)).toBe('wrap_up');
  expect(await lastCall()).toMatchObject({ state: 'answered', held_since: null, unattended_since: null });
  expect(centre.calls.telephony.state().openCalls).toBe(1);

  await again.there.hangUp();
  await citizen.waitFor('ended');
  await until('the call is over', async () => (await lastCall()).state === 'ended');
  expect(await lastCall()).toMatchObject({ ended_by: 'outside', answered_by: desk.userId });
  expect(await namesOf(call.id)).toEqual([
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
  const { telephone, citizen, call } = await talk();
  const { party, there } = await bring(call, 'consult');
  expect((await step(party, 'conference')).ok, 'not before the answer').toBe(false);
  expect((await step(party, 'hand_over')).ok).toBe(false);
  there.answer();
  await until('the answer is written', isAnswered(party));
  expect((await step(party, 'conference', second.userId)).ok, 'only the desk that talks').toBe(false);
  expect((await step(party, 'conference')).ok).toBe(true);
  await hears('the citizen', citizen, tones.desk, tones.agency);
  await hears('the desk', telephone, tones.citizen, tones.agency);
  await hears('the agency', there, tones.citizen, tones.desk);
  const hungUp = await act((ctx) =>
    hangUpCall(ctx, { params: { id: call.id as Input['params']['id'] }, body: {}, query: {} }),
  );
  expect(hungUp).toMatchObject({ ok: false, refusal: { code: 'party.in_call' } });
  expect(await askFor(call, 'consult')).toMatchObject({ ok: false, refusal: { code: 'party.already' } });
  expect((await step(party, 'consult')).ok).toBe(true);
  await hears('the agency', there, tones.desk);
  expect((await step(party, 'conference')).ok).toBe(true);
  await hears('the citizen', citizen, tones.desk, tones.agency);
  await there.hangUp();
  await until('the end is written', async () => (await partyRow(party.id)).outcome === 'left');
  await hears('the citizen', citizen, tones.desk);
  await hears('the desk', telephone, tones.citizen);
});

test('a blind transfer that nobody takes brings the citizen back; one that is answered frees the desk', async () => {
  const { telephone, citizen, call } = await talk();
  const busy = await bring(call, 'blind');
  await until('the citizen is on hold', async () => (await lastCall()).held_since !== null);
  await busy.there.hangUp();
  await until('busy is written', async () => (await partyRow(busy.party.id)).outcome === 'busy');
  await hears('the citizen', citizen, tones.desk);
  await hears('the desk', telephone, tones.citizen);
  expect(await presenceOf(desk.userId)).toBe('talking');

  const taken = await bring(call, 'blind');
  taken.there.answer();
  await telephone.waitFor('ended');
  await hears('the citizen', citizen, tones.agency);
  await hears('the agency', taken.there, tones.citizen);
  await until('the desk wraps up', async () => (await presenceOf(desk.userId)) === 'wrap_up');
  expect(await partyRow(taken.party.id)).toMatchObject({ mode: 'handed_over', outcome: null });
  await citizen.hangUp();
  await taken.there.waitFor('ended');
  await until('the call is over', async () => (await lastCall()).state === 'ended');
  expect(await lastCall()).toMatchObject({ ended_by: 'caller' });
  expect(await partyRow(taken.party.id)).toMatchObject({ outcome: 'call_ended' });
});

test('nobody answers at all: the ring ends by itself and the citizen is back', async () => {
  const { citizen, call } = await talk();
  const { party } = await bring(call, 'consult');
  await until('it is given up', async () => (await partyRow(party.id)).outcome === 'no_answer');
  await hears('the citizen', citizen, tones.desk);
}, 120_000);

test('a telephone that is hung up in a consultation does not cut the citizen off', async () => {
  const { telephone, citizen, call } = await talk();
  const { party, there } = await bring(call, 'consult');
  there.answer();
  await until('the answer is written', isAnswered(party));
  const rings = desk.phone.calls.length;
  await telephone.hangUp();
  await until('the third person is let go', async () => (await partyRow(party.id)).outcome === 'desk_gone');
  await there.waitFor('ended');
  // The same desk is free, and the citizen first in the queue.
  const back = await desk.phone.waitForCall(rings + 1);
  back.answer();
  await hears('the citizen', citizen, tones.desk);
  expect(await namesOf(call.id)).toEqual(
    expect.arrayContaining(['party.ended', 'call.resumed', 'call.unattended', 'call.joined']),
  );
});

test('a desk that leaves a conference by hand hands over; one whose page dies comes back into it', async () => {
  const { telephone, citizen, call } = await talk();
  const { party, there } = await bring(call, 'consult');
  there.answer();
  await until('the answer is written', isAnswered(party));
  await step(party, 'conference');
  await hears('the citizen', citizen, tones.desk, tones.agency);
  const rings = second.phone.calls.length;
  // A registration lasts a minute, and the tests before this one may have taken longer.
  expect(await second.register()).toBe(200);
  await centre.act((ctx) => movePresence(ctx, second.userId, 'ready', null));
  await Promise.all([telephone.hangUp(), desk.register(0)]);
  const takes = await second.phone.waitForCall(rings + 1);
  await hears('the citizen meanwhile', citizen, tones.agency);
  takes.answer();
  await hears('the citizen', citizen, tones.second, tones.agency);
  await hears('the agency', there, tones.second, tones.citizen);
  await takes.hangUp();
  await until('it is handed over', async () => (await partyRow(party.id)).mode === 'handed_over');
  await hears('the citizen', citizen, tones.agency);
  // Their line breaks: nobody has ended this call on purpose, so a desk takes it.
  there.vanish();
  await until('the broken line is seen', async () => (await partyRow(party.id)).outcome === 'line_lost');
  await until('a desk is looked for', async () => (await lastCall()).unattended_since !== null);
}, 180_000);

test('our process comes back into a consultation, and into what happened meanwhile', async () => {
  const { telephone, citizen, call } = await talk();
  const early = await bring(call, 'consult');
  await centre.calls.telephony.stop();
  // Asterisk gives who answers now to nobody, and lets them go; the citizen is back as soon as we are.
  early.there.answer();
  await early.there.waitFor('ended');
  expect(citizen.events.map(({ type }) => type)).not.toContain('ended');
  await centre.calls.telephony.start();
  await hears('the citizen', citizen, tones.desk);
  expect(await partyRow(early.party.id)).toMatchObject({ outcome: 'failed' });

  const { party, there } = await bring(call, 'consult');
  there.answer();
  await until('the answer is written', isAnswered(party));
  await hears('the desk', telephone, tones.agency);
  await hears('the agency', there, tones.desk);
  await centre.calls.telephony.stop();
  await hears('the desk, without us', telephone, tones.agency);
  await until(
    'the citizen hears the hold prompt',
    () => citizen.heard.energy(citizen.now() - 500, citizen.now()) > 100,
  );
  await there.hangUp();
  await centre.calls.telephony.start();
  await until('their end is written', async () => (await partyRow(party.id)).ended_at !== null);
  await hears('the citizen', citizen, tones.desk);
  await hears('the desk', telephone, tones.citizen);

  const next = await bring(call, 'consult');
  next.there.answer();
  await until('the answer is written', isAnswered(next.party));
  await centre.calls.telephony.stop();
  await step(next.party, 'hand_over');
  await centre.calls.telephony.start();
  await telephone.waitFor('ended');
  await hears('the citizen', citizen, tones.agency);
  // Without a desk and without us; then Asterisk's own record tells how it ended.
  await centre.calls.telephony.stop();
  await hears('the agency', next.there, tones.citizen);
  await citizen.hangUp();
  await centre.calls.telephony.start();
  await until('the call is over', async () => (await lastCall()).state === 'ended');
  expect(await lastCall()).toMatchObject({ ended_by: 'caller' });
  expect(await partyRow(next.party.id)).toMatchObject({ outcome: 'call_ended' });
}, 180_000);

test('what the tables cannot take is done all the same: the citizen is back, and it is written later', async () => {
  const { citizen, telephone, call } = await talk();
  const { party, there } = await bring(call, 'consult');
  centre.outage.on = true;
  await there.hangUp();
  await hears('the citizen', citizen, tones.desk);
  await hears('the desk', telephone, tones.citizen);
  centre.outage.on = false;
  await until('it is written', async () => (await partyRow(party.id)).outcome === 'busy');
});

async function callOutside() {
  expect(await desk.register()).toBe(200);
  await until('the telephone is seen', async () => {
    const seen = await one<{ reachable: boolean }>(sql`select reachable from presences where user_id = ${desk.userId}`);
    return seen.reachable;
  });
  const [rings, outside] = [desk.phone.calls.length, agency.calls.length];
  const asked = await act((ctx) => callOut(ctx, { params: {}, body: { to: target }, query: {} }));
  if (!asked.ok) throw new Error(asked.refusal.code);
  const telephone = await desk.phone.waitForCall(rings + 1);
  telephone.answer();
  return { telephone, there: await agency.waitForCall(outside + 1), callId: asked.value.callId };
}

test('a desk calls out: its own telephone, then theirs, recorded, a call of its own that nobody waits in', async () => {
  const { telephone, there, callId } = await callOutside();
  expect(await lastCall()).toMatchObject({ id: callId, direction: 'outbound', state: 'arrived', dialled: 'out' });
  expect(await presenceOf(desk.userId)).toBe('talking');
  there.answer();
  await hears('the desk', telephone, tones.agency);
  await hears('the agency', there, tones.desk);
  await until('the answer is written', async () => (await lastCall()).state === 'answered');
  expect(await lastCall()).toMatchObject({ answered_by: desk.userId, disposition: 'INTERNAL' });
  await centre.calls.telephony.stop();
  await centre.calls.telephony.start();
  await hears('the desk, after our restart', telephone, tones.agency);
  await there.hangUp();
  await telephone.waitFor('ended');
  await until('the call is over', async () => (await lastCall()).state === 'ended');
  await until('its recording is kept', async () => {
    const kept = await one<{ state: string }>(sql`select state from recordings where call_id = ${callId}`);
    return kept.state === 'stored';
  });
  await until('the desk wraps up', async () => (await presenceOf(desk.userId)) === 'wrap_up');
});

test('whom a desk calls may be busy, or the desk changes its mind: it is over and nothing is kept', async () => {
  const { telephone, there } = await callOutside();
  await there.hangUp();
  await telephone.waitFor('ended');
  await until('it is written', async () => (await lastCall()).state === 'failed');
  expect(await one(sql`select outcome from call_parties order by called_at desc limit 1`)).toEqual({ outcome: 'busy' });

  const again = await callOutside();
  await again.telephone.hangUp();
  await again.there.waitFor('ended');
  await until('it is written', async () => (await lastCall()).state === 'failed');
  const missing = await rows(
    centre.database.systemDb,
    sql`select 1 from recordings r join calls c on c.id = r.call_id where c.state = 'failed'`,
  );
  expect(missing).toEqual([]);
});
