import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  agencyShares,
  answeringPairs,
  firstMonth,
  type GoalPeriod,
  type GoalSetting,
  goalSetting,
  goalsOf,
  judgeGoals,
  monthsJudgedAnew,
  seededGoals,
  withPeriod,
} from './goals.ts';
import type { Figure } from './month.ts';

const nena: GoalPeriod = { from: '2026-11', goals: [...answeringPairs.nena] };

describe('a month is judged by the goals of its own time', () => {
  const setting = withPeriod(seededGoals, nena);
  test.each([
    ['2026-10', seededGoals.periods[0]?.goals],
    ['2026-11', nena.goals],
    ['2027-03', nena.goals],
    ['1999-12', []],
  ])('%s', (month, goals) => {
    expect(goalsOf(setting, month)).toEqual(goals);
  });
  test('a new period judges only the months from it on anew', () => {
    expect(monthsJudgedAnew(seededGoals, setting, ['2026-09', '2026-10', '2026-11', '2026-12'])).toEqual([
      '2026-11',
      '2026-12',
    ]);
  });
  test('the same goals in another order judge nothing anew', () => {
    const turned: GoalSetting = {
      periods: [{ from: firstMonth, goals: [...answeringPairs.sigap, ...agencyShares].reverse() }],
    };
    expect(monthsJudgedAnew(seededGoals, turned, ['2026-10'])).toEqual([]);
  });
  test('what was said from the same month before is replaced, and periods stay in their order', () => {
    const again = withPeriod(withPeriod(setting, { from: '2026-05', goals: [] }), { from: '2026-11', goals: [] });
    expect(again.periods.map((one) => [one.from, one.goals.length])).toEqual([
      [firstMonth, 5],
      ['2026-05', 0],
      ['2026-11', 0],
    ]);
    expect(goalSetting.safeParse(again).success).toBe(true);
  });
});

test.each([
  ['a time without seconds', { code: 'T_ACK', share: 0.9, seconds: null }],
  ['a share with seconds', { code: 'ANSWER_RATE', share: 0.9, seconds: 10 }],
  ['more than everything', { code: 'SERVICE_LEVEL', share: 1.01, seconds: 10 }],
  ['nothing at all', { code: 'SERVICE_LEVEL', share: 0, seconds: 10 }],
  ['half a second', { code: 'SERVICE_LEVEL', share: 0.9, seconds: 0.5 }],
  ['a figure that is a count', { code: 'OFFERED', share: 0.9, seconds: null }],
])('%s is no goal', (_, goal) => {
  expect(goalSetting.safeParse({ periods: [{ from: '2026-11', goals: [goal] }] }).success).toBe(false);
});

test('the same goal twice, and periods out of order, are refused', () => {
  const [first] = answeringPairs.sigap;
  const twice = { ...first, share: 0.5 };
  expect(goalSetting.safeParse({ periods: [{ from: '2026-11', goals: [first, twice] }] }).success).toBe(false);
  expect(goalSetting.safeParse({ periods: [nena, { ...nena, from: '2026-10' }] }).success).toBe(false);
  expect(goalSetting.safeParse({ periods: [nena, nena] }).success).toBe(false);
});

const rate = (code: string, part: number, whole: number, seconds: string | null = null): Figure => ({
  code,
  by: seconds === null ? 'all' : 'within',
  key: seconds,
  kind: 'rate',
  part,
  whole,
});

describe('reached or not', () => {
  const answering = { code: 'SERVICE_LEVEL', share: 0.95, seconds: 10 } as const;
  const nuisance = { code: 'NUISANCE_RATE', share: 0.7, seconds: null } as const;
  test.each([
    [answering, 95, 100, true],
    [answering, 94, 100, false],
    [answering, 949, 1000, false],
    [answering, 0, 0, null],
    [nuisance, 70, 100, true],
    [nuisance, 71, 100, false],
    [nuisance, 0, 0, null],
  ])('%o with %i of %i: %s', (goal, part, whole, isReached) => {
    const figure = rate(goal.code, part, whole, goal.seconds === null ? null : String(goal.seconds));
    expect(judgeGoals([figure], [goal])).toEqual([{ ...goal, part, whole, isReached }]);
  });
  test('a goal without its figure was not measured', () => {
    expect(judgeGoals([rate('SERVICE_LEVEL', 95, 100, '20')], [answering])[0]?.isReached).toBeNull();
  });
  test('exactly the share is reached, whatever the share and however many rows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 2000 }), (permille, thousands) => {
        const whole = thousands * 1000;
        const goal = { code: 'ANSWER_RATE', share: permille / 1000, seconds: null } as const;
        const of = (part: number) => judgeGoals([rate('ANSWER_RATE', part, whole)], [goal])[0]?.isReached;
        expect([of(permille * thousands), of(permille * thousands - 1)]).toEqual([true, false]);
      }),
    );
  });
});
