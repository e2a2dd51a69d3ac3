import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSuperviseRoom, type SuperviseRoom } from '#features/calls/server/supervise/test-supervise-room.ts';
import * as routes from '#features/calls/supervise-contract.ts';
import type { UserId } from '#features/people/person.ts';
import { run } from '#platform/server/db/database.ts';
import { sealBatch } from '#platform/server/events/seal.ts';
import { until } from '#platform/server/testing/until.ts';
import { verifyTenant } from './verify.ts';

let room: SuperviseRoom;
beforeAll(async () => {
  room = await openSuperviseRoom();
});
afterAll(async () => {
  await room?.clear();
  await room?.close();
});

const findings = async () => {
  const { systemDb } = room.centre.database;
  await until('all is sealed', async () => {
    await sealBatch(systemDb);
    return (await verifyTenant(systemDb, room.centre.tenantId)).chain.unsealed === 0;
  });
  return (await verifyTenant(systemDb, room.centre.tenantId)).findings;
};

test('supervisions, messages and acknowledgements are what their events say; a changed row is found', async () => {
  const { callId } = await room.talk();
  const { id } = await room.listen(callId);
  await room.change(id, 'whisper');
  // The id of a person who was just made.
  const params = { id: room.desk.userId as UserId };
  await room.as(room.boss.userId, routes.sendDeskMessage, { params, body: { words: 'Tanyakan alamatnya' } });
  await room.dial('081299999999', 700);
  const waiting = await room.callOf('081299999999');
  await room.as(room.boss.userId, routes.acknowledgeWait, { body: { callIds: [waiting] } });
  expect((await room.as(room.boss.userId, routes.takeOverCall, { params: { id } })).ok).toBe(true);
  expect(await findings()).toEqual([]);

  const { systemDb } = room.centre.database;
  await run(systemDb, sql`update call_supervisions set mode = 'join' where id = ${id}`);
  await run(systemDb, sql`update desk_messages set seen_at = sent_at`);
  await run(systemDb, sql`update wait_acknowledgements set user_id = ${room.desk.userId}`);
  const subjects = (await findings()).map((one) => `${one.invariant} ${one.subject.split(' ')[0]}`);
  expect(subjects).toEqual(['8 acknowledgement', '8 message', '8 supervision']);
});
