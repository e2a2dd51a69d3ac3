import { createHash, createHmac } from 'node:crypto';

/**
 * The draw of audits. A day's seed is made before the day and committed to by its hash in the event chain; after the day it is
 * told. Whether a call is in the sample follows from the seed and the call's id alone: nobody could choose, and anybody can repeat it.
 */

/** What is told before the day. */
export function commitmentOf(seed: Uint8Array): string {
  return createHash('sha256').update(seed).digest('hex');
}

const digits = 52;

/** HMAC-SHA-256 of the call's id as text, its first 52 bits as a number from 0 up to 1 (a double holds 53). */
export function placeInDraw(seed: Uint8Array, callId: string): number {
  const mac = createHmac('sha256', seed).update(callId).digest();
  return Number(mac.readBigUInt64BE(0) >> BigInt(64 - digits)) / 2 ** digits;
}

/** Those of these calls that are in the sample, in their order. */
export function drawCalls<Call extends { readonly id: string }>(
  calls: readonly Call[],
  seed: Uint8Array,
  share: number,
): Call[] {
  return calls.filter((call) => placeInDraw(seed, call.id) < share);
}
