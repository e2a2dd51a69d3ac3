import pg from 'pg';
import type { DispatchScene } from '#features/dispatch/server/testing.ts';
import { openBenchDatabase, openPool } from './bench-database.ts';
import { type BenchResult, type BenchSize, quantile } from './result.ts';
import { cloneThrice, makeScene, record, recordEach, replay, urlOf } from './straight-sql.ts';

const warmUp = 20;

/**
 * An incident opened and sent to two agencies until both transactions are committed: permission, rules, events, deadlines,
 * filtered answers. The reference sends exactly the statements those commands sent, recorded on a clone of the same database,
 * through `pg`, and nothing else. One at a time, turn by turn.
 */
export async function bench(size: BenchSize = 'full'): Promise<readonly BenchResult[]> {
  const rounds = size === 'full' ? 400 : 20;
  const database = await openBenchDatabase();
  try {
    const { scene, use } = await makeScene(database.prepared);
    await cloneThrice(database.prepared.ownerUrl);
    const { appUrl } = database.prepared;
    const [recordDb, oursDb] = [openPool(urlOf(appUrl, 'record'), 1), openPool(urlOf(appUrl, 'ours'), 1)];
    const straight = new pg.Pool({ connectionString: urlOf(appUrl, 'straight'), max: 1 });
    use(recordDb.db);
    recordDb.pool.on('connect', record);
    const recorded = await recordEach(() => dispatch(scene), warmUp + rounds);
    use(oursDb.db);
    const times: Record<'ours' | 'straight', number[]> = { ours: [], straight: [] };
    for (const [n, statements] of recorded.entries()) {
      const ours = await took(() => dispatch(scene));
      const plain = await took(() => replay(straight, statements));
      if (n < warmUp) continue;
      times.ours.push(ours);
      times.straight.push(plain);
    }
    await Promise.all([recordDb.close(), oursDb.close(), straight.end()]);
    const statements = recorded.at(-1)?.flat().length ?? 0;
    return [0.5, 0.99].map((share) => ({
      name: `incident with two assignments committed, p${share * 100}`,
      ours: say(times.ours),
      reference: `the same SQL straight through pg: ${say(times.straight)}`,
      ratio: quantile(times.ours, share) / quantile(times.straight, share),
      target: { atMost: share === 0.5 ? 2 : 2.5 },
      remark: `${rounds} rounds in turns, one at a time; ${statements} statements in ${recorded.at(-1)?.length ?? 0} transactions; PostgreSQL ${database.version}, fsync on`,
    }));
  } finally {
    await database.close();
  }
}

const say = (times: readonly number[]) =>
  `p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`;

async function took(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function dispatch(scene: DispatchScene): Promise<void> {
  await scene.send(await scene.open(), 'DAMKAR', 'PSC119');
}
