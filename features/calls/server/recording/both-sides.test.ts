import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '#platform/server/action.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { toneLevel } from '#platform/server/sip/sound.ts';
import { until } from '#platform/server/testing/until.ts';
import { runWork } from '#platform/server/unit.ts';
import { incomingRecordings } from '../pbx/layout.ts';
import { movePresence } from '../set-presence.ts';
import { openTestCentre, type TestCentre, type TestDesk } from '../test-room.ts';
import { openTail } from './play-tail.ts';
import { samplesOf } from './wav.ts';

// Numbers that Debian's translators take for late: far behind the 0 of the music, and behind those of the desk before
// (docs/decisions/0018).
const numbers = { first: 60_000, second: 40_000 };
const tones = { citizen: 440, first: 1100, second: 1700 };

let centre: TestCentre;
let first: TestDesk;
let second: TestDesk;
let citizen: PlacedCall;
beforeAll(async () => {
  centre = await openTestCentre();
  first = await centre.addDesk('petugas1', { answerAfterMs: 300, tone: tones.first, firstSequence: numbers.first });
  const options = { answerAfterMs: 300, tone: tones.second, firstSequence: numbers.second, ready: false };
  second = await centre.addDesk('petugas2', options);
});
afterAll(() => centre?.close());

/** The levels of the three tones in the last second of the recording as it lies there now, on either side. */
async function recorded() {
  const { folder } = centre.exchange.places;
  const sound = await openTail(incomingRecordings(join(folder, 'recordings')), await channelOf());
  const parts: Buffer[] = [];
  for await (const part of sound?.parts() ?? []) parts.push(part);
  await sound?.close();
  const both = samplesOf(Buffer.concat(parts.slice(1)));
  const levels = (side: 0 | 1) => {
    const samples = both.filter((_, index) => index % 2 === side).slice(-4000);
    const level = (name: keyof typeof tones) => toneLevel(samples, tones[name]);
    return { citizen: level('citizen'), first: level('first'), second: level('second') };
  };
  return { left: levels(0), right: levels(1) };
}

async function channelOf(): Promise<string> {
  const { rows } = await centre.database.ownerPool.query('select pbx_linkedid from calls order by number desc limit 1');
  return rows[0]?.pbx_linkedid ?? '';
}

const isRecorded = (desk: 'first' | 'second') => async () => (await recorded()).right[desk] > 1000;
const hearsNow = (hertz: number) => citizen.heard.tones([hertz], citizen.now() - 300).length > 0;
/** It lasts 150 ms: in a longer stretch it is too weak to be told from nothing. */
const hearsBeep = () => citizen.heard.tones([425], citizen.now() - 120).length > 0;

test('whoever talks with the citizen is recorded on their side, wherever the numbers of their packets begin', async () => {
  const { sipPort: port } = centre.exchange.places;
  citizen = await placeCall({
    host: '127.0.0.1',
    port,
    from: '081234567890',
    to: '112',
    audio: { tone: tones.citizen },
  });
  await citizen.waitFor('answered');
  await until('the first desk is recorded', isRecorded('first'));
  expect((await recorded()).left.first).toBeLessThan(300);

  // A mixer passes no hold on: what the citizen hears meanwhile is played by us, and stops.
  const telephone = await first.phone.waitForCall(1);
  await telephone.hold(true);
  await until('the citizen does not hear the desk', () => !hearsNow(tones.first));
  // The soft beep between the prompts.
  await until('the citizen hears the hold music', hearsBeep);
  await telephone.hold(false);
  await until('the citizen hears the desk again', () => hearsNow(tones.first));
  await until('and it is recorded again', isRecorded('first'));

  await telephone.hold(true);
  await Promise.all([telephone.hangUp(), first.register(0)]);
  await until(
    'the second desk is ready',
    async () =>
      await runWork(centre.place, { tenantId: centre.tenantId, actor: systemActor }, async (ctx) => {
        return (await movePresence(ctx, second.userId, 'ready', null)).ok;
      }),
  );
  await until('the citizen hears the second desk', () => hearsNow(tones.second));
  await until('the second desk is recorded', isRecorded('second'));
  const { left, right } = await recorded();
  expect(right.first).toBeLessThan(300);
  expect(left.citizen).toBeGreaterThan(1000);
});
