import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusCodeIn, plusCodeOf, readPlusCode } from './plus-code.ts';

const alunAlun = { latitude: -7.4478, longitude: 112.7183 };

describe('plus codes', () => {
  test.each([
    ['6P4JHP29+V4', { code: '6P4JHP29+V4', isShort: false, rest: '' }],
    ['HP29+V4 Sidoarjo', { code: 'HP29+V4', isShort: true, rest: 'Sidoarjo' }],
    ['hp29 + v4, Sidokare, Sidoarjo', { code: 'HP29+V4', isShort: true, rest: 'Sidokare Sidoarjo' }],
    ['plus code HP29+V4X', { code: 'HP29+V4X', isShort: true, rest: 'plus code' }],
    ['Jl. Pahlawan + 12', null],
    ['+62 812', null],
    ['6P4J0000+', null],
  ])('%s', (text, expected) => expect(plusCodeIn(text)).toEqual(expected));

  test('a code says its place and how large its area is', () => {
    const read = readPlusCode({ code: '6P4JHP29+V4', isShort: false }, alunAlun);
    expect(read.point.latitude).toBeCloseTo(-7.4478, 3);
    expect(read.point.longitude).toBeCloseTo(112.7178, 3);
    expect(read.accuracyM).toBeGreaterThan(5);
    expect(read.accuracyM).toBeLessThan(15);
  });

  test('a short code is the one near by', () =>
    expect(readPlusCode({ code: 'HP29+V4', isShort: true }, alunAlun).full).toBe('6P4JHP29+V4'));

  test('every point has a code that leads back to it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -11, max: 6, noNaN: true }),
        fc.double({ min: 95, max: 141, noNaN: true }),
        (latitude, longitude) => {
          const read = readPlusCode({ code: plusCodeOf({ latitude, longitude }), isShort: false }, alunAlun);
          expect(Math.abs(read.point.latitude - latitude)).toBeLessThan(0.0001);
          expect(Math.abs(read.point.longitude - longitude)).toBeLessThan(0.0001);
        },
      ),
    );
  });
});
