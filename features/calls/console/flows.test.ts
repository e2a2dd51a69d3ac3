import { expect, test } from 'vitest';
import { flowsOf } from './flows.ts';

test('packets and levels of both directions come out of the statistics', () => {
  const report = new Map<string, Record<string, unknown>>([
    ['a', { type: 'inbound-rtp', kind: 'audio', packetsReceived: 450, audioLevel: 0.2 }],
    ['b', { type: 'outbound-rtp', kind: 'audio', packetsSent: 449 }],
    ['c', { type: 'media-source', kind: 'audio', audioLevel: 0.1 }],
    ['d', { type: 'inbound-rtp', kind: 'video', packetsReceived: 7, audioLevel: 1 }],
    ['e', { type: 'candidate-pair' }],
  ]);
  expect(flowsOf(report)).toEqual({
    incoming: { packets: 450, level: 0.2 },
    outgoing: { packets: 449, level: 0.1 },
  });
});

test('a direction without statistics is silence', () => {
  expect(flowsOf(new Map())).toEqual({ incoming: { packets: 0, level: 0 }, outgoing: { packets: 0, level: 0 } });
});
