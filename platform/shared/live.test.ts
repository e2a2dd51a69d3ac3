import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cursor, formatCursor, isAfter, parseCursor } from './live.ts';

const cursor: fc.Arbitrary<Cursor> = fc.record({
  epoch: fc.integer({ min: 1, max: 3 }),
  xid: fc.oneof(fc.bigInt({ min: 0n, max: 120n }), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })).map(String),
  seq: fc.integer({ min: 0, max: 3 }),
});

test('places are in the order of epoch, transaction id as a number, and sequence', () => {
  const numbers = ({ epoch, xid, seq }: Cursor) => [BigInt(epoch), BigInt(xid), BigInt(seq)] as const;
  fc.assert(
    fc.property(cursor, cursor, (a, b) => {
      const [left, right] = [numbers(a), numbers(b)];
      const differs = left.findIndex((part, index) => part !== right[index]);
      expect(isAfter(a, b)).toBe(differs !== -1 && (left[differs] ?? 0n) > (right[differs] ?? 0n));
    }),
  );
});

test('a place is read as it was written; what is none, also a number with a leading zero, is null', () => {
  fc.assert(
    fc.property(cursor, (place) => {
      expect(parseCursor(formatCursor(place))).toEqual(place);
    }),
  );
  for (const text of ['', '1-2', '1-02-3', '1--3', 'x-1-2', '1-2-3-4', `1-${'9'.repeat(21)}-1`])
    expect(parseCursor(text)).toBeNull();
});
