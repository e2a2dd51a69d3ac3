import { expect, test } from 'vitest';
import { publicMonthOf } from './public-figures.ts';

const month = '2026-10';

test.each([
  [
    'an ordinary month',
    { calls: 1000, answered: 900, pranks: 300, minutes: 410 },
    { calls: 1000, answered: 900, pranks: 300, prankShare: 1 / 3, minutes: 410 },
  ],
  [
    'four pranks are not shown, nor what they took',
    { calls: 1000, answered: 900, pranks: 4, minutes: 5 },
    { calls: 1000, answered: 900, pranks: null, prankShare: null, minutes: null },
  ],
  [
    'two calls that were no prank would stand out',
    { calls: 40, answered: 30, pranks: 28, minutes: 20 },
    { calls: 40, answered: 30, pranks: null, prankShare: null, minutes: null },
  ],
  [
    'three that nobody answered would stand out',
    { calls: 40, answered: 37, pranks: 20, minutes: 20 },
    { calls: 40, answered: null, pranks: 20, prankShare: 20 / 37, minutes: 20 },
  ],
  [
    'a month with four calls',
    { calls: 4, answered: 4, pranks: 4, minutes: 2 },
    { calls: null, answered: null, pranks: null, prankShare: null, minutes: null },
  ],
])('%s', (_name, counts, shown) => {
  expect(publicMonthOf({ month, ...counts })).toEqual({ month, ...shown });
});
