import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewest, hideFew, mayShowPart } from './privacy-rules.ts';

test.each([
  ['nothing to hide', [12, 5, 40], [12, 5, 40]],
  ['one that is small takes the next smallest with it', [12, 3, 40], [null, null, 40]],
  ['two small ones that are enough together stay alone', [12, 3, 4, 40], [12, null, null, 40]],
  ['two small ones that are too few take a third', [12, 1, 2, 40], [null, null, null, 40]],
  ['none is hidden, and hides nobody', [12, 0, 0], [12, null, null]],
  ['all of it', [4], [null]],
  ['nothing at all', [], []],
])('%s', (_name, counts, shown) => {
  expect(hideFew(counts)).toEqual(shown);
});

test('no hidden figure can be had by subtracting what is shown from the sum', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 20 }), (counts) => {
      const shown = hideFew(counts);
      const hidden = counts.filter((_count, index) => shown[index] === null);
      const sum = hidden.reduce((all, count) => all + count, 0);
      for (const each of shown) if (each !== null) expect(each).toBeGreaterThanOrEqual(fewest);
      // Either nothing is left to know, or it is spread over two or more, or the sum as a whole is too small to be shown at all.
      const total = counts.reduce((all, count) => all + count, 0);
      if (sum > 0 && hidden.length < counts.length) {
        expect(hidden.length).toBeGreaterThanOrEqual(2);
        expect(sum).toBeGreaterThanOrEqual(fewest);
      }
      if (hidden.length === counts.length && counts.length > 1 && total >= fewest) expect(sum).toBe(total);
    }),
  );
});

test.each([
  [24, 41, true],
  [4, 41, false],
  [38, 41, false],
  [41, 41, true],
  [3, 3, false],
])('%i of %i may be said: %s', (part, whole, may) => {
  expect(mayShowPart(part, whole)).toBe(may);
});
