import { defineConfig } from 'vitest/config';

// A flood takes all of the machine it gets: beside it, no other test keeps its time.
const floods = ['features/calls/server/lines/attack.test.ts'];
const server = {
  testTimeout: 240_000,
  hookTimeout: 180_000,
  globalSetup: ['./platform/server/testing/postgres-setup.ts'],
};

// Three heights (docs/architecture.md): `pure` needs nothing but Node; `server` needs a real PostgreSQL and Asterisk.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          // Properties over generated months take seconds, and longer where other work shares the machine.
          testTimeout: 60_000,
          include: [
            'features/*/*.test.ts',
            'features/calls/simulate/**/*.test.ts',
            'platform/shared/**/*.test.ts',
            'tools/**/*.test.ts',
            'platform/{web,ui}/**/*.test.ts',
            'features/*/{console,field,portal}/**/*.test.ts',
            'apps/{console,field,portal}/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'server',
          include: [
            'features/*/server/**/*.test.ts',
            'platform/server/**/*.test.ts',
            'apps/server/**/*.test.ts',
            'database/**/*.test.ts',
            // Not as `exclude`: that of a project is not added to what the command line leaves out (tools/run-tests.ts).
            ...floods.map((file) => `!${file}`),
          ],
          ...server,
          // Half of their time they wait, for sound and for clocks: three at once keep two processors busy.
          maxWorkers: 3,
        },
      },
      {
        test: { name: 'floods', include: floods, ...server, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
