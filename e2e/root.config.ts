import { defineConfig } from 'vitest/config';

// What needs root: network namespaces. `npm run test:root`.
export default defineConfig({
  test: { include: ['e2e/root/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 180_000, maxWorkers: 1 },
});
