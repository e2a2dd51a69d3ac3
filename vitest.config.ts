import { defineConfig } from 'vitest/config';

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
          ],
          testTimeout: 240_000,
          hookTimeout: 180_000,
          // Half of their time they wait, for sound and for clocks: three at once keep two processors busy.
          maxWorkers: 3,
          globalSetup: ['./platform/server/testing/postgres-setup.ts'],
        },
      },
    ],
  },
});
