import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commitmentOf, drawCalls, placeInDraw } from './draw.ts';

const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });
const callsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `019ab000-0000-7000-8000-${String(index).padStart(12, '0')}` }));

describe('the draw', () => {
  test('is what a stranger computes with HMAC-SHA-256 (RFC 4231, test case 2: key "Jefe")', () => {
    const place = placeInDraw(Buffer.from('Jefe'), 'what do ya want for nothing?');
    // 5bdcc146bf60754e…: its first 13 hexadecimal digits over 16 to the 13th.
    expect(place).toBe(0x5bdcc146bf607 / 16 ** 13);
  });

  test('commits to its seed by SHA-256 (FIPS 180-2, "abc")', () => {
    expect(commitmentOf(Buffer.from('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

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
