import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CallState, type CallStep, callStates, callTransitions, type Desk, dispositions } from './call.ts';
import { dispositionTexts } from './disposition-texts.ts';
import {
  afterDeskLeft,
  causeOfLeaving,
  choosePresence,
  classify,
  decide,
  maskNumber,
  mustBeClassified,
  orderQueue,
  outcomeOfRing,
  type Waiting,
} from './rules.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 13, 0, second)).toISOString();

describe('transitions', () => {
  const steps: readonly CallStep[] = ['queue', 'offer', 'offer_end', 'answer', 'end', 'lose', 'overflow', 'fail'];
  const allowed: Readonly<Record<CallState, string>> = {
    arrived: 'queue>queued answer>answered lose>lost overflow>overflowed fail>failed',
    queued: 'offer>offered answer>answered lose>lost overflow>overflowed fail>failed',
    offered: 'offer_end>queued answer>answered lose>lost overflow>overflowed fail>failed',
    answered: 'offer>answered offer_end>answered answer>answered end>ended',
    ended: '',
    lost: '',
    overflowed: '',
    failed: '',
  };
  for (const state of callStates) {
    for (const step of steps) {
      const expected = new Map(allowed[state].split(' ').map((pair) => [pair.split('>')[0], pair.split('>')[1]])).get(
        step,
      );
      test(`${state} + ${step} → ${expected ?? 'refused'}`, () => {
        const decided = decide(state, step);
        if (expected === undefined)
          expect(decided).toMatchObject({ ok: false, refusal: { code: 'call.not_possible' } });
        else expect(decided).toEqual({ ok: true, value: expected });
      });
    }
  }

  test('an answered call can only end: it is never lost, overflowed or failed', () => {
    const reached = new Set(Object.values(callTransitions.answered));
    expect([...reached].sort()).toEqual(['answered', 'ended']);
  });
});

describe('order of the queue', () => {
  const call = (id: string, second: number, callerE164: string | null, unattended = false): Waiting => ({
    id,
    arrivedAt: at(second),
    callerE164,
    unattendedSince: unattended ? at(30) : null,
  });
  const cases: readonly [string, readonly Waiting[], string][] = [
    ['by arrival', [call('b', 2, '+62811'), call('a', 1, '+62812')], 'a b'],
    ['one number takes turns', [call('a1', 1, '+62811'), call('a2', 2, '+62811'), call('b', 3, '+62812')], 'a1 b a2'],
    [
      'withheld numbers are different people',
      [call('a', 1, null), call('b', 2, null), call('c', 3, '+62811')],
      'a b c',
    ],
    [
      'a number whose other call was just served has had its turn',
      [{ ...call('a', 1, '+62811'), servedAt: at(5) }, call('b', 3, '+62812'), call('c', 6, '+62813')],
      'b a c',
    ],
    ['a caller whose desk is gone comes first', [call('a', 1, '+62811'), call('b', 9, '+62812', true)], 'b a'],
    [
      'a clock that jumped back puts nobody before those who came earlier',
      [
        { ...call('b', 1, '+62811'), number: 8 },
        { ...call('a', 30, '+62812'), number: 7 },
      ],
      'a b',
    ],
    ['a test comes after every real call', [{ ...call('t', 1, null), isTest: true }, call('a', 9, '+62811')], 'a t'],
  ];
  test.each(cases)('%s', (_name, waiting, expected) => {
    expect(
      orderQueue(waiting)
        .map((each) => each.id)
        .join(' '),
    ).toBe(expected);
  });

  test('one number that floods a single desk goes before another caller once at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(40), (flood, arrives) => {
        let waiting: readonly Waiting[] = [
          ...Array.from({ length: flood }, (_, index) => call(`f${String(index).padStart(2, '0')}`, index, '+62811')),
          call('citizen', arrives, '+62812'),
        ];
        // The desk is free every second from the moment on at which all are there.
        for (let second = 41; ; second++) {
          const [next] = orderQueue(waiting);
          if (next === undefined || next.id === 'citizen') {
            expect(next?.id).toBe('citizen');
            expect(second - 41).toBeLessThanOrEqual(1);
            return;
          }
          waiting = waiting
            .filter(({ id }) => id !== next.id)
            .map((each) => (each.callerE164 === next.callerE164 ? { ...each, servedAt: at(second) } : each));
        }
      }),
    );
  });

  test('who is called back comes first; a device that could not be called comes five seconds earlier and no more', () => {
    const back = { ...call('back', 30, '+62811'), isCallBack: true };
    const gone = { ...call('gone', 20, '+62812'), unattendedSince: at(25) };
    const returned = { ...call('returned', 14, null), isReturn: true };
    const order = orderQueue([call('early', 8, null), call('late', 10, null), returned, back, gone]);
    expect(order.map((each) => each.id)).toEqual(['gone', 'back', 'early', 'returned', 'late']);
  });

  test('no call is dropped or doubled, and no two neighbours of one turn are out of order', () => {
    const waiting = fc.array(
      fc.tuple(fc.nat(60), fc.option(fc.constantFrom('+62811', '+62812', '+62813'), { nil: null })),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(waiting, (drawn) => {
        const calls = drawn.map(([second, number], index) =>
          call(`c${String(index).padStart(2, '0')}`, second, number),
        );
        const ordered = orderQueue(calls);
        expect(ordered.map((each) => each.id).sort()).toEqual(calls.map((each) => each.id).sort());
        const firsts = ordered.filter((each) => each.callerE164 === null).map((each) => each.arrivedAt);
        expect(firsts).toEqual(firsts.toSorted());
      }),
    );
  });
});

describe('ends of a desk leg', () => {
  test.each([
    ['hang-up by hand', { cause: 16, stillRegistered: true }, 'end'],
    ['closed page', { cause: 16, stillRegistered: false }, 'reoffer'],
    ['no audio for ten seconds', { cause: 44, stillRegistered: true }, 'reoffer'],
    ['unknown', { cause: 0, stillRegistered: true }, 'reoffer'],
  ] as const)('%s', (_name, end, expected) => expect(afterDeskLeft(end)).toBe(expected));

  test.each([
    [17, true, 'declined'],
    [21, true, 'declined'],
    [19, true, 'missed'],
    [19, false, 'desk_gone'],
    [38, true, 'failed'],
  ] as const)('ring ended with %i, registered %s → %s', (cause, registered, expected) => {
    expect(outcomeOfRing(cause, registered)).toBe(expected);
  });
});

describe('presence and classification', () => {
  const desk = (state: Desk['state']): Desk => ({ userId: 'a', state, reachable: true, idleSince: null, callId: null });
  const ended = (disposition: string | null) => ({ state: 'ended' as const, disposition });

  test.each([
    ['offline', 'ready', null, 'ready'],
    ['ready', 'break', null, 'break'],
    ['break', 'ready', null, 'ready'],
    ['offered', 'ready', null, 'offered'],
    ['offered', 'break', null, 'break'],
    ['talking', 'offline', null, 'presence.in_call'],
    ['wrap_up', 'ready', null, 'call.unclassified'],
    ['wrap_up', 'ready', 'TEST', 'ready'],
    ['wrap_up', 'break', null, 'break'],
  ] as const)('%s, chooses %s, last call %s → %s', (state, chosen, code, expected) => {
    const decided = choosePresence(desk(state), chosen, ended(code));
    expect(decided.ok ? decided.value.state : decided.refusal.code).toBe(expected);
  });

  test('only answered calls are classified, and all of them', () => {
    for (const state of callStates) {
      const possible = state === 'answered' || state === 'ended';
      expect(classify({ state }).ok).toBe(possible);
      expect(mustBeClassified({ state, disposition: null })).toBe(possible);
    }
  });

  test('22 dispositions, each key used once', () => {
    expect(dispositions).toHaveLength(22);
    const keys = Object.values(dispositionTexts).flatMap((text) => (text.key === null ? [] : [text.key]));
    expect(new Set(keys).size).toBe(keys.length);
  });
});

test.each([
  ['+6281234567890', '+628•••••••890'],
  ['081234567', '08••••567'],
  ['112', '•••'],
])('%s is masked as %s', (number, expected) => expect(maskNumber(number)).toBe(expected));

test.each([
  ['hung up, and so left us', '2026-11-21T20:00:00.000Z', 16],
  ['told a moment after', '2026-11-21T20:00:00.900Z', 16],
  ['led on by Asterisk, and hung up there', '2026-11-21T20:00:48.000Z', null],
])('why a caller left our hands: %s', (_name, at, cause) => {
  expect(causeOfLeaving({ cause: 16, at }, '2026-11-21T20:00:00.010Z')).toBe(cause);
});
