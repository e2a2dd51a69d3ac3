import { createHash, createHmac } from 'node:crypto';

/**
 * A draw that nobody could choose and anybody can repeat: a seed is made before the time that is drawn from and committed to by its
 * hash in the event chain; afterwards it is told. Whether something is drawn follows from the seed and its id alone.
 */

/** SHA-256 of the seed: what is told before. */
export function commitmentOf(seed: Uint8Array): string {
  return createHash('sha256').update(seed).digest('hex');
}

const digits = 52;

/** HMAC-SHA-256 of a text under the seed, its first 52 bits as a number from 0 up to 1 (a double holds 53). */
export function placeUnder(seed: Uint8Array): (text: string) => number {
  return (text) =>
    Number(createHmac('sha256', seed).update(text).digest().readBigUInt64BE(0) >> BigInt(64 - digits)) / 2 ** digits;
}
