import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { runAction } from '#platform/server/unit.ts';
import { present } from '#platform/shared/result.ts';
import type { CallId } from '../../call.ts';
import type { PartyView } from '../../party-contract.ts';
import type { PresenceRow } from '../presence-store.ts';
import { switchCalls, takeSecond } from '../queue/take-second.ts';
import { movePresence } from '../set-presence.ts';
import type { CallRow } from '../store.ts';
import type { TestDesk } from '../test-room.ts';
import { callParty, stepParty } from './party-actions.ts';
import { openOutside, type PartyRoom } from './test-party-room.ts';

// One telephone, two citizens, and a third person for one of them.
const tones = { first: 440, second: 620, desk: 1100, agency: 1500 } as const;

let centre: PartyRoom['centre'];
let desk: TestDesk;
let agency: PartyRoom['agency'];
let target: PartyRoom['target'];

beforeAll(async () => {
  // Lost calls are followed up here: one that was handed over is none.
  ({ centre, agency, target } = await openOutside(true));
  desk = await centre.addDesk('petugas1', { answerAfterMs: 'never', tone: tones.desk, ready: false });
});
afterAll(async () => {
  agency?.close();
  await centre?.close();
});

const one = async <Row>(statement: Parameters<typeof row>[1]) =>
  present(await row<Row>(centre.database.systemDb, statement), 'the row is there');
const presence = () => one<PresenceRow>(sql`select * from presences where user_id = ${desk.userId}`);
const stateOf = async (id: string) => (await one<CallRow>(sql`select * from calls where id = ${id}`)).state;

function act<Value, Code extends string>(work: Parameters<typeof runAction<Value, Code>>[2]) {
  const permissions = new Set(['call.take']);
  const actor: Actor = {
    ...{ kind: 'user', id: desk.userId, sessionId: null, topics: [], groupId: null, language: 'id' },
    permissions,
  };
  return runAction(centre.place, { tenantId: centre.tenantId, actor }, work);
}
const ask = (callId: CallId) =>
  act((ctx) => callParty(ctx, { params: { id: callId }, query: {}, body: { to: target, ask: 'consult' } }));

async function dial(from: string, tone: number): Promise<{ citizen: PlacedCall; callId: CallId }> {
  const { sipPort: port } = centre.exchange.places;
  const citizen = await placeCall({ host: '127.0.0.1', port, from, to: '112', audio: { tone } });
  const find = () =>
    row<{ id: CallId }>(centre.database.systemDb, sql`select id from calls where caller_raw = ${from}`);
  await until('the call is written', async () => (await find()) !== null);
  return { citizen, callId: present(await find(), 'seen above').id };
}

const hears = (who: string, ear: { readonly heard: PlacedCall['heard']; now(): number }, tone: number) =>
  until(`${who} hears ${tone}`, () => ear.heard.tones([tone], ear.now() - 400).length > 0);

test('a desk with two calls hands one of them over and is back with the other, by the same telephone', async () => {
  expect(await desk.register()).toBe(200);
  await centre.act((ctx) => movePresence(ctx, desk.userId, 'ready', null));
  const first = await dial('081211111111', tones.first);
  const telephone = await desk.phone.waitForCall(1);
  telephone.answer();
  await first.citizen.waitFor('answered');
  await until('the answer is written', async () => (await stateOf(first.callId)) === 'answered');
  const second = await dial('081222222222', tones.second);
  expect(await act((ctx) => takeSecond(ctx, { params: {}, query: {}, body: { callId: second.callId } }))).toMatchObject(
    {
      ok: true,
    },
  );
  await hears('the second citizen', second.citizen, tones.desk);

  expect(await ask(first.callId), 'not for who is aside').toMatchObject({ refusal: { code: 'call.not_yours' } });
  const asked = await ask(second.callId);
  if (!asked.ok) throw new Error(asked.refusal.code);
  const there = await agency.waitForCall(1);
  there.answer();
  await hears('the desk', telephone, tones.agency);
  const none = { params: {}, query: {}, body: {} };
  expect(await act((ctx) => switchCalls(ctx, none))).toMatchObject({ refusal: { code: 'second.with_party' } });

  const id = asked.value.id as PartyView['id'];
  const handed = await act((ctx) => stepParty(ctx, { params: { id }, query: {}, body: { step: 'hand_over' } }));
  expect(handed.ok).toBe(true);
  await hears('the second citizen', second.citizen, tones.agency);
  await hears('the agency', there, tones.second);
  await hears('the first citizen', first.citizen, tones.desk);
  await hears('the desk', telephone, tones.first);
  const hearsDesk = () => second.citizen.heard.tones([tones.desk], second.citizen.now() - 400).length > 0;
  await until('the second citizen hears the desk no more', () => !hearsDesk());
  expect(await presence()).toMatchObject({
    ...{ state: 'talking', call_id: first.callId, parked_call_id: null },
    owed_calls: [second.callId],
  });

  await second.citizen.hangUp();
  await there.waitFor('ended');
  await until('the handed-over call is over', async () => (await stateOf(second.callId)) === 'ended');
  await hears('the desk', telephone, tones.first);
  await first.citizen.hangUp();
  await telephone.waitFor('ended');
  await until('both are over', async () => (await stateOf(first.callId)) === 'ended');
  expect((await presence()).state).toBe('wrap_up');
  expect(await rows(centre.database.systemDb, sql`select 1 from follow_ups`), 'nobody was left alone').toEqual([]);
});
