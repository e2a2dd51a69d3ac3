import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusMs } from '#platform/shared/time.ts';
import { queueSeeds } from './queue.ts';
import { planQueue, type QueueDesk } from './queue-rules.ts';
import { emptyCentre, type QueueEvent, queueOf, type SimulatedCentre, stepQueue } from './queue-simulation.ts';

const start = '2026-11-21T13:00:00.000Z';
const desk = (userId: string, change: Partial<QueueDesk> = {}): QueueDesk => ({
  userId,
  state: 'ready',
  reachable: true,
  idleSince: start,
  callId: null,
  isSupervisor: false,
  ...change,
});

/** Run events at seconds; as in production, the clock strikes in between at each moment that the rules or a ring set. */
function run(
  first: SimulatedCentre,
  events: readonly (readonly [number, QueueEvent])[],
  check?: Check,
): SimulatedCentre {
  let centre = first;
  let now = start;
  let looks: readonly string[] = [];
  const step = (event: QueueEvent, at: string) => {
    const done = stepQueue(centre, event, at);
    centre = done.centre;
    now = at;
    looks = [...done.plan.lookAt.values()];
    check?.(centre, now, looks);
  };
  const nextTime = () => {
    const ends = [...centre.rings, ...centre.dialled].map(({ until }) => until);
    const wraps = centre.desks.flatMap(({ wrapUpUntil }) => wrapUpUntil ?? []);
    return [...ends, ...wraps, ...looks].filter((at) => at > now).toSorted()[0];
  };
  for (const [second, event] of events) {
    const at = plusMs(start, second * 1000);
    for (let next = nextTime(); next !== undefined && next < at; next = nextTime()) step({ type: 'tick' }, next);
    step(event, at > now ? at : now);
  }
  return centre;
}
type Check = (centre: SimulatedCentre, now: string, looks: readonly string[]) => void;

const arrive = (id: string, callerE164: string | null = null): QueueEvent => ({ type: 'arrive', id, callerE164 });
const rung = (centre: SimulatedCentre) => centre.rings.map(({ callId, userId }) => `${callId}:${userId}`).join(' ');

describe('a centre by the minute', () => {
  test('three desks miss in turn, then all ring, and the misses are counted', () => {
    const centre = run(emptyCentre(queueSeeds, [desk('a'), desk('b'), desk('c')]), [
      [0, arrive('x')],
      [15, { type: 'tick' }],
    ]);
    expect(rung(centre).split(' ').toSorted()).toEqual(['x:a', 'x:b', 'x:c']);
    expect(centre.counted.missed).toBe(3);
  });

  test('nobody ready: the supervisor, anyone, a number, the neighbour', () => {
    const boss = desk('s', { state: 'offline', isSupervisor: true });
    const first = emptyCentre(queueSeeds, [boss, desk('t', { state: 'break' })], ['number', 'neighbour']);
    expect(
      rung(
        run(first, [
          [0, arrive('x')],
          [4, { type: 'tick' }],
        ]),
      ),
    ).toBe('');
    expect(
      rung(
        run(first, [
          [0, arrive('x')],
          [6, { type: 'tick' }],
        ]),
      ),
    ).toBe('x:s');
    expect(
      rung(
        run(first, [
          [0, arrive('x')],
          [11, { type: 'tick' }],
        ]),
      ),
    ).toBe('x:t');
    const late = run(first, [
      [0, arrive('x')],
      [61, { type: 'tick' }],
    ]);
    expect(late.dialled.map(({ step }) => step)).toEqual(['neighbour']);
    const outside = run(first, [
      [0, arrive('x')],
      [31, { type: 'answer_outside', callId: 'x' }],
    ]);
    expect(outside).toMatchObject({ waiting: [], rings: [], counted: { overflowed: 1, answered: 0 } });
    // Whom the ring had called from a break goes back to it.
    expect(outside.desks.map(({ state }) => state)).toEqual(['offline', 'break']);
  });

  test('alone at night: the second call beside the first, to and fro, and both are wrapped up', () => {
    const events: (readonly [number, QueueEvent])[] = [
      [0, arrive('x')],
      [1, { type: 'answer', userId: 'a' }],
      [2, arrive('y')],
      [3, { type: 'take_second', userId: 'a' }],
    ];
    const two = run(emptyCentre(queueSeeds, [desk('a')]), events);
    expect(two.talks.map(({ call, isParked }) => [call.id, isParked])).toEqual([
      ['x', true],
      ['y', false],
    ]);
    const third = run(two, [
      [4, arrive('z')],
      [5, { type: 'take_second', userId: 'a' }],
    ]);
    expect(third.talks).toHaveLength(2);
    const back = run(two, [[6, { type: 'hang_up', userId: 'a' }]]);
    expect(back.talks).toMatchObject([{ call: { id: 'x' }, isParked: false }]);
    const gone = run(two, [[6, { type: 'lose_desk', userId: 'a' }]]);
    expect(gone.talks).toEqual([]);
    expect(gone.waiting.map(({ id }) => id).toSorted()).toEqual(['x', 'y']);
  });
});

describe('any interleaving', () => {
  const users = ['a', 'b', 'c', 's'];
  const calls = Array.from({ length: 8 }, (_, index) => `x${index}`);
  const user = fc.constantFrom(...users);
  const event: fc.Arbitrary<QueueEvent | 'arrive'> = fc.oneof(
    { weight: 5, arbitrary: fc.constant('arrive' as const) },
    { weight: 5, arbitrary: user.map((userId): QueueEvent => ({ type: 'answer', userId })) },
    fc.record({
      type: fc.constantFrom('leave' as const, 'answer_outside' as const),
      callId: fc.constantFrom(...calls),
    }),
    fc.record({
      type: fc.constantFrom('decline' as const, 'hang_up' as const, 'lose_desk' as const, 'switch' as const),
      userId: user,
    }),
    { weight: 2, arbitrary: user.map((userId): QueueEvent => ({ type: 'take_second', userId })) },
    fc.record({
      type: fc.constant('choose' as const),
      userId: user,
      state: fc.constantFrom('ready' as const, 'break' as const, 'offline' as const),
    }),
    fc.record({ type: fc.constant('reach' as const), userId: user, reachable: fc.boolean() }),
    fc.constant<QueueEvent>({ type: 'tick' }),
  );
  const story = fc.array(fc.tuple(fc.nat(12), event, fc.constantFrom(null, '+62811', '+62812')), { maxLength: 60 });
  const centre = () =>
    emptyCentre(
      queueSeeds,
      [desk('a'), desk('b'), desk('c', { state: 'break' }), desk('s', { state: 'offline', isSupervisor: true })],
      ['number', 'neighbour'],
    );

  test('no call without a next step, no third call, nobody ready beside a call, and all calls add up', () => {
    fc.assert(
      fc.property(story, (drawn) => {
        let second = 0;
        let arrived = 0;
        const events = drawn.map(([pause, each, number]): readonly [number, QueueEvent] => {
          second += pause;
          return [second, each === 'arrive' ? arrive(`x${arrived++}`, number) : each];
        });
        run(centre(), events, holds);
      }),
      { numRuns: 400 },
    );
  });

  const holds: Check = (now, at, looks) => {
    // Nothing more is to be done at this moment: whoever could ring rings.
    expect(planQueue(queueOf(now), at)).toMatchObject({ offers: [], outside: [] });
    for (const call of now.waiting) {
      const rings = now.rings.some(({ callId }) => callId === call.id);
      const dials = now.dialled.some(({ callId }) => callId === call.id);
      // Numbers outside are tried again and again, so no call is ever without one of these.
      expect(rings || dials || looks.length > 0).toBe(true);
    }
    for (const each of now.desks) {
      const talks = now.talks.filter(({ userId }) => userId === each.userId);
      const active = talks.filter(({ isParked }) => !isParked);
      expect(talks.length).toBeLessThanOrEqual(2);
      expect(active.length).toBe(each.state === 'talking' ? 1 : 0);
      if (each.state === 'talking') expect(active[0]?.call.id).toBe(each.callId);
      expect(now.rings.filter(({ userId }) => userId === each.userId).length).toBe(each.state === 'offered' ? 1 : 0);
    }
    const { offered, answered, abandoned, overflowed } = now.counted;
    const waiting = now.waiting.filter(({ unattendedSince }) => unattendedSince === null).length;
    expect(offered).toBe(answered + abandoned + overflowed + waiting);
  };
});
