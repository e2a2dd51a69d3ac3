import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerSheet, disagreements, judgeAnswers, scoreOf, takeSheet } from './rules.ts';
import { type Answer, type AnswerSet, answersTo, criteriaOf, scorecard } from './scorecard.ts';
import { seedScorecard } from './seed-scorecard.ts';

const words = { id: 'x', en: 'x' };
const one = { name: words, help: words, weight: 1, isCritical: false, mayNotApply: true } as const;
const card = scorecard.parse({
  sections: [
    {
      name: words,
      criteria: [
        { ...one, id: 'greeting', kind: 'yes_no' },
        { ...one, id: 'type', kind: 'scale', weight: 3 },
        { ...one, id: 'address', kind: 'yes_no', weight: 4, isCritical: true },
      ],
    },
  ],
});
const filled = (greeting: Answer, type: Answer, address: Answer): AnswerSet => ({ greeting, type, address });

test.each([
  ['all done', filled('yes', '2', 'yes'), { score: 1, isFailed: false }],
  ['half of the type', filled('yes', '1', 'yes'), { score: 6.5 / 8, isFailed: false }],
  ['what does not apply weighs nothing', filled('no', '2', 'na'), { score: 3 / 4, isFailed: false }],
  ['the critical one not done', filled('yes', '2', 'no'), { score: 0, isFailed: true }],
  ['nothing applies', filled('na', 'na', 'na'), { score: null, isFailed: false }],
])('score: %s', (_name, given, expected) => {
  expect(scoreOf(card, given)).toEqual(expected);
});

test.each([
  ['whole', filled('yes', '0', 'na'), true],
  ['an answer of another kind', filled('2', '0', 'na'), false],
  ['one is missing', { greeting: 'yes', type: '0' }, false],
  ['one too many', { ...filled('yes', '0', 'na'), other: 'yes' }, false],
] as const)('answers: %s', (_name, given, isWhole) => {
  expect(judgeAnswers(card, given).ok).toBe(isWhole);
});

describe('a sheet', () => {
  const right = { answers: filled('yes', '2', 'yes'), note: '' };
  const other = { answers: filled('yes', '1', 'yes'), note: '' };
  const noted = { ...other, note: 'sepakat sebagian' };
  test.each([
    ['the only one is shown', 'assess', 1, null, right, { kind: 'assessment', state: 'shown', differing: [] }],
    ['the first of two waits', 'assess', 2, null, right, { kind: 'assessment', state: 'assess', differing: [] }],
    ['two that agree are shown', 'assess', 2, right, right, { kind: 'assessment', state: 'shown', differing: [] }],
    ['two that differ talk', 'assess', 2, right, other, { kind: 'assessment', state: 'settle', differing: ['type'] }],
    ['what they settled on is shown', 'settle', 2, right, noted, { kind: 'settlement', state: 'shown', differing: [] }],
    ['a talk has its note', 'settle', 2, right, other, 'quality.note_missing'],
    ['an appeal is decided', 'appealed', 1, right, noted, { kind: 'decision', state: 'counted', differing: [] }],
    ['a decision has its reason', 'appealed', 1, right, other, 'quality.note_missing'],
    ['none is taken while the call taker looks at it', 'shown', 1, right, right, 'quality.done'],
    ['none once it counts', 'counted', 1, right, right, 'quality.done'],
    ['none once it was set aside', 'set_aside', 1, null, right, 'quality.done'],
    ['half of one is none', 'assess', 1, null, { answers: {}, note: '' }, 'quality.incomplete'],
  ] as const)('%s', (_name, state, needs, first, sheet, expected) => {
    const taken = takeSheet({ state, needs, first: first?.answers ?? null }, card, sheet);
    expect(taken.ok ? taken.value : taken.refusal.code).toEqual(expected);
  });
});

test.each([
  ['shown', 'accept', 'counted'],
  ['shown', 'appeal', 'appealed'],
  ['assess', 'accept', 'quality.not_shown'],
  ['counted', 'appeal', 'quality.not_shown'],
  ['appealed', 'accept', 'quality.not_shown'],
] as const)('a sheet that is %s: %s', (state, answer, expected) => {
  const answered = answerSheet(state, answer);
  expect(answered.ok ? answered.value : answered.refusal.code).toBe(expected);
});

test('the seed is a scorecard of its own rules, with something critical', () => {
  expect(scorecard.parse(seedScorecard)).toEqual(seedScorecard);
  expect(
    criteriaOf(seedScorecard)
      .filter(({ isCritical }) => isCritical)
      .map(({ id }) => id),
  ).toEqual(['address_verified']);
  const twice = { sections: [...seedScorecard.sections, ...seedScorecard.sections] };
  expect(scorecard.safeParse(twice).success).toBe(false);
});

test('a score lies between 0 and 1, never falls by a better answer, and agrees with itself', () => {
  const criteria = criteriaOf(seedScorecard);
  const sheet = fc.record(Object.fromEntries(criteria.map((each) => [each.id, fc.constantFrom(...answersTo(each))])));
  const better: Readonly<Partial<Record<Answer, Answer>>> = { no: 'yes', '0': '1', '1': '2' };
  fc.assert(
    fc.property(sheet, fc.constantFrom(...criteria), (given, { id }) => {
      const { score } = scoreOf(seedScorecard, given);
      expect(judgeAnswers(seedScorecard, given).ok).toBe(true);
      expect(disagreements(seedScorecard, given, given)).toEqual([]);
      if (score !== null) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }
      const risen = better[given[id] ?? 'na'];
      if (risen === undefined || score === null) return;
      expect(scoreOf(seedScorecard, { ...given, [id]: risen }).score ?? 0).toBeGreaterThanOrEqual(score);
      expect(disagreements(seedScorecard, given, { ...given, [id]: risen })).toEqual([id]);
    }),
  );
});
