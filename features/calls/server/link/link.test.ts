import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { row, rows } from '#platform/server/db/database.ts';
import { hashOfToken } from '#platform/server/http/token-door.ts';
import { until } from '#platform/server/testing/until.ts';
import { newId } from '#platform/shared/ids.ts';
import type { ConversationView, LinkView } from '../../link-contract.ts';
import { maxMessages, maxWords } from '../../link-limits.ts';
import { type LinkRoom, openLinkRoom, testPublicUrl } from './test-link-room.ts';

let room: LinkRoom;
let [taker, other, dispatcher] = [
  { id: '', cookie: '' },
  { id: '', cookie: '' },
  { id: '', cookie: '' },
];
beforeAll(async () => {
  room = await openLinkRoom();
  taker = await room.addUser('petugas', 'CALL_TAKER');
  other = await room.addUser('lain', 'CALL_TAKER');
  dispatcher = await room.addUser('pengarah', 'DISPATCHER');
});
afterAll(() => room?.close());
beforeEach(() => room.plan({}));

interface Answer<Body> {
  readonly status: number;
  readonly code: string | null;
  readonly body: Body;
}

async function ask<Body>(
  who: { cookie: string } | null,
  method: 'GET' | 'POST',
  url: string,
  payload: object = {},
): Promise<Answer<Body>> {
  const response = await room.centre.app.inject({
    method,
    url,
    headers: who === null ? {} : { cookie: who.cookie },
    ...(method === 'GET' ? {} : { payload }),
  });
  const body = response.json<Body & { code?: string }>();
  return { status: response.statusCode, code: body.code ?? null, body };
}
const read = (who: { cookie: string }, callId: string) =>
  ask<ConversationView>(who, 'GET', `/api/calls/${callId}/conversation`);
const page = (token: string, after = 0) => ask<LinkView>(null, 'GET', `/api/links/${token}?after=${after}`);
const say = (token: string, said: object, id: string = newId()) =>
  ask<LinkView>(null, 'POST', `/api/links/${token}/messages`, { id, ...said });

/** A link from the desk, and its token as the caller got it. */
async function linkOf(callId: string): Promise<string> {
  const before = room.gateway.texts.length;
  expect(await ask(taker, 'POST', `/api/calls/${callId}/link`)).toMatchObject({ status: 200 });
  await until('the gateway has the text', () => room.gateway.texts.length > before);
  await until('that it is sent is written', async () => (await read(taker, callId)).body.link?.result === 'sent');
  return room.gateway.token();
}
const namesOf = async (id: string) => (await room.events(id)).map((event) => event.name);

describe('from the desk', () => {
  test('the caller gets a link, writes and is answered; nothing of it stands in an event', async () => {
    const callId = await room.talk(taker.id);
    const token = await linkOf(callId);
    expect(room.gateway.texts.at(-1)?.text).toBe(`Call center 112: balas tanpa bicara di ${testPublicUrl}/l/${token}`);
    const kept = await rows<{ token_hash: Buffer }>(room.database.systemDb, sql`select * from caller_links`);
    expect(kept.map((link) => link.token_hash.equals(hashOfToken(token)))).toContain(true);
    expect(JSON.stringify(kept)).not.toContain(token);

    const first = await page(token);
    expect(first.body).toMatchObject({ centre: { name: 'Kabupaten sidoarjo' }, items: [], seenUpTo: 0 });
    expect((await read(taker, callId)).body.link?.openedAt).not.toBeNull();
    const words = 'Ada orang di rumah saya';
    expect((await say(token, { kind: 'words', words })).body.items).toMatchObject([{ side: 'caller', words }]);
    await say(token, { kind: 'need_help' });
    const seen = await read(taker, callId);
    expect(seen.body).toMatchObject({ isShown: true, unseen: 2 });
    expect(seen.body.items.map((item) => [item.kind, item.words])).toEqual([
      ['words', words],
      ['need_help', null],
    ]);
    await ask(taker, 'POST', `/api/calls/${callId}/conversation/seen`, { upTo: 1 });
    const answer = { id: newId(), words: 'Bantuan berangkat' };
    for (let twice = 0; twice < 2; twice++)
      expect(await ask(taker, 'POST', `/api/calls/${callId}/conversation/messages`, answer)).toMatchObject({
        status: 200,
      });
    const later = await page(token, 2);
    expect(later.body).toMatchObject({ seenUpTo: 1, items: [{ side: 'desk', words: 'Bantuan berangkat' }] });
    expect(later.body.items).toHaveLength(1);
    expect(await namesOf(callId)).toEqual([
      'call.link_made',
      'call.link_sent',
      'call.link_opened',
      'call.link_written',
      'call.link_written',
      'call.link_seen',
      'call.link_written',
    ]);
    const told = JSON.stringify(await room.events(callId));
    for (const secret of [words, 'Bantuan berangkat', token]) expect(told).not.toContain(secret);
  });

  test('sent again after a lost answer it is one message, also two at once', async () => {
    const callId = await room.talk(taker.id);
    const token = await linkOf(callId);
    const id = newId();
    await Promise.all([1, 2, 3, 4].map(() => say(token, { kind: 'words', words: 'Tolong' }, id)));
    expect((await page(token)).body.items).toHaveLength(1);
    expect((await namesOf(callId)).filter((name) => name === 'call.link_written')).toHaveLength(1);
  });

  test('what is written is a sign of a silent call, and only of one', async () => {
    const silent = await room.talk(taker.id, { isSilent: true });
    const token = await linkOf(silent);
    await say(token, { kind: 'need_help' });
    await say(token, { kind: 'safe' });
    const signs = await rows(
      room.database.systemDb,
      sql`select number, kind from call_signs where call_id = ${silent}`,
    );
    expect(signs).toEqual([
      { number: 1, kind: 'link' },
      { number: 2, kind: 'link' },
    ]);
    expect((await namesOf(silent)).filter((name) => name === 'call.sign_heard')).toHaveLength(2);

    const loud = await room.talk(taker.id);
    await say(await linkOf(loud), { kind: 'need_help' });
    expect(await namesOf(loud)).not.toContain('call.sign_heard');
    // Noticed only afterwards: what was written counts then.
    await ask(taker, 'POST', `/api/calls/${loud}/silence/start`);
    expect(await namesOf(loud)).toContain('call.sign_heard');
  });

  test('the place of the telephone is a place of the caller, with its uncertainty, and no figure of it is in an event', async () => {
    const callId = await room.talk(taker.id);
    const token = await linkOf(callId);
    const place = { latitude: -7.44713, longitude: 112.71825, accuracyM: 18, at: new Date().toISOString() };
    expect((await say(token, { kind: 'place', place })).body.items).toMatchObject([{ kind: 'place', words: null }]);
    const found = await row<{ source: string; place: object }>(
      room.database.systemDb,
      sql`select source, place from caller_places where call_id = ${callId}`,
    );
    expect(found).toMatchObject({
      source: 'link',
      place: { kind: 'geodetic', uncertaintyM: 18, centre: { latitude: -7.44713, longitude: 112.71825 } },
    });
    expect(await namesOf(callId)).toContain('call.place_told');
    expect(JSON.stringify(await room.events(callId))).not.toContain('112.71');
  });

  test('is refused for somebody else’s call, twice in a moment, and where no text or link can go out', async () => {
    const callId = await room.talk(taker.id);
    expect(await ask(other, 'POST', `/api/calls/${callId}/link`)).toMatchObject({ code: 'call.not_yours' });
    await linkOf(callId);
    expect(await ask(taker, 'POST', `/api/calls/${callId}/link`)).toMatchObject({ code: 'link.just_sent' });
    await room.plan({ smsActive: false });
    const quiet = await room.talk(taker.id);
    expect(await ask(taker, 'POST', `/api/calls/${quiet}/link`)).toMatchObject({ code: 'link.no_gateway' });
    expect((await read(taker, quiet)).body).toMatchObject({ hindrance: 'no_gateway', link: null });
    await room.database.ownerPool.query('update calls set caller_e164 = null where id = $1', [quiet]);
    expect(await ask(taker, 'POST', `/api/calls/${quiet}/link`)).toMatchObject({ code: 'link.no_number' });
    expect(await namesOf(quiet)).toEqual([]);
    // Nobody answers where nobody could read it.
    expect(
      await ask(taker, 'POST', `/api/calls/${quiet}/conversation/messages`, { id: newId(), words: 'Halo' }),
    ).toMatchObject({ code: 'link.none' });
  });
});

describe('after a lost call', () => {
  /** It breaks in conversation; its ladder sends the text. */
  async function lose(): Promise<{ callId: string; token: string }> {
    const callId = await room.talk(taker.id);
    const before = room.gateway.texts.length;
    await room.end(callId, 'caller', 38);
    await until('the gateway has the text', () => room.gateway.texts.length > before);
    await until('that it is sent is written', async () => (await namesOf(callId)).includes('call.link_sent'));
    return { callId, token: room.gateway.token() };
  }
  const ladderOf = (callId: string) =>
    row<{ id: string; state: string; outcome: string | null; wanted_at: string | null; cause: string }>(
      room.database.systemDb,
      sql`select * from follow_ups where call_id = ${callId}`,
    );

  test('its text leads to the page; asking for help puts the ladder before people, marked and first', async () => {
    await room.plan({ active: true, stepSeconds: [3600] });
    const { callId, token } = await lose();
    expect(room.gateway.texts.at(-1)?.text).toContain(`Tanpa bicara: ${testPublicUrl}/l/${token}`);
    expect(await ladderOf(callId)).toMatchObject({ state: 'scheduled', wanted_at: null });
    await say(token, { kind: 'need_help' });
    const wanted = await ladderOf(callId);
    expect(wanted).toMatchObject({ state: 'person', outcome: null });
    expect(wanted?.wanted_at).not.toBeNull();
    const list = await ask<{ items: { call: { id: string }; said: object }[] }>(other, 'GET', '/api/follow-ups');
    expect(list.body.items[0]).toMatchObject({ call: { id: callId }, said: { kind: 'need_help', unseen: 1 } });
    expect((await room.events(wanted?.id ?? '')).at(-1)).toMatchObject({ name: 'follow_up.wanted' });
  });

  test('that somebody is safe closes nothing and is shown; asking to be called makes the machine call now', async () => {
    await room.plan({ active: true, stepSeconds: [3600] });
    const { callId, token } = await lose();
    await say(token, { kind: 'safe' });
    expect(await ladderOf(callId)).toMatchObject({ state: 'scheduled', wanted_at: null });
    await say(token, { kind: 'call_back' });
    const due = await row<{ now: boolean }>(
      room.database.systemDb,
      sql`select due_at <= clock_timestamp() as now from follow_ups where call_id = ${callId}`,
    );
    expect(due).toEqual({ now: true });
  });

  test('words after it was done open it again, and begin one where there was none', async () => {
    const { callId, token } = await lose();
    const ladder = await ladderOf(callId);
    await ask(other, 'POST', `/api/follow-ups/${ladder?.id}/close`, { reason: 'unreachable' });
    expect(await ladderOf(callId)).toMatchObject({ state: 'done' });
    await say(token, { kind: 'safe' });
    expect(await ladderOf(callId)).toMatchObject({ state: 'done' });
    await say(token, { kind: 'words', words: 'Saya masih di sini' });
    expect(await ladderOf(callId)).toMatchObject({ state: 'person', outcome: null, cause: 'cut' });

    const helped = await room.talk(taker.id);
    const link = await linkOf(helped);
    await room.end(helped, 'desk');
    expect(await ladderOf(helped)).toBeNull();
    await say(link, { kind: 'words', words: 'Ia kembali' });
    expect(await ladderOf(helped)).toMatchObject({ state: 'person', cause: 'wrote' });
  });

  test('who calls again goes on writing by the same link, at the desk that has the new call', async () => {
    const { callId, token } = await lose();
    const again = await room.talk(other.id, { again: callId });
    await say(token, { kind: 'words', words: 'Saya tidak bisa bicara' });
    expect((await read(other, again)).body).toMatchObject({
      isShown: true,
      items: [{ words: 'Saya tidak bisa bicara' }],
    });
    expect(await ladderOf(callId)).toMatchObject({ wanted_at: null });
    const answer = { id: newId(), words: 'Kami membaca' };
    expect(await ask(other, 'POST', `/api/calls/${again}/conversation/messages`, answer)).toMatchObject({
      status: 200,
    });
    expect((await page(token)).body.items).toHaveLength(2);
  });

  test('others see kinds, and words only with a reason that is logged; then they may answer', async () => {
    const { callId, token } = await lose();
    await room.database.ownerPool.query("update presences set state = 'ready', call_id = null");
    await say(token, { kind: 'words', words: 'Rahasia' });
    const hidden = await read(other, callId);
    expect(hidden.body).toMatchObject({ isShown: false, items: [{ kind: 'words', words: null }] });
    const answer = { id: newId(), words: 'Kami telepon' };
    const write = () => ask(other, 'POST', `/api/calls/${callId}/conversation/messages`, answer);
    expect(await write()).toMatchObject({ code: 'link.not_shown' });
    const open = (who: typeof other, reason: string) =>
      ask<ConversationView>(who, 'POST', `/api/calls/${callId}/conversation/open`, { reason });
    expect(await open(other, 'x')).toMatchObject({ status: 400 });
    expect((await open(other, 'Tindak lanjut')).body).toMatchObject({ isShown: true, items: [{ words: 'Rahasia' }] });
    expect((await open(dispatcher, 'Diminta penyelia')).body.isShown).toBe(true);
    const logged = await rows(
      room.database.systemDb,
      sql`select user_id, field, reason from access_log where subject_id = ${callId} order by at`,
    );
    expect(logged).toEqual([
      { user_id: other.id, field: 'caller_words', reason: 'Tindak lanjut' },
      { user_id: dispatcher.id, field: 'caller_words', reason: 'Diminta penyelia' },
    ]);
    expect(await write()).toMatchObject({ status: 200 });
    expect((await page(token)).body.items.at(-1)).toMatchObject({ side: 'desk', words: 'Kami telepon' });
  });
});

describe('a stranger', () => {
  test('with an unknown token, or one that is over, gets the same answer and nothing else', async () => {
    const callId = await room.talk(taker.id);
    const token = await linkOf(callId);
    const unknown = await page('A'.repeat(22));
    expect(unknown).toMatchObject({ status: 404, code: 'link.gone' });
    expect(await page('kosong')).toMatchObject({ status: 404, code: 'link.gone' });
    await room.database.ownerPool.query("update caller_links set expires_at = now() - interval '1 second'");
    expect((await page(token)).body).toEqual(unknown.body);
    expect(await say(token, { kind: 'need_help' })).toMatchObject({ code: 'link.gone' });
    expect((await read(taker, callId)).body.items).toEqual([]);
  });

  test('cannot flood: long texts, too many messages, too many requests', async () => {
    const callId = await room.talk(taker.id);
    const token = await linkOf(callId);
    expect(await say(token, { kind: 'words', words: 'a'.repeat(maxWords + 1) })).toMatchObject({ status: 400 });
    expect(await say(token, { kind: 'words', words: '  ' })).toMatchObject({ status: 400 });
    // However slow the machine is: the limit of a minute is met, or that of the whole link.
    let said = await say(token, { kind: 'words', words: 'tolong' });
    for (let sent = 0; said.status === 200 && sent <= maxMessages; sent++) said = await say(token, { kind: 'safe' });
    expect(said).toMatchObject({ status: 429, code: 'link.too_many' });
    const statuses = new Set<number>();
    for (let asked = 0; !statuses.has(429) && asked < 1000; asked++) statuses.add((await page(token, 1000)).status);
    expect([...statuses]).toEqual([200, 429]);
  });
});
