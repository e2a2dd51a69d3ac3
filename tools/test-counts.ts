import { z } from 'zod';

/** How a part of the tests ended; a part that could not run at all is one failure. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Named by the part, shown in the summary. */
  readonly remark?: string;
  /** What failed and the first line of why: the last thing printed, where a cut-off log still shows it. */
  readonly failures?: readonly string[];
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).default([]) }),
      ),
    }),
  ),
});

/** The beginning of a message, on one line. */
const brief = (message: string): string => message.replaceAll(/\s+/g, ' ').trim().slice(0, 300);

function vitestFailures(files: z.infer<typeof vitestReport>['testResults']): string[] {
  return files.flatMap(({ name, status, message, assertionResults }) =>
    status === 'failed' && assertionResults.length === 0
      ? [`${name}: ${brief(message)}`]
      : assertionResults
          .filter((test) => test.status !== 'passed')
          .map((test) => `${name} › ${test.fullName}: ${brief(test.failureMessages[0] ?? test.status)}`),
  );
}

/** Count Vitest's JSON report. A file that failed before its first test counts as one failed test, a skipped test as failed. */
export function countVitest(json: unknown): Counts {
  const report = vitestReport.parse(json);
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const skipped = report.numPendingTests + report.numTodoTests;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles + skipped,
    ...(skipped > 0 ? { remark: `${skipped} skipped count as failed` } : {}),
    failures: vitestFailures(report.testResults),
  };
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

/** Count Playwright's JSON report; a flaky story is a failed one. */
export function countPlaywright(json: unknown): Counts {
  const { stats, errors } = playwrightReport.parse(json);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length };
}

/** Judge a part by its counts and the exit status of its program: the two must agree, and something must have run. */
export function judgePart(counts: Counts | null, status: number): Counts {
  if (counts === null) return { passed: 0, failed: 1, remark: 'left no report: it did not run to its end' };
  if (counts.passed + counts.failed === 0) return { passed: 0, failed: 1, remark: 'ran no test' };
  if (status !== 0 && counts.failed === 0)
    return { ...counts, failed: 1, remark: `all tests passed, but it ended with ${status}` };
  return counts;
}
