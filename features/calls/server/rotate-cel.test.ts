import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rotatedCelFiles } from '#platform/server/asterisk/cel-files.ts';
import { rows } from '#platform/server/db/database.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { createCelImport } from './import-cel.ts';
import { createPhones } from './phones.ts';
import type { CallRow } from './store.ts';
import { openTestCentre, type TestCentre, type TestDesk } from './test-room.ts';

let centre: TestCentre;
let desk: TestDesk;
beforeAll(async () => {
  centre = await openTestCentre();
  desk = await centre.addDesk('petugas1', { answerAfterMs: 'never', tone: 1100, ready: false });
  // Asterisk alone takes the calls: its own record is all there is of them.
  await centre.calls.telephony.stop();
});
afterAll(() => centre?.close());

/** A life of the import that rotates whenever it read something. */
function newImport(): () => Promise<{ written: number }> {
  const { asterisk, places } = centre.exchange;
  return createCelImport({
    systemDb: centre.database.systemDb,
    place: () => centre.place,
    log: silentLog,
    phones: createPhones({
      credentials: asterisk.credentials,
      wsUrl: () => `ws://127.0.0.1:${places.httpPort}/ws`,
      sipDomain: '127.0.0.1',
    }),
    pbxSystem: 'test',
    file: asterisk.celFile,
    tenantOf: async (slug) => (slug === 'sidoarjo' ? centre.tenantId : null),
    holds: () => false,
    rotation: { bytes: 1, ageMs: 3_600_000, keepMs: 3_600_000 },
  });
}

async function call(from: string) {
  const { sipPort: port } = centre.exchange.places;
  const caller = await placeCall({ host: '127.0.0.1', port, from, to: '112', audio: { tone: 440 } });
  await caller.waitFor('early-media');
  return caller;
}
const written = () => rows<CallRow>(centre.database.systemDb, sql`select * from calls order by arrived_at`);
const rotations = async () => (await rotatedCelFiles(centre.exchange.asterisk.celFile)).length;
/** Import until the record was rotated once more: Asterisk writes a moment after it did something. */
async function rotateNow(importNew: () => Promise<unknown>): Promise<void> {
  const before = await rotations();
  await until('the record is rotated', async () => {
    await importNew();
    return (await rotations()) > before;
  });
}

test('rotated in the middle of calls, also between two lives of the import: every call is imported exactly once', async () => {
  const first = newImport();
  const talks = await call('081200000001');
  await rotateNow(first);
  const received = await desk.phone.waitForCall(1);
  received.answer();
  await talks.waitFor('answered');
  await rotateNow(first);
  const leaves = await call('081200000002');
  await rotateNow(first);
  // The second life knows nothing of the lines of these calls but what lies in the files.
  const second = newImport();
  await leaves.hangUp();
  await rotateNow(second);
  const last = await call('081200000003');
  await talks.hangUp();
  await rotateNow(second);
  await last.hangUp();
  await until('all calls are in the tables', async () => {
    await second();
    const found = await written();
    return found.length === 3 && found.every((each) => each.ended_at !== null);
  });
  const found = await written();
  expect(found.map(({ caller_e164, state }) => [caller_e164, state])).toEqual([
    ['+6281200000001', 'ended'],
    ['+6281200000002', 'lost'],
    ['+6281200000003', 'lost'],
  ]);
  expect(found[0]?.answered_by).toBe(desk.userId);
  expect(await rotations()).toBeGreaterThanOrEqual(5);

  const third = newImport();
  expect(await third()).toEqual({ written: 0 });
  await centre.database.ownerPool.query('update cel_positions set file_key = null, position = 0');
  const anew = newImport();
  expect(await anew()).toEqual({ written: 0 });
  expect(await written()).toEqual(found);
  const events = await rows<{ name: string; times: number }>(
    centre.database.systemDb,
    sql`select name, count(*)::int as times from events where name in ('call.arrived', 'call.answered', 'call.ended', 'call.lost') group by name order by name`,
  );
  expect(events).toEqual([
    { name: 'call.answered', times: 1 },
    { name: 'call.arrived', times: 3 },
    { name: 'call.ended', times: 1 },
    { name: 'call.lost', times: 2 },
  ]);
});
