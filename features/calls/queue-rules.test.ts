import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OfferOutcome, presenceStates } from './call.ts';
import { type QueueContent, queueSeeds } from './queue.ts';
import {
  planQueue,
  type Queue,
  type QueueDesk,
  type QueuedCall,
  secondCallOf,
  stepOfCall,
  wrapUpAfterClass,
  wrapUpDue,
} from './queue-rules.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 13, 0, 0) + second * 1000).toISOString();
const desk = (userId: string, change: Partial<QueueDesk> = {}): QueueDesk => ({
  userId,
  state: 'ready',
  reachable: true,
  idleSince: at(0),
  callId: null,
  isSupervisor: false,
  ...change,
});
const call = (id: string, second: number, change: Partial<QueuedCall> = {}): QueuedCall => ({
  id,
  arrivedAt: at(second),
  callerE164: null,
  unattendedSince: null,
  ringing: [],
  outside: null,
  past: [],
  pastOutside: [],
  ...change,
});
const ended = (userId: string, outcome: OfferOutcome, second: number) => ({ userId, outcome, endedAt: at(second) });
const queue = (
  calls: readonly QueuedCall[],
  desks: readonly QueueDesk[],
  change: Partial<QueueContent> = {},
): Queue => ({
  calls,
  desks,
  settings: { ...queueSeeds, ...change },
  reachableOutside: ['number', 'neighbour'],
});
const said = (given: Queue, second: number) =>
  planQueue(given, at(second))
    .offers.map(({ callId, userId }) => `${callId}:${userId}`)
    .join(' ');

describe('who rings first', () => {
  const cases: readonly [string, readonly QueueDesk[], QueuedCall['past'], string][] = [
    ['longest idle', [desk('a', { idleSince: at(5) }), desk('b', { idleSince: at(1) })], [], 'c:b'],
    ['never had a call comes before all', [desk('a', { idleSince: at(1) }), desk('b', { idleSince: null })], [], 'c:b'],
    ['equal: by id', [desk('b'), desk('a')], [], 'c:a'],
    ['nobody ready', [desk('a', { state: 'break' }), desk('b', { state: 'talking' })], [], ''],
    ['no telephone', [desk('a', { reachable: false })], [], ''],
    ['still held by a call', [desk('a', { callId: 'x' })], [], ''],
    ['after a miss the next', [desk('a'), desk('b', { idleSince: at(2) })], [ended('a', 'missed', 3)], 'c:b'],
    ['nobody else: the same again', [desk('a')], [ended('a', 'missed', 3)], 'c:a'],
    [
      'both missed: the one that missed less',
      [desk('a'), desk('b', { idleSince: at(2) })],
      [ended('a', 'missed', 1), ended('a', 'missed', 2), ended('b', 'missed', 3)],
      'c:b',
    ],
    ['a refusal rests for one ring', [desk('a')], [ended('a', 'declined', 3)], ''],
    ['and rings again after it', [desk('a')], [ended('a', 'declined', -2)], 'c:a'],
  ];
  test.each(cases)('%s', (_name, desks, past, expected) => {
    expect(said(queue([call('c', 0, { past })], desks), 3)).toBe(expected);
  });
});

describe('steps', () => {
  const boss = desk('s', { isSupervisor: true, state: 'offline' });
  const tired = desk('t', { state: 'break' });
  test.each([
    ['only ready desks at first', 4, ''],
    ['then the supervisor', 5, 'c:s'],
    ['at ten seconds anyone, whoever was tried less', 10, 'c:s'],
  ] as const)('%s', (_name, second, expected) => {
    expect(said(queue([call('c', 0)], [boss, tired]), second)).toBe(expected);
  });

  test('the supervisor missed it: anyone signed in', () => {
    expect(said(queue([call('c', 0, { past: [ended('s', 'missed', 10)] })], [boss, tired]), 10)).toBe('c:t');
  });

  test('a ready desk that was tried as often comes before a supervisor', () => {
    expect(said(queue([call('c', 0)], [boss, desk('z')]), 8)).toBe('c:z');
  });

  test('somebody who becomes ready is asked beside a supervisor who rings', () => {
    const ringing = [{ userId: 's', step: 'supervisors' as const }];
    const desks = [desk('s', { isSupervisor: true, state: 'offered' }), desk('z'), tired];
    expect(said(queue([call('c', 0, { ringing })], desks), 12)).toBe('c:z');
  });

  test('everybody free rings for a call that waits too long, but each call has one first', () => {
    const desks = [desk('a'), desk('b'), desk('d'), tired];
    expect(said(queue([call('old', 0), call('new', 14)], desks), 15)).toBe('old:a new:b old:d old:t');
    expect(said(queue([call('old', 0)], desks, { ringAllAfterS: null }), 15)).toBe('old:a');
  });

  test('a number outside, then the neighbour, in turns while nobody picks up', () => {
    const outside = (change: Partial<QueuedCall>, second: number) =>
      planQueue(queue([call('c', 0, change)], []), at(second)).outside.map(({ step }) => step);
    expect(outside({}, 29)).toEqual([]);
    expect(outside({}, 30)).toEqual(['number']);
    expect(outside({ outside: 'number' }, 61)).toEqual([]);
    expect(outside({ pastOutside: [{ step: 'number', endedAt: at(60) }] }, 60)).toEqual(['neighbour']);
    expect(outside({ pastOutside: [{ step: 'number', endedAt: at(45) }] }, 54)).toEqual([]);
    expect(outside({ pastOutside: [{ step: 'number', endedAt: at(45) }] }, 55)).toEqual(['number']);
  });

  test('a test call wakes nobody and rings nowhere outside', () => {
    const plan = planQueue(queue([call('c', 0, { isTest: true })], [boss, tired]), at(500));
    expect(plan).toMatchObject({ offers: [], outside: [] });
  });

  test('without a step left out of the settings, without a number not dialled', () => {
    expect(said(queue([call('c', 0)], [boss, tired], { supervisorsAfterS: null }), 10)).toBe('c:t');
    const given = { ...queue([call('c', 0)], []), reachableOutside: [] };
    expect(planQueue(given, at(100)).outside).toEqual([]);
  });

  test('simultaneous calls of one number take turns with others; withheld numbers are different people', () => {
    const same = (id: string, second: number) => call(id, second, { callerE164: '+62811' });
    const calls = [same('a1', 0), same('a2', 1), call('w1', 2), call('w2', 3), call('b', 4, { callerE164: '+62812' })];
    const desks = ['1', '2', '3', '4'].map((userId) => desk(userId));
    expect(said(queue(calls, desks), 4)).toBe('a1:1 w1:2 w2:3 b:4');
  });

  test('a desk in wrap-up that an older call of a flood may have is given to the citizen who comes first in turns', () => {
    const flood = (id: string, second: number, number: number) =>
      call(id, second, { callerE164: '+62811', number, servedAt: at(11) });
    const wrapping = [desk('a', { state: 'wrap_up' }), desk('b', { state: 'wrap_up' })];
    const citizen = call('new', 10, { number: 9 });
    const calls = [flood('old', 0, 1), flood('next', 1, 2), citizen];
    expect(said(queue(calls, wrapping.slice(0, 1)), 12)).toBe('new:a');
    expect(said(queue(calls, wrapping), 12)).toBe('new:a old:b');
    // Rung at a supervisor who may be out, the citizen has the call taker's desk too, but not every desk.
    const ringing = [{ userId: 's', step: 'supervisors' as const }];
    const rung = [flood('old', 0, 1), flood('next', 1, 2), call('new', 10, { number: 9, ringing })];
    expect(said(queue(rung, wrapping.slice(0, 1)), 12)).toBe('new:a');
    expect(said(queue(rung, wrapping), 12)).toBe('new:a old:b');
    // Somebody else who waits has it, as ever.
    expect(
      said(queue([call('b', 0, { number: 1, ringing }), call('c', 1, { number: 2 })], wrapping.slice(0, 1)), 12),
    ).toBe('c:a');
    // Alone, nobody's wrap-up is disturbed for a second of waiting.
    expect(said(queue([citizen], wrapping), 12)).toBe('');
  });

  test('what people are shown', () => {
    const shown = (second: number, change: Partial<QueuedCall> = {}) =>
      stepOfCall(queue([], []), call('c', 0, change), at(second));
    expect(shown(0)).toEqual({ step: 'takers', isRingingAll: false, next: { step: 'supervisors', at: at(5) } });
    expect(shown(12)).toEqual({ step: 'anyone', isRingingAll: false, next: { step: 'all', at: at(15) } });
    expect(shown(16)).toEqual({ step: 'anyone', isRingingAll: true, next: { step: 'number', at: at(30) } });
    expect(shown(60)).toEqual({ step: 'neighbour', isRingingAll: true, next: null });
    expect(shown(60, { unattendedSince: at(58) }).step).toBe('takers');
    expect(shown(60, { isTest: true })).toEqual({ step: 'takers', isRingingAll: false, next: null });
  });
});

describe('a plan over any queue', () => {
  const anyDesk = fc.record({
    state: fc.constantFrom(...presenceStates),
    reachable: fc.boolean(),
    isSupervisor: fc.boolean(),
    idleSince: fc.option(fc.nat(50).map(at), { nil: null }),
  });
  const anyPast = fc.array(
    fc.tuple(
      fc.nat(5),
      fc.constantFrom<OfferOutcome>('missed', 'declined', 'desk_gone', 'failed', 'taken'),
      fc.nat(100),
    ),
    { maxLength: 6 },
  );
  const anyCall = fc.record({
    second: fc.nat(100),
    number: fc.option(fc.constantFrom('+62811', '+62812'), { nil: null }),
    isTest: fc.boolean(),
    past: anyPast,
  });
  const anyQueue = fc.tuple(fc.array(anyDesk, { maxLength: 6 }), fc.array(anyCall, { maxLength: 6 })).map(
    ([desks, calls]): Queue =>
      queue(
        calls.map(({ second, number, isTest, past }, index) =>
          call(`c${index}`, second, {
            callerE164: number,
            isTest,
            past: past.map(([user, outcome, end]) => ended(`u${user}`, outcome, end)),
          }),
        ),
        desks.map((each, index) =>
          desk(`u${index}`, { ...each, callId: ['talking', 'wrap_up', 'offered'].includes(each.state) ? 'x' : null }),
        ),
      ),
  );

  test('no desk twice, none that talks or is gone; whoever is ready and rested has a call while one waits', () => {
    fc.assert(
      fc.property(anyQueue, (given) => {
        const now = at(101);
        const { offers } = planQueue(given, now);
        const rung = offers.map(({ userId }) => userId);
        expect(new Set(rung).size).toBe(rung.length);
        for (const { userId } of offers) {
          const found = given.desks.find((each) => each.userId === userId);
          expect(found?.reachable).toBe(true);
          expect(['ready', 'break', 'offline', 'wrap_up']).toContain(found?.state);
        }
        const idle = given.desks.filter(
          (each) => each.state === 'ready' && each.reachable && !rung.includes(each.userId),
        );
        const unserved = given.calls.filter(({ id }) => !offers.some(({ callId }) => callId === id));
        for (const each of idle)
          for (const waiting of unserved)
            expect(waiting.past.some(({ userId, outcome }) => userId === each.userId && outcome !== 'missed')).toBe(
              true,
            );
      }),
    );
  });

  test('no waiting call is without a next step: it rings, or a time is set, or only an event can help', () => {
    fc.assert(
      fc.property(anyQueue, fc.nat(120), (given, second) => {
        const plan = planQueue(given, at(second));
        for (const each of given.calls) {
          const rings = plan.offers.some(({ callId }) => callId === each.id);
          const dials = plan.outside.some(({ callId }) => callId === each.id);
          if (each.isTest !== true && second < 60) expect(plan.lookAt.has(each.id)).toBe(true);
          const next = plan.lookAt.get(each.id);
          if (next !== undefined) expect(next > at(second)).toBe(true);
          // All steps are open: who can be rung at all is being rung, or rests until a set time.
          if (!rings && !dials && next === undefined && each.isTest !== true) {
            const free = given.desks.filter((one) => one.reachable && !['talking', 'offered'].includes(one.state));
            const taken = new Set(plan.offers.map(({ userId }) => userId));
            expect(
              free.filter(({ userId, state, callId }) => !taken.has(userId) && (state !== 'ready' || callId === null)),
            ).toEqual([]);
          }
        }
      }),
    );
  });
});

describe('beside a call', () => {
  test('the first one that rings at no ready desk', () => {
    const ringing = [{ userId: 'a', step: 'takers' as const }];
    const late = [{ userId: 's', step: 'supervisors' as const }];
    expect(secondCallOf([call('a', 0, { ringing }), call('b', 1), call('c', 2)])).toBe('b');
    expect(secondCallOf([call('a', 0, { ringing: late })])).toBe('a');
    expect(secondCallOf([call('a', 0, { isTest: true })])).toBeNull();
    expect(secondCallOf([])).toBeNull();
  });
});

describe('wrap-up', () => {
  test.each([
    [null, 60],
    ['INFO_PUBLIC', 60],
    ['EMERGENCY_NEW', 120],
    ['PRANK_CHILD', 15],
  ] as const)('%s lasts %i s', (code, seconds) => expect(wrapUpDue(queueSeeds, code, at(0))).toBe(at(seconds)));

  test('a class that is chosen late leaves a moment; what was prolonged is not shortened', () => {
    const dueOf = (disposition: string, now: number, prolonged = 0, due: number | null = 60) =>
      wrapUpAfterClass(
        queueSeeds,
        { disposition, endedAt: at(0), due: due === null ? null : at(due), prolonged },
        at(now),
      );
    expect(dueOf('PRANK_CHILD', 5)).toBe(at(15));
    expect(dueOf('PRANK_CHILD', 40)).toBe(at(45));
    expect(dueOf('EMERGENCY_NEW', 40)).toBe(at(120));
    expect(dueOf('PRANK_CHILD', 5, 1, 120)).toBe(at(120));
  });
});
