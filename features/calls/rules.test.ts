import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CallState, type CallStep, callStates, callTransitions, type Desk, dispositions, ringMs } from './call.ts';
import {
  afterDeskLeft,
  causeOfLeaving,
  chooseDesk,
  choosePresence,
  classify,
  decide,
  maskNumber,
  mustBeClassified,
  orderQueue,
  outcomeOfRing,
  type PastOffer,
  type Waiting,
} from './rules.ts';
import { dispositionTexts } from './texts.ts';

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

describe('who rings', () => {
  const desk = (userId: string, change: Partial<Desk> = {}): Desk => ({
    userId,
    state: 'ready',
    reachable: true,
    idleSince: at(0),
    callId: null,
    ...change,
  });
  const missed = (userId: string): PastOffer => ({ userId, outcome: 'missed', endedAt: at(10) });
  const declined = (userId: string, second: number): PastOffer => ({
    userId,
    outcome: 'declined',
    endedAt: at(second),
  });

  const cases: readonly [string, readonly Desk[], readonly PastOffer[], string | null][] = [
    ['longest idle', [desk('a', { idleSince: at(5) }), desk('b', { idleSince: at(1) })], [], 'b'],
    ['never had a call comes before all', [desk('a', { idleSince: at(1) }), desk('b', { idleSince: null })], [], 'b'],
    ['equal: by id', [desk('b'), desk('a')], [], 'a'],
    ['nobody ready', [desk('a', { state: 'break' }), desk('b', { state: 'talking' })], [], null],
    ['no telephone', [desk('a', { reachable: false })], [], null],
    ['still held by a call', [desk('a', { callId: 'x' })], [], null],
    ['after a miss the next', [desk('a'), desk('b', { idleSince: at(9) })], [missed('a')], 'b'],
    ['nobody else: the same again', [desk('a')], [missed('a')], 'a'],
    [
      'both missed: the one that missed less',
      [desk('a'), desk('b', { idleSince: at(9) })],
      [missed('a'), missed('a'), missed('b')],
      'b',
    ],
    ['a refusal rests for one ring', [desk('a')], [declined('a', 10)], null],
    ['and rings again after it', [desk('a')], [declined('a', 5)], 'a'],
  ];
  test.each(cases)('%s', (_name, desks, past, expected) => {
    expect(chooseDesk(desks, past, at(10))).toBe(expected);
  });

  test('somebody who can be rung is always found, whatever was missed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 30 }), fc.nat(9), (misses, free) => {
        const past = misses.map((index) => missed(`u${index}`));
        expect(chooseDesk([desk(`u${free}`)], past, at(10 + ringMs / 1000))).toBe(`u${free}`);
      }),
    );
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
