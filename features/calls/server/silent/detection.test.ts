import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openSpeech } from '#platform/server/asterisk/speech.ts';
import type { PlacedCall } from '#platform/server/sip/place-call.ts';
import { readWav } from '#platform/server/sip/sound.ts';
import { until } from '#platform/server/testing/until.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import type { SignKind } from '../../silent.ts';
import { startSilence } from '../../silent-contract.ts';
import type { SignRow } from './silent-store.ts';
import { openSilentRoom, type SilentRoom } from './test-silent-room.ts';
import { breathing, cough, joined, knock, loudness, noise, quiet } from './test-sounds.ts';

// What the real exchange tells of generated sounds with the shipped settings: the bounds that the settings stand on.

let room: SilentRoom;
let caller: PlacedCall;
let callId = newId<'call'>();
const spoken = new Map<string, Int16Array>();

beforeAll(async () => {
  room = await openSilentRoom();
  await room.set({});
  const speech = await openSpeech({
    cache: join(import.meta.dirname, '../../../../var/tools'),
    log: () => undefined,
  });
  if (!speech.ok) throw new Error(`There is no speech synthesiser: ${speech.refusal.code}`);
  const folder = room.centre.exchange.places.folder;
  for (const voice of ['id', 'id+whisper']) {
    const file = await speech.value.speak('tolong saya, ada orang di rumah', { folder, voice });
    spoken.set(voice, (await readWav(file)).samples);
  }
  const talk = await room.talk({ silence: true });
  caller = talk.caller;
  callId = talk.callId;
  await room.asDesk(startSilence, { params: { id: callId } });
});
afterAll(async () => {
  await room?.clear();
  await room?.centre.close();
});
let before: SignRow[] = [];
afterEach(() => caller.say({ silence: true }));

/** Play it, then press a key: what the exchange told in between came from the sound. */
async function signsFrom(samples: Int16Array): Promise<SignRow[]> {
  before = await room.signs(callId);
  caller.say({ samples });
  await sleep(samples.length / 8 + 500);
  await caller.press('9');
  await until('the key is heard', async () => (await newSigns()).some((sign) => sign.digit === '9'));
  return (await newSigns()).filter((sign) => sign.kind !== 'key');
}
const newSigns = async () => (await room.signs(callId)).slice(before.length);
const kindsOf = (signs: readonly SignRow[]) => [...new Set(signs.map((sign) => sign.kind))];
const voice = (name: string, dbfs: number) => loudness(present(spoken.get(name) ?? null, 'spoken above'), dbfs);

describe('no sign', () => {
  test.each([
    ['silence', () => quiet(3000)],
    ['the comfort noise of a line', () => noise(3000, 20)],
    ['a noisy line', () => noise(3000, 60)],
    ['quiet breathing', () => breathing(4000, 80)],
    ['a knock as faint as the line', () => knock(400)],
  ])('%s', async (_name, sound) => {
    expect(await signsFrom(sound())).toEqual([]);
  });
});

describe('a sign of its kind', () => {
  test.each([
    ['a knock', () => knock(16_000), 1],
    ['a soft knock', () => knock(3000), 1],
    ['a knock across two packets', () => knock(6000, 10), 1],
    ['two knocks', () => joined(knock(8000), quiet(380), knock(8000)), 2],
    ['two knocks, apart as people knock slowly', () => joined(knock(8000), quiet(880), knock(8000)), 2],
  ])('%s', async (_name, sound, count) => {
    await signsFrom(sound());
    await until('the knocks are written', async () => (await newSigns()).length > count);
    const heard = (await newSigns()).filter((sign) => sign.kind !== 'key');
    expect(heard.map((sign) => sign.kind)).toEqual(Array.from({ length: count }, () => 'tap'));
  });

  test.each<[string, () => Int16Array, readonly SignKind[]]>([
    ['a cough', () => cough(8000), ['short']],
    ['a weak cough', () => cough(2500), ['short', 'tap']],
    ['speech at -20 dBFS', () => voice('id', -20), ['voice']],
    // A quiet voice comes in pieces, each of them a sign.
    ['speech at -40 dBFS', () => voice('id', -40), ['short', 'voice', 'tap']],
    ['a whisper at -30 dBFS', () => voice('id+whisper', -30), ['voice']],
    ['a whisper at -40 dBFS', () => voice('id+whisper', -40), ['short', 'voice', 'tap']],
    // A loud surrounding never ends, and counts as a voice: the desk hears it itself.
    ['a loud room', () => noise(3000, 600), ['voice']],
  ])('%s', async (_name, sound, kinds) => {
    await signsFrom(sound());
    await until('it is written', async () => kindsOf(await newSigns()).some((kind) => kind !== 'key'));
    const heard = kindsOf((await newSigns()).filter((sign) => sign.kind !== 'key'));
    expect(kinds).toEqual(expect.arrayContaining(heard));
    expect(heard).toContain(kinds[0]);
  });

  test('each key of the telephone', async () => {
    before = await room.signs(callId);
    for (const digit of '15*#') await caller.press(digit);
    await until('all keys are heard', async () => (await newSigns()).length >= 4);
    expect((await newSigns()).map((sign) => [sign.kind, sign.digit])).toEqual([
      ['key', '1'],
      ['key', '5'],
      ['key', '*'],
      ['key', '#'],
    ]);
  });
});
