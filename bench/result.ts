import { execFileSync } from 'node:child_process';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

/** `small` is for trying that a benchmark runs; its figures say nothing and are not kept. */
export type BenchSize = 'full' | 'small';

/** What one benchmark found. The ratio counts, not the absolutes: both sides ran on this machine in the same minutes. */
export interface BenchResult {
  readonly name: string;
  /** Ours, in words with unit. */
  readonly ours: string;
  /** The named reference, in words with unit. */
  readonly reference: string;
  /** Ours over the reference; null where a figure stands for itself. */
  readonly ratio: number | null;
  readonly target: { readonly atMost: number } | { readonly atLeast: number } | null;
  /** What a reader must know to judge it. */
  readonly remark: string;
}

const file = join(import.meta.dirname, '../docs/benchmarks.md');
const heading = `# Benchmarks

Each line is one run of \`npm run bench\`, appended by it. Machines differ and are shared (see the load): compare ratios, not absolutes.

| Date | Benchmark | Ours | Reference, same run | Ratio | Target | Machine | Revision | Remark |
|---|---|---|---|---|---|---|---|---|
`;

/** Whether the target was reached. */
export function isReached({ ratio, target }: Pick<BenchResult, 'ratio' | 'target'>): boolean {
  if (ratio === null || target === null) return true;
  return 'atMost' in target ? ratio <= target.atMost : ratio >= target.atLeast;
}

/** Add a line to docs/benchmarks.md, good or bad. */
export async function recordResult(result: BenchResult): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (!text.includes('| Date | Benchmark |')) await writeFile(file, heading);
  const target = targetText(result.target);
  const verdict = isReached(result) ? target : `${target} (missed)`;
  const cells = [
    new Date().toISOString().slice(0, 16),
    result.name,
    result.ours,
    result.reference,
    result.ratio?.toFixed(2) ?? '–',
    verdict,
    machine(),
    revision(),
    result.remark,
  ];
  await appendFile(file, `| ${cells.join(' | ')} |\n`);
}

function targetText(target: BenchResult['target']): string {
  if (target === null) return '–';
  return 'atMost' in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
}

function machine(): string {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, load ${(loadavg()[0] ?? 0).toFixed(1)}`;
}

function revision(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'not a clone';
  }
}

/** The value below which this share of the sample lies. */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
