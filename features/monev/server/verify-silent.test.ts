import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { classifyCall } from '#features/calls/closing-contract.ts';
import { openSilentRoom, type SilentRoom } from '#features/calls/server/silent/test-silent-room.ts';
import { joined, knock, quiet } from '#features/calls/server/silent/test-sounds.ts';
import * as routes from '#features/calls/silent-contract.ts';
import { run } from '#platform/server/db/database.ts';
import { sealBatch } from '#platform/server/events/seal.ts';
import { until } from '#platform/server/testing/until.ts';
import { verifyTenant } from './verify.ts';

let room: SilentRoom;
beforeAll(async () => {
  room = await openSilentRoom();
});
afterAll(async () => {
  await room?.clear();
  await room?.centre.close();
});

const findings = async () => {
  const { systemDb } = room.centre.database;
  await until('all is sealed', async () => {
    await sealBatch(systemDb);
    return (await verifyTenant(systemDb, room.centre.tenantId)).chain.unsealed === 0;
  });
  return (await verifyTenant(systemDb, room.centre.tenantId)).findings;
};

test('columns, signs and steps of silent calls are what their events say; a changed or missing row is found', async () => {
  const { caller, callId } = await room.talk({ silence: true });
  const params = { id: callId };
  await room.asDesk(routes.startSilence, { params });
  await room.asDesk(routes.doSilentStep, { params, body: { step: 'ask_aloud' } });
  await room.asDesk(routes.doSilentStep, { params, body: { step: 'ask_sign' } });
  // The exchange listens from a moment after the start on.
  caller.say({ samples: joined(quiet(600), knock(9000)), loop: true });
  await until('a knock is written', async () => (await room.signs(callId)).length > 0);
  caller.say({ silence: true });
  for (const digit of '7*#') await caller.press(digit);
  await until('the keys are written', async () => (await room.signs(callId)).some((sign) => sign.digit === '#'));
  await room.asDesk(routes.answerSilentQuestion, { params, body: { question: 'police', answer: 'yes' } });
  await room.asDesk(routes.settleSilence, { params, body: { result: 'spoke' } });
  await room.asDesk(routes.settleSilence, { params, body: { result: 'cannot_speak' } });
  await caller.hangUp();
  await until('the call is over', async () => (await room.callNow(callId)).state === 'ended');

  await room.asDesk(classifyCall, { params, body: { code: 'EMERGENCY_NEW', evidence: [] } });
  const second = await room.talk({ silence: true });
  await room.asDesk(routes.startSilence, { params: { id: second.callId } });
  await room.asDesk(routes.endSilentCall, { params: { id: second.callId }, body: { reason: 'pocket' } });
  await until('the call is over', async () => (await room.callNow(second.callId)).ended_silent);
  expect(await findings()).toEqual([]);

  const { systemDb } = room.centre.database;
  await run(systemDb, sql`update calls set ended_silent = false where id = ${second.callId}`);
  await run(systemDb, sql`update call_silent_steps set answer = 'no' where question = 'police'`);
  await run(systemDb, sql`update calls set silent_result = 'spoke' where id = ${callId}`);
  await room.centre.database.ownerPool.query('delete from call_signs where number = 1');
  const subjects = (await findings()).map((one) => `${one.invariant} ${one.subject.replace(/ \(.*/, '')}`);
  expect(subjects.toSorted()).toEqual([
    '8 calls 1 silent_result',
    '8 calls 2 ended_silent',
    '8 sign of silent call 1',
    '8 step of silent call 1',
  ]);
});
