import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DrawableCall, drawSample, strata, stratumOf } from './draw-rules.ts';

const codes = ['EMERGENCY_NEW', 'URGENT_NONLIFE', 'PRANK_CHILD', 'PRANK_ABUSIVE', 'GHOST', 'INFO_PUBLIC'];
/** Places as the server's seed gives them, by a simpler hash (FNV-1a): what matters is that the seed and the text alone decide. */
const placeUnder = (seed: string) => (text: string) => {
  let hash = 0x811c9dc5;
  for (const letter of `${seed}/${text}/${text}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
};

const call = fc.record({
  id: fc.uuid(),
  takerId: fc.constantFrom('a', 'b', 'c'),
  disposition: fc.constantFrom(...codes),
});
const calls = fc.uniqueArray(call, { selector: ({ id }) => id, maxLength: 60 });
const rule = fc.record({
  perTaker: fc.integer({ min: 1, max: 12 }),
  doubleShare: fc.double({ min: 0, max: 1, noNaN: true }),
});

test('the draw takes only what may be drawn, never twice, so many of each, and can be repeated from its seed', () => {
  fc.assert(
    fc.property(calls, rule, fc.string(), (drawable, asked, seed) => {
      const drawn = drawSample(drawable, placeUnder(seed), asked);
      const ids = drawn.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { isDouble: _, stratum, ...one } of drawn) {
        expect(drawable).toContainEqual(one);
        expect(stratum).toBe(stratumOf(one.disposition));
      }
      for (const taker of ['a', 'b', 'c']) {
        const own = drawable.filter(({ takerId }) => takerId === taker);
        const theirs = drawn.filter(({ takerId }) => takerId === taker);
        expect(theirs.length).toBe(Math.min(asked.perTaker, own.length));
        // No layer is left out while another gives two.
        const layers = new Set(own.map(({ disposition }) => stratumOf(disposition)));
        expect(new Set(theirs.map(({ stratum }) => stratum)).size).toBe(Math.min(layers.size, asked.perTaker));
      }
      // By somebody else, who has the calls in another order.
      expect(drawSample(drawable.toReversed(), placeUnder(seed), asked)).toEqual(drawn);
    }),
  );
});

test('another seed draws others, and the share says how many two assess', () => {
  const many: DrawableCall[] = Array.from({ length: 400 }, (_, index) => ({
    id: `call-${String(index).padStart(3, '0')}`,
    takerId: 'a',
    disposition: 'EMERGENCY_NEW',
  }));
  const by = (seed: string, doubleShare: number) => drawSample(many, placeUnder(seed), { perTaker: 200, doubleShare });
  const ids = (seed: string) => by(seed, 0).map(({ id }) => id);
  expect(ids('one')).not.toEqual(ids('two'));
  expect(by('one', 0).some(({ isDouble }) => isDouble)).toBe(false);
  expect(by('one', 1).every(({ isDouble }) => isDouble)).toBe(true);
  const double = by('one', 0.25).filter(({ isDouble }) => isDouble).length;
  expect(double).toBeGreaterThan(25);
  expect(double).toBeLessThan(75);
});

test.each([
  ['EMERGENCY_DUP', 'emergency'],
  ['HOAX_CONFIRMED', 'prank'],
  ['PRANK_ABUSIVE', 'abusive'],
  ['GHOST', 'silent'],
  ['INFO_PUBLIC', 'other'],
] as const)('%s is of the layer %s', (code, stratum) => {
  expect(stratumOf(code)).toBe(stratum);
  expect(strata).toContain(stratum);
});
