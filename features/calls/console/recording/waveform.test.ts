import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockOf, pathOf, readPeaks, seekByKey } from './waveform.ts';

test('peaks are read as the server wrote them: caller, desk, caller, desk', () => {
  const { caller, desk } = readPeaks(btoa(String.fromCharCode(255, 0, 64, 128)));
  expect([caller[0], desk[0]]).toEqual([1, 0]);
  expect(caller[1]).toBeCloseTo(Math.sqrt(64 / 255));
  expect(desk[1]).toBeCloseTo(Math.sqrt(128 / 255));
  expect(readPeaks('')).toEqual({ caller: [], desk: [] });
});

test('a path stays in its box', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 900 }), (columns) => {
      const numbers = pathOf(columns).match(/ [\d.]+/g) ?? [];
      for (const y of numbers) expect(Number(y)).toSatisfy((value: number) => value >= 0 && value <= 2);
    }),
  );
});

test.each([
  ['ArrowRight', 10, 15],
  ['ArrowLeft', 2, 0],
  ['ArrowUp', 58, 60],
  ['PageDown', 50, 20],
  ['Home', 50, 0],
  ['End', 5, 60],
  ['a', 5, null],
] as const)('%s at %d s of a minute leads to %s', (key, at, expected) => expect(seekByKey(key, at, 60)).toBe(expected));

test('positions are said in minutes and seconds', () => {
  expect([clockOf(0), clockOf(65.9), clockOf(600), clockOf(-1)]).toEqual(['0:00', '1:05', '10:00', '0:00']);
});
