import { describe, expect, test } from 'vitest';
import { lockSeconds, secondsLocked, sessionEnd } from './rules.ts';

describe('the wait after failed attempts', () => {
  test.each([
    [0, 0],
    [4, 0],
    [5, 5],
    [6, 10],
    [9, 80],
    [12, 640],
    [13, 900],
    [2000, 900],
  ])('%i attempts: %i s', (attempts, seconds) => expect(lockSeconds(attempts)).toBe(seconds));

  test('is told in whole seconds, never too few', () => {
    expect(secondsLocked(null, '2026-11-21T00:00:00.000Z')).toBe(0);
    expect(secondsLocked('2026-11-21T00:00:04.001Z', '2026-11-21T00:00:00.000Z')).toBe(5);
    expect(secondsLocked('2026-11-21T00:00:00.000Z', '2026-11-21T00:00:09.000Z')).toBe(0);
  });
});

test('a session ends at whichever comes first: its end or an hour of silence', () => {
  const expiresAt = '2026-11-21T14:00:00.000Z';
  expect(sessionEnd({ expiresAt, seenAt: '2026-11-21T02:00:00.000Z' })).toBe('2026-11-21T03:00:00.000Z');
  expect(sessionEnd({ expiresAt, seenAt: '2026-11-21T13:30:00.000Z' })).toBe(expiresAt);
});
