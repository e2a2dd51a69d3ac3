import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mosOf, ratingOf, wordOf, worseOf } from './sound-quality.ts';

const path = (lossPercent: number, delayMs: number, isConcealed = true) => ({ lossPercent, delayMs, isConcealed });

describe('the score of a sound path', () => {
  test.each([
    // [per cent lost, ms of delay, concealed, score]
    [0, 0, true, 4.41],
    [0, 150, true, 4.33],
    [0, 400, true, 3.05],
    [1, 50, true, 4.3],
    [5, 50, true, 3.87],
    [20, 50, true, 2.57],
    [1, 50, false, 3.78],
    [5, 50, false, 2.11],
    [100, 0, true, 1.18],
  ])('%d %% lost, %d ms, concealed %s: %d', (loss, delay, concealed, score) => {
    expect(mosOf(path(loss, delay, concealed))).toBeCloseTo(score, 2);
  });

  test('G.107 Annex B: the ratings at which people change their mind', () => {
    // 80: satisfied, 70: some are dissatisfied. Delays that lead to these ratings.
    const delayFor = (rating: number) => {
      let delay = 0;
      while (ratingOf(path(0, delay)) > rating) delay += 0.01;
      return delay;
    };
    expect(mosOf(path(0, delayFor(80)))).toBeCloseTo(4.02, 2);
    expect(mosOf(path(0, delayFor(70)))).toBeCloseTo(3.6, 2);
  });

  test.each([
    [4.4, 'good'],
    [4.02, 'good'],
    [4.01, 'fair'],
    [3.6, 'fair'],
    [3.59, 'poor'],
    [1, 'poor'],
  ] as const)('%d is %s', (mos, word) => expect(wordOf(mos)).toBe(word));

  test('whatever is measured, the score lies between 1 and 4.5, and more loss or delay never makes it better', () => {
    const figure = (max: number) => fc.double({ min: 0, max, noNaN: true });
    fc.assert(
      fc.property(figure(100), figure(100), figure(5000), figure(5000), fc.boolean(), (a, b, c, d, concealed) => {
        const score = mosOf(path(a, c, concealed));
        expect(score).toBeGreaterThanOrEqual(1);
        expect(score).toBeLessThanOrEqual(4.5);
        const worse = mosOf(path(Math.max(a, b), Math.max(c, d), concealed));
        expect(worse).toBeLessThanOrEqual(score + 1e-9);
      }),
    );
  });

  test('the worse direction counts, and one that is not known does not', () => {
    expect([worseOf(4, 3), worseOf(null, 3), worseOf(4, null), worseOf(null, null)]).toEqual([3, 3, 4, null]);
  });
});
