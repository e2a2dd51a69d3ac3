import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { row, rows } from '#platform/server/db/database.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { placeCall } from '#platform/server/sip/place-call.ts';
import { toneLevel } from '#platform/server/sip/sound.ts';
import { until } from '#platform/server/testing/until.ts';
import { incomingRecordings } from '../pbx/layout.ts';
import { openTestCentre, type TestCentre } from '../test-room.ts';
import { openTail, tailOf } from './play-tail.ts';
import { watchRecordings } from './watch-recordings.ts';
import { samplesOf } from './wav.ts';

let centre: TestCentre;
beforeAll(async () => {
  centre = await openTestCentre();
  await centre.addDesk('petugas1', { answerAfterMs: 400, tone: 1100 });
});
afterAll(() => centre?.close());

const alarmsOf = (subject: string) =>
  rows<{ kind: string; cleared_at: string | null }>(
    centre.database.systemDb,
    sql`select kind, cleared_at from recording_alarms where subject_id = ${subject} order by since`,
  );
const told = async (subject: string) =>
  (
    await rows<{ name: string; audience: string[] }>(
      centre.database.systemDb,
      sql`select name, audience from events where subject_id = ${subject} and name like 'recording.%' order by seq`,
    )
  ).map((event) => `${event.name} ${event.audience.includes('supervisors')}`);

/** The samples of the tail as it lies there now, left and right in turn. */
async function tail(incoming: string, channel: string): Promise<Int16Array> {
  const sound = await openTail(incoming, channel);
  if (sound === null) return new Int16Array(0);
  const parts: Buffer[] = [];
  for await (const part of sound.parts()) parts.push(part);
  await sound.close();
  return samplesOf(Buffer.concat(parts.slice(1)));
}

/**
 * In some eighth of a second one tone is far above the other, as it could not be were both on this side. Not "the other is
 * nothing": a telephone of a busy machine sends in bursts, and each gap and jump in a tone is a little of every other.
 */
function hasAlone(samples: Int16Array, hertz: number, other: number): boolean {
  for (let at = 0; at + 1000 <= samples.length; at += 1000) {
    const piece = samples.subarray(at, at + 1000);
    const level = toneLevel(piece, hertz);
    if (level > 1000 && toneLevel(piece, other) < level / 8) return true;
  }
  return false;
}

test('a call in talk: its last seconds can be heard, and a recording that stands still is told within seconds and cleared by itself', async () => {
  const { sipPort: port, folder } = centre.exchange.places;
  const incoming = incomingRecordings(join(folder, 'recordings'));
  const caller = await placeCall({ host: '127.0.0.1', port, from: '081234567890', to: '112', audio: { tone: 440 } });
  await caller.waitFor('answered');
  const call = async () =>
    await row<{ id: string; state: string; pbx_linkedid: string }>(
      centre.database.systemDb,
      sql`select id, state, pbx_linkedid from calls order by number desc limit 1`,
    );
  await until('the answer is written', async () => (await call())?.state === 'answered');
  const { id = '', pbx_linkedid: channel = '' } = (await call()) ?? {};

  // Left the caller's tone, right the desk's, and neither on the other side.
  await until('both are heard in the tail', async () => {
    const both = await tail(incoming, channel);
    const side = (from: 0 | 1) => both.filter((_, index) => index % 2 === from);
    return hasAlone(side(0), 440, 1100) && hasAlone(side(1), 1100, 440);
  });
  // What Asterisk goes on writing into is no file of anybody any more: the danger that is watched for.
  const legs = ['-caller', '-desk'].map((leg) => join(incoming, `${channel}${leg}.wav`));
  for (const leg of legs) await rm(leg);
  const isAlarmed = async () => (await alarmsOf(id)).some((alarm) => alarm.cleared_at === null);
  await until('the alarm is told', isAlarmed);
  await until('and seen', () => centre.calls.telephony.recording()?.stalled === 1);
  await until('it is cleared once something grows', async () => {
    for (const leg of legs) await appendFile(leg, Buffer.alloc(320));
    return !(await isAlarmed());
  });
  await until('and told again', isAlarmed);
  await caller.hangUp();
  await until('it goes with the call', async () => !(await isAlarmed()));
  // A machine that stood still for long may have told more of them, each with its end.
  const names = (await told(id)).filter((line) => !line.startsWith('recording.stored'));
  expect(names.length).toBeGreaterThanOrEqual(4);
  expect(names).toEqual(names.map((_, at) => (at % 2 === 0 ? 'recording.stalled true' : 'recording.grows true')));
});

test('a disk that is nearly full is told to every regency, and cleared when there is room', async () => {
  const { database, place, tenantId, exchange } = centre;
  const recordings = join(exchange.places.folder, 'recordings');
  const watch = (leastFree: number) =>
    watchRecordings({
      systemDb: database.systemDb,
      place: () => place,
      log: silentLog,
      systemName: 'disk',
      folders: () => ({ recordings, incoming: incomingRecordings(recordings) }),
      leastFree,
      lookMs: 50,
    });
  const full = watch(Number.MAX_SAFE_INTEGER);
  await until('it is told', async () => (await alarmsOf(tenantId)).length === 1);
  expect(full.state()).toMatchObject({ isDiskLow: true });
  await full.stop();
  // Another process takes the watch over, and there is room now.
  const roomy = watch(0);
  await until('it is cleared', async () => (await alarmsOf(tenantId))[0]?.cleared_at !== null);
  await roomy.stop();
  expect(await told(tenantId)).toEqual(['recording.disk_low true', 'recording.disk_enough true']);
});

test.each([
  ['both alike', [240_001, 240_001], { from: 1, to: 240_001 }],
  ['short', [8000, 8100], { from: 0, to: 8000 }],
  ['one side stands still', [8000, 400_000], { from: 160_000, to: 400_000 }],
  ['nothing', [0, 0], { from: 0, to: 0 }],
] as const)('the tail: %s', (_name, sides, expected) => expect(tailOf(sides)).toEqual(expected));
