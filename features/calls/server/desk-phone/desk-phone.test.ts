import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeInitialPassword } from '#features/people/initial-password.ts';
import type { Actor } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { listenForCalls, type Phone } from '#platform/server/sip/listen-for-calls.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { runAction } from '#platform/server/unit.ts';
import type { Route } from '#platform/shared/contract.ts';
import type { Result } from '#platform/shared/result.ts';
import { classifyCall } from '../../closing-contract.ts';
import * as contract from '../../contract.ts';
import * as routes from '../../desk-phone-contract.ts';
import type { EvidenceCode } from '../../evidence.ts';
import { openTestCentre, type TestCentre } from '../test-room.ts';

let centre: TestCentre;
let phone: Phone;
let [sri, boss] = ['', ''];
let account: { user: string; password: string };

beforeAll(async () => {
  centre = await openTestCentre();
  [sri, boss] = [await centre.addUser('sri'), await centre.addUser('penyelia')];
  phone = await listenForCalls({ answerAfterMs: 'never', audio: { tone: 1100 } });
});
afterAll(async () => {
  phone?.close();
  await centre?.close();
});

const actor = (id: string): Actor => ({
  kind: 'user',
  id,
  sessionId: randomUUID(),
  permissions: new Set(['call.take', 'phone.manage']),
  topics: [],
  groupId: null,
  language: 'id',
});

/** As over HTTP, by the feature's own table of routes. */
async function as(id: string, route: { method: string; path: string }, input: object): Promise<Result<unknown>> {
  const found = centre.calls.feature.routes.find(
    ({ route: each }: { route: Route }) => each.method === route.method && each.path === route.path,
  );
  if (found === undefined) throw new Error(`There is no route ${route.path}`);
  return runAction(centre.place, { tenantId: centre.tenantId, actor: actor(id) }, (ctx) =>
    found.action(ctx, { params: {}, query: {}, body: {}, ...input }),
  );
}
const register = (seconds = 120) => {
  const registrar = { host: '127.0.0.1', port: centre.exchange.places.sipPort };
  return phone.register(registrar, account.user, account.password, seconds);
};
const presence = async () =>
  row<{ state: string; reachable: boolean }>(
    centre.database.systemDb,
    sql`select state, reachable from presences where user_id = ${sri}`,
  );
const reachable = (is: boolean) => until(`reachable is ${is}`, async () => (await presence())?.reachable === is);
const ready = () => as(sri, contract.setPresence, { body: { state: 'ready' } });
const callNow = async () =>
  row<{ id: string; state: string; answered_by: string | null; ended_by: string | null; held_since: string | null }>(
    centre.database.systemDb,
    sql`select * from calls order by number desc limit 1`,
  );
const citizen = () =>
  placeCall({
    host: '127.0.0.1',
    port: centre.exchange.places.sipPort,
    from: '081234567890',
    to: '112',
    audio: { tone: 440 },
  });
const hears = (placed: PlacedCall, tone: number) => placed.heard.tones([tone], placed.now() - 600).length > 0;

/** A citizen who is connected with the telephone on the desk. */
async function talk() {
  // As a telephone does by itself; on a slow machine a registration may be over by now.
  expect(await register()).toBe(200);
  await reachable(true);
  const placed = await citizen();
  const received = await phone.waitForCall(phone.calls.length + 1);
  received.answer();
  await until('they hear each other', () => {
    return hears(placed, 1100) && received.heard.tones([440], received.now() - 600).length > 0;
  });
  return { placed, received };
}

async function wrappedUp(): Promise<void> {
  await until('the call is over', async () => (await presence())?.state === 'wrap_up');
  const id = (await callNow())?.id ?? '';
  const evidence: EvidenceCode[] = ['laughter', 'joking_request'];
  expect(await as(sri, classifyCall, { params: { id }, body: { code: 'PRANK_ADULT', evidence } })).toMatchObject({
    ok: true,
  });
  expect(await ready()).toMatchObject({ ok: true });
}

test('an account is made once, told once, and kept as a digest', async () => {
  const password = makeInitialPassword();
  const made = await as(boss, routes.makeDeskPhone, { params: { id: sri }, body: { password } });
  expect(made.ok).toBe(true);
  // The route's own output.
  account = { ...(made.ok ? (made.value as { user: string }) : { user: '' }), password };
  expect(JSON.stringify(made)).not.toContain(password);
  expect(account.user).toMatch(/^d[0-9a-f]{10}$/);
  const kept = JSON.stringify([
    await rows(centre.database.systemDb, sql`select * from desk_phones`),
    await rows(centre.database.systemDb, sql`select content from events where name like 'phone.%'`),
    await centre.exchange.asterisk.credentials.list(),
  ]);
  expect(kept).not.toContain(account.password);
  expect(await as(boss, routes.makeDeskPhone, { params: { id: randomUUID() }, body: { password } })).toMatchObject({
    refusal: { code: 'desk_phone.no_taker' },
  });
});

test('a registered telephone makes nobody reachable until its person chooses it', async () => {
  await as(sri, contract.setPresence, { body: { state: 'offline' } });
  expect(await register()).toBe(200);
  await until('the exchange sees it', async () => {
    const found = await row<{ registered: boolean }>(
      centre.database.systemDb,
      sql`select registered from desk_phones where user_id = ${sri}`,
    );
    return found?.registered === true;
  });
  expect((await presence())?.reachable).toBe(false);
  expect(await as(sri, routes.chooseDeskPhone, { body: { device: true } })).toMatchObject({ ok: true });
  await reachable(true);
  // The browser gets no telephone of its own meanwhile.
  expect(await as(sri, contract.readDesk, {})).toMatchObject({
    ok: true,
    value: { phone: null, deskPhone: { inUse: true, registered: true } },
  });
});

test('it rings there, the handset answers, and hanging it up ends the call', async () => {
  expect(await ready()).toMatchObject({ ok: true });
  const { placed, received } = await talk();
  expect(await callNow()).toMatchObject({ state: 'answered', answered_by: sri });
  const offers = await rows<{ outcome: string }>(centre.database.systemDb, sql`select outcome from call_offers`);
  expect(offers.map(({ outcome }) => outcome)).toEqual(['answered']);
  expect(await as(sri, routes.chooseDeskPhone, { body: { device: false } })).toMatchObject({
    refusal: { code: 'desk_phone.in_call' },
  });
  await received.hangUp();
  await placed.waitFor('ended');
  await until('the call is over', async () => (await callNow())?.state === 'ended');
  expect(await callNow()).toMatchObject({ ended_by: 'desk' });
  await wrappedUp();
}, 60_000);

test('the screen holds and takes back by the server, and ends the call', async () => {
  const { placed, received } = await talk();
  const id = (await callNow())?.id ?? '';
  expect(await as(sri, routes.holdAtDesk, { params: { id }, body: { held: true } })).toMatchObject({ ok: true });
  await until('the caller hears the desk no more', () => !hears(placed, 1100));
  expect((await callNow())?.held_since).not.toBeNull();
  expect(await as(sri, routes.holdAtDesk, { params: { id }, body: { held: true } })).toMatchObject({ ok: false });
  // A process that comes anew leaves the caller on hold.
  await centre.calls.telephony.stop();
  await centre.calls.telephony.start();
  expect((await callNow())?.held_since).not.toBeNull();
  expect(hears(placed, 1100)).toBe(false);
  expect(await as(sri, routes.holdAtDesk, { params: { id }, body: { held: false } })).toMatchObject({ ok: true });
  await until('they hear each other again', () => hears(placed, 1100));
  expect((await callNow())?.held_since).toBeNull();
  expect(await as(sri, contract.hangUpCall, { params: { id } })).toMatchObject({ ok: true });
  await until('the handset hears that it is over', () => received.events.some(({ type }) => type === 'ended'));
  await placed.waitFor('ended');
  await wrappedUp();
}, 90_000);

test('whoever is held may leave, and a held telephone that hangs up ends the call', async () => {
  const { placed, received } = await talk();
  const id = (await callNow())?.id ?? '';
  expect(await as(sri, routes.holdAtDesk, { params: { id }, body: { held: true } })).toMatchObject({ ok: true });
  await until('the caller hears the desk no more', () => !hears(placed, 1100));
  await received.hangUp();
  await placed.waitFor('ended');
  await wrappedUp();
}, 60_000);

test('unregistered, it is a desk that is gone; in the browser again, it rings no more', async () => {
  await reachable(true);
  expect(await register(0)).toBe(200);
  await reachable(false);
  // Screens follow events: without these the desk went on saying that its telephone is registered.
  const told = await rows<{ name: string; content: object }>(
    centre.database.systemDb,
    sql`select name, content from events where subject_id = ${sri} order by seq desc limit 2`,
  );
  expect(told).toEqual([
    { name: 'presence.reach_changed', content: { reachable: false } },
    { name: 'phone.lost', content: {} },
  ]);
  expect(await register()).toBe(200);
  await reachable(true);
  expect(await as(sri, routes.chooseDeskPhone, { body: { device: false } })).toMatchObject({ ok: true });
  await reachable(false);
  expect(await as(sri, contract.readDesk, {})).toMatchObject({ ok: true, value: { deskPhone: { inUse: false } } });
  expect(await as(boss, routes.removeDeskPhone, { params: { id: sri } })).toMatchObject({ ok: true });
  await until('it can register no more', async () => (await register()) !== 200);
}, 60_000);
