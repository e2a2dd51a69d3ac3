import { type Instant, msBetween, plusMs } from '#platform/shared/time.ts';
import type { Desk, OfferOutcome } from './call.ts';
import type { Passing } from './history.ts';
import { brokenAt, isOwed, owedAt, passingOf, spareDesks } from './history-rules.ts';
import type { QueueContent } from './queue.ts';
import { type DeskStep, deskSteps, type OutsideStep, outsideSteps, type QueueStep } from './queue-words.ts';
import { isFree, orderQueue, type Waiting } from './rules.ts';

/** A person at a desk as the queue sees them. */
export interface QueueDesk extends Desk {
  readonly isSupervisor: boolean;
}

/** An earlier try to ring a desk for the same call. */
export interface PastOffer {
  readonly userId: string;
  readonly outcome: OfferOutcome;
  readonly endedAt: Instant;
}

/** A call that nobody talks in. */
export interface QueuedCall extends Waiting {
  readonly ringing: readonly { readonly userId: string; readonly step: DeskStep }[];
  /** A telephone outside rings for it. */
  readonly outside: OutsideStep | null;
  readonly past: readonly PastOffer[];
  readonly pastOutside: readonly { readonly step: OutsideStep; readonly endedAt: Instant }[];
}

export interface Queue {
  readonly calls: readonly QueuedCall[];
  readonly desks: readonly QueueDesk[];
  readonly settings: QueueContent;
  /** Which outside steps have a number and a way to dial it. */
  readonly reachableOutside: readonly OutsideStep[];
}

export interface NewOffer {
  readonly callId: string;
  readonly userId: string;
  readonly step: DeskStep;
}

/** What must happen now. */
export interface QueuePlan {
  readonly offers: readonly NewOffer[];
  readonly outside: readonly { readonly callId: string; readonly step: OutsideStep }[];
  /** When each call must be looked at again should nothing else happen; a call without one waits for an event or rings. */
  readonly lookAt: ReadonlyMap<string, Instant>;
  /** Who is kept waiting now because of its history; it rings within `historyMs`. */
  readonly passing: Passing | null;
}

/** Milliseconds that an outside number rests after it was tried in vain. */
const outsideRestMs = 10_000;

/** Since when a call waits for a person, again if it had one. */
export function waitsSince(call: Pick<Waiting, 'arrivedAt' | 'unattendedSince'>): Instant {
  return call.unattendedSince ?? call.arrivedAt;
}

/** At which step a desk is asked; null: it cannot be rung at all. */
export function stepOfDesk(desk: QueueDesk): DeskStep | null {
  if (!desk.reachable || desk.state === 'talking' || desk.state === 'offered') return null;
  if (desk.state === 'ready') return isFree(desk) ? 'takers' : null;
  return desk.isSupervisor ? 'supervisors' : 'anyone';
}

/** Milliseconds of waiting after which a step begins; null: never. A test call must not wake a supervisor nor ring outside. */
function delayOf(step: QueueStep, settings: QueueContent, isTest: boolean): number | null {
  if (step === 'takers') return 0;
  if (isTest) return null;
  const after = {
    supervisors: settings.supervisorsAfterS,
    anyone: settings.anyoneAfterS,
    number: settings.numberAfterS,
    neighbour: settings.neighbourAfterS,
  }[step];
  return after === null ? null : after * 1000;
}

/**
 * Who rings now. In the order of the queue each call that rings nowhere gets one desk: of the steps its waiting has opened,
 * the desk tried least often for this very call, then the earliest step, then the longest idle, then by id so that
 * two processes choose alike; a desk that an earlier call is owed (`isOwedFirst`) goes to that one. Then a ready desk that is left joins a call that rings at none, and a call that waits too long
 * gets all the others. `arrive_call` in
 * database/migrations says the same in SQL for a call that arrives, and a test compares the two.
 */
export function planQueue(queue: Queue, now: Instant): QueuePlan {
  const { ordered, passing } = placesOf(queue, now);
  const free = new Map(queue.desks.map((desk) => [desk.userId, desk]));
  const offers: NewOffer[] = [];
  const give = (call: QueuedCall, chosen: Candidate | undefined) => {
    if (chosen === undefined) return;
    free.delete(chosen.desk.userId);
    offers.push({ callId: call.id, userId: chosen.desk.userId, step: chosen.step });
  };
  const opened = waitedInOrder(ordered, now);
  const rings = (call: QueuedCall) => [...call.ringing, ...offers.filter(({ callId }) => callId === call.id)];
  const able = (call: QueuedCall) => {
    const owed = ordered.filter((other) => isOwed(other) && rings(other).length === 0).length;
    const desks = isOwed(call) ? [...free.values()] : withoutOwed([...free.values()], owed, queue.settings);
    return candidates(queue, call, desks, { now, waited: opened.get(call.id) ?? 0 });
  };
  for (const [place, call] of ordered.entries()) {
    if (call.ringing.length > 0) continue;
    const before = ordered.slice(0, place).find((first) => rings(first).length === 1 && isOwedFirst(first, call));
    if (before !== undefined) give(before, able(before)[0]);
    give(call, askedFor(call, able(call)) ?? able(call)[0]);
  }
  // Nobody sits ready while a call rings only at those who are not.
  for (const call of ordered) {
    const isAsked = rings(call).some(({ step }) => step === 'takers');
    if (!isAsked)
      give(
        call,
        able(call).find(({ step }) => step === 'takers'),
      );
  }
  for (const call of ordered) {
    if (ringsAll(queue, call, now)) for (const each of able(call)) give(call, each);
  }
  const outside = ordered.flatMap((call) => {
    const step = outsideFor(queue, call, now);
    return step === null ? [] : [{ callId: call.id, step }];
  });
  const lookAt = new Map<string, Instant>();
  for (const call of ordered) {
    const at = nextLook(queue, call, now);
    if (at !== null) lookAt.set(call.id, at);
  }
  return { offers, outside, lookAt, passing };
}

/** The calls in the order in which they get desks at this moment, and who of them is kept waiting because of its history. */
function placesOf({ calls, desks, settings }: Queue, now: Instant): { ordered: QueuedCall[]; passing: Passing | null } {
  const known = settings.historyOrder ? calls : calls.map((call) => ({ ...call, history: 'none' as const }));
  const byId = new Map(known.map((call) => [call.id, call]));
  const ordered = orderQueue(known).flatMap(({ id }) => byId.get(id) ?? []);
  const contending = ordered.filter((call) => call.ringing.length === 0 && call.isTest !== true);
  const free = desks.filter((desk) => stepOfDesk(desk) === 'takers').length;
  // Where desks rest for a call, or a call rings at desks that are disturbed for it, places are no longer desks: nobody is passed.
  const isPlain =
    contending.slice(0, free).every(({ past }) => past.length === 0) &&
    ordered.every(({ ringing }) => ringing.every(({ step }) => step === 'takers'));
  const spare = spareDesks(desks, (desk) => mayDisturb(desk, settings)).length - ordered.filter(isOwed).length;
  const found = isPlain ? passingOf(contending, { free, spare }) : null;
  if (found === null) return { ordered, passing: null };
  const { callId, byCallId, isSwap } = found;
  const marked = ordered.map((call) => (call.id === callId ? { ...call, passedAt: now } : call));
  const at = (id: string) => marked.findIndex((call) => call.id === id);
  const [passed, other] = [marked[at(callId)], marked[at(byCallId)]];
  if (isSwap && passed !== undefined && other !== undefined) {
    const [first, second] = [at(callId), at(byCallId)];
    marked[first] = other;
    marked[second] = passed;
  }
  return { ordered: marked, passing: { callId, byCallId } };
}

function mayDisturb(desk: QueueDesk, settings: QueueContent): boolean {
  const step = stepOfDesk(desk);
  return step !== null && delayOf(step, settings, false) !== null;
}

/** What is left for everybody else: one desk in wrap-up is kept for each call that is owed one. */
function withoutOwed(desks: readonly QueueDesk[], owed: number, settings: QueueContent): QueueDesk[] {
  const kept = spareDesks(desks, (desk) => mayDisturb(desk, settings)).slice(0, owed);
  return desks.filter((desk) => !kept.includes(desk));
}

/**
 * Whether a desk goes to the first of two calls although that one rings already: at one telephone only, whose person is not ready and
 * may not be there, while the number of the other has had a desk since the first one came. Else a number that floods gets
 * every desk at which a call taker is, and a citizen the one of a supervisor who is out (measured: 19 calls before the citizen's).
 */
function isOwedFirst(first: QueuedCall, other: QueuedCall): boolean {
  const [ring] = first.ringing;
  if (ring === undefined || ring.step === 'takers') return false;
  return typeof other.servedAt === 'string' && other.servedAt > waitsSince(first);
}

/**
 * Milliseconds of waiting that open steps, by call: its own, or those of whoever comes after it in the queue and rings nowhere. A
 * desk that is disturbed is disturbed for the first: else the older calls of one number that floods, whose waiting has opened a step,
 * would get every desk in wrap-up before a citizen who has just come.
 */
function waitedInOrder(ordered: readonly QueuedCall[], now: Instant): ReadonlyMap<string, number> {
  const waited = new Map<string, number>();
  let longest = 0;
  for (const call of ordered.toReversed()) {
    const own = msBetween(waitsSince(call), now);
    if (call.ringing.length === 0 && call.isTest !== true) longest = Math.max(longest, own);
    waited.set(call.id, Math.max(longest, own));
  }
  return waited;
}

interface Candidate {
  readonly desk: QueueDesk;
  readonly step: DeskStep;
}

/** A telephone that refused at once or could not be rung rests for one ring, else a single desk would ring all the time. */
const resting: readonly OfferOutcome[] = ['declined', 'desk_gone', 'failed'];
function restsUntil(call: QueuedCall, userId: string, ringMs: number): Instant | null {
  const ends = call.past.flatMap((offer) =>
    offer.userId === userId && resting.includes(offer.outcome) ? [plusMs(offer.endedAt, ringMs)] : [],
  );
  return ends.toSorted().at(-1) ?? null;
}

function candidates(
  queue: Queue,
  call: QueuedCall,
  desks: readonly QueueDesk[],
  { now, waited }: { readonly now: Instant; readonly waited: number },
): Candidate[] {
  const ringMs = queue.settings.ringS * 1000;
  const tries = (userId: string) => call.past.filter((offer) => offer.userId === userId).length;
  const able = desks.flatMap((desk): Candidate[] => {
    const step = stepOfDesk(desk);
    const after = step === null ? null : delayOf(step, queue.settings, call.isTest === true);
    const isDue = desk.state === 'wrap_up' && typeof call.passedAt === 'string' && now >= owedAt(call.passedAt);
    if (step === null || after === null || (waited < after && !isDue)) return [];
    const rest = restsUntil(call, desk.userId, ringMs);
    return rest !== null && now < rest ? [] : [{ desk, step }];
  });
  return able.toSorted(
    (a, b) =>
      tries(a.desk.userId) - tries(b.desk.userId) ||
      deskSteps.indexOf(a.step) - deskSteps.indexOf(b.step) ||
      compare(a.desk.idleSince ?? '', b.desk.idleSince ?? '') ||
      compare(a.desk.userId, b.desk.userId),
  );
}

/** Whoever had somebody called talks with them, if their desk is free still and did not let it ring already. */
function askedFor(call: QueuedCall, able: readonly Candidate[]): Candidate | undefined {
  if (call.past.some(({ userId }) => userId === call.calledBy)) return undefined;
  return able.find(({ desk, step }) => desk.userId === call.calledBy && step === 'takers');
}

function ringsAll({ settings }: Queue, call: QueuedCall, now: Instant): boolean {
  if (settings.ringAllAfterS === null || call.isTest === true) return false;
  return msBetween(waitsSince(call), now) >= settings.ringAllAfterS * 1000;
}

/** One number at a time, the one tried less often first, and in their order. */
function outsideFor(queue: Queue, call: QueuedCall, now: Instant): OutsideStep | null {
  if (call.outside !== null) return null;
  const waited = msBetween(waitsSince(call), now);
  const tries = (step: OutsideStep) => call.pastOutside.filter((each) => each.step === step).length;
  const open = outsideSteps.filter((step) => {
    const after = delayOf(step, queue.settings, call.isTest === true);
    if (!queue.reachableOutside.includes(step) || after === null || waited < after) return false;
    const rest = outsideRest(call, step);
    return rest === null || now >= rest;
  });
  return open.toSorted((a, b) => tries(a) - tries(b))[0] ?? null;
}

function outsideRest(call: QueuedCall, step: OutsideStep): Instant | null {
  const ends = call.pastOutside.flatMap((each) => (each.step === step ? [plusMs(each.endedAt, outsideRestMs)] : []));
  return ends.toSorted().at(-1) ?? null;
}

/** When somebody is asked by time alone for a call that found no desk when it came; null: never. */
export function firstLook(
  queue: Pick<Queue, 'settings' | 'reachableOutside'>,
  call: Waiting,
  now: Instant,
): Instant | null {
  const { step, isRingingAll, next } = stepOfCall(queue, call, now);
  return step !== 'takers' || isRingingAll ? now : (next?.at ?? null);
}

/** When time alone changes something for a call: a step begins, everybody rings, or a rest is over. */
function nextLook(queue: Queue, call: QueuedCall, now: Instant): Instant | null {
  const { settings } = queue;
  const since = waitsSince(call);
  const steps = [...deskSteps, ...queue.reachableOutside].map((step) => delayOf(step, settings, call.isTest === true));
  const all = call.isTest === true || settings.ringAllAfterS === null ? null : settings.ringAllAfterS * 1000;
  const moments = [
    ...[...steps, all].flatMap((after) => (after === null ? [] : [plusMs(since, after)])),
    ...queue.desks.flatMap((desk) => restsUntil(call, desk.userId, settings.ringS * 1000) ?? []),
    ...queue.reachableOutside.flatMap((step) => outsideRest(call, step) ?? []),
    ...(typeof call.passedAt === 'string' ? [owedAt(call.passedAt), brokenAt(call.passedAt)] : []),
  ];
  return moments.filter((at) => at > now).toSorted()[0] ?? null;
}

/** Where a waiting call stands, for people. */
export interface StepView {
  /** The last step that its waiting has opened. */
  readonly step: QueueStep;
  readonly isRingingAll: boolean;
  /** What opens next, and when; null: nothing more. */
  readonly next: { readonly step: QueueStep | 'all'; readonly at: Instant } | null;
}

export function stepOfCall(queue: Pick<Queue, 'settings' | 'reachableOutside'>, call: Waiting, now: Instant): StepView {
  const { settings, reachableOutside } = queue;
  const since = waitsSince(call);
  const isTest = call.isTest === true;
  const steps = [...deskSteps, ...outsideSteps.filter((step) => reachableOutside.includes(step))];
  const timed = [
    ...steps.map((step) => ({ step, after: delayOf(step, settings, isTest) })),
    { step: 'all' as const, after: isTest || settings.ringAllAfterS === null ? null : settings.ringAllAfterS * 1000 },
  ].flatMap(({ step, after }) => (after === null ? [] : [{ step, at: plusMs(since, after) }]));
  const begun = timed.filter(({ at }) => at <= now);
  const next = timed.filter(({ at }) => at > now).toSorted((a, b) => compare(a.at, b.at))[0] ?? null;
  const reached = begun.flatMap(({ step, at }) => (step === 'all' ? [] : [{ step, at }]));
  const last = reached.toSorted((a, b) => compare(a.at, b.at) || steps.indexOf(a.step) - steps.indexOf(b.step)).at(-1);
  return { step: last?.step ?? 'takers', isRingingAll: begun.some(({ step }) => step === 'all'), next };
}

/**
 * The call that somebody who talks may take beside their own: the first in the queue that rings at no ready desk. Whoever has put
 * a call aside already gets no third.
 */
export function secondCallOf(calls: readonly QueuedCall[]): string | null {
  const byId = new Map(calls.map((call) => [call.id, call]));
  const first = orderQueue(calls).find(({ id, isTest }) => {
    const call = byId.get(id);
    return isTest !== true && call?.ringing.every(({ step }) => step !== 'takers') === true;
  });
  return first?.id ?? null;
}

/** Milliseconds that remain after a class was chosen late: enough to prolong, or to see that the desk is ready. */
export const graceMs = 5000;

/** When the wrap-up of a call ends by itself, by its class or, without one yet, by the general length. */
export function wrapUpDue(settings: QueueContent, disposition: string | null, endedAt: Instant): Instant {
  const byCode: Readonly<Record<string, number | undefined>> = settings.wrapUpByCode;
  const length = (disposition === null ? undefined : byCode[disposition]) ?? settings.wrapUpS;
  return plusMs(endedAt, length * 1000);
}

/** The same once a class is chosen; a wrap-up that was prolonged by hand is never shortened by it. */
export function wrapUpAfterClass(
  settings: QueueContent,
  wrapUp: {
    readonly disposition: string;
    readonly endedAt: Instant;
    readonly due: Instant | null;
    readonly prolonged: number;
  },
  now: Instant,
): Instant {
  const due = wrapUpDue(settings, wrapUp.disposition, wrapUp.endedAt);
  const earliest = plusMs(now, graceMs);
  const kept = wrapUp.prolonged > 0 && wrapUp.due !== null ? wrapUp.due : '';
  return [due, earliest, kept].toSorted().at(-1) ?? due;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
