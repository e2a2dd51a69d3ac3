import { setTimeout as sleep } from 'node:timers/promises';
import { callAsCitizen, keepReady } from '#features/calls/server/lines/test-callers.ts';
import { startFlood } from '#features/calls/server/lines/test-flood.ts';
import { openTestCentre, type TestCentre } from '#features/calls/server/test-room.ts';
import { openBenchDatabase, openPools } from './bench-database.ts';
import { type BenchResult, quantile } from './result.ts';

const desks = 4;
const citizens = 20;
/** Calls a second of the one number; four desks take about four a second of calls this short. */
const floodPerSecond = 40;
const strangersPerSecond = 500;

/**
 * A citizen's INVITE until the answer of a desk, with nobody else, among strangers, and while one number calls ten times as often as the
 * desks can answer. The reference is the same centre when it is quiet, in the same run.
 */
export async function bench(): Promise<readonly BenchResult[]> {
  const database = await openBenchDatabase();
  const pools = openPools(database.prepared);
  const centre = await openTestCentre({ database: pools.database });
  const telephones = [];
  for (let desk = 0; desk < desks; desk++)
    telephones.push(await centre.addDesk(`meja${desk}`, { answerAfterMs: 100, tone: 1100 }));
  const stopReady = keepReady(centre, telephones);
  const target = { host: '127.0.0.1', port: centre.exchange.places.sipPort };
  try {
    const quiet = await answers(centre, 1);
    const strangers = await startFlood({
      target,
      from: '127.9.0.1',
      perSecond: strangersPerSecond,
      next: (count) => ({ method: 'INVITE', user: '112', caller: String(1000 + count) }),
    });
    const amongStrangers = await answers(centre, 2);
    await strangers.stop();
    const flood = await startFlood({
      target,
      from: '127.0.0.7',
      perSecond: floodPerSecond,
      next: () => ({ method: 'INVITE', user: '112', caller: '081199999999' }),
    });
    await sleep(3000);
    const flooded = await answers(centre, 3);
    await flood.stop();
    return [
      resultOf(`one citizen among ${strangersPerSecond} strangers a second`, amongStrangers, quiet, 2),
      resultOf(`one citizen while one number calls ${floodPerSecond} times a second`, flooded, quiet, 5),
    ];
  } finally {
    await stopReady();
    await centre.close();
    await database.close();
  }
}

/** Milliseconds; one that was not answered counts as a minute. */
async function answers(centre: TestCentre, series: number): Promise<number[]> {
  const got: number[] = [];
  for (let at = 0; at < citizens; at++) {
    const { answerMs } = await callAsCitizen(centre, `0812${series}000${1000 + at}`);
    got.push(answerMs ?? 60_000);
    await sleep(500);
  }
  return got;
}

function resultOf(name: string, ours: readonly number[], quiet: readonly number[], atMost: number): BenchResult {
  const [median, reference] = [quantile(ours, 0.5), quantile(quiet, 0.5)];
  const told = (values: readonly number[]) =>
    `p50 ${Math.round(quantile(values, 0.5))} ms, p95 ${Math.round(quantile(values, 0.95))} ms`;
  return {
    name: `flood: ${name}`,
    ours: told(ours),
    reference: `quiet: ${told(quiet)}`,
    ratio: median / reference,
    target: { atMost },
    remark: `${desks} desks that answer after 100 ms; INVITE to answer; ${ours.filter((value) => value >= 60_000).length} of ${ours.length} not answered`,
  };
}
