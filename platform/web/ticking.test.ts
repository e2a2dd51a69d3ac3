import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTicking } from './ticking.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000_000 }));
afterEach(() => void vi.useRealTimers());

test('all listeners hear each second once, and the interval stops with the last of them', () => {
  const ticking = createTicking();
  const [first, second] = [vi.fn(), vi.fn()];
  const stops = [ticking.subscribe(first), ticking.subscribe(second)];
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(3000);
  expect(first).toHaveBeenCalledTimes(3);
  expect(second).toHaveBeenCalledTimes(3);
  for (const stop of stops) stop();
  expect(vi.getTimerCount()).toBe(0);
});

test('follows the server when the own clock is wrong, not when a message was a little late', () => {
  const ticking = createTicking();
  ticking.setServerTime(Date.now() - 300);
  expect(ticking.now()).toBe(Date.now());
  ticking.setServerTime(Date.now() + 90_000);
  expect(ticking.now()).toBe(Date.now() + 90_000);
});
