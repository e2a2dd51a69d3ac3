import { expect, test } from 'vitest';
import { parseTakers, writeTakers } from './simulation-takers.ts';

test('call takers by hours, there and back', () => {
  const read = parseTakers('0-6:1, 6-22:3,22-24:1');
  expect(read.ok && writeTakers(read.takers)).toBe('0-6:1,6-22:3,22-24:1');
  const gap = parseTakers('8-16:2');
  expect(gap.ok && writeTakers(gap.takers)).toBe('0-8:0,8-16:2,16-24:0');
});

test.each(['', '6-22', '22-6:1', '0-25:1', '0-6:1;6-24:2', '0-6:-1', '0-6:99'])('%s is said to be wrong', (text) => {
  expect(parseTakers(text)).toMatchObject({ ok: false });
});
