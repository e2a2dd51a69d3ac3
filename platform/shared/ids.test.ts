import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from './ids.ts';

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('ids are UUIDs of version 7 that begin with their millisecond', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (time) => {
      const id = newId(time);
      expect(id).toMatch(form);
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(time);
    }),
  );
});

test('two thousand of one millisecond sort in the order in which they were made', () => {
  const ids = Array.from({ length: 2000 }, () => newId(1_795_000_000_000));
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(2000);
});

test('more than fit into one millisecond are ids all the same', () => {
  const ids = Array.from({ length: 10_000 }, () => newId(1_795_000_000_001));
  expect(new Set(ids).size).toBe(10_000);
});
