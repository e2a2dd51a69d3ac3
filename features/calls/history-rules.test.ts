import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { msBetween, plusMs } from '#platform/shared/time.ts';
import { type CallHistory, historyMs, historyOf } from './history.ts';
import { isPassBroken } from './history-rules.ts';
import { type QueueContent, queueSeeds } from './queue.ts';
import type { QueueDesk } from './queue-rules.ts';
import { emptyCentre, type QueueEvent, type SimulatedCentre, stepQueue } from './queue-simulation.ts';

const start = '2026-11-21T13:00:00.000Z';
const at = (second: number) => plusMs(start, second * 1000);
const deskOf = (userId: string, change: Partial<QueueDesk> = {}): QueueDesk => ({
  userId,
  state: 'ready',
  reachable: true,
  idleSince: start,
  callId: null,
  isSupervisor: false,
  ...change,
});

/** Events at seconds; the clock strikes at each moment that the rules, a ring or a wrap-up set. When each call rang first. */
function run(first: SimulatedCentre, events: readonly (readonly [number, QueueEvent])[], untilS: number) {
  let centre = first;
  let now = start;
  let looks: readonly string[] = [];
  const rang = new Map<string, string>();
  const passed: string[] = [];
  const step = (event: QueueEvent, when: string) => {
    const done = stepQueue(centre, event, when);
    centre = done.centre;
    now = when;
    looks = [...done.plan.lookAt.values()];
    if (done.plan.passing !== null) passed.push(`${done.plan.passing.callId}<${done.plan.passing.byCallId}`);
    for (const { callId } of done.plan.offers) if (!rang.has(callId)) rang.set(callId, when);
  };
  const nextTime = () => {
    const ends = [...centre.rings, ...centre.dialled].map(({ until }) => until);
    const wraps = centre.desks.flatMap(({ wrapUpUntil }) => wrapUpUntil ?? []);
    return [...ends, ...wraps, ...looks].filter((each) => each > now).toSorted()[0];
  };
  const strike = (until: string) => {
    for (let next = nextTime(); next !== undefined && next <= until; next = nextTime()) step({ type: 'tick' }, next);
  };
  for (const [second, event] of events) {
    strike(at(second));
    step(event, at(second) > now ? at(second) : now);
  }
  strike(at(untilS));
  return { centre, rang, passed };
}

const arrive = (id: string, history: CallHistory = 'none', callerE164: string | null = null): QueueEvent => ({
  type: 'arrive',
  id,
  callerE164,
  history,
});

describe('what the past of a number is', () => {
  const cases: readonly [string, Parameters<typeof historyOf>[0], CallHistory][] = [
    ['nothing', { pranks: 0, closers: 0, emergencies: 0, unhelped: 0 }, 'none'],
    ['two pranks', { pranks: 2, closers: 2, emergencies: 0, unhelped: 0 }, 'none'],
    ['forty pranks, all closed by one person', { pranks: 40, closers: 1, emergencies: 0, unhelped: 0 }, 'none'],
    ['three pranks by two people', { pranks: 3, closers: 2, emergencies: 0, unhelped: 0 }, 'pranks'],
    ['forty pranks, and an emergency a moment ago', { pranks: 40, closers: 5, emergencies: 1, unhelped: 0 }, 'life'],
    ['lost a moment ago', { pranks: 0, closers: 0, emergencies: 0, unhelped: 1 }, 'life'],
    ['lost a moment ago after a prank', { pranks: 1, closers: 1, emergencies: 0, unhelped: 9 }, 'none'],
    ['forty pranks that were hung up in the queue', { pranks: 40, closers: 5, emergencies: 0, unhelped: 9 }, 'pranks'],
  ];
  test.each(cases)('%s', (_name, facts, wanted) => expect(historyOf(facts)).toBe(wanted));
});

describe('one desk comes free while two wait', () => {
  // `a` talks, `w` wraps up: at second 10 `a` is ready again.
  const room = (events: readonly (readonly [number, QueueEvent])[], change: Partial<QueueContent> = {}) => {
    const settings = { ...queueSeeds, wrapUpS: 900, supervisorsAfterS: null, anyoneAfterS: 120, ringAllAfterS: null };
    const centre = emptyCentre({ ...settings, ...change }, [deskOf('a'), deskOf('w', { idleSince: at(1) })]);
    const before: (readonly [number, QueueEvent])[] = [
      [0, arrive('y')],
      [0, arrive('z')],
      [1, { type: 'answer', userId: 'a' }],
      [1, { type: 'answer', userId: 'w' }],
      [2, { type: 'hang_up', userId: 'w' }],
    ];
    return run(centre, [...before, ...events, [10, { type: 'hang_up', userId: 'a' }], [10, ready('a')]], 40);
  };
  const ready = (userId: string): QueueEvent => ({ type: 'choose', userId, state: 'ready' });
  const seen = ({ rang }: ReturnType<typeof room>, id: string) =>
    rang.has(id) ? msBetween(start, rang.get(id) ?? '') / 1000 : null;

  test('who has pranks behind it lets the next go first, and rings five seconds later at the desk in wrap-up', () => {
    const done = room([
      [5, arrive('p', 'pranks')],
      [6, arrive('q')],
    ]);
    expect(done.passed).toEqual(['p<q']);
    expect([seen(done, 'q'), seen(done, 'p')]).toEqual([10, 15]);
  });

  test('with history left out the order is that of arrival', () => {
    const done = room(
      [
        [5, arrive('p', 'pranks')],
        [6, arrive('q')],
      ],
      { historyOrder: false },
    );
    expect(done.passed).toEqual([]);
    expect(seen(done, 'p')).toBe(10);
  });

  test('a life cue counts as come five seconds earlier', () => {
    const done = room([
      [5, arrive('p')],
      [6, arrive('q', 'life')],
    ]);
    expect(seen(done, 'q')).toBe(10);
  });

  test('where no desk wraps up, nobody is kept waiting', () => {
    const done = room([
      [3, { type: 'choose', userId: 'w', state: 'break' }],
      [5, arrive('p', 'pranks')],
      [6, arrive('q')],
    ]);
    expect(done.passed).toEqual([]);
    expect(seen(done, 'p')).toBe(10);
  });

  test('who came more than five seconds later passes nobody', () => {
    const done = room([
      [3, arrive('p', 'pranks')],
      [9, arrive('q')],
    ]);
    expect(done.passed).toEqual([]);
  });

  test('two with pranks behind them keep their order, and the second is owed a desk all the same', () => {
    const done = room([
      [5, arrive('p', 'pranks')],
      [6, arrive('r', 'pranks')],
      [7, arrive('q')],
    ]);
    expect([seen(done, 'p'), seen(done, 'r')]).toEqual([10, 15]);
  });

  test('whoever is owed a desk gets the first one that is ready, before all others', () => {
    const done = room([
      [5, arrive('p', 'pranks')],
      [6, arrive('q')],
      [7, arrive('s')],
      [10, { type: 'hang_up', userId: 'a' }],
      [10, ready('a')],
      [12, ready('w')],
    ]);
    expect([seen(done, 'q'), seen(done, 'p')]).toEqual([10, 12]);
  });
});

test.each([
  [null, 6, false],
  [null, 7, true],
  [5, 60, false],
  [7, 60, true],
])('a call that was passed at 0 and rang at %s is broken at %s: %s', (rang, now, wanted) => {
  expect(isPassBroken({ passedAt: at(0), rangAt: rang === null ? null : at(rang) }, at(now))).toBe(wanted);
});

// The bound of invariant 2, on the rules as they run: any centre, any histories, any settings, and each call beside itself without its history.

const deskNames = ['a', 'b', 'c', 'd', 'e'];
const numbers = [null, null, null, '+1', '+2'];
const history = fc.constantFrom<CallHistory>('none', 'none', 'pranks', 'pranks', 'life');
// Late enough that a desk in wrap-up is left to be owed; sooner, all of them ring already and nobody is passed.
const delay = fc.option(fc.integer({ min: 10, max: 120 }), { freq: 2 });
const settings: fc.Arbitrary<QueueContent> = fc
  .record({
    ringS: fc.integer({ min: 2, max: 10 }),
    ringAllAfterS: delay,
    supervisorsAfterS: delay,
    anyoneAfterS: fc.integer({ min: 15, max: 120 }),
    wrapUpS: fc.integer({ min: 10, max: 120 }),
  })
  .map((change) => ({ ...queueSeeds, ...change }));
interface Caller {
  readonly second: number;
  readonly history: CallHistory;
  readonly from: string | null;
  readonly talkS: number;
  /** How long the person lets it ring; beyond the ring it is missed. */
  readonly reactS: number;
}
const caller: fc.Arbitrary<Caller> = fc.record({
  // In bursts: who contends for a desk came within seconds of another.
  second: fc
    .tuple(fc.constantFrom(0, 12, 30, 60), fc.integer({ min: 0, max: 9 }))
    .map(([burst, after]) => burst + after),
  history,
  from: fc.constantFrom(...numbers),
  talkS: fc.integer({ min: 2, max: 60 }),
  reactS: fc.integer({ min: 0, max: 3 }),
});
const scene = fc.record({
  settings,
  desks: fc.array(fc.constantFrom('ready' as const, 'ready' as const, 'ready' as const, 'break' as const), {
    minLength: 1,
    maxLength: deskNames.length,
  }),
  callers: fc.array(caller, { minLength: 5, maxLength: 14 }),
});
type Scene = typeof scene extends fc.Arbitrary<infer Each> ? Each : never;

/**
 * People at desks answer what rings, talk as long as the call wants and wrap up; when each call rang first. Nobody leaves a desk: that a
 * person walks away within the five seconds is not the doing of the rules (it is noticed: `isPassBroken`).
 */
function live({ settings: content, desks, callers }: Scene): { rang: ReadonlyMap<string, string>; passes: number } {
  let centre = emptyCentre(
    content,
    desks.map((state, place) =>
      deskOf(deskNames[place] ?? '', { state, idleSince: plusMs(start, -place), isSupervisor: place === 4 }),
    ),
  );
  let looks: readonly string[] = [];
  let passes = 0;
  const rang = new Map<string, string>();
  const agenda = callers.map((each, place) => ({
    when: plusMs(start, each.second * 1000 + place),
    event: {
      type: 'arrive' as const,
      id: `x${String(place).padStart(2, '0')}`,
      callerE164: each.from,
      history: each.history,
    } as QueueEvent,
  }));
  const of = (id: string) => callers[Number(id.slice(1))];
  let now = start;
  for (let turns = 0; turns < 4000; turns++) {
    const clock = [
      ...[...centre.rings, ...centre.dialled].map(({ until }) => until),
      ...centre.desks.flatMap(({ wrapUpUntil }) => wrapUpUntil ?? []),
      ...looks,
    ].filter((each) => each > now);
    const first = agenda.toSorted((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : 0))[0];
    const strike = clock.toSorted()[0];
    const isClock = strike !== undefined && (first === undefined || strike < first.when);
    if (!isClock && first === undefined) break;
    const when: string = isClock ? strike : (first?.when ?? now);
    if (!isClock && first !== undefined) agenda.splice(agenda.indexOf(first), 1);
    const talking = centre.talks.map(({ call }) => call.id);
    const { centre: next, plan } = stepQueue(
      centre,
      isClock || first === undefined ? { type: 'tick' } : first.event,
      when,
    );
    centre = next;
    now = when;
    looks = [...plan.lookAt.values()];
    if (plan.passing !== null) passes++;
    for (const { callId, userId } of plan.offers) {
      if (!rang.has(callId)) rang.set(callId, when);
      agenda.push({ when: plusMs(when, (of(callId)?.reactS ?? 0) * 1000), event: { type: 'answer', userId } });
    }
    for (const talk of centre.talks) {
      if (talking.includes(talk.call.id)) continue;
      const hangUp = { type: 'hang_up' as const, userId: talk.userId };
      agenda.push({ when: plusMs(when, (of(talk.call.id)?.talkS ?? 1) * 1000), event: hangUp });
    }
  }
  return { rang, passes };
}

test('no call rings more than five seconds later because of its history, whatever the queue, the histories and the settings', () => {
  let compared = 0;
  let passes = 0;
  fc.assert(
    fc.property(scene, (given) => {
      const done = live(given);
      passes += done.passes;
      for (const [place, each] of given.callers.entries()) {
        if (each.history !== 'pranks') continue;
        const callers = given.callers.with(place, { ...each, history: 'none' });
        const id = `x${String(place).padStart(2, '0')}`;
        const [own, without] = [done.rang.get(id), live({ ...given, callers }).rang.get(id)];
        if (without === undefined) continue;
        compared++;
        expect(own, `${id} rings at all`).toBeDefined();
        expect(msBetween(without, own ?? ''), `${id} because of its history`).toBeLessThanOrEqual(historyMs);
      }
    }),
    { numRuns: 150 },
  );
  // The property means something: there were such calls, and some were passed.
  expect(compared).toBeGreaterThan(200);
  expect(passes).toBeGreaterThan(3);
});
