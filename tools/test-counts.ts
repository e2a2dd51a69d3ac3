import { relative } from 'node:path';
import { z } from 'zod';

/** How a part of the tests ended; a part that could not run at all is one failure. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Named by the part, shown in the summary. */
  readonly remark?: string;
  /** The last thing printed, where a cut-off log still shows it. */
  readonly failures?: readonly Failure[];
  /** The files in which tests failed, with how many passed in them all the same. Skipped tests are in neither. */
  readonly redFiles?: readonly { readonly file: string; readonly passed: number; readonly failed: number }[];
  /** What failed at first and passed when its file was run again by itself: shown in the summary, each a bug to be mended. */
  readonly secondTry?: readonly Failure[];
}

export interface Failure {
  /** File and name. */
  readonly test: string;
  /** The beginning of the message. */
  readonly why: string;
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

const shownFile = (file: string): string => relative(process.cwd(), file);

/** The beginning of a message, on one line. */
const brief = (message: string): string => message.replaceAll(/\s+/g, ' ').trim().slice(0, 300);

function vitestFailures(files: z.infer<typeof vitestReport>['testResults']): Failure[] {
  return files.flatMap(({ name, status, message, assertionResults }) =>
    status === 'failed' && assertionResults.length === 0
      ? [{ test: shownFile(name), why: brief(message) }]
      : assertionResults
          .filter((test) => test.status !== 'passed')
          .map((test) => ({
            test: `${shownFile(name)} › ${test.fullName}`,
            why: brief(test.failureMessages[0] ?? test.status),
          })),
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
    redFiles: report.testResults
      .filter(({ status }) => status === 'failed')
      .map(({ name, assertionResults }) => ({
        file: shownFile(name),
        passed: assertionResults.filter((test) => test.status === 'passed').length,
        // One that broke before its first test counts as one.
        failed: assertionResults.length === 0 ? 1 : assertionResults.filter((test) => test.status === 'failed').length,
      })),
  };
}

const spec = z.object({
  title: z.string(),
  ok: z.boolean(),
  tests: z.array(z.object({ results: z.array(z.object({ error: z.object({ message: z.string() }).optional() })) })),
});

const playwrightReport = z.object({
  /** A file of stories; one file is one level, for none of ours has a `describe`. */
  suites: z.array(z.object({ file: z.string(), specs: z.array(spec) })),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

function storyFailure(file: string, { title, tests }: z.infer<typeof spec>): Failure {
  const message = tests.flatMap(({ results }) => results).find(({ error }) => error !== undefined)?.error?.message;
  return { test: `${file} › ${title}`, why: brief(message ?? 'did not pass') };
}

/** Count Playwright's JSON report; a flaky story is a failed one. */
export function countPlaywright(json: unknown): Counts {
  const { suites, stats, errors } = playwrightReport.parse(json);
  const red = suites.filter(({ specs }) => specs.some(({ ok }) => !ok));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
    failures: red.flatMap(({ file, specs }) => specs.filter(({ ok }) => !ok).map((each) => storyFailure(file, each))),
    redFiles: red.map(({ file, specs }) => {
      const passed = specs.filter(({ ok }) => ok).length;
      return { file, passed, failed: specs.length - passed };
    }),
  };
}

/** More red files than this are no accident of the machine. */
const mostToTryAgain = 3;

/**
 * The files worth a second run by themselves, or none. None where something failed that is no test of theirs: a skipped test, a
 * runner that ended badly. None for rules without clocks and processes: what is red there is wrong, and a property that failed
 * for one seed must not be saved by the next (docs/decisions/0016).
 */
export function filesToTryAgain({ failed, redFiles = [] }: Counts): readonly string[] {
  const isAllTheirs = redFiles.reduce((sum, red) => sum + red.failed, 0) === failed;
  const hasProcesses = redFiles.every(({ file }) => /(^|\/)(server|database|e2e)\/|\.e2e\.ts$/.test(file));
  return isAllTheirs && hasProcesses && redFiles.length <= mostToTryAgain ? redFiles.map(({ file }) => file) : [];
}

/** The part as it stands after its red files ran once more: their first counts give way to their second. */
export function afterSecondTry(first: Counts, second: Counts): Counts {
  const passedInRed = (first.redFiles ?? []).reduce((sum, { passed }) => sum + passed, 0);
  const stillRed = new Set(second.failures?.map(({ test }) => test));
  return {
    ...second,
    passed: first.passed - passedInRed + second.passed,
    secondTry: (first.failures ?? []).filter(({ test }) => !stillRed.has(test)),
  };
}

/** Judge a part by its counts and how its program ended: they must agree, and something must have run. */
export function judgePart(counts: Counts | null, { status, output }: { status: number; output: string }): Counts {
  if (counts === null) return { passed: 0, failed: 1, remark: 'left no report: it did not run to its end' };
  if (counts.passed + counts.failed === 0) return { passed: 0, failed: 1, remark: 'ran no test' };
  // Vitest's report does not say it, and beside a failed test its status does not either.
  if (/caught \d+ unhandled error/.test(output))
    return { ...counts, failed: counts.failed + 1, remark: 'errors that no test caught' };
  if (status !== 0 && counts.failed === 0)
    return { ...counts, failed: 1, remark: `all tests passed, but it ended with ${status}` };
  return counts;
}
