import { describe, expect, test } from 'vitest';
import { callReplay, differences, type ReplayedEvent } from './replay.ts';

const minute = (count: number) => new Date(Date.UTC(2026, 10, 22, 3, count)).toISOString();
const taken: ReplayedEvent[] = [
  { name: 'call.arrived', at: minute(0), content: { number: 7 } },
  { name: 'call.queued', at: minute(0), content: {} },
  { name: 'call.offered', at: minute(0), content: { offerId: 'o', userId: 'sri' } },
  { name: 'call.answered', at: minute(1), content: { userId: 'sri', answerMs: 60_000 } },
];
const held: ReplayedEvent = { name: 'call.held', at: minute(2), content: { userId: 'sri' } };
const row = {
  number: 7,
  state: 'answered',
  arrived_at: minute(0),
  queued_at: minute(0),
  first_offered_at: minute(0),
  answered_at: minute(1),
  answered_by: 'sri',
};

describe('the hold of a call is recomputed from its events', () => {
  test('while it lasts', () => {
    expect(differences(callReplay, [...taken, held], { ...row, held_since: minute(2) })).toEqual([]);
    expect(differences(callReplay, [...taken, held], row)).toEqual([
      { column: 'held_since', expected: minute(2), found: 'undefined' },
    ]);
    expect(differences(callReplay, taken, { ...row, held_since: minute(2) })).toEqual([
      { column: 'held_since', expected: 'null', found: minute(2) },
    ]);
  });

  test.each([
    ['taken back', { name: 'call.resumed', at: minute(3), content: { userId: 'sri', heldMs: 60_000 } }, {}],
    ['without its desk', { name: 'call.unattended', at: minute(3), content: { userId: 'sri', cause: 44 } }, {}],
    [
      'over',
      { name: 'call.ended', at: minute(3), content: { endedBy: 'caller', cause: 16 } },
      { state: 'ended', ended_at: minute(3), ended_by: 'caller', hangup_cause: 16, ended_silent: false },
    ],
  ] as const)('and is no more once the call is %s', (_what, event, columns) => {
    const events = [...taken, held, event];
    expect(differences(callReplay, events, { ...row, ...columns, held_since: null })).toEqual([]);
    expect(differences(callReplay, events, { ...row, ...columns, held_since: minute(2) })).toHaveLength(1);
  });
});

describe('a call that rings at several desks, or is talked on outside', () => {
  const rings = taken.slice(0, 3);
  const ended = (ringing?: number): ReplayedEvent => ({
    name: 'call.offer_ended',
    at: minute(1),
    content: { offerId: 'o', userId: 'sri', outcome: 'missed', ...(ringing === undefined ? {} : { ringing }) },
  });
  const waiting = { ...row, state: 'queued', answered_at: null, answered_by: null };
  test.each([
    ['is queued when the last ring ends', ended(), 'queued'],
    ['rings on while another desk does', ended(1), 'offered'],
  ] as const)('%s', (_what, event, state) => {
    expect(differences(callReplay, [...rings, event], { ...waiting, state })).toEqual([]);
  });

  test('since when somebody outside talks', () => {
    const outside = { name: 'call.outside_answered', at: minute(2), content: { step: 'number' } };
    expect(differences(callReplay, [...rings, ended(), outside], { ...waiting, outside_since: minute(2) })).toEqual([]);
  });
});

test('a silent call is recomputed: since when, what a person found, and how it ended', () => {
  const silent: ReplayedEvent[] = [
    ...taken,
    { name: 'call.silent', at: minute(1), content: { media: 'flowing', userId: null } },
    {
      name: 'call.silent_settled',
      at: minute(3),
      content: { result: 'no_sign', reason: null, isThrough: true, userId: 'sri' },
    },
    { name: 'call.ended', at: minute(3), content: { endedBy: 'desk', cause: 16, silent: true } },
  ];
  const ended = { ...row, state: 'ended', ended_at: minute(3), ended_by: 'desk', hangup_cause: 16 };
  const kept = { ...ended, silent_since: minute(1), silent_media: 'flowing', silent_result: 'no_sign' };
  expect(differences(callReplay, silent, { ...kept, ended_silent: true })).toEqual([]);
  expect(differences(callReplay, silent, { ...kept, ended_silent: false })).toHaveLength(1);
  expect(differences(callReplay, silent, { ...kept, ended_silent: true, silent_since: null })).toHaveLength(1);
});
