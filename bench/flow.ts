import pg from 'pg';
import * as dispatch from '#features/dispatch/contract.ts';
import type { DispatchScene } from '#features/dispatch/server/testing.ts';
import * as outcomes from '#features/outcomes/contract.ts';
import { openBenchDatabase, openPool } from './bench-database.ts';
import type { BenchResult } from './result.ts';
import { cloneThrice, makeScene, record, recordEach, replay, urlOf } from './straight-sql.ts';

const blocks = 4;
const flowsPerBlock = 25;
const warmUp = 12;
const lanes = 4;

/**
 * A call answered, opened as an incident, sent, delivered, acknowledged, driven to, handled, finished, told to the caller
 * and closed: ten commands with permission, rules, events, listeners, deadlines and filtered answers. The reference sends
 * exactly the statements those commands sent (recorded on a clone of the same database) through `pg`, and nothing else.
 * Blocks alternate; both have four flows under way at a time.
 */
export async function bench(): Promise<BenchResult> {
  const database = await openBenchDatabase();
  try {
    const { scene, use } = await makeScene(database.prepared);
    await cloneThrice(database.prepared.ownerUrl);
    const [recordDb, oursDb] = [
      openPool(urlOf(database.prepared.appUrl, 'record'), 1),
      openPool(urlOf(database.prepared.appUrl, 'ours'), lanes),
    ];
    const straight = new pg.Pool({ connectionString: urlOf(database.prepared.appUrl, 'straight'), max: lanes });
    const total = warmUp + blocks * flowsPerBlock;
    use(recordDb.db);
    recordDb.pool.on('connect', record);
    const recorded = await recordEach(() => flow(scene), total);
    use(oursDb.db);
    const ms = { ours: 0, straight: 0 };
    const both = async (from: number, count: number) => ({
      ours: await time(count, () => flow(scene)),
      straight: await time(count, (n) => replay(straight, recorded[from + n] ?? [])),
    });
    await both(0, warmUp);
    for (let block = 0; block < blocks; block++) {
      const spent = await both(warmUp + block * flowsPerBlock, flowsPerBlock);
      ms.ours += spent.ours;
      ms.straight += spent.straight;
    }
    await Promise.all([recordDb.close(), oursDb.close(), straight.end()]);
    const flows = blocks * flowsPerBlock;
    const statements = recorded.at(-1)?.flat().length ?? 0;
    return {
      name: 'whole flow',
      ours: `${((flows / ms.ours) * 1000).toFixed(0)} flows/s`,
      reference: `the same SQL straight through pg: ${((flows / ms.straight) * 1000).toFixed(0)} flows/s`,
      ratio: ms.straight / ms.ours,
      target: { atLeast: 0.4 },
      remark: `${flows} flows of ${statements} statements in ${recorded.at(-1)?.length ?? 0} transactions, ${lanes} at a time, ${blocks} alternating blocks; PostgreSQL ${database.version}, fsync on`,
    };
  } finally {
    await database.close();
  }
}

async function flow(scene: DispatchScene): Promise<void> {
  const callId = await scene.addCall('taker');
  const incident = await scene.open('FIRE_BUILDING', { source: undefined, callId });
  const { id } = await scene.sendOne(incident);
  for (const [player, step] of [
    ['dispatcher', dispatch.deliverAssignment],
    ['damkar', dispatch.acknowledgeAssignment],
    ['damkar', dispatch.startAssignment],
    ['damkar', dispatch.arriveAssignment],
  ] as const) {
    const taken = await scene.step(player, step, id);
    if (!taken.ok) throw new Error(`${step.path} was refused: ${taken.refusal.code}`);
  }
  await scene.must('damkar', dispatch.finishAssignment, { params: { id }, body: { result: 'DONE' } });
  await scene.must('taker', outcomes.informCaller, { params: { id: incident.id }, body: { result: 'informed' } });
  await scene.must('dispatcher', outcomes.closeIncident, { params: { id: incident.id } });
}

/** Milliseconds for `count` pieces of work, some at a time. */
async function time(count: number, work: (n: number) => Promise<void>): Promise<number> {
  let next = 0;
  const lane = async () => {
    for (let n = next++; n < count; n = next++) await work(n);
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: lanes }, lane));
  return performance.now() - began;
}
