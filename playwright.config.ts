import { defineConfig } from '@playwright/test';
import { headlessShell } from './e2e/browsers.ts';

/** Stories in which no telephone rings: nothing in them hears a machine that is busy with another one, so two run at a time. */
const withoutCalls = [
  'agency-answers',
  'dash',
  'field',
  'lists',
  'locked-month',
  'obstacles',
  'place-search',
  'quality',
  'response-link',
  'roster',
  'routing',
  'stale',
  'surge',
  'tell-caller',
  'two-dispatchers',
  'units',
  'webhooks',
].map((name) => `**/${name}.e2e.ts`);

// The stories: real browser, real Asterisk, real PostgreSQL, SIPp as the citizen. One world per worker (e2e/world.ts).
export default defineConfig({
  testDir: './e2e',
  globalSetup: './e2e/template-setup.ts',
  projects: [
    { name: 'calls', testMatch: '**/*.e2e.ts', testIgnore: withoutCalls },
    { name: 'screens', testMatch: withoutCalls },
  ],
  // No story measures time: the limits only end what hangs, also on a machine that stands still for seconds.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  fullyParallel: false,
  workers: 1,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: 'test-results/stories.json' }]],
  use: {
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    viewport: { width: 1440, height: 900 },
    launchOptions: headlessShell,
    actionTimeout: 60_000,
    // A trace costs a third of a story's time: only the second try of a red one keeps it (docs/decisions/0016).
    trace: process.env.SIGAP_STORY_TRACE === 'on' ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
});
