import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDebianPrograms, rootPrograms, testPrograms } from './debian-programs.ts';
import { gates, runGates } from './gates.ts';
import { runProgram, tool } from './program.ts';
import {
  afterSecondTry,
  type Counts,
  countPlaywright,
  countVitest,
  type Failure,
  filesToTryAgain,
  judgePart,
} from './test-counts.ts';

// `npm test`: the gates, all tests on the embedded PostgreSQL, the server's once more on PostgreSQL 15, the stories.
// `--stories`: the stories only. `--root`: what needs root. Ends with `N passed, N failed`; status 1 on any failure.

interface Part {
  readonly name: string;
  readonly run: () => Promise<Counts>;
}

const reports = 'test-results';

async function readReport(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : JSON.parse(text);
}

/** Run a part whose runner can be told which files to run, and its red files once more by themselves (docs/decisions/0016). */
async function runTwiceAtMost(once: (files: readonly string[]) => Promise<Counts>): Promise<Counts> {
  const first = await once([]);
  const again = filesToTryAgain(first);
  if (again.length === 0) return first;
  console.log(`\n== second try, by itself: ${again.join(', ')}`);
  return afterSecondTry(first, await once(again));
}

/** Run one of the test runners and judge what it reports. */
async function runRunner(
  command: readonly [string, ...string[]],
  file: string,
  count: (report: unknown) => Counts,
  env: Readonly<Record<string, string>> = {},
): Promise<Counts> {
  await rm(file, { force: true });
  const ended = await runProgram(command, { show: true, env });
  const report = await readReport(file);
  return judgePart(report === null ? null : count(report), ended);
}

function vitest(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Part {
  const report = join(reports, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.json`);
  const reporting = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const once = (files: readonly string[]) =>
    runRunner(tool('vitest/vitest.mjs', 'run', ...args, ...reporting, ...files), report, countVitest, env);
  return { name, run: () => runTwiceAtMost(once) };
}

const gatePart: Part = {
  name: 'gates',
  run: async () => {
    const outcomes = await runGates(gates);
    const failed = outcomes.filter(({ status }) => status !== 0).length;
    return { passed: outcomes.length - failed, failed };
  },
};

/** Stories of one project of playwright.config.ts. */
function stories(name: string, project: string, workers: number): Part {
  const report = join(reports, `stories-${project}.json`);
  const once = (files: readonly string[]) =>
    runRunner(
      tool('@playwright/test/cli.js', 'test', `--project=${project}`, `--workers=${workers}`, ...files),
      report,
      countPlaywright,
      {
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        // Only a second try names files.
        ...(files.length === 0 ? {} : { SIGAP_STORY_TRACE: 'on' }),
      },
    );
  return { name, run: () => runTwiceAtMost(once) };
}

const allStories = [stories('stories with calls', 'calls', 1), stories('stories of screens', 'screens', 2)];

/**
 * Not run again on PostgreSQL 15: what waits for telephones that ring and talk, what starts servers of its own, and programs that
 * know no database. The statements behind them are run by the actions' own tests, which are. It was half of that run's time.
 */
const onceOnly = [
  'apps/server/{backup,exchange-lines,exchange-refresh,external-asterisk}.test.ts',
  'features/calls/server/{hold,outage,rotate-cel,run-test-calls,telephony,waiting-sound}.test.ts',
  'features/calls/server/{carrier/carrier,desk-phone/desk-phone,duty/duty,follow-up/call-back}.test.ts',
  'features/calls/server/{masked/masked,silent/detection,silent/silent,supervise/supervise}.test.ts',
  'features/calls/server/lines/{attack,dialogs}.test.ts',
  'features/calls/server/recording/{both-sides,growth}.test.ts',
  'features/calls/server/{lease,party,pbx}/**',
  'features/monev/server/verify-overflow.test.ts',
  'platform/server/{sip,asterisk,debian,postgres}/**',
];

const partsOf = {
  all: [
    gatePart,
    vitest('rules and actions, PostgreSQL 18', ['--project', 'pure', '--project', 'server', '--project', 'floods']),
    vitest('actions, PostgreSQL 15', ['--project', 'server', ...onceOnly.flatMap((each) => ['--exclude', each])], {
      SIGAP_TEST_POSTGRES: '/usr/lib/postgresql/15/bin',
    }),
    ...allStories,
  ],
  stories: allStories,
  root: [vitest('what needs root', ['--config', 'e2e/root.config.ts'])],
} as const;

const told = (failures: readonly Failure[]) => failures.map(({ test, why }) => `${test}: ${why}`).join('\n');

async function main(args: readonly string[]): Promise<number> {
  const kind = args.includes('--root') ? 'root' : args.includes('--stories') ? 'stories' : 'all';
  if (kind === 'root' && process.getuid?.() !== 0) {
    console.error('Not run: these tests make network namespaces and need root. Start them as root: npm run test:root');
    return 1;
  }
  const missing = await ensureDebianPrograms(kind === 'root' ? [...testPrograms, ...rootPrograms] : testPrograms);
  if (missing !== null) {
    console.error(missing);
    return 1;
  }
  await mkdir(reports, { recursive: true });
  const lines: string[] = [];
  const failures: Failure[] = [];
  const secondTry: Failure[] = [];
  const sum = { passed: 0, failed: 0 };
  for (const part of partsOf[kind]) {
    console.log(`\n== ${part.name}`);
    const counts = await part.run();
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    const remark = counts.remark === undefined ? '' : ` (${counts.remark})`;
    failures.push(...(counts.failures ?? []));
    secondTry.push(...(counts.secondTry ?? []));
    lines.push(`${part.name}: ${counts.passed} passed, ${counts.failed} failed${remark}`);
  }
  if (kind === 'all') lines.push('what needs root: not run here (npm run test:root)');
  if (secondTry.length > 0)
    console.log(`\npassed on the second try only, each a bug to be mended:\n${told(secondTry)}`);
  if (failures.length > 0) console.log(`\nfailed:\n${told(failures)}`);
  console.log(`\n${lines.join('\n')}`);
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 ? 0 : 1;
}

process.chdir(join(import.meta.dirname, '..'));
process.exitCode = await main(process.argv.slice(2));
