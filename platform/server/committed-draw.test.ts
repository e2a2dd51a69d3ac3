import { expect, test } from 'vitest';
import { commitmentOf, placeUnder } from './committed-draw.ts';

test('a place is what a stranger computes with HMAC-SHA-256 (RFC 4231, test case 2: key "Jefe")', () => {
  const place = placeUnder(Buffer.from('Jefe'))('what do ya want for nothing?');
  // 5bdcc146bf60754e…: its first 13 hexadecimal digits over 16 to the 13th.
  expect(place).toBe(0x5bdcc146bf607 / 16 ** 13);
});

test('a seed is committed to by SHA-256 (FIPS 180-2, "abc")', () => {
  expect(commitmentOf(Buffer.from('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
