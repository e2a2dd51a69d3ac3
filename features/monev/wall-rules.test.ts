import { describe, expect, test } from 'vitest';
import { burnInShift, isReached, trustOf } from './wall-rules.ts';

const fresh = { ageMs: 1000, isFeedBehind: false, hasFailed: false };

describe('a wall that is cut off says so', () => {
  test.each([
    ['a new answer', fresh, 'fresh'],
    ['two refreshes missed', { ...fresh, ageMs: 30_000 }, 'fresh'],
    ['three refreshes missed', { ...fresh, ageMs: 30_001 }, 'cut'],
    ['no live feed', { ...fresh, isFeedBehind: true }, 'cut'],
    ['the last question had no answer', { ...fresh, hasFailed: true }, 'cut'],
  ] as const)('%s', (_name, given, expected) => expect(trustOf(given)).toBe(expected));
});

test('the picture moves each minute, by a few pixels, and comes back', () => {
  const shifts = Array.from({ length: 12 }, (_, minute) => burnInShift(minute * 60_000 + 30_000));
  for (const [index, { x, y }] of shifts.entries()) {
    expect(Math.max(x, y)).toBeLessThanOrEqual(6);
    expect([x, y]).not.toEqual(Object.values(shifts[(index + 1) % 12] ?? {}));
  }
  expect(shifts.slice(0, 6)).toEqual(shifts.slice(6));
});

test('a day without calls is neither reached nor missed', () => {
  expect(isReached({ part: 0, whole: 0, target: 0.95 })).toBeNull();
  expect(isReached({ part: 19, whole: 20, target: 0.95 })).toBe(true);
  expect(isReached({ part: 18, whole: 20, target: 0.95 })).toBe(false);
});
