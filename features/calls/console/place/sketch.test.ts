import { expect, test } from 'vitest';
import type { CallerPlaceView } from '../../place-contract.ts';
import { roundLength, sketchOf } from './sketch.ts';

type Geodetic = Extract<CallerPlaceView['place'], { kind: 'geodetic' }>;

function told(id: string, over: Partial<Geodetic> = {}): CallerPlaceView {
  return {
    id,
    source: 'pidf',
    receivedAt: '2026-11-22T03:00:00.000Z',
    place: {
      kind: 'geodetic',
      latitude: -7.45,
      longitude: 112.72,
      altitudeM: null,
      uncertaintyM: 100,
      confidencePercent: 95,
      civic: null,
      mast: null,
      nearest: null,
      method: null,
      at: null,
      flags: [],
      ...over,
    },
  };
}

test('nothing is drawn of places without coordinates', () => {
  expect(sketchOf([])).toBeNull();
  expect(sketchOf([{ ...told('a'), place: { kind: 'cell', cell: 'LTE' } }])).toBeNull();
});

test('the first lies in the middle, others where they are; a hundredth of a degree north is 1,112 m', () => {
  const sketch = sketchOf([told('a'), told('b', { latitude: -7.44, uncertaintyM: null })]);
  expect(sketch?.places[0]).toEqual({ id: 'a', east: 0, north: 0, radiusM: 100 });
  expect(sketch?.places[1]?.north).toBeCloseTo(1111.95, 1);
  expect(sketch?.reachM).toBeCloseTo(1.2 * 1111.95, 0);
});

test('what lies very far away does not shrink the first to a dot', () => {
  const sketch = sketchOf([told('a'), told('b', { latitude: -6.2 })]);
  expect(sketch?.places.map(({ id }) => id)).toEqual(['a']);
});

test('the nearest village is drawn when it is near', () => {
  const nearest = {
    code: '35.15.08.1004',
    name: 'Sidokare',
    district: 'Sidoarjo',
    latitude: -7.451,
    longitude: 112.72,
    distanceM: 111,
  };
  expect(sketchOf([told('a', { nearest })])?.village?.name).toBe('Sidokare');
  expect(sketchOf([told('a', { nearest: { ...nearest, latitude: -7.6 } })])?.village).toBeNull();
});

test.each([
  [80, 50],
  [49, 20],
  [10, 10],
  [1999, 1000],
  [2000, 2000],
])('a bar of at most %d m is %d m long', (most, length) => {
  expect(roundLength(most)).toBe(length);
});
