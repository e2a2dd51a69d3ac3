import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusMs } from '#platform/shared/time.ts';
import {
  type FeatureOfHint,
  forbiddenSignals,
  type HintFeature,
  hintBias,
  hintFeatureNames,
  hintFeatures,
  hintSeeds,
  needCodes,
  prankCodes,
} from './hint.ts';
import {
  contributionsOf,
  decayDays,
  decayOf,
  type EarlierCall,
  farM,
  type HintFacts,
  hintOf,
  historyFactsOf,
  lifeCueOf,
  scoreOf,
  signalsOf,
} from './hint-rules.ts';
import { type CallHistory, historyInUse } from './history.ts';

const now = '2026-11-23T10:00:00.000Z';
const daysAgo = (days: number) => plusMs(now, -days * 86_400_000);
const minutesAgo = (minutes: number) => plusMs(now, -minutes * 60_000);

const prank: EarlierCall = {
  at: daysAgo(1),
  state: 'ended',
  code: 'PRANK_ADULT',
  by: 'sri',
  talkMs: 20_000,
  isSilent: false,
  keys: 0,
  followUp: null,
  isOpen: false,
};
const people = ['sri', 'budi', 'ani'];
/** So many pranks, one a day from yesterday on, closed in turn by so many people. */
const pranks = (count: number, by = 3, change: Partial<EarlierCall> = {}): EarlierCall[] =>
  Array.from({ length: count }, (_, index) => ({
    ...prank,
    at: daysAgo(1 + (index % 20)),
    by: people[index % by] ?? 'sri',
    ...change,
  }));
const factsOf = (earlier: HintFacts['earlier'], change: Partial<HintFacts> = {}): HintFacts => ({
  earlier,
  metresOutside: null,
  otherReports: null,
  isVulnerable: false,
  ...change,
});
const likely = (facts: HintFacts) => hintOf(facts, hintSeeds, now).isLikely;
const unknown = scoreOf(signalsOf(factsOf(null), now));

describe('the score', () => {
  test.each<[string, HintFacts, number]>([
    // 1 / (1 + e^4), rounded down to four decimals.
    ['a stranger', factsOf([]), 0.0179],
    ['a withheld number', factsOf(null), 0.0179],
    // Three of a day ago count 89/90 each: 2.97 × 0.9 + 1 × 0.6 − 4 = −0.727.
    ['three pranks closed by two people', factsOf(pranks(3, 2, { at: daysAgo(1) })), 0.325],
    // 10 × 0.9 + 2 × 0.6 − 4 = 6.2.
    ['forty pranks closed by three people', factsOf(pranks(40)), 0.9979],
    // 6.2 − 4 × 83/90 = 2.51.
    ['the same, and an emergency a week ago', factsOf([...pranks(40), need(daysAgo(7))]), 0.925],
    // 6.2 + 0.5.
    ['the same, and told to be far away', factsOf(pranks(40), { metresOutside: farM + 1 }), 0.9987],
  ])('%s', (_name, facts, score) => expect(hintOf(facts, hintSeeds, now).score).toBeCloseTo(score, 2));

  test('is the sum that stands in the table, and its parts add up', () => {
    const signals = signalsOf(factsOf(pranks(5, 2)), now);
    const sum = Object.values(contributionsOf(signals)).reduce((all, each) => all + each, hintBias);
    expect(scoreOf(signals)).toBeCloseTo(1 / (1 + Math.exp(-sum)), 3);
  });
});

function need(at: string): EarlierCall {
  return { ...prank, at, code: 'EMERGENCY_NEW' };
}

describe('likely a prank', () => {
  test.each<[string, HintFacts, boolean]>([
    ['a stranger', factsOf([]), false],
    ['a withheld number', factsOf(null), false],
    ['three pranks: too few for the score', factsOf(pranks(3)), false],
    ['forty pranks closed by three people', factsOf(pranks(40)), true],
    ['forty pranks that one person closed', factsOf(pranks(40, 1)), false],
    ['forty suspicions', factsOf(pranks(40, 3, { code: 'HOAX_SUSPECTED' })), false],
    ['forty pranks that nobody confirmed', factsOf(pranks(40).map((call) => ({ ...call, by: null }))), false],
    ['forty pranks of sixty days ago', factsOf(pranks(40, 3, { at: daysAgo(60) })), false],
    ['forty silent calls', factsOf(pranks(40, 3, { code: 'GHOST', isSilent: true })), false],
    ['forty pranks and an emergency of last week', factsOf([...pranks(40), need(daysAgo(7))]), false],
    ['forty pranks and an emergency a moment ago', factsOf([...pranks(40), need(minutesAgo(5))]), false],
    [
      'forty pranks, and lost a moment ago',
      factsOf([...pranks(40), { ...prank, at: minutesAgo(9), state: 'lost', code: null, by: null, talkMs: null }]),
      false,
    ],
    [
      'forty pranks, and tapped a moment ago',
      factsOf([...pranks(40), { ...prank, at: minutesAgo(9), keys: 2 }]),
      false,
    ],
    ['forty pranks, one of an incident that is open', factsOf([...pranks(40), { ...prank, isOpen: true }]), false],
    [
      'forty pranks, and somebody is still to call back',
      factsOf([...pranks(40), { ...prank, followUp: { isDone: false, outcome: null } }]),
      false,
    ],
    ['forty pranks, and another report next to it', factsOf(pranks(40), { otherReports: 1 }), false],
    ['forty pranks, and a disabled child at home', factsOf(pranks(40), { isVulnerable: true }), false],
  ])('%s', (_name, facts, wanted) => expect(likely(facts)).toBe(wanted));

  test('each cue has its name', () => {
    const cueOf = (facts: HintFacts) => lifeCueOf(facts, now);
    expect([
      cueOf(factsOf([need(minutesAgo(29))])),
      cueOf(factsOf([need(minutesAgo(31))])),
      cueOf(factsOf([{ ...prank, at: minutesAgo(1), isSilent: true }])),
      cueOf(factsOf(null, { otherReports: 2 })),
    ]).toEqual(['emergency_lately', null, 'unhelped_lately', 'other_reports']);
  });
});

describe('what may never be looked at', () => {
  test('is in no feature', () => {
    const used: readonly string[] = hintFeatureNames.map((name) => hintFeatures[name].signal);
    expect(forbiddenSignals.filter((signal) => used.includes(signal))).toEqual([]);
  });

  test('cannot be written down', () => {
    // @ts-expect-error: how somebody speaks is no signal
    const accent: FeatureOfHint = { signal: 'accent', weight: 1, most: 1 };
    // @ts-expect-error: where poor people live is none either
    const district: FeatureOfHint = { signal: 'sub_district', weight: 1, most: 1 };
    const forbidden: readonly string[] = forbiddenSignals;
    expect([accent, district].every(({ signal }) => forbidden.includes(signal))).toBe(true);
  });
});

const codes = fc.constantFrom(null, ...prankCodes, ...needCodes, 'GHOST', 'INFO_PUBLIC', 'COMPLAINT', 'HOAX_SUSPECTED');
const anyCall: fc.Arbitrary<EarlierCall> = fc.record({
  at: fc.integer({ min: 0, max: 95 * 1440 }).map(minutesAgo),
  state: fc.constantFrom('ended', 'lost', 'failed'),
  code: codes,
  by: fc.constantFrom(null, ...people),
  talkMs: fc.option(fc.integer({ min: 0, max: 600_000 })),
  isSilent: fc.boolean(),
  keys: fc.integer({ min: 0, max: 3 }),
  followUp: fc.option(
    fc.record({ isDone: fc.boolean(), outcome: fc.constantFrom(null, 'reached', 'not_needed', 'closed') }),
  ),
  isOpen: fc.boolean(),
});
const anyFacts: fc.Arbitrary<HintFacts> = fc.record({
  earlier: fc.option(fc.array(anyCall, { maxLength: 60 })),
  metresOutside: fc.option(fc.integer({ min: 0, max: 900_000 })),
  otherReports: fc.option(fc.integer({ min: 0, max: 9 })),
  isVulnerable: fc.boolean(),
});
/** Old enough to be no haste of its own, and of a number that did nothing but pranks. */
const onlyPranks = fc.array(
  fc.record({
    at: fc.integer({ min: 60, max: 89 * 1440 }).map(minutesAgo),
    code: fc.constantFrom(...prankCodes),
    by: fc.constantFrom(...people),
    talkMs: fc.option(fc.integer({ min: 0, max: 60_000 })),
  }),
  { maxLength: 60 },
);
const asCalls = (made: readonly Partial<EarlierCall>[]) => made.map((call) => ({ ...prank, ...call }));

describe('for any facts', () => {
  test('a cue of life leaves no hint', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const hint = hintOf(facts, hintSeeds, now);
        if (hint.cue !== null) expect(hint.isLikely).toBe(false);
        expect(likely({ ...facts, isVulnerable: true })).toBe(false);
        expect(likely({ ...facts, otherReports: 1 })).toBe(false);
        expect(likely({ ...facts, earlier: [...(facts.earlier ?? []), need(minutesAgo(3))] })).toBe(false);
      }),
    );
  });

  test('pranks count the less the older they are, and after ninety days the number is a stranger', () => {
    fc.assert(
      fc.property(onlyPranks, fc.integer({ min: 0, max: decayDays }), (made, days) => {
        const facts = factsOf(asCalls(made));
        const later = plusMs(now, days * 86_400_000);
        expect(hintOf(facts, hintSeeds, later).score).toBeLessThanOrEqual(hintOf(facts, hintSeeds, now).score);
        const forgotten = hintOf(facts, hintSeeds, plusMs(now, decayDays * 86_400_000));
        expect(forgotten).toMatchObject({ score: unknown, isLikely: false });
      }),
    );
  });

  test('what is not known adds nothing: it never raises the score over what a zero would say', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...hintFeatureNames), (facts, name: HintFeature) => {
        const signals = signalsOf(facts, now);
        const missing = scoreOf({ ...signals, [name]: null });
        expect(missing).toBe(scoreOf({ ...signals, [name]: 0 }));
        if (hintFeatures[name].weight > 0) expect(missing).toBeLessThanOrEqual(scoreOf(signals));
      }),
    );
  });

  test('a number that nobody knows is never likely a prank, wherever it calls from', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(likely({ ...facts, earlier: null })).toBe(false);
      }),
    );
  });

  test('one more call in which help was needed never raises the score', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 0, max: 100 }), (facts, days) => {
        const more = { ...facts, earlier: [...(facts.earlier ?? []), need(daysAgo(days))] };
        if (facts.earlier === null) return;
        // A talk of twenty seconds, so that its length says nothing.
        expect(hintOf(more, hintSeeds, now).score).toBeLessThanOrEqual(hintOf(facts, hintSeeds, now).score);
      }),
    );
  });

  test('a hint takes at least three pranks by two people within thirty days, whatever the score', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const hint = hintOf(facts, { ...hintSeeds, score: 0 }, now);
        if (!hint.isLikely) return;
        const { pranks: count, closers } = historyFactsOf(facts.earlier, now);
        expect([count >= 3, closers >= 2]).toEqual([true, true]);
      }),
    );
  });
});

test('a call counts for a straight line of ninety days', () => {
  expect([0, 45, 90, 200].map((days) => decayOf(daysAgo(days), now))).toEqual([1, 0.5, 0, 0]);
});

describe('what orders a call', () => {
  test.each<[CallHistory, boolean, boolean, CallHistory]>([
    ['none', true, false, 'none'],
    ['pranks', true, false, 'pranks'],
    ['pranks', false, false, 'none'],
    ['none', true, true, 'pranks'],
    ['none', false, true, 'pranks'],
    ['pranks', false, true, 'pranks'],
    ['life', true, true, 'life'],
    ['life', false, true, 'none'],
    ['life', false, false, 'none'],
  ])('%s, history orders: %s, hint: %s → %s', (byFacts, isOrdering, isHinted, wanted) =>
    expect(historyInUse(byFacts, { isOrdering, isHinted })).toBe(wanted),
  );
});
