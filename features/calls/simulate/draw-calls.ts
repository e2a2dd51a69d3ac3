import {
  type Arrival,
  type Calls,
  isHoax,
  type SimulatedKind,
  type SimulationPlan,
  simulatedKinds,
} from '../simulation.ts';
import { hourOf } from './hours.ts';
import { drawPatience } from './patience.ts';
import { drawLength, exponential, pick, type Random, randomOf } from './random.ts';

/** A call with all that will happen to it wherever it is answered: drawn before the first one arrives. */
export interface DrawnCall {
  readonly id: string;
  readonly at: number;
  readonly kind: SimulatedKind;
  readonly disposition: string | null;
  readonly caller: string | null;
  readonly talkS: number;
  readonly patienceS: number;
}

type Known = Arrival & { readonly kind: SimulatedKind };

const hourMs = 3_600_000;
/** A number that plays with 112 calls some times a day; a silent call mostly comes from a telephone without a number. */
const callsOfPrankster = 6;
/** A hoax that is added comes near one that was there, within so many milliseconds before or after. */
const nearbyMs = 1_800_000;

/** The calls of one replication in the order in which they come. */
export function drawCalls(plan: SimulationPlan, seed: number): DrawnCall[] {
  const came = plan.calls.type === 'recorded' ? known(plan.calls.arrivals, seed) : generate(plan, plan.calls, seed);
  const first = plan.from - plan.warmUpMs;
  const inTime = came.filter(({ at }) => at >= first && at < plan.to);
  const mixed = plan.hoaxShare === null ? inTime : withHoaxShare(plan, inTime, plan.hoaxShare, seed);
  const [talks, patiences] = [randomOf(seed, 'talk'), randomOf(seed, 'patience')];
  const ordered = mixed.toSorted((a, b) => a.at - b.at);
  return ordered.map((call, index) => {
    // Both are drawn whether they are needed or not: the next caller is then the same in every scenario.
    const talkS = drawLength(talks, plan.talk[call.kind]);
    const patienceS = drawPatience(patiences, plan.patience, call.waitedS ?? 0);
    return {
      id: `c${String(index).padStart(6, '0')}`,
      at: call.at,
      kind: call.kind,
      disposition: call.disposition,
      caller: call.caller,
      talkS: call.talkS ?? talkS,
      patienceS: call.leftAfterS ?? patienceS,
    };
  });
}

/** Calls of which nobody knows what they were are of the kinds of the others. */
function known(arrivals: readonly Arrival[], seed: number): Known[] {
  const random = randomOf(seed, 'kind');
  const kinds = arrivals.flatMap(({ kind }) => kind ?? []);
  return arrivals.map((call) => {
    const drawn = pick(random, kinds) ?? 'ghost';
    return { ...call, kind: call.kind ?? drawn };
  });
}

function generate(plan: SimulationPlan, calls: Extract<Calls, { type: 'generated' }>, seed: number): Known[] {
  // A stream for each kind: more hoaxes leave the genuine callers where they are.
  return simulatedKinds.flatMap((kind) => {
    const random = randomOf(seed, `arrive ${kind}`);
    const rate = (at: number) => ((calls.perHour[hourOf(at, plan.zone)] ?? 0) * calls.mix[kind]) / hourMs;
    const most = (Math.max(...calls.perHour) * calls.mix[kind]) / hourMs;
    const found: Known[] = [];
    if (most <= 0) return found;
    // A process of the highest rate, thinned to the rate of each hour (Lewis and Shedler).
    for (let at = plan.from - plan.warmUpMs; ; ) {
      at += exponential(random, 1 / most);
      if (at >= plan.to) break;
      if (random() * most < rate(at)) found.push(newCall(Math.round(at), kind, found.length));
    }
    return withCallers(found, random);
  });
}

const newCall = (at: number, kind: SimulatedKind, index: number): Known => ({
  at,
  kind,
  disposition: null,
  caller: `${kind} ${index}`,
  talkS: null,
  leftAfterS: null,
  waitedS: null,
});

/** Who plays calls again; who is in need calls once; a silent telephone sends no number. */
function withCallers(calls: readonly Known[], random: Random): Known[] {
  const pranksters = Math.max(1, Math.ceil(calls.length / callsOfPrankster));
  return calls.map((call) => {
    if (call.kind === 'ghost') return { ...call, caller: null };
    return call.kind === 'prank' ? { ...call, caller: `prank ${Math.floor(random() * pranksters)}` } : call;
  });
}

/** Hoaxes are added near those that came, or some are left out; whoever is genuine calls as before. */
function withHoaxShare(plan: SimulationPlan, calls: readonly Known[], share: number, seed: number): Known[] {
  const genuine = calls.filter(({ kind }) => !isHoax(kind));
  const hoaxes = calls.filter(({ kind }) => isHoax(kind));
  const wanted = Math.round((genuine.length * share) / (1 - share));
  const random = randomOf(seed, 'hoaxes');
  if (wanted <= hoaxes.length) {
    const kept = hoaxes.map((call) => ({ call, by: random() })).toSorted((a, b) => a.by - b.by);
    return [...genuine, ...kept.slice(0, wanted).map(({ call }) => call)];
  }
  const models = hoaxes.length > 0 ? hoaxes : genuine;
  const [first, last] = [plan.from - plan.warmUpMs, plan.to - 1];
  const added = Array.from({ length: wanted - hoaxes.length }, (_, index) => {
    const model = pick(random, models);
    const at = (model?.at ?? first) + (random() * 2 - 1) * Math.min(nearbyMs, (last - first) / 2);
    const kind = model !== undefined && isHoax(model.kind) ? model.kind : index % 2 === 0 ? 'prank' : 'ghost';
    return newCall(Math.round(mirrored(at, first, last)), kind, index);
  });
  return [...calls, ...withCallers(added, random).map((call) => renamed(call))];
}

/** What falls out at one end comes back in by it: neither end gets more than its share. */
const mirrored = (at: number, first: number, last: number) =>
  at < first ? 2 * first - at : at > last ? 2 * last - at : at;

/** Their numbers are others than those that called. */
const renamed = (call: Known): Known => (call.caller === null ? call : { ...call, caller: `more ${call.caller}` });
