import { describe, expect, test } from 'vitest';
import { holdLimitMs, holdReminderMs } from '../call.ts';
import {
  answering,
  askHold,
  holdDone,
  isAlive,
  isHeldTooLong,
  mustRemind,
  muted,
  type PhoneSession,
  pressed,
  ringing,
  takesDigits,
  talking,
} from './phone-session.ts';

const at = '2026-11-22T03:00:00.000Z';
const after = (ms: number) => Date.parse(at) + ms;
const rings = ringing('call-1', at);
const talks = talking(answering(rings), at);
const must = (session: PhoneSession | null): PhoneSession => {
  if (session === null) throw new Error('It was refused');
  return session;
};
const holding = must(askHold(talks, true, at));
const held = holdDone(holding);
const resuming = must(askHold(held, false, at));

describe('hold', () => {
  test('is asked, done, taken back, and over', () => {
    expect([holding, held, resuming, holdDone(resuming)].map(({ hold, heldSince }) => [hold, heldSince])).toEqual([
      ['holding', at],
      ['held', at],
      ['resuming', at],
      ['none', null],
    ]);
  });

  test.each([
    ['a ringing call', rings, true],
    ['a call that is being answered', answering(rings), true],
    ['a call that is being held', holding, true],
    ['a held call', held, true],
    ['a call that is being held, back', holding, false],
    ['a call that is being taken back', resuming, false],
    ['a call that is not held, back', talks, false],
  ] as const)('is not asked of %s', (_what, session, isWanted) => {
    expect(askHold(session, isWanted, at)).toBeNull();
  });

  test('an answer of the exchange that nobody waits for changes nothing', () => {
    expect(holdDone(talks)).toBe(talks);
    expect(holdDone(held)).toBe(held);
  });
});

describe('another call rings', () => {
  const seen = { callId: 'call-2', silentMs: 60_000, path: 'connected' } as const;
  test.each([
    ['sound came a moment ago', talks, { ...seen, silentMs: 2999 }, true],
    ['no sound for three seconds', talks, { ...seen, silentMs: 3000 }, false],
    ['held without sound for a minute, the path stands', held, seen, true],
    ['being held', holding, seen, true],
    ['being taken back', resuming, seen, true],
    ['held, and the path is gone', held, { ...seen, path: 'disconnected' }, false],
    ['held, and the exchange rings the same call anew', held, { ...seen, callId: 'call-1' }, false],
    ['talking, and the exchange rings the same call anew', talks, { ...seen, callId: 'call-1', silentMs: 0 }, false],
    ['held, and the exchange rings alone, without a name', held, { ...seen, callId: null }, true],
    ['no session at all', null, seen, false],
  ] as const)('%s', (_what, session, now, expected) => {
    expect(isAlive(session, now)).toBe(expected);
  });

  test('two calls without a name are not the same call', () => {
    const unnamed = must(askHold(talking(ringing(null, at), at), true, at));
    expect(isAlive(unnamed, { ...seen, callId: null })).toBe(true);
  });
});

test('a held caller is not forgotten: asked for at the limit, then every ten seconds, until taken back', () => {
  expect(isHeldTooLong(at, after(holdLimitMs - 1))).toBe(false);
  expect(isHeldTooLong(at, after(holdLimitMs))).toBe(true);
  expect(isHeldTooLong(null, after(holdLimitMs))).toBe(false);
  const heard: number[] = [];
  for (let second = 0; second <= 90; second++) {
    const now = after(second * 1000);
    if (mustRemind(held, heard.at(-1) ?? 0, now)) heard.push(now);
  }
  expect(heard).toEqual([0, 1, 2, 3].map((turn) => after(holdLimitMs + turn * holdReminderMs)));
  expect(mustRemind(holdDone(resuming), 0, after(holdLimitMs))).toBe(false);
  expect(mustRemind(null, 0, after(holdLimitMs))).toBe(false);
});

test('neither hold nor a closed microphone nor keys outlive their call', () => {
  const busy = pressed(pressed(muted(held, true), '1'), '#');
  expect(busy).toMatchObject({ isMuted: true, hold: 'held', digits: '1#' });
  expect(ringing('call-2', at)).toMatchObject({ isMuted: false, hold: 'none', heldSince: null, digits: '' });
  expect(holdDone(must(askHold(busy, false, at)))).toMatchObject({ isMuted: true });
});

test('a microphone is closed, and keys are sent, only while talking; keys not on hold', () => {
  expect(muted(rings, true)).toBe(rings);
  expect([null, rings, answering(rings), talks, holding, held, resuming].map(takesDigits)).toEqual([
    false,
    false,
    false,
    true,
    false,
    false,
    false,
  ]);
});
