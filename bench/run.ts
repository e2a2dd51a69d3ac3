import { join } from 'node:path';
import { type BenchResult, isReached, recordResult } from './result.ts';

// `npm run bench [NAME]`: run all benchmarks or one, print each, and append it to docs/benchmarks.md.
const benches: Readonly<Record<string, () => Promise<{ bench: () => Promise<BenchResult> }>>> = {
  flow: () => import('./flow.ts'),
  'live-fanout': () => import('./live-fanout.ts'),
};

process.chdir(join(import.meta.dirname, '..'));
const wanted = process.argv[2];
if (wanted !== undefined && !(wanted in benches)) {
  console.error(`No benchmark "${wanted}". There are: ${Object.keys(benches).join(', ')}`);
  process.exit(1);
}
for (const [name, load] of Object.entries(benches)) {
  if (wanted !== undefined && name !== wanted) continue;
  console.log(`${name} …`);
  const result = await (await load()).bench();
  await recordResult(result);
  console.log(
    `  ours       ${result.ours}\n  reference  ${result.reference}\n  ratio      ${result.ratio.toFixed(2)}${isReached(result) ? '' : ' (target missed)'}`,
  );
}
process.exit(0);
