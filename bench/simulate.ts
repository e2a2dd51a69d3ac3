import { queueSeeds } from '#features/calls/queue.ts';
import { readQueueSettings } from '#features/calls/server/queue/queue-store.ts';
import { readRecorded } from '#features/calls/server/simulate/read-recorded.ts';
import { type DrawnCall, drawCalls } from '#features/calls/simulate/draw-calls.ts';
import { quantileOf } from '#features/calls/simulate/figures.ts';
import { planOf } from '#features/calls/simulate/plan.ts';
import { simulate } from '#features/calls/simulate/simulate.ts';
import { isHoax, type SimulationPlan, type SimulationResult } from '#features/calls/simulation.ts';
import { simulationQuestion } from '#features/calls/simulation-question.ts';
import { inTenant } from '#platform/server/db/database.ts';
import type { AgentsSample } from './call-agents.ts';
import { type CallCentre, dialled, openCallCentre, type Side } from './call-centre.ts';
import type { BenchResult, BenchSize } from './result.ts';

/** A day of a centre in minutes: people talk some seconds and wrap up five, and the genuine callers stay the same under every load. */
export interface Load {
  readonly desks: number;
  readonly genuinePerMinute: number;
  readonly seconds: number;
  /** Of the runs on the telephony; the simulator does all of `shares`. */
  readonly played: readonly number[];
  readonly replications: number;
}
const loads: Readonly<Record<BenchSize, Load>> = {
  full: { desks: 6, genuinePerMinute: 4, seconds: 180, played: [0, 0.7, 0.9], replications: 20 },
  small: { desks: 4, genuinePerMinute: 3, seconds: 20, played: [0.9], replications: 2 },
};
const shares = [0, 0.7, 0.9];
export const wrapUpS = 5;
export const reaction = { meanS: 1.2, spreadS: 0.5, seed: 11 };
const talkS = { real: 7, service: 5, prank: 2, ghost: 1 };
const patienceS = 45;
const withinOf = 1.15;
const every = <Value>(value: Value) => new Array<Value>(24).fill(value);

/** One load at one share of hoaxes, as a plan; the calls that are really placed are drawn from it as well. */
export function planAt(load: Load, hoaxShare: number): SimulationPlan {
  const question = simulationQuestion.parse({
    source: { type: 'generated', perHour: 1 },
    takers: every(load.desks),
    hoaxShare,
    talkS,
    patienceS,
    reactionS: reaction.meanS,
    missedShare: 0,
    replications: load.replications,
    seed: 7,
  });
  const from = Date.parse('2026-11-20T02:00:00Z');
  const settings = { ...queueSeeds, wrapUpS, wrapUpByCode: {} };
  const recorded = { arrivals: [], reactions: [], missed: 0, takers: null };
  const plan = planOf(question, { zone: 'Asia/Jakarta', settings, now: new Date(from).toISOString(), recorded });
  if (!plan.ok) throw new Error(plan.refusal.code);
  return {
    ...plan.value,
    from,
    to: from + load.seconds * 1000,
    warmUpMs: 0,
    // Hoaxes are then added to the genuine calls until the share is reached.
    calls: {
      type: 'generated',
      perHour: every(load.genuinePerMinute * 60),
      mix: { real: 0.3, service: 0.7, prank: 0, ghost: 0 },
    },
    reaction: { type: 'lognormal', ...reaction },
  };
}

/**
 * The simulator against a real centre: the same callers dial into Asterisk, real telephones answer them after drawn times, and
 * what the product recorded of it is simulated. Beside it what the issue asks of the queue: how long genuine callers wait
 * at 0, 70 and 90 % hoaxes with the same staff, in our order and in that of Asterisk's own queue.
 */
export async function bench(size: BenchSize): Promise<readonly BenchResult[]> {
  const load = loads[size];
  const simulated = shares.map((share) => simulatedResult(load, share));
  const centre = await openCallCentre({ desks: load.desks, calls: 80, reaction, wrapUpS });
  try {
    const played: BenchResult[] = [];
    for (const share of load.played) played.push(...(await play(centre, load, share)));
    return [...played, ...simulated];
  } finally {
    await centre.close();
  }
}

export interface Played {
  readonly calls: readonly DrawnCall[];
  readonly samples: readonly AgentsSample[];
  readonly from: number;
  readonly to: number;
}

async function play(centre: CallCentre, load: Load, share: number): Promise<BenchResult[]> {
  const plan = planAt(load, share);
  const calls = drawCalls(plan, plan.seed);
  const ours = await dial(centre, plan, calls, 'ours');
  await centre.untilIdle();
  const kept = await keptOf(centre, ours);
  const checked = await validate(centre, load, ours, share);
  const queue = await dial(centre, plan, calls, 'queue');
  await centre.untilIdle();
  return [checked, playedResult(load, share, kept, { ours, queue })];
}

let turn = 0;

/** `known`: the number of a call that comes from one that is known; null: it has one of its own. */
export async function dial(
  centre: CallCentre,
  plan: SimulationPlan,
  calls: readonly DrawnCall[],
  side: Side,
  known: (call: DrawnCall, at: number) => string | null = () => null,
): Promise<Played> {
  turn += 1;
  // A number of its own for each caller, the same for one who calls again.
  const numbers = new Map([...new Set(calls.map(({ caller, id }) => caller ?? id))].map((name, at) => [name, at]));
  const numberOf = ({ caller, id }: DrawnCall) => `08${turn}${String(numbers.get(caller ?? id)).padStart(7, '0')}`;
  const from = Date.now();
  const samples = await centre.tell({
    kind: 'arrivals',
    sipPort: centre.centre.exchange.places.sipPort,
    to: dialled[side],
    calls: calls.map((call, at) => ({
      atMs: call.at - plan.from,
      caller: known(call, at) ?? numberOf(call),
      talkS: call.talkS,
      patienceS: call.patienceS,
    })),
  });
  return { calls, samples, from, to: Date.now() };
}

/** What became of every call that was placed, by the rows of the product. */
export async function keptOf(
  centre: CallCentre,
  { from }: Played,
): Promise<{ recorded: number; answered: number; lost: number }> {
  const { rows } = await centre.centre.database.ownerPool.query<{ recorded: number; answered: number; lost: number }>(
    `select count(*)::int as recorded, count(*) filter (where state = 'ended')::int as answered,
       count(*) filter (where state = 'lost')::int as lost from calls where arrived_at >= $1`,
    [new Date(from - 1000).toISOString()],
  );
  return rows[0] ?? { recorded: 0, answered: 0, lost: 0 };
}

/** The recorded run, simulated: its arrivals, its talks and patience, how its desks answered. */
async function validate(centre: CallCentre, load: Load, played: Played, share: number): Promise<BenchResult> {
  const { database, tenantId } = centre.centre;
  const zone = 'Asia/Jakarta';
  const bounds = { from: played.from - 1000, to: played.to };
  const { settings, recorded } = await inTenant(database.db, tenantId, async (tx) => ({
    settings: (await readQueueSettings(tx, tenantId)).settings,
    recorded: await readRecorded(tx, { tenantId, zone }, bounds),
  }));
  const day = new Date(played.from).toISOString();
  const question = simulationQuestion.parse({
    source: { type: 'recorded', from: day.slice(0, 10), days: 2 },
    takers: every(load.desks),
    replications: 40,
    warmUpMin: 0,
  });
  const plan = planOf(question, { zone, settings, now: day, recorded });
  if (!plan.ok) throw new Error(plan.refusal.code);
  const predicted = simulate({ ...plan.value, ...bounds, missedShare: missedOf(recorded), settings });
  const all = predicted.groups[0];
  const waits = recorded.arrivals.flatMap(({ leftAfterS, waitedS }) => (leftAfterS === null ? (waitedS ?? []) : []));
  const measured = quantileOf(
    waits.toSorted((a, b) => a - b),
    0.9,
  );
  const [said, was] = [all?.p90?.mean ?? Number.NaN, measured ?? Number.NaN];
  return {
    name: `simulator against telephony at ${percent(share)} hoaxes, p90 of the answer time`,
    ours: `predicted ${said.toFixed(2)} s`,
    reference: `measured ${was.toFixed(2)} s in the same run`,
    ratio: Math.max(said / was, was / said),
    target: { atMost: withinOf },
    remark: `off by ${(((said - was) / was) * 100).toFixed(1)} %; ${recorded.arrivals.length} real calls through Asterisk in ${load.seconds} s at ${load.desks} desks, ${waits.length} answered (simulated ${all?.answered?.mean.toFixed(1)}); 40 replications of the recorded arrivals, talks and reactions; p50 ${all?.p50?.mean.toFixed(2)} s predicted, ${quantileOf(
      waits.toSorted((a, b) => a - b),
      0.5,
    )?.toFixed(2)} s measured; nothing lost in the model: ${predicted.ends.unended === 0}`,
  };
}

const missedOf = ({ reactions, missed }: { reactions: readonly number[]; missed: number }) =>
  missed / Math.max(1, reactions.length + missed);

function playedResult(
  load: Load,
  share: number,
  kept: { recorded: number; answered: number; lost: number },
  played: Readonly<Record<Side, Played>>,
): BenchResult {
  const [ours, queue] = [waitsOf(played.ours), waitsOf(played.queue)];
  const placed = played.ours.calls.length;
  const isKept = kept.recorded === placed && kept.answered + kept.lost === placed;
  if (!isKept) throw new Error(`Calls were lost: ${placed} placed, ${JSON.stringify(kept)}`);
  return {
    name: `genuine callers at ${percent(share)} hoaxes, telephony, p90`,
    ours: told(ours),
    reference: `Asterisk's own queue (first come, first served): ${told(queue)}`,
    ratio: (ours.p90 ?? Number.NaN) / (queue.p90 ?? Number.NaN),
    target: null,
    remark: `${placed} calls in ${load.seconds} s at ${load.desks} desks, the same callers on both sides; ${kept.answered} answered and ${kept.lost} who gave up are rows of the product: nothing lost`,
  };
}

export interface Waits {
  readonly p50: number | null;
  readonly p90: number | null;
  readonly answered: number;
  readonly offered: number;
}

export function waitsOf({ calls, samples }: Played, hoaxes: 'hoaxes' | 'genuine' = 'genuine'): Waits {
  const counted = calls.flatMap((call, at) => (isHoax(call.kind) === (hoaxes === 'hoaxes') ? (samples[at] ?? []) : []));
  const seconds = counted
    .flatMap(({ sentAt, answeredAt }) => (answeredAt === null ? [] : [(answeredAt - sentAt) / 1000]))
    .toSorted((a, b) => a - b);
  return {
    p50: quantileOf(seconds, 0.5),
    p90: quantileOf(seconds, 0.9),
    answered: seconds.length,
    offered: counted.length,
  };
}

export const told = ({ p50, p90, answered, offered }: Waits) =>
  `p50 ${p50?.toFixed(2)} s, p90 ${p90?.toFixed(2)} s, ${answered} of ${offered} answered`;

function simulatedResult(load: Load, share: number): BenchResult {
  // An hour of the same load: the simulator has the time.
  const plan = planAt({ ...load, seconds: 3600 }, share);
  const [ours, fifo] = [simulate(plan), simulate({ ...plan, policy: 'fifo' })];
  const of = ({ groups }: SimulationResult) => groups.find(({ group }) => group === 'genuine');
  const say = (result: SimulationResult) => {
    const genuine = of(result);
    const p90 = genuine?.p90;
    return `p50 ${genuine?.p50?.mean.toFixed(2)} s, p90 ${p90?.mean.toFixed(2)} ± ${p90 == null ? '' : (p90.high - p90.mean).toFixed(2)} s, in 10 s ${percent(genuine?.within10?.mean ?? 0)}`;
  };
  const { offered, answered, abandoned, overflowed, laddersOpened, unended } = ours.ends;
  return {
    name: `genuine callers at ${percent(share)} hoaxes, simulator, p90`,
    ours: say(ours),
    reference: `plain first come, first served: ${say(fifo)}`,
    ratio: (of(ours)?.p90?.mean ?? Number.NaN) / (of(fifo)?.p90?.mean ?? Number.NaN),
    target: null,
    remark: `${plan.replications} hours at ${load.desks} desks, occupancy ${percent(ours.occupancy?.mean ?? 0)}; of ${offered} calls ${answered} answered, ${abandoned} gave up with ${laddersOpened} ladders, ${overflowed} outside, ${unended} lost`,
  };
}

export const percent = (share: number) => `${Math.round(share * 100)} %`;
