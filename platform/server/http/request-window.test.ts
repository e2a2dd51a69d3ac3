import { expect, test } from 'vitest';
import { requestWindow } from './request-window.ts';

test('each key has so many requests a minute, and says how long to wait', () => {
  let now = 1000;
  const window = requestWindow(2, () => now);
  expect([window.take('a'), window.take('a'), window.take('b')]).toEqual([0, 0, 0]);
  now += 20_000;
  expect(window.take('a')).toBe(40);
  expect(window.take('b')).toBe(0);
  now += 40_000;
  expect(window.take('a')).toBe(0);
});

test('a flood of keys does not fill the memory', () => {
  const window = requestWindow(1, () => 0);
  expect(window.take('first')).toBe(0);
  expect(window.take('first')).toBe(60);
  for (let key = 0; key < 20_000; key++) window.take(String(key));
  expect(window.take('first')).toBe(0);
});
