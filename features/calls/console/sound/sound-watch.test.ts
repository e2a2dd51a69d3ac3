import { describe, expect, test } from 'vitest';
import { createSoundWatch, type SoundSample, sampleOf } from './sound-watch.ts';

/** Statistics as Chromium gives them. */
const report = new Map(
  [
    {
      type: 'inbound-rtp',
      id: 'I',
      kind: 'audio',
      codecId: 'C',
      packetsReceived: 500,
      packetsLost: 5,
      packetsDiscarded: 2,
      jitter: 0.004,
      jitterBufferDelay: 20,
      jitterBufferEmittedCount: 400,
    },
    { type: 'outbound-rtp', id: 'O', kind: 'audio', codecId: 'C', packetsSent: 510 },
    { type: 'remote-inbound-rtp', id: 'R', kind: 'audio', packetsLost: 1, jitter: 0.002, roundTripTime: 0.03 },
    { type: 'candidate-pair', id: 'P', nominated: true, state: 'succeeded', currentRoundTripTime: 0.01 },
    { type: 'inbound-rtp', id: 'V', kind: 'video', packetsReceived: 9 },
    { type: 'codec', id: 'C', mimeType: 'audio/opus' },
  ].map((entry) => [entry.id, entry]),
);

describe('a sample', () => {
  test('is read from the statistics of a connection', () => {
    expect(sampleOf(report, 7)).toEqual({
      at: 7,
      codec: 'opus',
      received: 500,
      lost: 7,
      jitterMs: 4,
      waitedMs: 20_000,
      played: 400,
      roundTripMs: 30,
      sent: 510,
      sentLost: 1,
      sentJitterMs: 2,
    });
  });

  test('before the first report of the other side the path itself gives the round trip, and there is no loss to tell', () => {
    const early = new Map([...report].filter(([id]) => id !== 'R'));
    expect(sampleOf(early, 0)).toMatchObject({ roundTripMs: 10, sentLost: null, sentJitterMs: null });
  });

  test('there is none without sound', () => expect(sampleOf(new Map(), 0)).toBeNull());
});

/** A call of `lost(second)` of fifty packets a second each way. */
function call(seconds: number, lost: (second: number) => { in?: number; out?: number }): SoundSample[] {
  const samples: SoundSample[] = [];
  let [gone, told] = [0, 0];
  for (let second = 0; second <= seconds; second++) {
    const now = second === 0 ? {} : lost(second);
    gone += now.in ?? 0;
    told += now.out ?? 0;
    samples.push({
      at: second * 1000,
      codec: 'opus',
      received: second * 50 - gone,
      lost: gone,
      jitterMs: 3,
      waitedMs: second * 50 * 40,
      played: second * 50,
      roundTripMs: 20,
      sent: second * 50,
      sentLost: told,
      sentJitterMs: 1,
    });
  }
  return samples;
}

function watched(samples: readonly SoundSample[]) {
  const watch = createSoundWatch();
  return { seen: samples.map((sample) => watch.take(sample)), figures: watch.figures() };
}

describe('the sound of a call', () => {
  test('of a clean one is good from its first seconds to its end', () => {
    const { seen, figures } = watched(call(20, () => ({})));
    expect(seen.slice(2).map((now) => now.word)).toEqual(new Array(19).fill('good'));
    expect(seen.at(-1)).toMatchObject({ warning: null, lossPercent: 0, jitterMs: 3, roundTripMs: 20 });
    expect(figures).toMatchObject({
      codec: 'opus',
      incoming: { packets: 1000, lost: 0, jitterMs: 3 },
      outgoing: { packets: 1000, lost: 0, jitterMs: 1 },
      roundTripMs: 20,
      poorSeconds: 0,
    });
    expect(figures?.incoming?.mos).toBeGreaterThan(4.2);
  });

  test('one bad second is not warned about, three are, and it stays until it has been well for five', () => {
    const { seen } = watched(
      call(30, (second) => (second === 5 ? { in: 10 } : second > 10 && second <= 16 ? { in: 15 } : {})),
    );
    const warned = seen.flatMap((now, second) => (now.warning === 'in' ? [second] : []));
    expect(warned[0]).toBeGreaterThanOrEqual(12);
    expect(warned[0]).toBeLessThanOrEqual(15);
    expect(warned.at(-1)).toBeGreaterThanOrEqual(19);
    expect(warned.at(-1)).toBeLessThan(28);
    // Without a gap.
    expect(warned).toHaveLength((warned.at(-1) ?? 0) - (warned[0] ?? 0) + 1);
  });

  test('of a machine that stood still is poor then and good again after the window, the whole call in between', () => {
    const stood = call(20, () => ({})).map((sample, second) => ({
      ...sample,
      waitedMs: sample.waitedMs + (second < 3 ? 0 : 50 * 2000),
    }));
    const { seen, figures } = watched(stood);
    expect(seen[3]?.word).toBe('poor');
    expect(seen.slice(9).map((now) => now.word)).toEqual(new Array(12).fill('good'));
    expect(figures?.incoming?.mos).toBeLessThan(seen.at(-1)?.mos ?? 0);
    expect(figures?.incoming?.mos).toBeGreaterThan(seen[3]?.mos ?? 0);
  });

  test('what the caller hears is warned about as such, and the worst moment is kept', () => {
    const { seen, figures } = watched(call(20, (second) => (second > 8 ? { out: 10 } : {})));
    expect(seen.at(-1)?.warning).toBe('out');
    expect(figures?.worstMos).toBeLessThan(2);
    expect(figures?.poorSeconds).toBeGreaterThan(8);
    expect(figures?.incoming?.mos).toBeGreaterThan(4.2);
    expect(figures?.outgoing).toMatchObject({ packets: 1000, lost: 120 });
  });

  test('on hold nothing comes, which says nothing', () => {
    const talk = call(10, () => ({}));
    const end = talk.at(-1);
    if (end === undefined) throw new Error('There is no end');
    const held = Array.from({ length: 10 }, (_each, index) => ({
      ...end,
      at: end.at + (index + 1) * 1000,
      sent: end.sent + (index + 1) * 50,
    }));
    const { seen, figures } = watched([...talk, ...held]);
    expect(seen.at(-1)).toMatchObject({ lossPercent: null, jitterMs: null, warning: null });
    expect(figures).toMatchObject({ poorSeconds: 0, incoming: { packets: 500 } });
  });

  test('without a report of the other side its direction is not known, and before the first sample nothing is', () => {
    const { figures } = watched(
      call(5, () => ({})).map((sample) => ({ ...sample, sentLost: null, sentJitterMs: null })),
    );
    expect(figures?.outgoing).toBeNull();
    expect(createSoundWatch().figures()).toBeNull();
  });
});
