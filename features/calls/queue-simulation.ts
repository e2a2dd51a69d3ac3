import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { OfferOutcome, PresenceState } from './call.ts';
import type { CallHistory } from './history.ts';
import type { QueueContent } from './queue.ts';
import {
  type NewOffer,
  planQueue,
  type QueueDesk,
  type QueuedCall,
  type QueuePlan,
  secondCallOf,
  wrapUpDue,
} from './queue-rules.ts';
import type { OutsideStep } from './queue-words.ts';

/** A whole centre without a database: what a simulator, a forecast and the property tests run. */
export interface SimulatedCentre {
  readonly settings: QueueContent;
  readonly reachableOutside: readonly OutsideStep[];
  readonly desks: readonly SimulatedDesk[];
  readonly waiting: readonly QueuedCall[];
  readonly rings: readonly (NewOffer & { readonly until: Instant })[];
  readonly dialled: readonly { readonly callId: string; readonly step: OutsideStep; readonly until: Instant }[];
  /** At most two of one desk, one of them parked. */
  readonly talks: readonly { readonly call: QueuedCall; readonly userId: string; readonly isParked: boolean }[];
  readonly counted: Readonly<Record<'offered' | 'answered' | 'abandoned' | 'overflowed' | 'missed', number>>;
}

export interface SimulatedDesk extends QueueDesk {
  readonly wrapUpUntil: Instant | null;
  /** What a ring called them from. */
  readonly resume: 'offline' | 'break' | null;
}

export type QueueEvent =
  | {
      readonly type: 'arrive';
      readonly id: string;
      readonly callerE164: string | null;
      readonly isTest?: boolean;
      /** Whom we lost and called back, and who asks for help now. */
      readonly isCallBack?: boolean;
      readonly history?: CallHistory;
    }
  | { readonly type: 'answer' | 'decline'; readonly userId: string }
  | { readonly type: 'answer_outside' | 'leave'; readonly callId: string }
  | { readonly type: 'hang_up' | 'lose_desk' | 'take_second' | 'switch'; readonly userId: string }
  | { readonly type: 'choose'; readonly userId: string; readonly state: 'ready' | 'break' | 'offline' }
  | { readonly type: 'reach'; readonly userId: string; readonly reachable: boolean }
  | { readonly type: 'tick' };

export function emptyCentre(
  settings: QueueContent,
  desks: readonly QueueDesk[],
  reachableOutside: readonly OutsideStep[] = [],
): SimulatedCentre {
  return {
    settings,
    reachableOutside,
    desks: desks.map((desk) => ({ ...desk, wrapUpUntil: null, resume: null })),
    waiting: [],
    rings: [],
    dialled: [],
    talks: [],
    counted: { offered: 0, answered: 0, abandoned: 0, overflowed: 0, missed: 0 },
  };
}

/** One event at one moment, then all that follows from it by the rules: the centre after it, and who rings because of it. */
export function stepQueue(
  centre: SimulatedCentre,
  event: QueueEvent,
  now: Instant,
): { readonly centre: SimulatedCentre; readonly plan: QueuePlan } {
  const after = expire(apply(centre, event, now), now);
  const plan = planQueue(queueOf(after), now);
  const rungUntil = plusMs(now, after.settings.ringS * 1000);
  const dialledUntil = plusMs(now, after.settings.outsideRingS * 1000);
  const rung = plan.offers.map((offer) => ({ ...offer, until: rungUntil }));
  const dialled = plan.outside.map((each) => ({ ...each, until: dialledUntil }));
  const isRung = (userId: string) => rung.some((each) => each.userId === userId);
  const desks = after.desks.map((desk): SimulatedDesk => {
    if (!isRung(desk.userId)) return desk;
    const resume = desk.state === 'offline' || desk.state === 'break' ? desk.state : null;
    return { ...desk, state: 'offered', resume, wrapUpUntil: null };
  });
  const waiting = after.waiting.map((call) => (call.id === plan.passing?.callId ? { ...call, passedAt: now } : call));
  const next = { ...after, waiting, desks, rings: [...after.rings, ...rung], dialled: [...after.dialled, ...dialled] };
  return { centre: next, plan };
}

/** The queue as the rules see it. */
export function queueOf(centre: SimulatedCentre) {
  const { settings, reachableOutside, desks } = centre;
  const calls = centre.waiting.map((call) => ({
    ...call,
    ringing: centre.rings.filter(({ callId }) => callId === call.id),
    outside: centre.dialled.find(({ callId }) => callId === call.id)?.step ?? null,
  }));
  return { settings, reachableOutside, desks, calls };
}

function apply(centre: SimulatedCentre, event: QueueEvent, now: Instant): SimulatedCentre {
  switch (event.type) {
    case 'tick':
      return centre;
    case 'arrive':
      return arrive(centre, event, now);
    case 'answer':
      return answer(centre, event.userId, now);
    case 'decline':
      return endRings(centre, now, 'declined', ({ userId }) => userId === event.userId);
    case 'answer_outside':
      return answerOutside(centre, event.callId, now);
    case 'leave':
      return leave(centre, event.callId, now);
    case 'hang_up':
      return hangUp(centre, event.userId, now);
    case 'lose_desk':
      return loseDesk(centre, event.userId, now);
    case 'take_second':
      return takeSecond(centre, event.userId, now);
    case 'switch':
      return switchTalks(centre, event.userId);
    case 'choose':
      return choose(centre, event.userId, event.state, now);
    case 'reach': {
      const reached = withDesk(centre, event.userId, { reachable: event.reachable });
      return event.reachable ? reached : endRings(reached, now, 'desk_gone', ({ userId }) => userId === event.userId);
    }
  }
}

function arrive(
  centre: SimulatedCentre,
  { id, callerE164, isTest = false, isCallBack = false, history = 'none' }: Extract<QueueEvent, { type: 'arrive' }>,
  now: Instant,
): SimulatedCentre {
  const call: QueuedCall = {
    id,
    callerE164,
    isTest,
    isCallBack,
    history,
    passedAt: null,
    arrivedAt: now,
    unattendedSince: null,
    ringing: [],
    outside: null,
    past: [],
    pastOutside: [],
  };
  return count({ ...centre, waiting: [...centre.waiting, call] }, 'offered');
}

function answer(centre: SimulatedCentre, userId: string, now: Instant): SimulatedCentre {
  const ring = centre.rings.find((each) => each.userId === userId);
  const call = centre.waiting.find(({ id }) => id === ring?.callId);
  if (ring === undefined || call === undefined) return centre;
  const others = endRings(centre, now, 'taken', (each) => each.callId === call.id && each.userId !== userId);
  const rings = others.rings.filter((each) => each.userId !== userId);
  const talking = withDesk({ ...others, rings }, userId, { state: 'talking', callId: call.id });
  return talk(talking, call, userId);
}

function talk(centre: SimulatedCentre, call: QueuedCall, userId: string): SimulatedCentre {
  const next = {
    ...centre,
    waiting: centre.waiting.filter(({ id }) => id !== call.id),
    dialled: centre.dialled.filter(({ callId }) => callId !== call.id),
    talks: [...centre.talks, { call, userId, isParked: false }],
  };
  return call.unattendedSince === null ? count(next, 'answered') : next;
}

function answerOutside(centre: SimulatedCentre, callId: string, now: Instant): SimulatedCentre {
  if (!centre.dialled.some((each) => each.callId === callId)) return centre;
  const stopped = endRings(centre, now, 'taken', (each) => each.callId === callId);
  const call = centre.waiting.find(({ id }) => id === callId);
  const next = {
    ...stopped,
    waiting: stopped.waiting.filter(({ id }) => id !== callId),
    dialled: stopped.dialled.filter((each) => each.callId !== callId),
  };
  return call?.unattendedSince === null ? count(next, 'overflowed') : next;
}

function leave(centre: SimulatedCentre, callId: string, now: Instant): SimulatedCentre {
  const talk = centre.talks.find(({ call }) => call.id === callId);
  if (talk !== undefined) return endTalk(centre, talk, now);
  const call = centre.waiting.find(({ id }) => id === callId);
  if (call === undefined) return centre;
  const stopped = endRings(centre, now, 'caller_left', (each) => each.callId === callId);
  const next = {
    ...stopped,
    waiting: stopped.waiting.filter(({ id }) => id !== callId),
    dialled: stopped.dialled.filter((each) => each.callId !== callId),
  };
  return call.unattendedSince === null ? count(next, 'abandoned') : next;
}

function hangUp(centre: SimulatedCentre, userId: string, now: Instant): SimulatedCentre {
  const talk = centre.talks.find((each) => each.userId === userId && !each.isParked);
  return talk === undefined ? centre : endTalk(centre, talk, now);
}

/** Back to the call that was put aside, else wrapping up. */
function endTalk(centre: SimulatedCentre, ended: SimulatedCentre['talks'][number], now: Instant): SimulatedCentre {
  const { userId } = ended;
  const left = centre.talks.filter((each) => each !== ended);
  const talks = left.map((each) => (each.userId === userId ? { ...each, isParked: false } : each));
  const goesOn = talks.find((each) => each.userId === userId);
  if (goesOn !== undefined) return withDesk({ ...centre, talks }, userId, { callId: goesOn.call.id });
  const wrapUpUntil = wrapUpDue(centre.settings, null, now);
  return withDesk({ ...centre, talks }, userId, { state: 'wrap_up', callId: ended.call.id, wrapUpUntil });
}

/** All callers of a desk whose telephone is gone wait again, before all others. */
function loseDesk(centre: SimulatedCentre, userId: string, now: Instant): SimulatedCentre {
  const lost = centre.talks.filter((each) => each.userId === userId);
  if (lost.length === 0) return centre;
  const again = lost.map(({ call }) => ({ ...call, unattendedSince: now, past: [...call.past] }));
  const next = {
    ...centre,
    talks: centre.talks.filter((each) => each.userId !== userId),
    waiting: [...centre.waiting, ...again],
  };
  return withDesk(next, userId, { state: 'ready', callId: null });
}

function takeSecond(centre: SimulatedCentre, userId: string, now: Instant): SimulatedCentre {
  const own = centre.talks.filter((each) => each.userId === userId);
  const id = secondCallOf(queueOf(centre).calls);
  const call = centre.waiting.find((each) => each.id === id);
  if (own.length !== 1 || call === undefined) return centre;
  const stopped = endRings(centre, now, 'taken', (each) => each.callId === call.id);
  const talks = stopped.talks.map((each) => (each.userId === userId ? { ...each, isParked: true } : each));
  return talk(withDesk({ ...stopped, talks }, userId, { callId: call.id }), call, userId);
}

function switchTalks(centre: SimulatedCentre, userId: string): SimulatedCentre {
  const parked = centre.talks.find((each) => each.userId === userId && each.isParked);
  if (parked === undefined) return centre;
  const talks = centre.talks.map((each) => (each.userId === userId ? { ...each, isParked: !each.isParked } : each));
  return withDesk({ ...centre, talks }, userId, { callId: parked.call.id });
}

function choose(
  centre: SimulatedCentre,
  userId: string,
  state: 'ready' | 'break' | 'offline',
  now: Instant,
): SimulatedCentre {
  const before = centre.desks.find((desk) => desk.userId === userId);
  if (before === undefined || before.state === 'talking') return centre;
  if (before.state === 'offered' && state === 'ready') return centre;
  const stopped = endRings(centre, now, 'declined', (each) => each.userId === userId);
  return withDesk(stopped, userId, { state, callId: null, idleSince: now, wrapUpUntil: null, resume: null });
}

/** Rings that end without an answer: their desks go back to what they did, and the call remembers it. */
function endRings(
  centre: SimulatedCentre,
  now: Instant,
  outcome: OfferOutcome,
  which: (ring: SimulatedCentre['rings'][number]) => boolean,
): SimulatedCentre {
  const ended = centre.rings.filter(which);
  const past = (id: string) =>
    ended.flatMap(({ callId, userId }) => (callId === id ? [{ userId, outcome, endedAt: now }] : []));
  const keepsPlace = outcome === 'taken' || outcome === 'caller_left';
  const free = (desk: SimulatedDesk): SimulatedDesk => {
    if (!ended.some(({ userId }) => userId === desk.userId)) return desk;
    const state: PresenceState = desk.resume ?? 'ready';
    return { ...desk, state, callId: null, resume: null, idleSince: keepsPlace ? desk.idleSince : now };
  };
  const waiting = centre.waiting.map((call) => ({ ...call, past: [...call.past, ...past(call.id)] }));
  const next = {
    ...centre,
    waiting,
    desks: centre.desks.map(free),
    rings: centre.rings.filter((ring) => !which(ring)),
  };
  return outcome === 'missed' ? count(next, 'missed', ended.length) : next;
}

/** What time alone ends: rings, numbers outside, wrap-ups. */
function expire(centre: SimulatedCentre, now: Instant): SimulatedCentre {
  const missed = endRings(centre, now, 'missed', ({ until }) => until <= now);
  const over = missed.dialled.filter(({ until }) => until <= now);
  return {
    ...missed,
    dialled: missed.dialled.filter((each) => !over.includes(each)),
    waiting: missed.waiting.map((call) => {
      const tried = over.flatMap(({ callId, step }) => (callId === call.id ? [{ step, endedAt: now }] : []));
      return { ...call, pastOutside: [...call.pastOutside, ...tried] };
    }),
    desks: missed.desks.map((desk) =>
      desk.state === 'wrap_up' && desk.wrapUpUntil !== null && desk.wrapUpUntil <= now
        ? { ...desk, state: desk.resume ?? 'ready', callId: null, wrapUpUntil: null, resume: null, idleSince: now }
        : desk,
    ),
  };
}

function withDesk(centre: SimulatedCentre, userId: string, change: Partial<SimulatedDesk>): SimulatedCentre {
  const desks = centre.desks.map((desk) => (desk.userId === userId ? { ...desk, ...change } : desk));
  return { ...centre, desks };
}

function count(centre: SimulatedCentre, what: keyof SimulatedCentre['counted'], by = 1): SimulatedCentre {
  return { ...centre, counted: { ...centre.counted, [what]: centre.counted[what] + by } };
}
