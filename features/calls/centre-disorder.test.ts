import fc from 'fast-check';
import { test } from 'vitest';
import { msBetween, plusMs } from '#platform/shared/time.ts';
import { type CallResult, type FollowUp, type FollowUpContent, followUpSeed } from './follow-up.ts';
import { causeOfEnd, decideFollowUp, openFollowUp } from './follow-up-rules.ts';
import { type QueueContent, queueSeeds } from './queue.ts';
import { planQueue, type QueueDesk, type QueuedCall } from './queue-rules.ts';
import { emptyCentre, type QueueEvent, queueOf, type SimulatedCentre, stepQueue } from './queue-simulation.ts';

// A whole centre by its rules alone, queue and ladders together, in any order of what people, telephones, the server, Asterisk and
// the clock do. A ledger of its own says what became of each call, and is held against what the rules left.

const start = '2026-11-21T13:00:00.000Z';
const deskIds = ['a', 'b', 'c', 'd', 's'] as const;

type Act =
  | { readonly do: 'arrive'; readonly from: string | null }
  | { readonly do: 'leave' | 'outside'; readonly nth: number; readonly cause: 16 | 38 }
  | {
      readonly do: 'answer' | 'decline' | 'hang_up' | 'second' | 'switch' | 'disconnect' | 'reconnect';
      readonly who: string;
    }
  | { readonly do: 'choose'; readonly who: string; readonly state: 'ready' | 'break' | 'offline' }
  /** What the one who is called back does: lets it ring, presses 3, or wants help. */
  | { readonly do: 'called_back'; readonly nth: number; readonly result: 'no_answer' | 'not_needed' | 'help' }
  | { readonly do: 'by_hand'; readonly nth: number }
  /** The server is away: no clock strikes and nobody plans, then all of it is found at once. */
  | { readonly do: 'crash'; readonly seconds: number; readonly meanwhile: readonly Act[] }
  /** Asterisk is gone with every call and every registration. */
  | { readonly do: 'restart' };

const who = fc.constantFrom(...deskIds);
const people = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('arrive' as const), from: fc.constantFrom(null, '+1', '+2') }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('answer' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('second' as const, 'reconnect' as const), who }) },
  fc.record({ do: fc.constantFrom('decline' as const, 'switch' as const, 'disconnect' as const), who }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('hang_up' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('leave' as const, 'outside' as const),
      nth: fc.nat(5),
      cause: fc.constantFrom(16 as const, 38 as const),
    }),
  },
  fc.record({
    do: fc.constant('choose' as const),
    who,
    state: fc.constantFrom('ready' as const, 'break' as const, 'offline' as const),
  }),
  fc.record({
    do: fc.constant('called_back' as const),
    nth: fc.nat(3),
    result: fc.constantFrom('no_answer' as const, 'not_needed' as const, 'help' as const),
  }),
  fc.record({ do: fc.constant('by_hand' as const), nth: fc.nat(3) }),
);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 12, arbitrary: people },
  fc.record({
    do: fc.constant('crash' as const),
    seconds: fc.integer({ min: 1, max: 90 }),
    meanwhile: fc.array(people, { maxLength: 5 }),
  }),
  fc.record({ do: fc.constant('restart' as const) }),
);
const delay = (most: number) => fc.option(fc.integer({ min: 1, max: most }), { freq: 5 });
const settings: fc.Arbitrary<QueueContent> = fc
  .record({
    ringS: fc.integer({ min: 2, max: 10 }),
    ringAllAfterS: delay(30),
    supervisorsAfterS: delay(15),
    anyoneAfterS: delay(20),
    numberAfterS: delay(60),
    neighbourAfterS: delay(90),
    wrapUpS: fc.integer({ min: 5, max: 60 }),
  })
  .map((change) => ({ ...queueSeeds, ...change }));
const desks: fc.Arbitrary<readonly QueueDesk[]> = fc
  .record({
    count: fc.integer({ min: 1, max: deskIds.length }),
    states: fc.array(fc.constantFrom('ready' as const, 'ready' as const, 'break' as const, 'offline' as const), {
      minLength: deskIds.length,
      maxLength: deskIds.length,
    }),
  })
  .map(({ count, states }) =>
    deskIds.slice(-count).map((userId, at) => ({
      userId,
      state: states[at] ?? 'ready',
      reachable: true,
      idleSince: plusMs(start, -1000 * at),
      callId: null,
      isSupervisor: userId === 's',
    })),
  );
const story = fc.record({
  settings,
  desks,
  outside: fc.subarray(['number', 'neighbour'] as const),
  steps: fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), act), { minLength: 5, maxLength: 50 }),
});

/** What became of one call; a call-back is a call too, and hangs on the one that was lost. */
interface Ledger {
  readonly id: string;
  readonly number: string | null;
  readonly lost: string | null;
  answered: boolean;
  end: 'talked' | 'lost' | 'cut' | 'outside' | null;
}

class Centre {
  now = start;
  looks: ReadonlyMap<string, string> = new Map();
  centre: SimulatedCentre;
  readonly calls = new Map<string, Ledger>();
  readonly ladders = new Map<string, FollowUp>();
  /** Desks that took a second call by their own key. */
  readonly asked = new Set<string>();
  readonly plan: FollowUpContent = followUpSeed;

  constructor(given: typeof story extends fc.Arbitrary<infer Story> ? Story : never) {
    this.centre = emptyCentre(given.settings, given.desks, given.outside);
    this.#step({ type: 'tick' });
  }

  /** The clock strikes at each moment that somebody set; while the server is away it does not. */
  pass(seconds: number): void {
    const until = plusMs(this.now, seconds * 1000);
    for (let next = this.#nextTime(); next !== undefined && next <= until; next = this.#nextTime()) {
      this.now = next;
      this.#step({ type: 'tick' });
      this.#fireLadders();
      this.check();
    }
    this.now = until;
  }

  perform(act: Act): void {
    if (act.do === 'crash') {
      this.now = plusMs(this.now, act.seconds * 1000);
      for (const each of act.meanwhile) this.perform(each);
    } else if (act.do === 'restart') {
      for (const { userId } of this.centre.desks) this.#step({ type: 'reach', userId, reachable: false });
      for (const { call } of this.centre.talks) this.#end(call.id, 'system', 16);
      for (const call of this.centre.waiting) this.#end(call.id, 'system', 16);
      for (const { userId } of this.centre.desks) this.#step({ type: 'reach', userId, reachable: true });
    } else this.#person(act);
    this.#step({ type: 'tick' });
    this.#fireLadders();
    this.check();
  }

  #person(act: Exclude<Act, { do: 'crash' | 'restart' }>): void {
    if (act.do === 'arrive') this.#arrive(act.from, null);
    else if (act.do === 'leave') {
      const open = [...this.centre.waiting, ...this.centre.talks.map(({ call }) => call)];
      const call = open[act.nth];
      if (call !== undefined) this.#end(call.id, 'caller', act.cause);
    } else if (act.do === 'outside') {
      const callId = this.centre.dialled[act.nth]?.callId;
      if (callId === undefined) return;
      this.#step({ type: 'answer_outside', callId });
      this.#close(callId, 'outside');
    } else if (act.do === 'called_back') this.#calledBack(act.nth, act.result);
    else if (act.do === 'by_hand') {
      const lost = [...this.ladders].filter(([, { state }]) => state === 'person')[act.nth]?.[0];
      if (lost !== undefined) this.#lead(lost, { type: 'call_by_hand' });
    } else if ('who' in act) this.#atDesk(act);
  }

  #atDesk(act: Extract<Act, { who: string }>): void {
    const userId = act.who;
    if (act.do === 'answer') {
      const callId = this.centre.rings.find((ring) => ring.userId === userId)?.callId;
      this.#step({ type: 'answer', userId });
      if (callId !== undefined) this.#talk(callId);
    } else if (act.do === 'second') {
      const before = this.centre.talks.map(({ call }) => call.id);
      this.#step({ type: 'take_second', userId });
      const taken = this.centre.talks.find(({ call }) => !before.includes(call.id));
      if (taken === undefined) return;
      this.asked.add(userId);
      this.#talk(taken.call.id);
    } else if (act.do === 'hang_up') {
      const talk = this.centre.talks.find((each) => each.userId === userId && !each.isParked);
      this.#step({ type: 'hang_up', userId });
      if (talk !== undefined) this.#close(talk.call.id, 'talked');
    } else if (act.do === 'disconnect') {
      this.#step({ type: 'reach', userId, reachable: false });
      this.#step({ type: 'lose_desk', userId });
    } else if (act.do === 'reconnect') this.#step({ type: 'reach', userId, reachable: true });
    else if (act.do === 'choose') this.#step({ type: 'choose', userId, state: act.state });
    else this.#step({ type: act.do, userId });
  }

  #arrive(number: string | null, lost: string | null): void {
    const id = `x${String(this.calls.size).padStart(3, '0')}`;
    this.calls.set(id, { id, number, lost, answered: false, end: null });
    this.#step({ type: 'arrive', id, callerE164: number, isCallBack: lost !== null });
    if (number === null || lost !== null) return;
    for (const [of, ladder] of this.ladders)
      if (ladder.state !== 'done' && this.calls.get(of)?.number === number && !this.#isUnderWay(of))
        this.#lead(of, { type: 'called_again' });
  }

  #isUnderWay(lost: string): boolean {
    return [...this.calls.values()].some((call) => call.lost === lost && call.end === null);
  }

  #talk(callId: string): void {
    const call = this.#ledger(callId);
    call.answered = true;
    if (call.lost !== null) this.#lead(call.lost, { type: 'try_ended', result: 'reached', byHand: false });
  }

  #end(callId: string, by: 'caller' | 'system', cause: 16 | 38): void {
    const alone = !this.centre.talks.some(({ call }) => call.id === callId);
    this.#step({ type: 'leave', callId });
    const { answered } = this.#ledger(callId);
    const state = answered ? 'ended' : 'lost';
    // In words of its own, beside the rule: whoever was cut off or left alone was not helped.
    const isCut = by === 'system' || cause === 38 || alone;
    const reason = causeOfEnd({ state, endedBy: by, cause, disposition: null, wasAlone: answered && alone });
    same(reason !== null, !answered || isCut, `that ${callId} must be called back`);
    this.#close(callId, !answered ? 'lost' : isCut ? 'cut' : 'talked');
  }

  #close(callId: string, end: NonNullable<Ledger['end']>): void {
    const call = this.#ledger(callId);
    same(call.end, null, `an end of ${callId} before`);
    // Whose desk was gone was answered once: that a number outside took it over is the end of a call that was talked in.
    call.end = end;
    const isHelped = end === 'talked' || end === 'outside';
    if (call.lost !== null) {
      const result: CallResult = isHelped ? 'reached' : 'left_queue';
      const of = this.ladders.get(call.lost);
      if (of?.state === 'trying') this.#lead(call.lost, { type: 'try_ended', result, byHand: false });
      else if (end === 'cut') this.#lead(call.lost, { type: 'cut_again' });
    } else if (!isHelped)
      this.ladders.set(callId, openFollowUp({ canCall: call.number !== null, lostAt: this.now }, this.plan, this.now));
  }

  #calledBack(nth: number, result: 'no_answer' | 'not_needed' | 'help'): void {
    const ringing = [...this.ladders].filter(([lost, { state }]) => state === 'trying' && !this.#isUnderWay(lost));
    const lost = ringing[nth]?.[0];
    if (lost === undefined) return;
    if (result === 'help') {
      this.#lead(lost, { type: 'queued' });
      this.#arrive(this.#ledger(lost).number, lost);
    } else this.#lead(lost, { type: 'try_ended', result, byHand: false });
  }

  #lead(lost: string, step: Parameters<typeof decideFollowUp>[1]): void {
    const was = this.ladders.get(lost);
    if (was === undefined) throw new Error(`${lost} has no ladder`);
    const decided = decideFollowUp(was, step, this.plan, this.now);
    if (decided.ok) this.ladders.set(lost, decided.value.next);
  }

  #fireLadders(): void {
    for (const [lost, { state, dueAt }] of this.ladders) {
      if (dueAt === null || dueAt > this.now) continue;
      const busy = [...this.ladders.values()].filter((each) => each.state === 'trying').length;
      if (state === 'trying') this.#lead(lost, { type: 'try_ended', result: 'no_answer', byHand: false });
      else this.#lead(lost, { type: 'due', freeLines: this.plan.lines - busy });
    }
  }

  #step(event: QueueEvent): void {
    const { centre, plan } = stepQueue(this.centre, event, this.now);
    this.centre = centre;
    this.looks = plan.lookAt;
  }

  #nextTime(): string | undefined {
    const ends = [...this.centre.rings, ...this.centre.dialled].map(({ until }) => until);
    const wraps = this.centre.desks.flatMap(({ wrapUpUntil }) => wrapUpUntil ?? []);
    const ladders = [...this.ladders.values()].flatMap(({ dueAt }) => dueAt ?? []);
    return [...ends, ...wraps, ...ladders, ...this.looks.values()].filter((at) => at > this.now).toSorted()[0];
  }

  #ledger(id: string): Ledger {
    const call = this.calls.get(id);
    if (call === undefined) throw new Error(`${id} never arrived`);
    return call;
  }

  check(): void {
    this.#noneIsLost();
    this.#noneIsStuck();
    this.#desksAreTheirOwn();
    this.#nobodyIdlesBesideACall();
  }

  /** Invariants 1 to 3: every call is somewhere, exactly once; who was not helped has a ladder; the figures add up. */
  #noneIsLost(): void {
    const held = [...this.centre.waiting, ...this.centre.talks.map(({ call }) => call)].map(({ id }) => id);
    const calls = [...this.calls.values()];
    const open = calls.filter(({ end }) => end === null).map(({ id }) => id);
    same(held.toSorted(), open.toSorted(), 'the calls that are held');
    for (const { id, end, lost } of calls)
      if (lost === null) same(this.ladders.has(id), end === 'lost' || end === 'cut', `the ladder of ${id}`);
    for (const [lost, ladder] of this.ladders) {
      const isLed = ladder.dueAt !== null || this.#isUnderWay(lost);
      const liesBeforePeople = ladder.state === 'person' && ladder.overdueAt !== null;
      const isOver = ladder.state === 'done' && ladder.outcome !== null;
      same(isLed || liesBeforePeople || isOver, true, `a next step of ladder ${lost}`);
    }
    const number = (which: (call: Ledger) => boolean) => calls.filter(which).length;
    const parts = {
      offered: calls.length,
      answered: number(({ answered }) => answered),
      abandoned: number(({ answered, end }) => !answered && end === 'lost'),
      overflowed: number(({ answered, end }) => !answered && end === 'outside'),
    };
    const { offered, answered, abandoned, overflowed } = this.centre.counted;
    same({ offered, answered, abandoned, overflowed }, parts, 'the figures');
    const waiting = number((call) => !call.answered && call.end === null);
    same(answered + abandoned + overflowed + waiting, offered, 'their sum');
  }

  /** A waiting call rings, is dialled, or has a moment at which it is looked at; else no step is left but a desk that comes. */
  #noneIsStuck(): void {
    const { reachableOutside, settings } = this.centre;
    const delays = { number: settings.numberAfterS, neighbour: settings.neighbourAfterS };
    for (const { id } of this.centre.waiting) {
      const rings = this.centre.rings.some(({ callId }) => callId === id);
      const dials = this.centre.dialled.some(({ callId }) => callId === id);
      if (rings || dials || this.looks.has(id)) continue;
      const left = reachableOutside.filter((step) => delays[step] !== null);
      const free = this.centre.desks.filter(({ state, reachable }) => state === 'ready' && reachable);
      same([...left, ...free.map(({ userId }) => userId)], [], `who could still be asked for ${id}`);
    }
  }

  /** At most two calls, the second by its own key, one of them put aside; whoever rings at a desk rings there alone. */
  #desksAreTheirOwn(): void {
    for (const { userId, state, callId } of this.centre.desks) {
      const talks = this.centre.talks.filter((each) => each.userId === userId);
      const active = talks.filter(({ isParked }) => !isParked).map(({ call }) => call.id);
      if (talks.length < 2) this.asked.delete(userId);
      same(talks.length <= (this.asked.has(userId) ? 2 : 1), true, `the calls of desk ${userId}`);
      same(active, state === 'talking' ? [callId] : [], `whom desk ${userId} talks with`);
      const rings = this.centre.rings.filter((each) => each.userId === userId);
      same(rings.length, state === 'offered' ? 1 : 0, `what rings at desk ${userId}`);
    }
  }

  /** In words of its own, beside the plan: a ready desk may be quiet only towards calls that rang there in vain just now. */
  #nobodyIdlesBesideACall(): void {
    const plan = planQueue(queueOf(this.centre), this.now);
    same([plan.offers, plan.outside], [[], []], 'what was left undone');
    const restMs = this.centre.settings.ringS * 1000;
    const isResting = (call: QueuedCall, userId: string) =>
      call.past.some(
        (offer) =>
          offer.userId === userId &&
          ['declined', 'desk_gone', 'failed'].includes(offer.outcome) &&
          msBetween(offer.endedAt, this.now) < restMs,
      );
    const unrung = this.centre.waiting.filter(
      (call) => !this.centre.rings.some(({ callId, step }) => callId === call.id && step === 'takers'),
    );
    for (const { userId, state, reachable } of this.centre.desks) {
      if (state !== 'ready' || !reachable) continue;
      const able = unrung.filter((call) => !isResting(call, userId)).map(({ id }) => id);
      same(able, [], `calls that wait beside desk ${userId}, which is ready`);
    }
  }
}

/** Cheaper than a matcher: it is asked millions of times. */
function same(found: unknown, wanted: unknown, what: string): void {
  const [left, right] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (left !== right) throw new Error(`${what}: ${left}, and not ${right}`);
}

test('whatever people, telephones, server, Asterisk and the clock do: no call is lost, stuck or forgotten, no desk has two by chance', () => {
  fc.assert(
    fc.property(story, (given) => {
      const centre = new Centre(given);
      for (const [seconds, act] of given.steps) {
        centre.pass(seconds);
        centre.perform(act);
      }
      // All hang up and nobody picks up any more: every ladder comes to its end or before people.
      for (const _ of centre.calls) centre.perform({ do: 'leave', nth: 0, cause: 16 });
      centre.pass(1200);
      const open = [...centre.ladders.values()].map(({ state }) => state);
      same(open.includes('scheduled') || open.includes('trying'), false, 'ladders that never end');
    }),
    { numRuns: 2000 },
  );
});
