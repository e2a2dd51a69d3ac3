import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atMost } from './audit-figures.ts';
import { binsOf, type HintOutcomes, precisionOf, shareBounds } from './hint-precision.ts';

const outcomes = (change: Partial<HintOutcomes>): HintOutcomes => ({
  marked: 100,
  closed: 100,
  asPrank: 100,
  judged: 50,
  agreed: 50,
  unheard: 0,
  ...change,
});

describe('the bounds of a share', () => {
  // Two-sided 95 % of Clopper and Pearson: (0, 10) is 1 − 0.025^(1/10); (5, 10) are beta quantiles at 0.025 and 0.975.
  test.each([
    [0, 10, 0, 0.308497],
    [10, 10, 0.691503, 1],
    [5, 10, 0.187086, 0.812914],
  ])('%i of %i', (k, n, low, high) => {
    const bounds = shareBounds(k, n, 0.05);
    expect(bounds.low).toBeCloseTo(low, 5);
    expect(bounds.high).toBeCloseTo(high, 5);
  });

  test('hold the share, and leave out what is too unlikely on either side', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, at) => {
        const k = Math.round(at * n);
        const { low, high } = shareBounds(k, n, 0.05);
        expect(low).toBeLessThanOrEqual(k / n);
        expect(high).toBeGreaterThanOrEqual(k / n);
        if (k < n) expect(atMost(k, n, high)).toBeCloseTo(0.025, 6);
        if (k > 0) expect(1 - atMost(k - 1, n, low)).toBeCloseTo(0.025, 6);
      }),
    );
  });
});

describe('the precision', () => {
  test.each<[string, Partial<HintOutcomes>, number | null]>([
    ['nothing closed', { closed: 0, asPrank: 0 }, null],
    ['nothing judged', { judged: 0, agreed: 0 }, null],
    ['all right', {}, 1],
    ['one in ten closed as something else', { asPrank: 90 }, 0.9],
    ['one in ten judged otherwise', { agreed: 45 }, 0.9],
    ['both', { asPrank: 90, agreed: 45 }, 0.81],
  ])('%s', (_name, change, estimate) => {
    const found = precisionOf(outcomes(change))?.estimate ?? null;
    if (estimate === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(estimate, 6);
  });

  test('of fifty judged pranks, all right, is at least 0.88 with hundred closed and 0.91 with ten thousand', () => {
    // 0.0125^(1/50) × 0.0125^(1/100), and with 1/10000.
    expect(precisionOf(outcomes({}))?.low).toBeCloseTo(0.0125 ** 0.02 * 0.0125 ** 0.01, 5);
    const many = precisionOf(outcomes({ marked: 10_000, closed: 10_000, asPrank: 10_000 }));
    expect(many?.low).toBeCloseTo(0.0125 ** 0.02 * 0.0125 ** 0.0001, 5);
  });

  test('is surer the more were judged, and never surer than its interval', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 0, max: 500 }),
        (closed, pranks, judged, agreed) => {
          const one = outcomes({
            closed,
            asPrank: Math.min(pranks, closed),
            judged,
            agreed: Math.min(agreed, judged),
          });
          const [found, more] = [precisionOf(one), precisionOf({ ...one, judged: judged * 4, agreed: one.agreed * 4 })];
          if (found === null || more === null) throw new Error('Something was closed and judged');
          expect(found.low).toBeLessThanOrEqual(found.estimate + 1e-9);
          expect(found.high).toBeGreaterThanOrEqual(found.estimate - 1e-9);
          expect(more.low).toBeGreaterThanOrEqual(found.low - 1e-9);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('every call is in one bin', () => {
  const counted = [0, 0.0179, 0.0999, 0.1, 0.5, 0.9799, 0.98, 0.9999, 1].map((score) => ({
    score,
    end: 'prank' as const,
    count: 2,
  }));
  const bins = binsOf([...counted, { score: 0.99, end: 'other', count: 1 }, { score: 0.99, end: 'open', count: 1 }]);
  expect(bins.map(({ calls }) => calls)).toEqual([6, 2, 0, 0, 0, 2, 0, 0, 0, 2, 8]);
  expect(bins.at(-1)).toEqual({ from: 0.98, to: 1, calls: 8, pranks: 6, others: 1 });
});
