import { describe, expect, test } from 'vitest';
import { afterSecondTry, countPlaywright, countVitest, filesToTryAgain, judgePart } from './test-counts.ts';

const vitestReport = (over: object) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...over,
});

test('tests are counted; a file that broke before its first test and a skipped test are failures', () => {
  expect(countVitest(vitestReport({}))).toEqual({ passed: 3, failed: 0, failures: [], redFiles: [] });
  expect(countVitest(vitestReport({ numFailedTests: 2 }))).toMatchObject({ passed: 3, failed: 2 });
  expect(countVitest(vitestReport({ numPendingTests: 1 }))).toMatchObject({ failed: 1 });
  expect(countVitest(vitestReport({ testResults: [{ name: 'a', status: 'failed', assertionResults: [] }] }))).toEqual({
    passed: 3,
    failed: 1,
    failures: [{ test: 'a', why: '' }],
    redFiles: [{ file: 'a', passed: 0, failed: 1 }],
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
    { test: 'sum.test.ts › divides', why: 'AssertionError: 1 is not 2' },
    { test: 'sum.test.ts › waits', why: 'skipped' },
  ]);
});

test('a flaky, a skipped and an unexpected story are failures, and named', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 1 };
  const story = (title: string, message?: string) => ({
    title,
    ok: message === undefined,
    tests: [{ results: [message === undefined ? {} : { error: { message } }] }],
  });
  const suites = [
    { file: 'a.e2e.ts', specs: [story('rings'), story('talks', 'no\n sound')] },
    { file: 'b.e2e.ts', specs: [story('ends')] },
  ];
  expect(countPlaywright({ suites, stats, errors: [{}] })).toEqual({
    passed: 4,
    failed: 4,
    failures: [{ test: 'a.e2e.ts › talks', why: 'no sound' }],
    redFiles: [{ file: 'a.e2e.ts', passed: 1, failed: 1 }],
  });
});

describe('a second try', () => {
  const red = (...files: string[]) => ({
    passed: 10,
    failed: files.length,
    failures: files.map((file) => ({ test: `${file} › rings`, why: 'late' })),
    redFiles: files.map((file) => ({ file, passed: 2, failed: 1 })),
  });

  test('is for a few files with processes in them, never for rules, never for many', () => {
    expect(filesToTryAgain(red('features/calls/server/a.test.ts', 'first-run.e2e.ts'))).toHaveLength(2);
    expect(filesToTryAgain(red('features/calls/server/a.test.ts', 'features/calls/rules.test.ts'))).toEqual([]);
    expect(filesToTryAgain(red('a.e2e.ts', 'b.e2e.ts', 'c.e2e.ts', 'd.e2e.ts'))).toEqual([]);
    expect(filesToTryAgain({ passed: 10, failed: 1, remark: 'all tests passed, but it ended with 1' })).toEqual([]);
  });

  test('is not given where something failed besides: a skipped test, an error that no test caught', () => {
    const one = red('features/calls/server/a.test.ts');
    expect(filesToTryAgain({ ...one, failed: 2, remark: '1 skipped counts as failed' })).toEqual([]);
    const ended = { status: 1, output: 'Vitest caught 1 unhandled error during the test run.' };
    expect(judgePart(one, ended)).toMatchObject({ failed: 2 });
    expect(filesToTryAgain(judgePart(one, ended))).toEqual([]);
  });

  test('counts in place of the first, and says what was red before', () => {
    const [a, b] = ['features/a/server/a.test.ts', 'features/b/server/b.test.ts'];
    expect(afterSecondTry(red(a, b), { passed: 6, failed: 0, failures: [] })).toEqual({
      passed: 12,
      failed: 0,
      failures: [],
      secondTry: red(a, b).failures,
    });
    const again = [{ test: `${a} › rings`, why: 'again' }];
    expect(afterSecondTry(red(a), { passed: 2, failed: 1, failures: again })).toEqual({
      passed: 10,
      failed: 1,
      failures: again,
      secondTry: [],
    });
  });

  test('that could not run leaves the part red', () => {
    const second = { passed: 0, failed: 1, remark: 'left no report' };
    expect(afterSecondTry(red('a.e2e.ts'), second)).toMatchObject({ failed: 1, remark: 'left no report' });
  });
});

test('a part that ran nothing, left no report or ended badly is a failure', () => {
  expect(judgePart({ passed: 2, failed: 0 }, { status: 0, output: '' })).toEqual({ passed: 2, failed: 0 });
  expect(judgePart({ passed: 0, failed: 0 }, { status: 0, output: '' })).toMatchObject({ failed: 1 });
  expect(judgePart(null, { status: 0, output: '' })).toMatchObject({ failed: 1 });
  expect(judgePart({ passed: 2, failed: 0 }, { status: 1, output: '' })).toMatchObject({ failed: 1 });
});
