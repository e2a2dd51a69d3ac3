import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atMost, fairnessOf, upperBound } from './audit-figures.ts';

describe('the upper bound of a share', () => {
  // One-sided 95 % bounds of Clopper and Pearson; (1, 2) is 1 - (1 - sqrt(0.95)), the others are beta quantiles at 0.95.
  test.each([
    [0, 300, 0.01],
    [0, 3000, 0.001],
    [0, 2, 1],
    [1, 2, 0.974679],
    [1, 10, 0.394163],
    [2, 10, 0.506901],
    [5, 10, 0.777559],
    [10, 10, 1],
  ])('%i of %i is %d', (k, n, bound) => expect(upperBound(k, n)).toBeCloseTo(bound, 5));

  test('of nothing is not known', () => expect(upperBound(0, 0)).toBeNull());

  test('is where at most k happen in one of twenty, for any k and n', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, at) => {
        const k = 1 + Math.floor(at * (n - 2));
        const bound = upperBound(k, n) ?? 0;
        expect(bound).toBeGreaterThan(k / n);
        expect(atMost(k, n, bound)).toBeCloseTo(0.05, 6);
      }),
    );
  });
});

describe('fairness', () => {
  test('is the ratio to all others, with the interval of Katz', () => {
    // 90/100 against 160/200: 1.125; ln ± 1.96 × sqrt(1/90 - 1/100 + 1/160 - 1/200).
    const [first] = fairnessOf([
      { key: 'a', part: 90, whole: 100 },
      { key: 'b', part: 160, whole: 200 },
    ]);
    expect(first).toMatchObject({ key: 'a', verdict: 'fair' });
    expect(first?.ratio).toBeCloseTo(1.125, 6);
    expect(first?.low).toBeCloseTo(1.125 * Math.exp(-1.959964 * Math.sqrt(0.002361111)), 5);
    expect(first?.high).toBeCloseTo(1.125 * Math.exp(1.959964 * Math.sqrt(0.002361111)), 5);
  });

  test.each([
    ['too few calls', { part: 9, whole: 29 }, { part: 90, whole: 100 }, 'few'],
    ['too few cases', { part: 4, whole: 400 }, { part: 90, whole: 1000 }, 'few'],
    ['nobody else to compare with', { part: 90, whole: 100 }, { part: 0, whole: 0 }, 'few'],
    ['half as often', { part: 200, whole: 500 }, { part: 400, whole: 500 }, 'unfair'],
    ['twice as often, of few', { part: 6, whole: 40 }, { part: 12, whole: 160 }, 'unclear'],
    ['alike', { part: 95, whole: 100 }, { part: 190, whole: 200 }, 'fair'],
  ])('%s', (_name, group, rest, verdict) =>
    expect(
      fairnessOf([
        { key: 'a', ...group },
        { key: 'b', ...rest },
      ])[0]?.verdict,
    ).toBe(verdict),
  );
});
