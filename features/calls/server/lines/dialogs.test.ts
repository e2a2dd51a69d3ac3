// Calls that go ways no well-behaved telephone goes (test-data/sip/dialogs.json), on a real exchange: each becomes what it must, and a
// citizen who calls behind it is answered.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { row } from '#platform/server/db/database.ts';
import type { ReceivedCall } from '#platform/server/sip/listen-for-calls.ts';
import { placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { watchContext } from '../pbx/dialplan.ts';
import type { CallRow } from '../store.ts';
import { openTestCentre, type TestCentre, type TestDesk } from '../test-room.ts';
import { keepReady } from './test-callers.ts';
import { dialogCase, followScript, openScriptedCaller, type ScriptedDesk } from './test-dialog.ts';

const file = join(import.meta.dirname, '../../test-data/sip/dialogs.json');
const cases = z.array(dialogCase).parse(JSON.parse(readFileSync(file, 'utf8')));
let centre: TestCentre;
let desk: TestDesk;
let stopReady: () => Promise<void>;

beforeAll(async () => {
  centre = await openTestCentre();
  desk = await centre.addDesk('petugas1', { answerAfterMs: 'never', tone: 1100 });
  stopReady = keepReady(centre, [desk]);
});
afterAll(async () => {
  await stopReady?.();
  await centre?.close();
});

const target = () => ({ host: '127.0.0.1', port: centre.exchange.places.sipPort });
const callOf = (number: string) =>
  row<CallRow>(centre.database.systemDb, sql`select * from calls where caller_raw = ${number}`);

/** The desk's telephone as it rings for the next call. */
function nextRing(): ScriptedDesk {
  const before = desk.phone.calls.length;
  const ringing = () => desk.phone.calls[before];
  return {
    isRinging: () => ringing() !== undefined,
    answers: async () => ringing()?.answer(),
    hangsUp: async () => ringing()?.hangUp(),
    hears: () => hears(ringing()),
    digits: () => ringing()?.heard.digits() ?? '',
  };
}

const hears = (call: ReceivedCall | undefined) =>
  call !== undefined && call.heard.tones([440], call.now() - 300).length > 0;

/** Whatever came before: the desk rings, answers, and both hear each other. */
async function citizenIsAnswered(from: string): Promise<void> {
  const ring = nextRing();
  const call = await placeCall({ ...target(), from, to: '112', audio: { tone: 440 } });
  await until('the desk rings', ring.isRinging);
  await ring.answers();
  await call.waitFor('answered');
  await until('the citizen is heard', ring.hears);
  await call.hangUp();
}

async function rest(): Promise<void> {
  await until('all calls are over', () => centre.calls.telephony.state().openCalls === 0);
  await until('the desk is ready', async () => {
    const found = await row<{ state: string }>(
      centre.database.systemDb,
      sql`select state from presences where user_id = ${desk.userId}`,
    );
    return found?.state === 'ready';
  });
}

test.each(cases.map((each, at) => [each.name, each, at] as const))('%s', async (_name, dialog, at) => {
  const number = `0813${1000 + at}0001`;
  const caller = await openScriptedCaller(target(), number, dialog);
  try {
    await rest();
    await followScript(caller, dialog.steps, nextRing());
    if (dialog.becomes === null) expect(await callOf(number)).toBe(null);
    else {
      const ends = dialog.becomes.split(' or ');
      await until('the call is over', async () => ends.includes((await callOf(number))?.state ?? ''));
    }
  } finally {
    await caller.leave();
  }
  await rest();
  await citizenIsAnswered(`0813${1000 + at}0002`);
});

test('nothing of all that is left over in the exchange', async () => {
  await rest();
  await until('no channel', async () => {
    const channels = await centre.exchange.asterisk.command('core show channels concise');
    return channels.split('\n').every((line) => line === '' || line.startsWith(`Local/hold@${watchContext}`));
  });
  expect(await centre.exchange.asterisk.command('bridge show all')).not.toContain('call:');
});
