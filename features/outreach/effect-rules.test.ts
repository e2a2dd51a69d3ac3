import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chillOf,
  type DistrictCounts,
  disturbs,
  type Effect,
  findingOf,
  measureEffect,
  studentQuantile,
  windowsOf,
} from './effect-rules.ts';

const district = (hasCampaign: boolean, before: number, after: number, code = 'x'): DistrictCounts => ({
  code,
  hasCampaign,
  before,
  after,
});
const measured = (effect: Effect) => {
  if (effect.kind !== 'measured') throw new Error(effect.why);
  return effect;
};

describe('the interval', () => {
  test('is that of Doll and Hill (1950) for smokers and lung cancer: 14.04, Woolf 3.33 to 59.30', () => {
    // As four cells: 647 of 649 cases smoked, 622 of 649 controls. Spread over equal districts, so that nothing scatters; Student's
    // quantile is brought back to the normal one, which the published interval has.
    const cell = { before: 2, after: 647 };
    const error = Math.sqrt(1 / 647 + 1 / 2 + 1 / 622 + 1 / 27);
    const ratio = cell.after / cell.before / (622 / 27);
    expect(ratio).toBeCloseTo(14.04, 2);
    expect(ratio * Math.exp(-1.96 * error)).toBeCloseTo(3.33, 2);
    // Our own floor of five calls refuses so small a cell; a hundred times of each the ratio is the same.
    const districts = [1, 2, 3, 4].flatMap((index) => [
      district(true, 50, 16_175, `t${index}`),
      district(false, 675, 15_550, `c${index}`),
    ]);
    const effect = measured(measureEffect(districts));
    expect(effect.ratio).toBeCloseTo(14.04, 2);
    const reach = (Math.log(effect.high) - Math.log(effect.low)) / 2;
    expect(reach / studentQuantile(6)).toBeCloseTo(error / 10, 5);
    expect([effect.dispersion, effect.freedom]).toEqual([1, 6]);
  });

  test('by hand: 100 to 60 against 200 to 180 in districts that scatter by twice what chance makes', () => {
    const districts = [
      district(true, 50, 30, 'a'),
      district(true, 50, 30, 'b'),
      // Share of the group 180/380; each scatters about 90 of 190 by d: X² = 2 d² / (190 × 0.47368 × 0.52632).
      district(false, 100 - 15, 90 + 15, 'c'),
      district(false, 100 + 15, 90 - 15, 'd'),
      district(false, 0, 0, 'silent'),
      district(true, 0, 0, 'silent'),
      district(true, 0, 0, 'silent'),
    ];
    expect(measureEffect(districts)).toMatchObject({ kind: 'few', why: 'few_districts' });
    const more = [...districts.slice(0, 4), district(true, 100, 60, 'e'), district(false, 200, 180, 'f')];
    const effect = measured(measureEffect(more));
    // T 200 → 120, C 400 → 360: R = 0.6 / 0.9 = 2/3. X² = 2 × 225 / 47.3684 = 9.5 on 4 degrees: φ = 2.375.
    expect(effect.ratio).toBeCloseTo(2 / 3, 10);
    expect(effect.dispersion).toBeCloseTo(2.375, 6);
    expect(effect.freedom).toBe(4);
    // √(2.375 × (1/200 + 1/120 + 1/400 + 1/360)) = √(2.375 × 0.0186111) = 0.210241; t(4) = 2.776; ± 0.58370.
    expect(effect.low).toBeCloseTo((2 / 3) * Math.exp(-0.5837), 2);
    expect(effect.high).toBeCloseTo((2 / 3) * Math.exp(0.5837), 2);
    expect(findingOf(effect)).toBe('unclear');
  });

  test.each([
    [3, 3.182],
    [4, 2.776],
    [10, 2.228],
    [17, 2.11],
    [1000, 1.962],
  ])("Student's quantile with %i degrees is %f", (freedom, expected) => {
    expect(Math.abs(studentQuantile(freedom) - expected)).toBeLessThan(0.0035);
  });
});

describe('too little', () => {
  const others = [1, 2, 3, 4, 5].map((index) => district(false, 20, 20, `c${index}`));
  test.each([
    ['no district had it', others, 'no_places'],
    ['every district had it', others.map((one) => ({ ...one, hasCampaign: true })), 'no_others'],
    ['four calls after', [...others, district(true, 20, 4)], 'few_calls'],
    ['two districts each', [district(true, 20, 10), district(true, 20, 10), ...others.slice(0, 2)], 'few_districts'],
  ])('%s', (_name, districts, why) => {
    const effect = measureEffect(districts);
    expect(effect).toMatchObject({ kind: 'few', why });
    expect([findingOf(effect), chillOf(effect)]).toEqual(['few', 'unknown']);
  });
});

describe('the chill guard', () => {
  const of = (ratio: number, low: number, high: number): Effect => ({
    kind: 'measured',
    totals: { campaign: { before: 9, after: 9 }, others: { before: 9, after: 9 } },
    ratio,
    low,
    high,
    dispersion: 1,
    freedom: 9,
  });
  test.each([
    ['Romania 2015: pranks down, genuine calls down by 39 % as well', of(0.61, 0.6, 0.62), 'fell'],
    ['down by 6 %, although chance could have done it', of(0.94, 0.8, 1.1), 'fell'],
    ['down by exactly 5 %', of(0.95, 0.94, 0.96), 'not_excluded'],
    ['level, and a fall of 10 % is still possible', of(1, 0.9, 1.11), 'not_excluded'],
    ['level, and sure of it', of(1, 0.97, 1.03), 'none'],
    ['more than before', of(1.2, 1.1, 1.3), 'none'],
  ])('%s', (_name, effect, expected) => {
    expect(chillOf(effect)).toBe(expected);
  });
});

test('windows are whole weeks on both sides of the campaign, and none of its own days is in them', () => {
  const windows = windowsOf({ startsOn: '2026-03-02', endsOn: '2026-03-04' }, 4);
  expect(windows).toEqual({
    before: { from: '2026-02-02', to: '2026-03-02' },
    after: { from: '2026-03-05', to: '2026-04-02' },
  });
  expect(disturbs({ startsOn: '2026-04-02', endsOn: '2026-04-09' }, windows)).toBe(false);
  expect(disturbs({ startsOn: '2026-04-01', endsOn: '2026-04-09' }, windows)).toBe(true);
  expect(disturbs({ startsOn: '2026-01-01', endsOn: '2026-02-01' }, windows)).toBe(false);
  expect(disturbs({ startsOn: '2026-01-01', endsOn: '2026-02-02' }, windows)).toBe(true);
});

/** Numbers between 0 and 1 from a seed (mulberry32), so that a failure can be repeated. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Knuth's method; means here are small. */
function poisson(mean: number, next: () => number): number {
  let [count, product] = [0, next()];
  const floor = Math.exp(-mean);
  while (product > floor) {
    count += 1;
    product *= next();
  }
  return count;
}

/** A regency of 18 districts, 4 of them with the campaign; `scatter` moves each district's own change about by that much. */
function regency(next: () => number, { effect, scatter }: { effect: number; scatter: number }): DistrictCounts[] {
  return Array.from({ length: 18 }, (_one, index) => {
    const hasCampaign = index < 4;
    const mean = 15 + 60 * next();
    const own = Math.exp(scatter * (next() + next() + next() + next() - 2) * Math.sqrt(3));
    return district(
      hasCampaign,
      poisson(mean, next),
      poisson(mean * 1.15 * own * (hasCampaign ? effect : 1), next),
      `d${index}`,
    );
  });
}

describe('over many regencies', () => {
  const rounds = 2000;
  const run = (seed: number, built: { effect: number; scatter: number }) => {
    const next = chance(seed);
    return Array.from({ length: rounds }, () => measured(measureEffect(regency(next, built))));
  };

  test.each([
    ['chance alone', { effect: 1, scatter: 0 }],
    ['districts that scatter by a fifth', { effect: 1, scatter: 0.2 }],
  ])('without an effect the interval holds "no change" in about 95 %%: %s', (_name, built) => {
    const covered = run(1120, built).filter(({ low, high }) => low <= 1 && high >= 1).length / rounds;
    expect(covered).toBeGreaterThan(0.925);
    expect(covered).toBeLessThan(0.985);
  });

  test('a built-in effect is in the interval in about 95 %, and is found', () => {
    // Four districts of 45 calls: ln 0.6 is 3.7 standard errors away, so that nine in ten are found; ln 0.5 is five away.
    const found = run(2110, { effect: 0.6, scatter: 0.1 });
    const covered = found.filter(({ low, high }) => low <= 0.6 && high >= 0.6).length / rounds;
    expect(covered).toBeGreaterThan(0.925);
    const share = (of: readonly Effect[]) => of.filter((each) => findingOf(each) === 'less').length / rounds;
    expect(share(found)).toBeGreaterThan(0.85);
    expect(share(run(2111, { effect: 0.5, scatter: 0.1 }))).toBeGreaterThan(0.97);
  });

  test('whatever the counts, the interval holds its ratio, and giving every district twice the calls before changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 })), {
          minLength: 2,
          maxLength: 20,
        }),
        (rows) => {
          const districts = rows.map(([has, before, after], index) => district(has, before, after, `d${index}`));
          const effect = measureEffect(districts);
          if (effect.kind === 'few') return;
          expect(effect.low).toBeLessThan(effect.ratio);
          expect(effect.high).toBeGreaterThan(effect.ratio);
          expect(effect.dispersion).toBeGreaterThanOrEqual(1);
          const doubled = measureEffect(districts.map((one) => ({ ...one, before: one.before * 2 })));
          expect(measured(doubled).ratio).toBeCloseTo(effect.ratio, 8);
        },
      ),
    );
  });
});
