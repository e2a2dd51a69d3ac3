import { expect, test } from 'vitest';
import { agreementOf, meanOf, type Pair, wilson } from './agreement.ts';

const pairs = (counts: readonly (readonly [string, string, number])[]): Pair[] =>
  counts.flatMap(([one, other, count]) => Array.from({ length: count }, (): Pair => [one, other]));

// Viera and Garrett, Family Medicine 37 (2005), table 2: 0.85 agreed, 0.65 by chance, kappa 0.57.
test('kappa is that of a published example', () => {
  const found = agreementOf(
    pairs([
      ['y', 'y', 15],
      ['y', 'n', 5],
      ['n', 'y', 10],
      ['n', 'n', 70],
    ]),
  );
  expect(found).toMatchObject({ n: 100, same: 85 });
  expect(found.kappa).toBeCloseTo(0.2 / 0.35, 12);
  expect(found.kappa).toBeCloseTo(0.57, 2);
});

test.each([
  ['nothing was compared', [], { n: 0, same: 0, kappa: null }],
  ['both always said the same one', [['y', 'y', 8]], { n: 8, same: 8, kappa: null }],
  [
    'they always agree',
    [
      ['y', 'y', 4],
      ['n', 'n', 4],
    ],
    { n: 8, same: 8, kappa: 1 },
  ],
  [
    'never, where chance would have half',
    [
      ['y', 'n', 4],
      ['n', 'y', 4],
    ],
    { n: 8, same: 0, kappa: -1 },
  ],
  [
    'as often as chance',
    [
      ['y', 'y', 1],
      ['y', 'n', 1],
      ['n', 'y', 1],
      ['n', 'n', 1],
    ],
    { n: 4, same: 2, kappa: 0 },
  ],
] as const)('kappa where %s', (_name, counts, expected) => {
  expect(agreementOf(pairs(counts))).toEqual(expected);
});

// Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('Wilson for %i of %i', (part, whole, low, high) => {
  expect(wilson(part, whole)?.low).toBeCloseTo(low, 4);
  expect(wilson(part, whole)?.high).toBeCloseTo(high, 4);
});

test('a mean says how sure it is, and nothing from one sheet', () => {
  expect(wilson(0, 0)).toBeNull();
  expect(meanOf([])).toEqual({ n: 0, mean: null, interval: null });
  expect(meanOf([0.8])).toEqual({ n: 1, mean: 0.8, interval: null });
  // Mean 0.7, standard deviation 0.1, t(2) = 4.303.
  const three = meanOf([0.6, 0.7, 0.8]);
  expect(three.mean).toBeCloseTo(0.7, 12);
  expect(three.interval?.low).toBeCloseTo(0.7 - (4.303 * 0.1) / Math.sqrt(3), 9);
  expect(three.interval?.high).toBeCloseTo(0.7 + (4.303 * 0.1) / Math.sqrt(3), 9);
  expect(meanOf([0, 1]).interval).toEqual({ low: 0, high: 1 });
  const many = meanOf(Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? 0.4 : 0.6)));
  expect(many.interval?.low).toBeGreaterThan(0.47);
});
