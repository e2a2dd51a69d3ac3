import { z } from 'zod';

/** A UUID that knows what it names: an `Id<'person'>` is not accepted where an `Id<'place'>` is asked for. */
export type Id<Name extends string> = string & z.$brand<Name>;

/** The last id's millisecond, and its place in it. */
const last = { time: 0, place: 0 };

/** The twelve bits after the time count on within a millisecond (RFC 9562 §6.2, method 1); from a random start, that leaves two thousand. */
function placeIn(time: number, chance: number): number {
  const isSame = time === last.time && last.place < 0xfff;
  last.place = isSame ? last.place + 1 : chance & 0x7ff;
  last.time = time;
  return last.place;
}

/**
 * A new UUIDv7 (RFC 9562 §5.7): sorts by time of creation, so that primary keys are appended and not scattered; those that one process makes
 * in one millisecond sort in the order in which they were made, as lists of what happened at once do.
 * Made in the application because the SQL floor is PostgreSQL 15 (`uuidv7()` exists from 18 on).
 */
export function newId<Name extends string>(now: number = Date.now()): Id<Name> {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const place = placeIn(now, ((bytes[6] ?? 0) << 8) | (bytes[7] ?? 0));
  let time = now;
  for (let index = 5; index >= 0; index--) {
    bytes[index] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = (place >> 8) | 0x70;
  bytes[7] = place & 0xff;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const text = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  // The one place where a plain text becomes an id: it was built right here.
  return text as Id<Name>;
}

/** The schema of an id at an edge: `export const personId = idSchema<'person'>()`. */
export function idSchema<Name extends string>() {
  return z.uuid().brand<Name>();
}
