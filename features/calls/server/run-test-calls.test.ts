import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { runAction } from '#platform/server/unit.ts';
import { type TestCallId, testCallId } from '../call-test.ts';
import type { TestCallView } from '../call-test-contract.ts';
import { placeTestCall, readTestCall, stopTestCall } from './place-test-call.ts';
import { movePresence } from './set-presence.ts';
import type { CallRow } from './store.ts';
import {
  callsWithoutTelephony,
  openTestCentre,
  openTestRoom,
  type TestCentre,
  type TestDesk,
  type TestRoom,
} from './test-room.ts';

let centre: TestCentre;
let desk: TestDesk;
let admin: Actor;

beforeAll(async () => {
  centre = await openTestCentre();
  desk = await centre.addDesk('petugas1', { answerAfterMs: 300, tone: 1100, ready: false });
  admin = actorOf(await centre.addUser('admin'));
  await until('the desk is seen', async () => (await find(sql`select 1 from presences where reachable`)) !== null);
});
afterAll(() => centre?.close());
afterEach(async () => {
  await until('the desk is free', async () => {
    const moved = await centre.act((ctx) => movePresence(ctx, desk.userId, 'offline', null));
    return moved.ok;
  });
});

const actorOf = (id: string): Actor => ({
  kind: 'user',
  id,
  sessionId: randomUUID(),
  permissions: new Set(['call.test']),
  topics: [],
  groupId: null,
  language: 'id',
});
const nothing = { params: {}, query: {}, body: {} };
const find = <Row>(statement: ReturnType<typeof sql>) => row<Row>(centre.database.systemDb, statement);
const inRoom = (room: TestRoom, who: Actor) => ({
  place: () =>
    runAction(room.place, { tenantId: room.tenantId, actor: who }, (ctx) => placeTestCall(() => null)(ctx, nothing)),
  read: async () => {
    const read = await runAction(room.place, { tenantId: room.tenantId, actor: who }, (ctx) =>
      readTestCall(ctx, nothing),
    );
    if (!read.ok) throw new Error('reading is never refused');
    return read.value;
  },
  stop: (id: TestCallId) =>
    runAction(room.place, { tenantId: room.tenantId, actor: who }, (ctx) =>
      stopTestCall(ctx, { params: { id }, query: {}, body: {} }),
    ),
});

async function over(): Promise<TestCallView> {
  await until('the test call is over', async () => (await inRoom(centre, admin).read()).call?.endedAt !== null);
  // The action answers what its contract parses.
  return (await inRoom(centre, admin).read()).call as TestCallView;
}
const recorded = async (number: number | null) => find<CallRow>(sql`select * from calls where number = ${number}`);

test('a test call rings at a ready desk, is answered, hangs up by itself and counts nowhere', async () => {
  await centre.act((ctx) => movePresence(ctx, desk.userId, 'ready', null));
  const placed = await inRoom(centre, admin).place();
  expect(placed.ok).toBe(true);
  expect(await inRoom(centre, admin).place(), 'one at a time').toMatchObject({
    refusal: { code: 'test_call.under_way' },
  });
  const view = await over();
  expect(view).toMatchObject({ outcome: 'answered', sipStatus: null, requestedBy: { displayName: 'admin' } });
  expect([view.placedAt, view.reachedAt, view.heardAt, view.answeredAt]).not.toContain(null);
  expect(view.desk?.displayName).toBe('petugas1');
  expect(view.answeredBy).toEqual({ id: desk.userId, displayName: 'petugas1' });
  await until('the call is written down', async () => (await recorded(view.callNumber))?.state === 'ended');
  const call = await recorded(view.callNumber);
  expect(call).toMatchObject({ purpose: 'test', disposition: 'TEST', state: 'ended', dialled: '112' });
  const events = await rows<{ name: string; content: object }>(
    centre.database.systemDb,
    sql`select name, content from events where subject_id = ${call?.id} and name in ('call.arrived', 'call.classified') order by seq`,
  );
  expect(events).toEqual([
    { name: 'call.arrived', content: { number: call?.number, purpose: 'test' } },
    { name: 'call.classified', content: { code: 'TEST', userId: null } },
  ]);
  expect(desk.phone.calls.at(-1)?.heard.energy(), 'it says what it is').toBeGreaterThan(300);
  expect((await inRoom(centre, admin).read()).lastPublicCallAt).toBeNull();
}, 120_000);

test('with no desk it says how far it came, and is stopped by hand', async () => {
  const api = inRoom(centre, admin);
  const placed = await api.place();
  if (!placed.ok) throw new Error(placed.refusal.code);
  await until('the announcement is heard', async () => ((await api.read()).call?.heardAt ?? null) !== null);
  const waiting = await api.read();
  expect(waiting).toMatchObject({ readyDesks: 0, call: { desk: null, answeredAt: null, outcome: null } });
  expect((await api.stop(testCallId.parse(placed.value.id))).ok).toBe(true);
  const view = await over();
  expect(view).toMatchObject({ outcome: 'stopped', desk: null });
  await until('the call is lost', async () => (await recorded(view.callNumber))?.state === 'lost');
  expect(await recorded(view.callNumber)).toMatchObject({ purpose: 'test', disposition: 'TEST' });
  expect(await api.stop(testCallId.parse(placed.value.id))).toMatchObject({ refusal: { code: 'test_call.over' } });
  expect(await api.stop(testCallId.parse(randomUUID()))).toMatchObject({ refusal: { code: 'test_call.not_found' } });
}, 120_000);

test('a real call comes first: a test gives way to it, and none begins while one waits', async () => {
  const api = inRoom(centre, admin);
  expect((await api.place()).ok).toBe(true);
  await until('the test waits', async () => ((await api.read()).call?.reachedAt ?? null) !== null);
  const citizen = await placeCall({
    host: '127.0.0.1',
    port: centre.exchange.places.sipPort,
    from: '081234567890',
    to: '112',
    audio: { tone: 440 },
  });
  expect((await over()).outcome).toBe('gave_way');
  expect(citizen.events.map(({ type }) => type)).not.toContain('ended');
  expect(await api.place()).toMatchObject({ refusal: { code: 'test_call.busy' } });
  await citizen.hangUp();
  await until('the real call is over', () => centre.calls.telephony.state().openCalls === 0);
}, 120_000);

test('the account of the test calls needs its password, and the number it shows decides nothing', async () => {
  const { host, port, account } = centre.exchange.testLine;
  const { name, password } = account('sidoarjo');
  const knock = async (given: { password?: string; to: string }) => {
    // An address that is nobody's trunk.
    const call = await placeCall({
      host,
      port,
      localAddress: '127.9.0.1',
      from: name,
      audio: { silence: true },
      ...given,
    });
    await call.waitFor('ended').catch(() => undefined);
    return call.events.at(-1);
  };
  expect(await knock({ to: '112' })).toMatchObject({ by: 'refused', status: 401 });
  expect(await knock({ to: '112', password: 'salah' })).toMatchObject({ by: 'refused', status: 401 });
  expect(await knock({ to: '0318941234', password })).toMatchObject({ by: 'refused', status: 404 });
});

test('where telephony is off it is refused with the reason; where nobody takes it up it ends by itself', async () => {
  const room = await openTestRoom();
  try {
    const who = actorOf(await room.addUser('admin'));
    const off = placeTestCall(() => ({
      state: 'off',
      why: { id: 'dimatikan', en: 'switched off' },
    }));
    expect(
      await runAction(room.place, { tenantId: room.tenantId, actor: who }, (ctx) => off(ctx, nothing)),
    ).toMatchObject({ refusal: { code: 'test_call.no_telephony', detail: { why: 'dimatikan' } } });
    const api = inRoom(room, who);
    const placed = await api.place();
    if (!placed.ok) throw new Error(placed.refusal.code);
    const { feature } = callsWithoutTelephony(room);
    const due = await row<{ kind: string }>(room.database.systemDb, sql`select kind from deadlines`);
    const expire = feature.deadlines?.[due?.kind ?? ''];
    await runAction(room.place, { tenantId: room.tenantId, actor: who }, async (ctx) => {
      await expire?.(ctx, placed.value.id, ctx.now);
      return { ok: true, value: null };
    });
    expect((await api.read()).call).toMatchObject({ outcome: 'no_telephony', placedAt: null });
    expect((await api.place()).ok, 'the next one may be asked for').toBe(true);
    const second = (await api.read()).call?.id;
    if (second === undefined) throw new Error('it was just placed');
    expect((await api.stop(testCallId.parse(second))).ok).toBe(true);
    expect((await api.read()).call, 'nobody had it').toMatchObject({ outcome: 'stopped' });
  } finally {
    await room.close();
  }
});
