import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { dayOf, type Instant, type Zone } from '#platform/shared/time.ts';
import type { QueueContent } from '../queue.ts';
import {
  type Arrival,
  type Calls,
  type Lengths,
  type SimulatedKind,
  type SimulationPlan,
  simulatedKinds,
} from '../simulation.ts';
import type { SimulationQuestion } from '../simulation-question.ts';
import { type FileRefusal, readArrivals } from './arrivals-csv.ts';
import { boundsOfDay } from './hours.ts';
import { longestPatienceS, measurePatience } from './patience.ts';

/** What a regency's records say of a period; empty where it has none. */
export interface RecordedPeriod {
  readonly arrivals: readonly Arrival[];
  /** Seconds from the ring of a desk to its answer. */
  readonly reactions: readonly number[];
  /** Rings that nobody answered. */
  readonly missed: number;
  /** People at desks at each hour of the day; null: nobody ever was. */
  readonly takers: readonly number[] | null;
}

/** Sidoarjo, January to October 2023 (domain.md §2.2): 4.0 % emergencies, 15.3 % information, 80.7 % pranks and silent calls. */
export const publishedMix = { real: 0.04, service: 0.153, prank: 0.4035, ghost: 0.4035 } as const;
/** The same: 4 032 calls a month. */
export const publishedPerHour = 5.5;
/** Nobody publishes how long calls last, nor how long people wait: ours until there are records, and said so beside every result. */
const assumed = {
  talkS: { real: 150, service: 120, prank: 25, ghost: 12 } as const satisfies Record<SimulatedKind, number>,
  spread: 2 / 3,
  reactionS: 3,
  missedShare: 0.05,
  patienceS: 90,
  takers: 2,
};
/** With fewer than so many, a measured law is the chance of a day. */
const enough = 10;

const dayMs = 86_400_000;
const minuteMs = 60_000;
const warmUpMin = 60;

interface Known {
  readonly zone: Zone;
  readonly settings: QueueContent;
  readonly now: Instant;
  readonly recorded: RecordedPeriod;
}

/** Everything a question needs, from the records where there are enough, else from what is published or assumed. */
export function planOf(
  question: SimulationQuestion,
  known: Known,
): Result<SimulationPlan, FileRefusal | 'simulation.no_calls'> {
  const calls = callsOf(question, known);
  if (!calls.ok) return calls;
  const arrivals = calls.value.type === 'recorded' ? calls.value.arrivals : [];
  const bounds = boundsOf(question, known, arrivals);
  const isCounted = ({ at }: Arrival) => at >= bounds.from && at < bounds.to;
  if (calls.value.type === 'recorded' && !arrivals.some(isCounted)) return refuse('simulation.no_calls');
  const models = question.source.type === 'file' ? arrivals : known.recorded.arrivals;
  const { reactions, missed, takers } = known.recorded;
  const rings = reactions.length + missed;
  return ok({
    zone: known.zone,
    ...bounds,
    warmUpMs: (question.warmUpMin ?? (question.source.type === 'file' ? 0 : warmUpMin)) * minuteMs,
    calls: calls.value,
    hoaxShare: question.hoaxShare,
    takers: question.takers ?? takers ?? new Array<number>(24).fill(assumed.takers),
    supervisors: question.supervisors,
    outsideS: question.outsideS,
    talk: talkOf(question, models),
    patience:
      question.patienceS === null
        ? (measurePatience(models) ?? { type: 'exponential', meanS: assumed.patienceS })
        : { type: 'exponential', meanS: question.patienceS },
    reaction: reactionOf(question, reactions, known.settings.ringS),
    missedShare: question.missedShare ?? (rings < enough ? assumed.missedShare : missed / rings),
    settings: known.settings,
    policy: question.policy,
    replications: question.replications,
    seed: question.seed,
  });
}

function callsOf({ source }: SimulationQuestion, { zone, recorded }: Known): Result<Calls, FileRefusal> {
  if (source.type === 'recorded') return ok({ type: 'recorded', arrivals: recorded.arrivals });
  if (source.type === 'generated') {
    const perHour = new Array<number>(24).fill(source.perHour);
    return ok({ type: 'generated', perHour, mix: publishedMix });
  }
  const read = readArrivals(source.csv, zone);
  return read.ok ? ok({ type: 'recorded', arrivals: read.value }) : read;
}

/** The days that were asked for; of a file the whole days that it covers; else the day that it is. */
function boundsOf({ source }: SimulationQuestion, { zone, now }: Known, arrivals: readonly Arrival[]) {
  if (source.type === 'recorded') return boundsOfPeriod(source.from, source.days, zone);
  const times = source.type === 'file' && arrivals.length > 0 ? arrivals.map(({ at }) => at) : [Date.parse(now)];
  const [first, last] = [Math.min(...times), Math.max(...times)].map((at) => dayOf(new Date(at).toISOString(), zone));
  const from = boundsOfDay(first ?? '', zone)?.from ?? 0;
  return { from, to: boundsOfDay(last ?? '', zone)?.to ?? from + dayMs };
}

/** So many days of a regency from this one on. */
export function boundsOfPeriod(day: string, days: number, zone: Zone): { readonly from: number; readonly to: number } {
  const from = boundsOfDay(day, zone)?.from ?? 0;
  return { from, to: from + days * dayMs };
}

function talkOf(question: SimulationQuestion, models: readonly Arrival[]): Record<SimulatedKind, Lengths> {
  const lengths = (kind: SimulatedKind): Lengths => {
    const given = question.talkS[kind];
    const seconds = models.flatMap((call) => (call.kind === kind && call.talkS !== null ? [call.talkS] : []));
    if (given === undefined && seconds.length >= enough) return { type: 'measured', seconds };
    const meanS = given ?? assumed.talkS[kind];
    return { type: 'lognormal', meanS, spreadS: meanS * assumed.spread };
  };
  // Object.fromEntries forgets the key type; the entries are built from the kinds right here.
  return Object.fromEntries(simulatedKinds.map((kind) => [kind, lengths(kind)])) as Record<SimulatedKind, Lengths>;
}

/** Whoever answered did so while it rang: a desk that opens its microphone keeps the ring a little longer (call.ts, answeringMs). */
function reactionOf({ reactionS }: SimulationQuestion, reactions: readonly number[], ringS: number): Lengths {
  if (reactionS === null && reactions.length >= enough)
    return { type: 'measured', seconds: reactions.map((seconds) => Math.min(seconds, ringS - 0.001)) };
  const meanS = reactionS ?? assumed.reactionS;
  return { type: 'lognormal', meanS, spreadS: meanS / 3 };
}

/** Past which somebody who was answered is not asked how long they would have waited. */
export const knownWait = (seconds: number): number => Math.min(seconds, longestPatienceS);
