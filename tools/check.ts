import { join } from 'node:path';
import { gates, pureTests, runGates } from './gates.ts';

// npm run check: everything that must hold and needs neither a database nor a browser; less than a minute.
process.chdir(join(import.meta.dirname, '..'));
const outcomes = await runGates([...gates, pureTests]);
const failed = outcomes.filter(({ status }) => status !== 0);
console.log(
  failed.length === 0
    ? `check: all ${outcomes.length} gates hold`
    : `check: ${failed.length} of ${outcomes.length} gates failed: ${failed.map(({ name }) => name).join('; ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
