import { causeOfEnd } from '../follow-up-rules.ts';
import { type CallHistory, historyOf, lifeCueMinutes } from '../history.ts';
import type { QueueContent } from '../queue.ts';
import { type QueueDesk, type QueuePlan, wrapUpDue } from '../queue-rules.ts';
import { emptyCentre, type QueueEvent, type SimulatedCentre, stepQueue } from '../queue-simulation.ts';
import { classOfKind, type SimulationPlan } from '../simulation.ts';
import type { DrawnCall } from './draw-calls.ts';
import { hourOf, nextHour } from './hours.ts';
import { drawLength, type Random, randomOf } from './random.ts';

/** How a call ended, and after how long somebody answered it. */
export interface EndedCall extends DrawnCall {
  readonly end: 'answered' | 'abandoned' | 'overflowed';
  readonly waitedMs: number;
  readonly ladder: boolean;
  /** At which desk; null: nobody talked with them. */
  readonly by: string | null;
}

export interface CentreRun {
  readonly calls: readonly EndedCall[];
  /** Milliseconds within the counted time, by hour of the day: people at desks, and of those in a call or wrapping up. */
  readonly staffedMs: readonly number[];
  readonly busyMs: readonly number[];
}

/** What somebody will do; by then it may be too late for it. */
type Planned = { readonly at: number } & (
  | { readonly type: 'answer'; readonly ring: string; readonly userId: string }
  | { readonly type: 'hang_up'; readonly userId: string; readonly callId: string }
  | { readonly type: 'leave' | 'answer_outside'; readonly callId: string }
);

/**
 * One replication: the queue's own rules (stepQueue) are told who comes, answers, hangs up and gives up, and the clock strikes at
 * each moment that they set. It ends when nobody is left.
 */
export function runCentre(plan: SimulationPlan, calls: readonly DrawnCall[], seed: number): CentreRun {
  return new Centre(plan, seed).run(calls);
}

/**
 * Plain order of arrival with the same desks: callers without a number take no turns, and without further steps one
 * ready desk at a time rings. The same functions decide, told less.
 */
function settingsOf({ settings, policy }: SimulationPlan): QueueContent {
  if (policy === 'ours') return settings;
  return {
    ...settings,
    ringAllAfterS: null,
    supervisorsAfterS: null,
    anyoneAfterS: null,
    numberAfterS: null,
    neighbourAfterS: null,
  };
}

const takerName = (index: number) => `taker ${String(index).padStart(3, '0')}`;
const isoOf = (at: number) => new Date(at).toISOString();

class Centre {
  readonly #plan: SimulationPlan;
  readonly #reactions: Random;
  readonly #drawn = new Map<string, DrawnCall>();
  readonly #ended: EndedCall[] = [];
  /** By number. */
  readonly #past = new Map<string, EndedCall[]>();
  readonly #staffedMs = new Array<number>(24).fill(0);
  readonly #busyMs = new Array<number>(24).fill(0);
  #planned: Planned[] = [];
  #onDuty: ReadonlySet<string> = new Set();
  #centre: SimulatedCentre;
  #looks: readonly number[] = [];
  #now: number;

  constructor(plan: SimulationPlan, seed: number) {
    this.#plan = plan;
    this.#now = plan.from - plan.warmUpMs;
    this.#reactions = randomOf(seed, 'reaction');
    const desk = (userId: string, isSupervisor: boolean): QueueDesk => ({
      userId,
      isSupervisor,
      state: 'offline',
      // A supervisor is in the house; a call taker off duty is at home.
      reachable: isSupervisor,
      idleSince: isoOf(this.#now),
      callId: null,
    });
    const desks = [
      ...Array.from({ length: Math.max(0, ...plan.takers) }, (_, index) => desk(takerName(index), false)),
      ...Array.from({ length: plan.supervisors }, (_, index) => desk(`supervisor ${index}`, true)),
    ];
    this.#centre = emptyCentre(settingsOf(plan), desks, plan.outsideS === null ? [] : ['number']);
    this.#changeShift();
  }

  run(calls: readonly DrawnCall[]): CentreRun {
    let next = 0;
    let shift = nextHour(this.#now);
    const { to } = this.#plan;
    // Until nobody is left, and to the end of the time, whose empty hours belong to the occupancy.
    while (next < calls.length || this.#isBusy() || this.#now < to) {
      const call = calls[next];
      const person = this.#soonest();
      const end = this.#now < to ? to : undefined;
      const times = [call?.at, person?.at, this.#clock(), shift, end].map((at) => at ?? Number.POSITIVE_INFINITY);
      const at = Math.max(this.#now, Math.min(...times));
      if (call !== undefined && call.at <= at) {
        next += 1;
        this.#arrive(call);
      } else if (person !== undefined && person.at <= at) {
        this.#planned = this.#planned.filter((each) => each !== person);
        this.#act(person);
      } else {
        this.#step({ type: 'tick' }, at);
      }
      if (this.#now >= shift) {
        shift = nextHour(this.#now);
        this.#changeShift();
      }
      this.#goHome();
    }
    return { calls: this.#ended, staffedMs: this.#staffedMs, busyMs: this.#busyMs };
  }

  #isBusy(): boolean {
    return this.#centre.waiting.length > 0 || this.#centre.talks.length > 0;
  }

  #soonest(): Planned | undefined {
    let first: Planned | undefined;
    for (const each of this.#planned) if (first === undefined || each.at < first.at) first = each;
    return first;
  }

  /** When time alone changes something: the end of a ring or a wrap-up, or a moment that the rules asked for. */
  #clock(): number {
    const { rings, dialled, desks } = this.#centre;
    const ends = [...rings, ...dialled].map(({ until }) => Date.parse(until));
    const wraps = desks.flatMap(({ wrapUpUntil }) => (wrapUpUntil === null ? [] : [Date.parse(wrapUpUntil)]));
    return Math.min(...[...ends, ...wraps, ...this.#looks].filter((at) => at > this.#now));
  }

  #arrive(call: DrawnCall): void {
    this.#drawn.set(call.id, call);
    this.#planned.push({ type: 'leave', callId: call.id, at: call.at + call.patienceS * 1000 });
    // Plain order of arrival knows no numbers, so nobody takes turns.
    const callerE164 = this.#plan.policy === 'ours' ? call.caller : null;
    const history = historyOfCaller(this.#past.get(callerE164 ?? '') ?? [], call.at);
    this.#step({ type: 'arrive', id: call.id, callerE164, history }, call.at);
  }

  #act(person: Planned): void {
    const { at } = person;
    if (person.type === 'answer') this.#answer(person.userId, person.ring, at);
    if (person.type === 'hang_up') this.#hangUp(person.userId, person.callId, at);
    if (person.type === 'leave' && this.#isWaiting(person.callId)) {
      this.#step({ type: 'leave', callId: person.callId }, at);
      this.#end(person.callId, 'abandoned');
    }
    if (person.type === 'answer_outside' && this.#centre.dialled.some(({ callId }) => callId === person.callId)) {
      this.#step({ type: 'answer_outside', callId: person.callId }, at);
      this.#end(person.callId, 'overflowed');
    }
  }

  #isWaiting(callId: string): boolean {
    return this.#centre.waiting.some(({ id }) => id === callId);
  }

  #answer(userId: string, ring: string, at: number): void {
    const rings = this.#centre.rings.find((each) => each.userId === userId);
    if (rings === undefined || nameOf(rings) !== ring) return;
    this.#step({ type: 'answer', userId }, at);
    this.#end(rings.callId, 'answered', userId);
    const talkS = this.#drawn.get(rings.callId)?.talkS ?? 0;
    this.#planned.push({ type: 'hang_up', userId, callId: rings.callId, at: at + talkS * 1000 });
  }

  #hangUp(userId: string, callId: string, at: number): void {
    this.#step({ type: 'hang_up', userId }, at);
    const call = this.#drawn.get(callId);
    const code = call?.disposition ?? classOfKind[call?.kind ?? 'real'];
    // The class was chosen during the call: its wrap-up is the one that the settings give the class.
    const wrapUpUntil = wrapUpDue(this.#centre.settings, code, isoOf(at));
    const desks = this.#centre.desks.map((desk) =>
      desk.userId === userId && desk.state === 'wrap_up' ? { ...desk, wrapUpUntil } : desk,
    );
    this.#centre = { ...this.#centre, desks };
  }

  #end(callId: string, end: EndedCall['end'], by: string | null = null): void {
    const call = this.#drawn.get(callId);
    if (call === undefined) return;
    const state = { answered: 'ended', abandoned: 'lost', overflowed: 'overflowed' } as const;
    // Whether a ladder is opened is said by the rule that opens it in the product.
    const cause = causeOfEnd({ state: state[end], endedBy: 'caller', cause: 16, disposition: null, wasAlone: false });
    const ended = { ...call, end, waitedMs: this.#now - call.at, ladder: cause !== null, by };
    this.#ended.push(ended);
    if (call.caller !== null) this.#past.set(call.caller, [...(this.#past.get(call.caller) ?? []), ended]);
  }

  #step(event: QueueEvent, at: number): void {
    const now = Math.max(this.#now, at);
    this.#account(now);
    const { centre, plan } = stepQueue(this.#centre, event, isoOf(now));
    this.#now = now;
    this.#centre = withTurns(centre, plan, isoOf(now));
    this.#looks = [...plan.lookAt.values()].map((each) => Date.parse(each));
    const isNew = ({ callId, userId }: { callId: string; userId: string }) =>
      plan.offers.some((offer) => offer.callId === callId && offer.userId === userId);
    for (const ring of this.#centre.rings.filter(isNew)) this.#react(nameOf(ring), ring.userId, now);
    const { outsideS } = this.#plan;
    if (outsideS !== null && outsideS < this.#centre.settings.outsideRingS)
      for (const { callId } of plan.outside)
        this.#planned.push({ type: 'answer_outside', callId, at: now + outsideS * 1000 });
  }

  #react(ring: string, userId: string, now: number): void {
    const { missedShare, reaction } = this.#plan;
    const isMissed = this.#reactions() < missedShare;
    // At least a millisecond: nobody answers before it rings.
    const afterMs = Math.max(1, drawLength(this.#reactions, reaction) * 1000);
    if (!isMissed) this.#planned.push({ type: 'answer', ring, userId, at: now + afterMs });
  }

  /** Occupancy up to `now`: shifts change at full hours only, and the clock strikes there. */
  #account(now: number): void {
    const from = Math.max(this.#now, this.#plan.from);
    const length = Math.min(now, this.#plan.to) - from;
    if (length <= 0) return;
    const hour = hourOf(from, this.#plan.zone);
    for (const desk of this.#centre.desks) {
      if (desk.isSupervisor || !desk.reachable) continue;
      this.#staffedMs[hour] = (this.#staffedMs[hour] ?? 0) + length;
      if (desk.state === 'talking' || desk.state === 'wrap_up') this.#busyMs[hour] = (this.#busyMs[hour] ?? 0) + length;
    }
  }

  #changeShift(): void {
    const count = this.#plan.takers[hourOf(this.#now, this.#plan.zone)] ?? 0;
    this.#onDuty = new Set(Array.from({ length: count }, (_, index) => takerName(index)));
    for (const userId of this.#onDuty) {
      const desk = this.#centre.desks.find((each) => each.userId === userId);
      if (desk === undefined || desk.reachable) continue;
      this.#step({ type: 'reach', userId, reachable: true }, this.#now);
      this.#step({ type: 'choose', userId, state: 'ready' }, this.#now);
    }
  }

  /** Whose shift is over goes when the call is over, which may be the one that rings there now. */
  #goHome(): void {
    for (const { userId, reachable, isSupervisor, state } of this.#centre.desks) {
      if (isSupervisor || !reachable || this.#onDuty.has(userId) || state === 'talking' || state === 'offered')
        continue;
      this.#step({ type: 'choose', userId, state: 'offline' }, this.#now);
      this.#step({ type: 'reach', userId, reachable: false }, this.#now);
    }
  }
}

/** What the calls of this number so far say, as the product counts them (server/queue/history-store.ts). */
function historyOfCaller(past: readonly EndedCall[], at: number): CallHistory {
  const pranks = past.filter(({ kind, end }) => kind === 'prank' && end === 'answered');
  const recent = past.filter((call) => at - call.at < lifeCueMinutes * 60_000);
  return historyOf({
    pranks: pranks.length,
    closers: new Set(pranks.map(({ by }) => by)).size,
    emergencies: recent.filter(({ kind, end }) => kind === 'real' && end === 'answered').length,
    unhelped: recent.filter(({ end }) => end === 'abandoned').length,
  });
}

const nameOf = (ring: SimulatedCentre['rings'][number]) => `${ring.callId} ${ring.userId} ${ring.until}`;

/** A number whose call gets its first desk has had its turn: its others wait from then on (server/queue/turns-store.ts). */
function withTurns(centre: SimulatedCentre, plan: QueuePlan, now: string): SimulatedCentre {
  const first = plan.offers.flatMap(({ callId }) =>
    centre.waiting.filter((call) => call.id === callId && isFirst(call)),
  );
  const numbers = new Map(first.flatMap((call) => (call.callerE164 === null ? [] : [[call.callerE164, call.id]])));
  if (numbers.size === 0) return centre;
  const waiting = centre.waiting.map((call) => {
    const by = numbers.get(call.callerE164 ?? '');
    return by === undefined || by === call.id || call.arrivedAt >= now ? call : { ...call, servedAt: now };
  });
  return { ...centre, waiting };
}

const isFirst = (call: SimulatedCentre['waiting'][number]) => call.past.length === 0;
