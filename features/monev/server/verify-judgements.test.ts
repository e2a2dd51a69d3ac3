import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallId, Disposition } from '#features/calls/call.ts';
import type { EvidenceCode } from '#features/calls/evidence.ts';
import { classifyCall } from '#features/calls/server/classify-call.ts';
import { endCall } from '#features/calls/server/end-call.ts';
import { type NightRoom, openNightRoom } from '#features/calls/server/queue/test-night.ts';
import { movePresence } from '#features/calls/server/set-presence.ts';
import { setReachable } from '#features/calls/server/set-reachable.ts';
import { run } from '#platform/server/db/database.ts';
import { ok } from '#platform/shared/result.ts';
import { rowsBesideCalls } from './invariants.ts';

let room: NightRoom;
beforeAll(async () => {
  room = await openNightRoom();
});
afterAll(() => room?.close());

const found = async () =>
  (await rowsBesideCalls(room.database.systemDb, room.tenantId, 50)).map(({ subject }) => subject).toSorted();

test('judgements and their evidence are what their events say; one that is changed, missing or added is found', async () => {
  const sri = await room.addUser('sri');
  const talked = async () => {
    await room.act(async (ctx) => ok(await setReachable(ctx, sri, true)));
    await room.act((ctx) => movePresence(ctx, sri, 'ready', null));
    const callId = await room.arrive();
    await room.answer(callId, sri);
    await room.act((ctx) => endCall(ctx, { callId, by: 'caller', cause: 16, at: room.now() }));
    return callId;
  };
  const say = async (id: string, code: Disposition, evidence: EvidenceCode[] = []) => {
    // Written by newId alone.
    const params = { id: id as CallId };
    const said = await room.by(sri, (ctx) => classifyCall(ctx, { params, query: {}, body: { code, evidence } }));
    expect(said.ok).toBe(true);
  };
  const first = await talked();
  await say(first, 'PRANK_CHILD', ['laughter', 'admits_prank']);
  await say(first, 'EMERGENCY_NEW');
  const second = await talked();
  await say(second, 'PRANK_ABUSIVE', ['swearing', 'sexual_talk']);
  const third = await talked();
  // From before rows were kept: its first row has no event, and needs none.
  await run(room.database.systemDb, sql`update calls set disposition = 'PRANK_ADULT' where id = ${third}`);
  await say(third, 'INFO_PUBLIC');
  expect(await found()).toEqual([]);

  const { ownerPool } = room.database;
  await ownerPool.query("update call_judgements set evidence = '{laughter}' where call_id = $1 and number = 1", [
    first,
  ]);
  await ownerPool.query('delete from call_judgements where call_id = $1', [second]);
  await ownerPool.query(
    `insert into call_judgements (id, tenant_id, call_id, number, code, user_id, judged_at)
     select gen_random_uuid(), tenant_id, id, 2, 'PRANK_CHILD', $2, now() from calls where id = $1`,
    [third, sri],
  );
  expect(await found()).toEqual(['judgement 1 of call 1', 'judgement 1 of call 2', 'judgement 2 of call 3']);
});
