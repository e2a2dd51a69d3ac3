import { join } from 'node:path';
import { type BenchResult, isReached, recordResult } from './result.ts';

// `npm run bench [NAME]`: run all benchmarks or one, print each, and append it to docs/benchmarks.md.
const benches: Readonly<Record<string, () => Promise<{ bench: () => Promise<BenchResult | readonly BenchResult[]> }>>> =
  {
    'call-path': () => import('./call-path.ts'),
    flood: () => import('./flood.ts'),
    flow: () => import('./flow.ts'),
    'live-fanout': () => import('./live-fanout.ts'),
    painted: () => import('./painted.ts'),
    recording: () => import('./recording.ts'),
    start: () => import('./start.ts'),
    takeover: () => import('./takeover.ts'),
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
  const found = await (await load()).bench();
  for (const result of 'name' in found ? [found] : found) {
    await recordResult(result);
    console.log(
      `${result.name}\n  ours       ${result.ours}\n  reference  ${result.reference}\n  ratio      ${result.ratio?.toFixed(2) ?? 'none'}${isReached(result) ? '' : ' (target missed)'}\n  ${result.remark}`,
    );
  }
}
process.exit(0);
