import { expect, test } from 'vitest';
import { countPlaywright, countVitest, judgePart } from './test-counts.ts';

const vitestReport = (over: object) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...over,
});

test('tests are counted; a file that broke before its first test and a skipped test are failures', () => {
  expect(countVitest(vitestReport({}))).toEqual({ passed: 3, failed: 0, failures: [] });
  expect(countVitest(vitestReport({ numFailedTests: 2 }))).toMatchObject({ passed: 3, failed: 2 });
  expect(countVitest(vitestReport({ numPendingTests: 1 }))).toMatchObject({ failed: 1 });
  expect(countVitest(vitestReport({ testResults: [{ name: 'a', status: 'failed', assertionResults: [] }] }))).toEqual({
    passed: 3,
    failed: 1,
    failures: ['a: '],
  });
  expect(() => countVitest({})).toThrow();
});

test('what failed is named, with the beginning of why', () => {
  const assertionResults = [
    { fullName: 'adds', status: 'passed', failureMessages: [] },
    { fullName: 'divides', status: 'failed', failureMessages: ['AssertionError: 1\n  is not 2'] },
    { fullName: 'waits', status: 'skipped' },
  ];
  const testResults = [{ name: 'sum.test.ts', status: 'failed', assertionResults }];
  expect(countVitest(vitestReport({ numFailedTests: 1, numPendingTests: 1, testResults })).failures).toEqual([
    'sum.test.ts › divides: AssertionError: 1 is not 2',
    'sum.test.ts › waits: skipped',
  ]);
});

test('a flaky, a skipped and an unexpected story are failures', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 1 };
  expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 4 });
});

test('a part that ran nothing, left no report or ended badly is a failure', () => {
  expect(judgePart({ passed: 2, failed: 0 }, 0)).toEqual({ passed: 2, failed: 0 });
  expect(judgePart({ passed: 0, failed: 0 }, 0)).toMatchObject({ failed: 1 });
  expect(judgePart(null, 0)).toMatchObject({ failed: 1 });
  expect(judgePart({ passed: 2, failed: 0 }, 1)).toMatchObject({ failed: 1 });
});
