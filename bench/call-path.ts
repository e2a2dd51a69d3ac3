import { type CallStep, callSteps } from '#features/calls/server/call-steps.ts';
import type { AgentsSample } from './call-agents.ts';
import { type CallCentre, dialled, openCallCentre, type Side, sides } from './call-centre.ts';
import { monotonicMs } from './monotonic.ts';
import { type BenchResult, type BenchSize, quantile } from './result.ts';

/** Slow enough that a desk is free for nearly every call: it is the way that is measured, not the waiting. */
interface Load {
  readonly desks: number;
  readonly perSecond: number;
  readonly talkSeconds: number;
  readonly callsPerBlock: number;
}
const loads: Readonly<Record<BenchSize, { readonly blocks: number; readonly each: readonly Load[] }>> = {
  full: {
    blocks: 3,
    each: [
      { desks: 2, perSecond: 2, talkSeconds: 0.3, callsPerBlock: 34 },
      { desks: 10, perSecond: 4, talkSeconds: 1, callsPerBlock: 60 },
      { desks: 30, perSecond: 8, talkSeconds: 1, callsPerBlock: 80 },
    ],
  },
  small: { blocks: 1, each: [{ desks: 2, perSecond: 2, talkSeconds: 0.3, callsPerBlock: 10 }] },
};
const warmUp = 12;

/**
 * A caller's INVITE until the desk's INVITE, at the telephones' sockets. Ours: broadcast, claim, a row and a desk from the
 * database, originate. The reference: the same Asterisk, trunk, headers and MixMonitor, then `Queue()` (leastrecent) with the
 * same announcement to the same desks. Blocks alternate. Telephones have a process of their own.
 */
export async function bench(size: BenchSize): Promise<readonly BenchResult[]> {
  const { blocks, each } = loads[size];
  const results: BenchResult[] = [];
  for (const load of each) {
    const centre = await openCallCentre({ desks: load.desks, calls: 50 });
    try {
      results.push(...(await measure(centre, load, blocks)));
    } finally {
      await centre.close();
    }
  }
  return results;
}

async function measure(centre: CallCentre, load: Load, blocks: number): Promise<BenchResult[]> {
  const { sipPort } = centre.centre.exchange.places;
  const steps = watchSteps();
  const samples: Record<Side, AgentsSample[]> = { ours: [], queue: [] };
  try {
    for (let block = -1; block < blocks; block++) {
      for (const side of sides) {
        const callers = callersOf(block, side, block < 0 ? warmUp : load.callsPerBlock);
        const { perSecond, talkSeconds: seconds } = load;
        const got = await centre.tell({ kind: 'call', sipPort, to: dialled[side], callers, perSecond, seconds });
        if (block >= 0) samples[side].push(...got);
        await centre.untilIdle();
      }
    }
  } finally {
    steps.stop();
  }
  return resultsOf(samples, steps.known, { load, blocks, version: centre.postgres });
}

function callersOf(block: number, side: Side, count: number): string[] {
  const prefix = `08${side === 'ours' ? '1' : '2'}${block + 1}`;
  return Array.from({ length: count }, (_, n) => `${prefix}${String(n).padStart(7, '0')}`);
}

type Steps = ReadonlyMap<string, Partial<Record<CallStep['step'], number>>>;

function watchSteps(): { known: Steps; stop: () => void } {
  const known = new Map<string, Partial<Record<CallStep['step'], number>>>();
  const hear = (message: unknown) => {
    const at = monotonicMs();
    // Only switchboard.ts publishes there.
    const { caller, step } = message as CallStep;
    if (caller === null) return;
    const steps = known.get(caller) ?? {};
    steps[step] ??= at;
    known.set(caller, steps);
  };
  callSteps.subscribe(hear);
  return { known, stop: () => void callSteps.unsubscribe(hear) };
}

/** Milliseconds from INVITE to INVITE. */
export function waysOf(samples: readonly AgentsSample[]): number[] {
  return samples.flatMap(({ sentAt, deskAt }) => (deskAt === null ? [] : [deskAt - sentAt]));
}

export const sayWays = (times: readonly number[]) =>
  `p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`;

function resultsOf(
  samples: Record<Side, readonly AgentsSample[]>,
  steps: Steps,
  { load, blocks, version }: { load: Load; blocks: number; version: string },
): BenchResult[] {
  const { desks, perSecond, talkSeconds } = load;
  const [ours, queue] = [waysOf(samples.ours), waysOf(samples.queue)];
  const answered = (side: Side) =>
    `${samples[side].filter((each) => each.answeredAt !== null).length} of ${samples[side].length} answered`;
  const difference = quantile(ours, 0.5) - quantile(queue, 0.5);
  const remark = `INVITE to INVITE at the telephones, ${perSecond} calls/s over ${desks} desks, ${talkSeconds} s each, ${blocks} alternating blocks; ours ${answered('ours')}, queue ${answered('queue')}; PostgreSQL ${version}, fsync on. ${difference.toFixed(1)} ms more at the median; ${splitOf(samples.ours, steps)}`;
  const result = (share: number, name: string, atMost: number) => ({
    name: `call path, ${desks} desks, ${name}`,
    ours: sayWays(ours),
    reference: `app_queue: ${sayWays(queue)}`,
    ratio: quantile(ours, share) / quantile(queue, share),
    target: { atMost },
    remark,
  });
  return [result(0.5, 'p50', 2), result(0.99, 'p99', 3)];
}

/** Where the time goes, as medians of the parts (claim and database run at once, so they do not add up). */
function splitOf(samples: readonly AgentsSample[], steps: Steps): string {
  const parts: [string, (one: AgentsSample, at: Partial<Record<CallStep['step'], number>>) => number | undefined][] = [
    ['INVITE to broadcast', ({ sentAt }, at) => minus(at.told, sentAt)],
    ['claim', (_, at) => minus(at.claimed, at.told)],
    ['database until the desk is chosen', (_, at) => minus(at.desk, at.told)],
    ['originate to INVITE', ({ deskAt }, at) => minus(deskAt ?? undefined, at.originating)],
    ['commit (after the desk was chosen)', (_, at) => minus(at.written, at.desk)],
  ];
  const told = parts.map(([name, of]) => {
    const times = samples.flatMap((one) => of(one, steps.get(one.caller) ?? {}) ?? []);
    return `${name} ${quantile(times, 0.5).toFixed(1)}/${quantile(times, 0.99).toFixed(1)}`;
  });
  return `parts, p50/p99 ms: ${told.join(', ')}`;
}

const minus = (late: number | undefined, early: number | undefined) =>
  late === undefined || early === undefined ? undefined : late - early;
