import { expect, test } from 'vitest';
import { waveId } from '#features/calls/wave.ts';
import type { WaveView } from '#features/calls/wave-contract.ts';
import type { AreaGeometry } from '#features/places/geometry.ts';
import { waveShapes } from './wave-shapes.ts';

let serial = 0;
const wave = (part: Partial<WaveView>): WaveView => ({
  id: waveId.parse(`019ab000-0000-7000-8000-${String(++serial).padStart(12, '0')}`),
  kind: 'area',
  beganAt: '2026-11-23T02:00:00.000Z',
  endedAt: null,
  calls: 12,
  numbers: 12,
  minutes: 60,
  usual: 3,
  beyond: 12,
  number: null,
  district: 'Sidoarjo',
  districtCode: '35.15.08',
  acknowledgedBy: null,
  acknowledgedAt: null,
  deeds: [],
  ...part,
});
const square: AreaGeometry = {
  type: 'Polygon',
  coordinates: [
    [
      [112, -8],
      [113, -8],
      [113, -7],
      [112, -7],
      [112, -8],
    ],
  ],
};
const village = (code: string, longitude: number) => ({
  code,
  kind: 'desa',
  districtCode: code.slice(0, 8),
  point: { longitude, latitude: -7.4 },
});
const district = (code: string) => ({
  code,
  kind: 'kecamatan',
  districtCode: code,
  point: { longitude: 112.7, latitude: -7.4 },
});
const nothing = { boundaries: [], places: [] };

test('the outline of its district where one was brought in; the villages are not drawn then', () => {
  const [shape] = waveShapes([wave({})], {
    boundaries: [{ code: '35.15.08', geometry: square }],
    places: [district('35.15.08'), village('35.15.08.1001', 112.6)],
  });
  expect(shape).toMatchObject({ outline: square, villages: [], middle: { longitude: 112.7 } });
});

test('else the points of its villages, and of no other district', () => {
  const places = [village('35.15.08.1001', 112.6), village('35.15.08.1002', 112.8), village('35.15.09.1001', 112.9)];
  const [shape] = waveShapes([wave({})], { boundaries: [], places });
  expect(shape?.outline).toBeNull();
  expect(shape?.villages.map(({ code }) => code)).toEqual(['35.15.08.1001', '35.15.08.1002']);
  expect(shape?.middle.longitude).toBeCloseTo(112.7);
});

test.each([
  ['one about a number has no place', [wave({ kind: 'one_number', districtCode: null, district: null })], nothing],
  ['a district of which nothing is known is in the list alone', [wave({})], nothing],
  ['nor does a district without villages make one', [wave({})], { boundaries: [], places: [district('35.15.08')] }],
  ['none at all', [], { boundaries: [{ code: '35.15.08', geometry: square }], places: [] }],
])('%s', (_case, waves, known) => expect(waveShapes(waves, known)).toEqual([]));

test('of several in one district the one that runs, else the newest', () => {
  const known = { boundaries: [{ code: '35.15.08', geometry: square }], places: [] };
  const over = wave({ beganAt: '2026-11-23T05:00:00.000Z', endedAt: '2026-11-23T06:00:00.000Z' });
  const older = wave({ beganAt: '2026-11-23T01:00:00.000Z', endedAt: '2026-11-23T02:00:00.000Z' });
  const runs = wave({});
  expect(waveShapes([over, runs], known).map((shape) => shape.wave)).toEqual([runs]);
  expect(waveShapes([older, over], known).map((shape) => shape.wave)).toEqual([over]);
});

test('without a point of the district the middle is that of its outline', () => {
  const [shape] = waveShapes([wave({})], { boundaries: [{ code: '35.15.08', geometry: square }], places: [] });
  expect(shape?.middle.longitude).toBeCloseTo(112.4);
});
