import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { row, rows, run } from '#platform/server/db/database.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { centreKey, centreLine } from '../../line.ts';
import { keepReady } from '../lines/test-callers.ts';
import { testTenants } from '../pbx/test-exchange.ts';
import { openTestCentre, type TestCentre, type TestDesk } from '../test-room.ts';
import { insertWindow, saveClosed } from './carrier-store.ts';
import { exchangeTests } from './exchange-tests.ts';

let centre: TestCentre;
let desk: TestDesk;
let applied = '';
let stopReady: () => Promise<void> = async () => undefined;
const lineId = newId<'line'>();
const testNumber = '+6281100000001';

beforeAll(async () => {
  centre = await openTestCentre({
    refresh: (exchange, database) => async () => {
      const testsOf = await exchangeTests(database.systemDb);
      const tenants = testTenants.map((tenant) => ({ ...tenant, tests: testsOf(tenant.slug) }));
      const text = JSON.stringify(tenants.map(({ tests }) => tests));
      if (text === applied) return false;
      await exchange.asterisk.apply(exchange.settingsFor(tenants));
      applied = text;
      return true;
    },
  });
  desk = await centre.addDesk('petugas1', { answerAfterMs: 100, tone: 1100 });
  await run(
    centre.database.systemDb,
    sql`insert into lines (id, tenant_id, key, content) values (${lineId}, ${centre.tenantId}, ${centreKey}, ${JSON.stringify(centreLine)}::jsonb)`,
  );
  stopReady = keepReady(centre, [desk]);
});
afterAll(async () => {
  await stopReady();
  await centre?.close();
});

async function openWindow(opensInMs = 0, minutes = 60): Promise<string> {
  const id = newId<'carrier_window'>();
  await centre.act(async (ctx) => {
    const opensAt = plusMs(ctx.now, opensInMs);
    const closesAt = plusMs(opensAt, minutes * 60_000);
    const said = { askedBy: 'Bp. Teknik', reason: 'uji jalur baru' };
    await insertWindow(ctx, { id, lineId, numbers: [testNumber], ...said, opensAt, closesAt, by: desk.userId });
    return ok(null);
  });
  await until('the exchange has it', () => applied.includes(id));
  return id;
}

async function closeWindow(id: string): Promise<void> {
  await centre.act(async (ctx) => ok(await saveClosed(ctx, id, desk.userId)));
  await until('the exchange has let it go', () => !applied.includes(id));
}

const call = (from: string, options: { to?: string } = {}) =>
  placeCall({
    host: '127.0.0.1',
    port: centre.exchange.places.sipPort,
    from,
    to: options.to ?? '112',
    audio: { tone: 440 },
  });

interface Kept {
  readonly purpose: string;
  readonly state: string;
  readonly caller_raw: string;
  readonly caller_e164: string;
  readonly dialled: string;
  readonly answered_by: string | null;
  readonly hangup_cause: number | null;
  readonly disposition: string | null;
  readonly codec: string | null;
  readonly window_id: string | null;
}
const kept = () =>
  rows<Kept>(
    centre.database.systemDb,
    sql`select c.*, cc.codec, cc.window_id from calls c left join carrier_calls cc on cc.call_id = c.id order by c.number`,
  );
async function imported(count: number): Promise<Kept[]> {
  await until('Asterisk’s record is read', async () => {
    await centre.calls.telephony.importCel();
    return (await kept()).length >= count;
  });
  return kept();
}
const echoes = (placed: PlacedCall) => placed.heard.tones([440], placed.now() - 700).length > 0;

const deskIsReady = () =>
  until('the desk is ready', async () => {
    const found = await row<{ state: string }>(
      centre.database.systemDb,
      sql`select state from presences where user_id = ${desk.userId}`,
    );
    return found?.state === 'ready';
  });

test('an operator’s test call is answered by the exchange and rings at no desk', async () => {
  const windowId = await openWindow();
  const rang = desk.phone.calls.length;
  const placed = await call('081100000001');
  await placed.waitFor('answered');
  await until('its own sound comes back', () => echoes(placed), 60_000);
  await placed.hangUp();
  const [found] = await imported(1);
  expect(found).toMatchObject({
    purpose: 'test',
    state: 'ended',
    caller_raw: '081100000001',
    caller_e164: testNumber,
    dialled: '112',
    answered_by: null,
    disposition: 'TEST',
    codec: 'alaw',
    hangup_cause: 16,
    window_id: windowId,
  });
  expect(desk.phone.calls.length).toBe(rang);
  expect(await rows(centre.database.systemDb, sql`select 1 from call_offers`)).toEqual([]);
  const recording = await row(centre.database.systemDb, sql`select 1 from recordings`);
  expect(recording).not.toBeNull();
  await closeWindow(windowId);
}, 120_000);

test('everybody else on that line rings at the desk, and so does the test number without a window', async () => {
  const windowId = await openWindow();
  const citizen = await call('081299998888');
  await citizen.waitFor('answered');
  await until('the desk is heard', () => citizen.heard.tones([1100], citizen.now() - 700).length > 0);
  await citizen.hangUp();
  await closeWindow(windowId);
  await deskIsReady();
  const after = await call('+6281100000001');
  await after.waitFor('answered');
  await until('the desk is heard', () => after.heard.tones([1100], after.now() - 700).length > 0);
  await after.hangUp();
  await until('both are public', async () => (await kept()).filter(({ purpose }) => purpose === 'public').length === 2);
}, 120_000);

test('a window that is still to come diverts nothing', async () => {
  const windowId = await openWindow(3_600_000);
  await deskIsReady();
  const placed = await call('081100000001');
  await placed.waitFor('answered');
  await until('the desk is heard', () => placed.heard.tones([1100], placed.now() - 700).length > 0);
  await placed.hangUp();
  await closeWindow(windowId);
}, 120_000);

test('who asks for a person has one: the call is a public one from its beginning', async () => {
  const windowId = await openWindow();
  await deskIsReady();
  const before = (await kept()).length;
  const placed = await call('081100000001');
  await placed.waitFor('answered');
  await placed.press('#');
  await until('the desk is heard', () => placed.heard.tones([1100], placed.now() - 700).length > 0, 60_000);
  await placed.hangUp();
  await until('it is over', async () => (await kept()).at(-1)?.state === 'ended');
  await centre.calls.telephony.importCel();
  const all = await kept();
  expect(all.length).toBe(before + 1);
  expect(all.at(-1)).toMatchObject({ purpose: 'public', answered_by: desk.userId, window_id: null });
  await closeWindow(windowId);
}, 120_000);

test('with our server away the exchange goes on alone, and the call is imported afterwards', async () => {
  const windowId = await openWindow();
  await centre.calls.telephony.stop();
  const before = (await kept()).length;
  const placed = await call('6281100000001');
  await placed.waitFor('answered');
  await until('its own sound comes back', () => echoes(placed), 60_000);
  await placed.hangUp();
  await centre.calls.telephony.start();
  const all = await imported(before + 1);
  expect(all.at(-1)).toMatchObject({ purpose: 'test', window_id: windowId });
}, 120_000);
