import { join } from 'node:path';
import { type BenchResult, type BenchSize, isReached, recordResult } from './result.ts';

// `npm run bench [NAME] [small]`: run all benchmarks or one, print each, and append it to docs/benchmarks.md; small ones are only printed.
const benches: Readonly<
  Record<string, () => Promise<{ bench: (size: BenchSize) => Promise<BenchResult | readonly BenchResult[]> }>>
> = {
  'call-path': () => import('./call-path.ts'),
  'call-rate': () => import('./call-rate.ts'),
  'agency-visible': () => import('./agency-visible.ts'),
  board: () => import('./board.ts'),
  adopt: () => import('./adopt.ts'),
  'caller-facts': () => import('./caller-facts.ts'),
  'dispatch-commit': () => import('./dispatch-commit.ts'),
  flood: () => import('./flood.ts'),
  flow: () => import('./flow.ts'),
  'hoax-answer': () => import('./hoax-answer.ts'),
  ladder: () => import('./ladder.ts'),
  'import-history': () => import('./import-history.ts'),
  'live-fanout': () => import('./live-fanout.ts'),
  'many-desks': () => import('./many-desks.ts'),
  'nearest-units': () => import('./nearest-units.ts'),
  painted: () => import('./painted.ts'),
  'place-search': () => import('./place-search.ts'),
  'prank-flood': () => import('./prank-flood.ts'),
  recording: () => import('./recording.ts'),
  simulate: () => import('./simulate.ts'),
  start: () => import('./start.ts'),
  takeover: () => import('./takeover.ts'),
};

process.chdir(join(import.meta.dirname, '..'));
const words = process.argv.slice(2);
const size: BenchSize = words.includes('small') ? 'small' : 'full';
const wanted = words.find((word) => word !== 'small');
if (wanted !== undefined && !(wanted in benches)) {
  console.error(`No benchmark "${wanted}". There are: ${Object.keys(benches).join(', ')}`);
  process.exit(1);
}
for (const [name, load] of Object.entries(benches)) {
  if (wanted !== undefined && name !== wanted) continue;
  console.log(`${name} …`);
  const found = await (await load()).bench(size);
  for (const result of 'name' in found ? [found] : found) {
    if (size === 'full') await recordResult(result);
    console.log(
      `${result.name}\n  ours       ${result.ours}\n  reference  ${result.reference}\n  ratio      ${result.ratio?.toFixed(2) ?? 'none'}${isReached(result) ? '' : ' (target missed)'}\n  ${result.remark}`,
    );
  }
}
process.exit(0);
