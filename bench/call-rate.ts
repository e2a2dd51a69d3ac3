import type { AgentsSample } from './call-agents.ts';
import { type CallCentre, dialled, openCallCentre, type Side, sides } from './call-centre.ts';
import { type Processor, sum, used, watchProcessor } from './processor.ts';
import type { BenchResult, BenchSize } from './result.ts';

interface Load {
  readonly desks: number;
  readonly talkMs: number;
  readonly seconds: number;
  readonly blocks: number;
}
const loads: Readonly<Record<BenchSize, readonly Load[]>> = {
  full: [
    { desks: 10, talkMs: 500, seconds: 15, blocks: 2 },
    { desks: 30, talkMs: 1500, seconds: 15, blocks: 2 },
  ],
  small: [{ desks: 3, talkMs: 400, seconds: 6, blocks: 1 }],
};
/** Until the first callers wait and everything is warm; not counted. */
const warmMs = 3000;

interface Measured {
  readonly answered: number;
  readonly seconds: number;
  readonly processor: Processor;
}

/**
 * All desks busy and always somebody who waits: calls that are answered a second, and what each costs. The reference is `Queue()` on
 * the same Asterisk with the same desks, announcement and recording. Blocks alternate. A desk is free the moment its call is over on
 * both sides.
 */
export async function bench(size: BenchSize): Promise<readonly BenchResult[]> {
  const results: BenchResult[] = [];
  for (const load of loads[size]) {
    const centre = await openCallCentre({ desks: load.desks, calls: 2 * linesFor(load.desks) });
    try {
      results.push(...resultsOf(load, await measure(centre, load), centre.postgres));
    } finally {
      await centre.close();
    }
  }
  return results;
}

/** A third more callers than desks, three at least. */
const linesFor = (desks: number) => desks + Math.max(3, Math.ceil(desks / 3));

async function measure(centre: CallCentre, load: Load): Promise<Record<Side, Measured[]>> {
  const read = await watchProcessor(centre.centre);
  const measured: Record<Side, Measured[]> = { ours: [], queue: [] };
  const { sipPort } = centre.centre.exchange.places;
  for (let block = 0; block < load.blocks; block++) {
    for (const side of sides) {
      const before = read();
      const samples = await centre.tell({
        kind: 'loop',
        sipPort,
        to: dialled[side],
        prefix: `08${side === 'ours' ? 1 : 2}${block}`,
        lines: linesFor(load.desks),
        talkMs: load.talkMs,
        seconds: load.seconds,
      });
      await centre.untilIdle();
      // Processor time is of all calls, also those of the warm-up.
      measured[side].push({ ...rateOf(samples), processor: perCall(used(before, read()), samples.length) });
    }
  }
  return measured;
}

function rateOf(samples: readonly AgentsSample[]): { answered: number; seconds: number } {
  const times = samples.flatMap(({ answeredAt }) => answeredAt ?? []).toSorted((a, b) => a - b);
  const from = (times[0] ?? 0) + warmMs;
  const counted = times.filter((at) => at >= from);
  return { answered: counted.length, seconds: ((times.at(-1) ?? from) - from) / 1000 };
}

function perCall({ node, asterisk, postgres }: Processor, calls: number): Processor {
  return { node: node / calls, asterisk: asterisk / calls, postgres: postgres / calls };
}

function resultsOf(load: Load, measured: Record<Side, readonly Measured[]>, version: string): BenchResult[] {
  const { desks, talkMs, seconds, blocks } = load;
  const rate = (side: Side) =>
    measured[side].reduce((total, each) => total + each.answered, 0) /
    measured[side].reduce((total, each) => total + each.seconds, 0);
  const cost = (side: Side) => {
    const { node, asterisk, postgres } = sum(measured[side].map(({ processor }) => processor));
    return { node: node / blocks, asterisk: asterisk / blocks, postgres: postgres / blocks };
  };
  const say = ({ node, asterisk, postgres }: Processor) =>
    `Node ${node.toFixed(1)} + Asterisk ${asterisk.toFixed(1)} + PostgreSQL ${postgres.toFixed(1)} ms`;
  const both = ({ node, asterisk }: Processor) => node + asterisk;
  const most = (desks * 1000) / talkMs;
  const remark = `${linesFor(desks)} callers at ${desks} desks, conversations of ${talkMs} ms, so at most ${most.toFixed(1)} a second; ${blocks} alternating blocks of ${seconds} s; PostgreSQL ${version}, fsync on`;
  return [
    {
      name: `sustained calls, ${desks} desks`,
      ours: `${rate('ours').toFixed(2)} answered a second`,
      reference: `app_queue: ${rate('queue').toFixed(2)} a second`,
      ratio: rate('ours') / rate('queue'),
      target: { atLeast: 1.2 },
      remark,
    },
    {
      name: `processor time per call, ${desks} desks`,
      ours: say(cost('ours')),
      reference: `app_queue: ${say(cost('queue'))}`,
      ratio: both(cost('ours')) / both(cost('queue')),
      target: null,
      remark: `the ratio is of Node and Asterisk together; ours includes what people do after a call (class, ready again) and the sweeps. ${remark}`,
    },
  ];
}
