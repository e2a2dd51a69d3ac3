import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LinkRoom, openLinkRoom } from '#features/calls/server/link/test-link-room.ts';
import { run } from '#platform/server/db/database.ts';
import { sealBatch } from '#platform/server/events/seal.ts';
import { until } from '#platform/server/testing/until.ts';
import { newId } from '#platform/shared/ids.ts';
import { verifyTenant } from './verify.ts';

let room: LinkRoom;
beforeAll(async () => {
  room = await openLinkRoom();
});
afterAll(() => room?.close());

/** The calls of this room are rows without events: what is said of them alone is not looked at. */
const findings = async () => {
  const { systemDb } = room.database;
  await until('all is sealed', async () => {
    await sealBatch(systemDb);
    return (await verifyTenant(systemDb, room.tenantId)).chain.unsealed === 0;
  });
  const found = (await verifyTenant(systemDb, room.tenantId)).findings;
  return found.filter((one) => /^(link|link_message|follow_ups|event|table)\b/.test(one.subject));
};

test('links, messages and the mark of a ladder are what their events say; a changed row is found', async () => {
  const taker = await room.addUser('petugas', 'CALL_TAKER');
  const { app } = room.centre;
  const post = async (url: string, payload: object, headers = {}) =>
    expect((await app.inject({ method: 'POST', url, payload, headers })).statusCode, url).toBe(200);
  const callId = await room.talk(taker.id);
  await post(`/api/calls/${callId}/link`, {}, { cookie: taker.cookie });
  await until('the gateway has the text', () => room.gateway.token() !== '');
  await until('it is written', async () => (await room.events(callId)).some((each) => each.name === 'call.link_sent'));
  const say = (said: object) => post(`/api/links/${room.gateway.token()}/messages`, { id: newId(), ...said });
  await say({ kind: 'words', words: 'Tolong' });
  await post(`/api/calls/${callId}/conversation/seen`, { upTo: 99 }, { cookie: taker.cookie });
  await post(`/api/calls/${callId}/conversation/messages`, { id: newId(), words: 'Ya' }, { cookie: taker.cookie });
  await room.end(callId, 'desk');
  await say({ kind: 'need_help' });
  expect(await findings()).toEqual([]);

  const { systemDb } = room.database;
  await run(systemDb, sql`update caller_links set opened_at = null`);
  await run(systemDb, sql`update caller_messages set kind = 'safe' where kind = 'need_help'`);
  await run(systemDb, sql`update follow_ups set wanted_at = null`);
  const subjects = (await findings()).map((one) => `${one.invariant} ${one.subject.replace(/ \(.*| \S{36}$/, '')}`);
  expect(subjects.toSorted()).toEqual(['8 follow_ups 1 wanted_at', '8 link', '8 link_message']);
});
