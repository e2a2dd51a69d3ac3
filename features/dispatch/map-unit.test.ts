import { expect, test } from 'vitest';
import { type MapUnit, staleAfterSeconds, unitCaption } from './map-unit.ts';

const unit: MapUnit = {
  id: 'u1',
  label: 'Ambulans 2',
  status: 'menuju lokasi',
  point: { latitude: -7.45, longitude: 112.71 },
  ageSeconds: 5,
  accuracyM: 10,
};
const minutes = (count: number) => `${count} menit lalu`;

test.each([
  [{}, 'Ambulans 2 · menuju lokasi'],
  [{ status: '' }, 'Ambulans 2'],
  [{ ageSeconds: staleAfterSeconds }, 'Ambulans 2 · menuju lokasi'],
  [{ ageSeconds: 599 }, 'Ambulans 2 · menuju lokasi (9 menit lalu)'],
])('with %o the caption is %s', (change, expected) =>
  expect(unitCaption({ ...unit, ...change }, minutes)).toBe(expected),
);
