import { type CallCentre, dialled, openCallCentre } from './call-centre.ts';
import { sayWays, waysOf } from './call-path.ts';
import { familyMib, memoryMib, postmasterOf } from './processor.ts';
import { type BenchResult, type BenchSize, quantile } from './result.ts';

interface Load {
  /** In the small centre that is the reference. */
  readonly few: number;
  readonly desks: number;
  readonly talks: number;
  readonly calls: number;
}
const loads: Readonly<Record<BenchSize, Load>> = {
  full: { few: 10, desks: 1000, talks: 100, calls: 60 },
  small: { few: 8, desks: 24, talks: 4, calls: 6 },
};
const perSecond = 4;

/**
 * A province: many desks that are registered and ready, many calls in talk with sound both ways. A caller's INVITE until the desk's INVITE,
 * and the memory of the three parts, beside the same centre with a few desks and no call, in the same run.
 */
export async function bench(size: BenchSize): Promise<readonly BenchResult[]> {
  const load = loads[size];
  const centre = await openCallCentre({ desks: load.few, calls: 2 * load.talks + 40, mostDesks: load.desks });
  const postmaster = await postmasterOf(centre.centre);
  const memory = () => ({
    node: memoryMib(process.pid),
    asterisk: memoryMib(centre.centre.exchange.asterisk.pid()),
    postgres: familyMib(postmaster),
  });
  try {
    await ways(centre, '0810', 12);
    await centre.untilIdle();
    const few = await ways(centre, '0811', load.calls);
    await centre.untilIdle();
    const before = memory();
    await centre.addDesks(load.desks - load.few);
    await centre.untilIdle();
    const { sipPort } = centre.centre.exchange.places;
    const callers = numbers('0813', load.talks);
    const talks = await centre.tell({ kind: 'talk', sipPort, to: dialled.ours, callers, perSecond: 10 });
    const many = await ways(centre, '0812', load.calls);
    const after = memory();
    const answered = talks.filter(({ answeredAt }) => answeredAt !== null).length;
    await centre.tell({ kind: 'hang_up' });
    return resultsOf(load, { few, many, before, after, answered });
  } finally {
    await centre.close();
  }
}

const numbers = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${prefix}${String(at).padStart(7, '0')}`);

async function ways(centre: CallCentre, prefix: string, count: number): Promise<number[]> {
  const { sipPort } = centre.centre.exchange.places;
  const callers = numbers(prefix, count);
  return waysOf(await centre.tell({ kind: 'call', sipPort, to: dialled.ours, callers, perSecond, seconds: 0.3 }));
}

interface Found {
  readonly few: readonly number[];
  readonly many: readonly number[];
  readonly before: Memory;
  readonly after: Memory;
  readonly answered: number;
}
interface Memory {
  readonly node: number;
  readonly asterisk: number;
  readonly postgres: number;
}

function resultsOf({ few, desks, talks, calls }: Load, found: Found): BenchResult[] {
  const total = ({ node, asterisk, postgres }: Memory) => node + asterisk + postgres;
  const say = (memory: Memory) =>
    `Node ${Math.round(memory.node)} + Asterisk ${Math.round(memory.asterisk)} + PostgreSQL ${Math.round(memory.postgres)} MiB`;
  const remark = `${found.answered} of ${talks} calls in talk with sound both ways, all recorded; ${found.many.length} of ${calls} further calls came to a desk, ${perSecond} a second; callers and telephones in a process of their own`;
  const latency = (share: number): BenchResult => ({
    name: `${desks} desks and ${talks} calls in talk, call path, p${share * 100}`,
    ours: sayWays(found.many),
    reference: `${few} desks, no call: ${sayWays(found.few)}`,
    ratio: quantile(found.many, share) / quantile(found.few, share),
    target: null,
    remark,
  });
  return [
    latency(0.5),
    latency(0.99),
    {
      name: `${desks} desks and ${talks} calls in talk, memory`,
      ours: say(found.after),
      reference: `${few} desks, no call: ${say(found.before)}`,
      ratio: total(found.after) / total(found.before),
      target: null,
      remark: `proportional share; Node is the server and what stands for its people. ${remark}`,
    },
  ];
}
