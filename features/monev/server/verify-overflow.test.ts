import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testTenants, withShortQueue } from '#features/calls/server/pbx/test-exchange.ts';
import type { CallRow } from '#features/calls/server/store.ts';
import { openTestCentre, type TestCentre } from '#features/calls/server/test-room.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { sealBatch } from '#platform/server/events/seal.ts';
import { listenForCalls, type Phone, type ReceivedCall } from '#platform/server/sip/listen-for-calls.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { present } from '#platform/shared/result.ts';
import { msBetween } from '#platform/shared/time.ts';
import { figuresOf } from '../figures.ts';
import { loadMonthRows, loadMonths, loadRegion } from './store.ts';
import { verifyTenant } from './verify.ts';

let centre: TestCentre;
let operator: Phone;

beforeAll(async () => {
  operator = await listenForCalls({ address: '127.9.0.9', answerAfterMs: 'never', audio: { tone: 1100 } });
  centre = await openTestCentre({ alter: withShortQueue });
  const overflow = { number: '110', host: '127.9.0.9', port: operator.port, transport: 'udp' } as const;
  const [sidoarjo, ...others] = testTenants;
  const mine = { ...present(sidoarjo, 'there are two test regencies'), overflow };
  await centre.exchange.asterisk.apply(centre.exchange.settingsFor([mine, ...others]));
});
afterAll(async () => {
  operator?.close();
  await centre?.close();
});

const call = (from: string) =>
  placeCall({ host: '127.0.0.1', port: centre.exchange.places.sipPort, from, to: '112', audio: { tone: 440 } });
/** The next call there; asked for before it is placed. */
const atOperator = () => operator.waitForCall();
const callOf = (from: string) =>
  row<CallRow>(centre.database.systemDb, sql`select * from calls where caller_raw = ${from}`);
const legsOf = (callId: string) =>
  rows<{ kind: string; joined_at: string; left_at: string }>(
    centre.database.systemDb,
    sql`select kind, joined_at, left_at from call_legs where call_id = ${callId} and kind <> 'caller'`,
  );

/** Somebody at the overflow number talks with the caller for more than a second. */
async function talkOutside(caller: PlacedCall, arriving: Promise<ReceivedCall>): Promise<ReceivedCall> {
  const received = await arriving;
  received.answer();
  await caller.waitFor('answered');
  const since = caller.now();
  await until('they talked for a second', () => caller.heard.tones([1100], since + 1000).length > 0);
  return received;
}

/** Overflowed, neither answered at a desk nor lost, with the times of who picked up outside. */
async function expectOverflowed(from: string, endedBy: string): Promise<void> {
  const found = present(await callOf(from), 'the call is in the tables');
  expect(found).toMatchObject({ state: 'overflowed', ended_by: endedBy, answered_at: null, answered_by: null });
  expect(found).toMatchObject({ disposition: null, hangup_cause: 16, dialled: '112' });
  const legs = await legsOf(found.id);
  expect(legs.map((leg) => leg.kind)).toEqual(['outside']);
  const [leg] = legs;
  expect(msBetween(found.arrived_at, leg?.joined_at ?? '')).toBeGreaterThan(1000);
  expect(msBetween(leg?.joined_at ?? '', leg?.left_at ?? '')).toBeGreaterThan(900);
  expect(leg?.left_at).toBe(found.ended_at);
}

test('a call that nobody of us saw is overflowed afterwards, and one whose overflow number was busy is lost', async () => {
  await centre.calls.telephony.stop();
  const arriving = atOperator();
  const caller = await call('081200000001');
  const received = await talkOutside(caller, arriving);
  await received.hangUp();
  await caller.waitFor('ended');
  const refusing = atOperator();
  const busy = await call('081200000002');
  await (await refusing).hangUp();
  expect(await busy.waitFor('ended')).toMatchObject({ by: 'refused', status: 486 });
  await centre.calls.telephony.start();
  await until('both are imported', async () => {
    await centre.calls.telephony.importCel();
    const found = [await callOf('081200000001'), await callOf('081200000002')];
    return found.every((each) => (each?.ended_at ?? null) !== null);
  });
  await expectOverflowed('081200000001', 'outside');
  expect(await callOf('081200000002')).toMatchObject({ state: 'lost', disposition: 'ABANDONED_QUEUE' });
}, 120_000);

test('a call that waited with us when we died is overflowed too, even where we come back the moment it ends', async () => {
  const arriving = atOperator();
  const caller = await call('081200000003');
  await until('it waits with us', async () => (await callOf('081200000003'))?.state === 'queued');
  await centre.calls.telephony.stop();
  await talkOutside(caller, arriving);
  await caller.hangUp();
  await centre.calls.telephony.start();
  await until('it is over', async () => ((await callOf('081200000003'))?.ended_at ?? null) !== null);
  await expectOverflowed('081200000003', 'caller');
}, 120_000);

test('a call that we see again while they talk outside goes on there, and is overflowed at its end', async () => {
  await centre.calls.telephony.stop();
  const arriving = atOperator();
  const caller = await call('081200000004');
  const received = await talkOutside(caller, arriving);
  await centre.calls.telephony.start();
  await until('it is in the tables', async () => {
    await centre.calls.telephony.importCel();
    return (await callOf('081200000004')) !== null;
  });
  const since = caller.now();
  await until('they still talk', () => caller.heard.tones([1100], since + 500).length > 0);
  expect(await callOf('081200000004')).toMatchObject({ state: 'queued', answered_at: null });
  await received.hangUp();
  await until('it is over', async () => {
    await centre.calls.telephony.importCel();
    return ((await callOf('081200000004'))?.ended_at ?? null) !== null;
  });
  await expectOverflowed('081200000004', 'outside');
}, 120_000);

test('reading the record again changes nothing; figures count them apart, and everything verifies', async () => {
  const { systemDb, ownerPool } = centre.database;
  const all = () => rows(systemDb, sql`select * from calls order by number`);
  const before = await all();
  await centre.calls.telephony.stop();
  await ownerPool.query('update cel_positions set position = 0');
  await centre.calls.telephony.start();
  await centre.calls.telephony.importCel();
  expect(await all()).toEqual(before);
  await until('all is sealed', async () => {
    await sealBatch(systemDb);
    return (await verifyTenant(systemDb, centre.tenantId)).chain.unsealed === 0;
  });
  expect((await verifyTenant(systemDb, centre.tenantId)).findings).toEqual([]);
  const region = await loadRegion(systemDb, centre.tenantId);
  const [newest] = await loadMonths(systemDb, region);
  const month = present(newest, 'there are calls').month;
  const figures = figuresOf(await loadMonthRows(systemDb, region, month));
  const count = (code: string) => {
    const found = figures.find((each) => each.code === code && each.by === 'all');
    return found?.kind === 'count' ? found.value : null;
  };
  const codes = ['OFFERED', 'OVERFLOWED', 'ABANDONED', 'ANSWERED', 'WAITING'] as const;
  expect(codes.map(count)).toEqual([4, 3, 1, 0, 0]);
}, 120_000);
