import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawCalls } from './draw.ts';

const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });
const callsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `019ab000-0000-7000-8000-${String(index).padStart(12, '0')}` }));

describe('the draw', () => {
  test('takes the share of many calls, within five standard deviations, whatever the seed', () => {
    const calls = callsOf(1500);
    fc.assert(
      fc.property(seed, fc.double({ min: 0.01, max: 1, noNaN: true }), (given, share) => {
        const drawn = drawCalls(calls, given, share).length;
        const spread = 5 * Math.sqrt(calls.length * share * (1 - share)) + 1;
        expect(Math.abs(drawn - calls.length * share)).toBeLessThanOrEqual(spread);
      }),
      { numRuns: 20 },
    );
  });

  test('is the same again, does not depend on the other calls, and a larger share holds a smaller one', () => {
    const calls = callsOf(300);
    fc.assert(
      fc.property(
        seed,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, a, b) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)];
          const few = drawCalls(calls, given, less).map(({ id }) => id);
          expect(
            drawCalls([...calls].reverse(), given, less)
              .map(({ id }) => id)
              .reverse(),
          ).toEqual(few);
          expect(drawCalls(calls, given, more).map(({ id }) => id)).toEqual(expect.arrayContaining(few));
          const half = calls.filter((_, index) => index % 2 === 0);
          expect(drawCalls(half, given, less).map(({ id }) => id)).toEqual(
            few.filter((id) => half.some((one) => one.id === id)),
          );
        },
      ),
      { numRuns: 20 },
    );
  });

  test('of another seed is another draw', () => {
    const calls = callsOf(2000);
    const drawn = (key: string) => drawCalls(calls, Buffer.from(key.padEnd(32)), 0.05).map(({ id }) => id);
    expect(drawn('hari satu')).not.toEqual(drawn('hari dua'));
  });
});
