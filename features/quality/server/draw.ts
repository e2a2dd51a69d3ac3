import { createHash, createHmac } from 'node:crypto';

/** SHA-256 of the seed: what is told before the month. */
export function commitmentOf(seed: Uint8Array): string {
  return createHash('sha256').update(seed).digest('hex');
}

const digits = 52;

/** HMAC-SHA-256 of a text under the seed, its first 52 bits as a number from 0 up to 1 (a double holds 53); as audits are drawn. */
export function placeUnder(seed: Uint8Array): (text: string) => number {
  return (text) =>
    Number(createHmac('sha256', seed).update(text).digest().readBigUInt64BE(0) >> BigInt(64 - digits)) / 2 ** digits;
}
