import { expect, test } from 'vitest';
import { simulationQuestion } from '../../simulation-question.ts';
import { type Basis, errorOfNumber, formOf, questionOf } from './form.ts';

const basis: Basis = {
  basis: 'published',
  from: '2026-11-13',
  days: 7,
  calls: 3,
  perHour: 5.5,
  hoaxShare: 0.807,
  takers: [...new Array<number>(6).fill(1), ...new Array<number>(18).fill(2)],
  talkS: { real: 150, service: 120, prank: 25, ghost: 12 },
  patienceS: 90,
  reactionS: 3,
  missedShare: 0.05,
};

test('what the form begins with is a question the server takes', () => {
  const published = simulationQuestion.parse(questionOf(formOf(basis)));
  expect(published).toMatchObject({
    source: { type: 'generated', perHour: 5.5 },
    takers: basis.takers,
    talkS: basis.talkS,
    missedShare: 0.05,
    moreHoaxes: 0.9,
  });
  const recorded = simulationQuestion.parse(questionOf(formOf({ ...basis, basis: 'recorded' })));
  // The measured laws say more than their means.
  expect(recorded).toMatchObject({
    source: { type: 'recorded', from: '2026-11-13', days: 7 },
    talkS: {},
    patienceS: null,
    missedShare: null,
  });
});

test.each([
  ['replications', ''],
  ['replications', '1.5'],
  ['replications', '51'],
  ['hoaxShare', '99'],
  ['patience', 'lama'],
] as const)('%s: "%s" is said to be wrong, and nothing is asked', (field, said) => {
  expect(errorOfNumber(said, field)).not.toBeNull();
  expect(questionOf({ ...formOf(basis), [field]: said })).toBeNull();
});

test('a comma is a point, and empty is as it was recorded', () => {
  expect(questionOf({ ...formOf(basis), reaction: '2,5', hoaxShare: '' })).toMatchObject({
    reactionS: 2.5,
    hoaxShare: null,
  });
});

test('a file that was not chosen and people nobody can read ask nothing', () => {
  expect(questionOf({ ...formOf(basis), source: 'file' })).toBeNull();
  expect(questionOf({ ...formOf(basis), takers: '6-3:1' })).toBeNull();
});
