import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerCall } from '#features/calls/server/answer-call.ts';
import { arriveCall } from '#features/calls/server/arrive-call.ts';
import { insertEntry } from '#features/calls/server/directory/directory-store.ts';
import { endCall } from '#features/calls/server/end-call.ts';
import { answerOutgoing, callOut } from '#features/calls/server/party/call-out.ts';
import { answerParty, endParty } from '#features/calls/server/party/change-party.ts';
import { callParty, stepParty } from '#features/calls/server/party/party-actions.ts';
import { openTestRoom, type TestRoom } from '#features/calls/server/test-room.ts';
import type { Actor } from '#platform/server/action.ts';
import { row } from '#platform/server/db/database.ts';
import { runAction } from '#platform/server/unit.ts';
import { type Id, newId } from '#platform/shared/ids.ts';
import { ok, type Result } from '#platform/shared/result.ts';
import { figuresOf } from '../figures.ts';
import { loadMonthRows, loadMonths, loadRegion } from './store.ts';
import { verifyTenant } from './verify.ts';

let room: TestRoom;
let userId: string;
const entryId = newId<'directory_entry'>();

beforeAll(async () => {
  room = await openTestRoom();
  userId = await room.addUser('petugas');
  await room.ready(userId);
  const content = { name: 'PLN 123', nameEn: 'PLN 123', number: '123', group: 'utility', words: '' } as const;
  await room.act(async (ctx) => {
    await insertEntry(ctx, { id: entryId, content: { ...content, position: 1, active: true } });
    return ok(null);
  });
});
afterAll(() => room.close());

const taken = <Value, Code extends string>(result: Result<Value, Code>): Value => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
function act<Value, Code extends string>(work: Parameters<typeof runAction<Value, Code>>[2]) {
  const actor: Actor = {
    kind: 'user',
    id: userId,
    sessionId: null,
    permissions: new Set(['call.take']),
    topics: [],
    groupId: null,
    language: 'id',
  };
  return runAction(room.place, { tenantId: room.tenantId, actor }, work);
}
const later = () => new Date().toISOString();
const to = { kind: 'entry', id: entryId } as const;
// What the actions answer was made by newId.
const partyIdOf = (id: string) => id as Id<'party'>;

async function answeredCall(): Promise<Id<'call'>> {
  const callId = newId<'call'>();
  const call = { callId, pbxSystem: 'test', linkedid: callId, channel: callId, app: 'acd-test' };
  const offered = Promise.withResolvers<string>();
  const hooks = { claimed: Promise.resolve(true), onDesk: (offer: { id: string }) => offered.resolve(offer.id) };
  const facts = { dialled: '112', callerRaw: '081234567890', arrivedAt: later() };
  taken(await room.act((ctx) => arriveCall(ctx, { ...call, ...facts }, hooks)));
  const offerId = await offered.promise;
  taken(await room.act((ctx) => answerCall(ctx, { offerId, channel: `desk-${offerId}`, at: later() })));
  return callId;
}

test('third persons and calls out are recomputed from their events, and count in no figure', async () => {
  const callId = await answeredCall();
  const bring = async (ask: 'consult' | 'blind') =>
    taken(await act((ctx) => callParty(ctx, { params: { id: callId }, body: { to, ask }, query: {} })));
  const step = async (id: string, wanted: 'conference' | 'consult' | 'hand_over' | 'take_back') =>
    taken(await act((ctx) => stepParty(ctx, { params: { id: partyIdOf(id) }, body: { step: wanted }, query: {} })));
  const answered = async (partyId: string) =>
    taken(await room.act((ctx) => answerParty(ctx, { callId, partyId, at: later() })));

  const first = await bring('blind');
  const busy = { callId, partyId: first.id, outcome: 'busy', cause: 17, at: later(), after: 'back_to_desk' } as const;
  taken(await room.act((ctx) => endParty(ctx, busy)));
  const second = await bring('consult');
  await answered(second.id);
  await step(second.id, 'conference');
  await step(second.id, 'consult');
  await step(second.id, 'take_back');
  const third = await bring('consult');
  await answered(third.id);
  await step(third.id, 'hand_over');
  const left = { callId, partyId: third.id, outcome: 'left', cause: 16, at: later(), after: 'end' } as const;
  taken(await room.act((ctx) => endParty(ctx, left)));
  await room.database.ownerPool.query("update calls set disposition = 'TRANSFER_AGENCY', disposition_at = now()");
  // As the desk would classify it; the event that says so is left out on purpose, to be found.
  const broken = await verifyTenant(room.database.systemDb, room.tenantId);
  expect(broken.findings.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^calls 1 disposition/)]);
  await room.database.ownerPool.query('update calls set disposition = null, disposition_at = null');

  // The desk wraps up: it is done with that by calling out only when its call is classified.
  expect(await act((ctx) => callOut(ctx, { params: {}, body: { to }, query: {} }))).toMatchObject({
    refusal: { code: 'call.unclassified' },
  });
  await room.database.ownerPool.query("update presences set state = 'ready', call_id = null");
  const out = taken(await act((ctx) => callOut(ctx, { params: {}, body: { to }, query: {} })));
  taken(await room.act((ctx) => answerOutgoing(ctx, { callId: out.callId, at: later() })));
  taken(await room.act((ctx) => endCall(ctx, { callId: out.callId, by: 'outside', cause: 16, at: later() })));
  await room.database.ownerPool.query("update presences set state = 'ready', call_id = null");
  const unreached = taken(await act((ctx) => callOut(ctx, { params: {}, body: { to }, query: {} })));
  taken(await room.act((ctx) => endCall(ctx, { callId: unreached.callId, by: 'system', cause: 17, at: later() })));
  const outcome = await row(
    room.database.systemDb,
    sql`select outcome from call_parties where call_id = ${unreached.callId}`,
  );
  expect(outcome).toEqual({ outcome: 'busy' });

  const { findings, checked } = await verifyTenant(room.database.systemDb, room.tenantId);
  expect(findings.filter(({ invariant }) => invariant !== 3)).toEqual([]);
  expect(checked.calls).toBe(3);
  const region = await loadRegion(room.database.systemDb, room.tenantId);
  const [month] = await loadMonths(room.database.systemDb, region);
  const figures = figuresOf(await loadMonthRows(room.database.systemDb, region, month?.month ?? ''));
  const offered = figures.find((each) => each.code === 'OFFERED' && each.by === 'all');
  expect(offered, 'what a desk called itself was offered to nobody').toMatchObject({ value: 1 });

  // Erased: who that was is gone, and everything still verifies. Another outcome in the row is found.
  await room.database.ownerPool.query('update call_parties set label = null, number = null');
  expect((await verifyTenant(room.database.systemDb, room.tenantId)).findings).toEqual(findings);
  await room.database.ownerPool.query("update call_parties set outcome = 'left' where outcome = 'busy'");
  const changed = await verifyTenant(room.database.systemDb, room.tenantId);
  expect(changed.findings.filter(({ subject }) => subject.startsWith('call_parties'))).toHaveLength(2);
});
