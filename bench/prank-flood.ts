import type { AgentsSample } from './call-agents.ts';
import { type CallCentre, dialled, openCallCentre } from './call-centre.ts';
import { type BenchResult, type BenchSize, quantile } from './result.ts';

/** `perSecond`: what comes on a usual day; the flood is ten times as much. */
interface Load {
  readonly desks: number;
  readonly perSecond: number;
  readonly seconds: number;
}
const loads: Readonly<Record<BenchSize, Load>> = {
  full: { desks: 10, perSecond: 0.5, seconds: 60 },
  small: { desks: 6, perSecond: 0.3, seconds: 10 },
};
const talkMs = 3000;
const prankTalkMs = 500;
const pranksOfTen = 7;

/**
 * Ten times the calls of a usual day, seven of ten of them pranks that end after half a second or hang up while it rings: how
 * long the real callers wait for an answer. The reference is the same centre on its usual day, in the same run.
 */
export async function bench(size: BenchSize): Promise<readonly BenchResult[]> {
  const load = loads[size];
  const centre = await openCallCentre({ desks: load.desks, calls: 60 });
  try {
    const usual = await answersOf(centre, load, { prefix: '0811', times: 1, pranks: 0 });
    await centre.untilIdle();
    const flooded = await answersOf(centre, load, { prefix: '0812', times: 10, pranks: pranksOfTen });
    return [0.5, 0.95].map((share) => resultOf(load, share, flooded, usual));
  } finally {
    await centre.close();
  }
}

/** Milliseconds from INVITE to the answer; one that was not answered counts as a minute. */
async function answersOf(
  centre: CallCentre,
  { perSecond, seconds }: Load,
  { prefix, times, pranks }: { prefix: string; times: number; pranks: number },
): Promise<number[]> {
  const samples = await centre.tell({
    kind: 'mix',
    sipPort: centre.centre.exchange.places.sipPort,
    to: dialled.ours,
    prefix,
    calls: Math.ceil(perSecond * times * seconds),
    perSecond: perSecond * times,
    pranksOfTen: pranks,
    talkMs,
    prankTalkMs,
  });
  return samples.map(({ sentAt, answeredAt }: AgentsSample) => (answeredAt === null ? 60_000 : answeredAt - sentAt));
}

function resultOf(load: Load, share: number, ours: readonly number[], usual: readonly number[]): BenchResult {
  const told = (values: readonly number[]) =>
    `p50 ${Math.round(quantile(values, 0.5))} ms, p95 ${Math.round(quantile(values, 0.95))} ms, longest ${Math.round(Math.max(...values))} ms`;
  const late = ours.filter((value) => value > 10_000).length;
  return {
    name: `ten-fold flood with ${pranksOfTen * 10} % pranks, p${share * 100}`,
    ours: told(ours),
    reference: `usual day: ${told(usual)}`,
    ratio: quantile(ours, share) / quantile(usual, share),
    target: null,
    remark: `INVITE to answer of real callers, desks answer at once: ${load.perSecond} and ${load.perSecond * 10} calls/s for ${load.seconds} s at ${load.desks} desks, real ones talk ${talkMs / 1000} s; ${ours.length} real callers in the flood, ${late} of them waited over 10 s (target: at most 5 of 100)`,
  };
}
