import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { listenForCalls, type Phone, type PhoneOptions } from './listen-for-calls.ts';
import { headerOf, headersOf, parameterOf, parseMessage, writeMessage } from './message.ts';
import { type CallOptions, placeCall } from './place-call.ts';
import { readSdp } from './rtp.ts';
import { decodeAlaw, encodeAlaw, energyOf, framesOf, resample, toneLevel, tonesIn } from './sound.ts';

const phones: Phone[] = [];
afterEach(() => {
  for (const phone of phones.splice(0)) phone.close();
});

async function phoneWith(options: Partial<PhoneOptions> = {}): Promise<Phone> {
  const phone = await listenForCalls({ answerAfterMs: 50, audio: { tone: 1100 }, ...options });
  phones.push(phone);
  return phone;
}

const callTo = (phone: Phone, options: Partial<CallOptions> = {}) =>
  placeCall({ host: '127.0.0.1', port: phone.port, from: 'ani', to: 'budi', audio: { tone: 440 }, ...options });

describe('a call between two agents', () => {
  test('rings, is answered, carries sound both ways and is ended by the caller', async () => {
    const phone = await phoneWith();
    const call = await callTo(phone);
    const received = await phone.waitForCall(1);
    await call.waitFor('answered');
    while (call.heard.packets() < 25 || received.heard.packets() < 25) await sleep(50);
    expect(call.heard.tones([440, 1100])).toEqual([1100]);
    expect(received.heard.tones([440, 1100])).toEqual([440]);
    await call.hangUp();
    expect(await received.waitFor('ended')).toMatchObject({ by: 'peer' });
    expect(call.events.map((event) => event.type)).toEqual(['trying', 'ringing', 'answered', 'ended']);
    expect(received.from).toBe('sip:ani@127.0.0.1');
  });

  test('is ended by the one who was called', async () => {
    const phone = await phoneWith();
    const call = await callTo(phone);
    const received = await phone.waitForCall(1);
    await call.waitFor('answered');
    await received.waitFor('answered');
    await received.hangUp();
    expect(await call.waitFor('ended')).toMatchObject({ by: 'peer', reason: 'BYE' });
  });

  test('is cancelled while it rings', async () => {
    const phone = await phoneWith({ answerAfterMs: 'never' });
    const call = await callTo(phone);
    const received = await phone.waitForCall(1);
    await call.waitFor('ringing');
    await call.hangUp();
    expect(call.events.at(-1)).toMatchObject({ type: 'ended', by: 'us', status: 487 });
    expect(await received.waitFor('ended')).toMatchObject({ by: 'peer', reason: 'Cancelled' });
  });

  test('is turned down', async () => {
    const phone = await phoneWith({ answerAfterMs: 'never' });
    const call = await callTo(phone);
    await (await phone.waitForCall(1)).hangUp();
    expect(await call.waitFor('ended')).toMatchObject({ by: 'refused', status: 486 });
  });
});

test('an INVITE that is lost is sent again', async () => {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const seen: string[] = [];
  const done = new Promise<void>((resolve) => {
    socket.on('message', (bytes, from) => {
      const message = parseMessage(bytes);
      if (message === undefined || !('method' in message.start) || message.start.method !== 'INVITE') return resolve();
      seen.push(parameterOf(headerOf(message, 'via'), 'branch') ?? '');
      if (seen.length < 2) return;
      const answer = { ...message, start: { status: 480, reason: 'Unavailable' }, body: '' };
      socket.send(writeMessage(answer), from.port, from.address);
    });
  });
  const call = await placeCall({
    host: '127.0.0.1',
    port: socket.address().port,
    from: 'a',
    to: 'b',
    audio: { silence: true },
  });
  expect(await call.waitFor('ended')).toMatchObject({ by: 'refused', status: 480 });
  await done;
  expect(seen[0]).toBe(seen[1]);
  socket.close();
});

describe('messages', () => {
  const text = [
    'INVITE sip:112@h SIP/2.0',
    'v: SIP/2.0/UDP a;branch=z9hG4bKx, SIP/2.0/UDP b;branch=z9hG4bKy',
    'f: "A, B" <sip:a@h>;tag=1',
    'Content-Length: 2',
    '',
    'hi',
  ];
  const message = parseMessage(Buffer.from(text.join('\r\n')));

  test('are read with short names, lists and quoted commas', () => {
    if (message === undefined) throw new Error('the message was not read');
    expect(headersOf(message, 'Via').map((via) => parameterOf(via, 'branch'))).toEqual(['z9hG4bKx', 'z9hG4bKy']);
    expect(parameterOf(headerOf(message, 'from'), 'tag')).toBe('1');
    expect(message.body).toBe('hi');
  });

  test('keep-alive bytes are no message', () => {
    expect(parseMessage(Buffer.from('\r\n\r\n'))).toBeUndefined();
    expect(readSdp('v=0\r\n')).toBeUndefined();
  });
});

describe('sound', () => {
  const tone = Int16Array.from({ length: 8000 }, (_, index) => 8000 * Math.sin((2 * Math.PI * 440 * index) / 8000));

  test('A-law keeps every level within its step', () => {
    const levels = Int16Array.from({ length: 4001 }, (_, index) => (index - 2000) * 16);
    const back = decodeAlaw(encodeAlaw(levels));
    const worst = Math.max(
      ...levels.map((level, index) => Math.abs(level - (back[index] ?? 0)) / Math.max(256, Math.abs(level))),
    );
    expect(worst).toBeLessThan(0.04);
    expect(encodeAlaw(Int16Array.of(0))[0]).toBe(0xd5);
  });

  test('tones are told apart from each other, from silence and in a mixture', () => {
    expect(tonesIn(tone, [440, 1100])).toEqual([440]);
    expect(tonesIn(new Int16Array(8000), [440])).toEqual([]);
    expect(toneLevel(tone, 440)).toBeCloseTo(8000, -2);
  });

  test('another rate keeps pitch and loudness', () => {
    const high = Int16Array.from({ length: 22050 }, (_, index) => 8000 * Math.sin((2 * Math.PI * 440 * index) / 22050));
    const low = resample(high, 22050, 8000);
    expect(low.length).toBe(8000);
    expect(toneLevel(low, 440)).toBeGreaterThan(7500);
    expect(energyOf(resample(tone, 8000, 16000))).toBeCloseTo(energyOf(tone), -2);
  });

  test('samples end in silence unless they repeat', () => {
    const once = framesOf({ samples: tone.subarray(0, 160) });
    expect([energyOf(once()) > 0, energyOf(once())]).toEqual([true, 0]);
    const again = framesOf({ samples: tone.subarray(0, 160), loop: true });
    expect([energyOf(again()) > 0, energyOf(again()) > 0]).toEqual([true, true]);
  });
});
