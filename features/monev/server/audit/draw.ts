import { placeUnder } from '#platform/server/committed-draw.ts';

/** Those of these calls that are in the sample of a day's seed, in their order. */
export function drawCalls<Call extends { readonly id: string }>(
  calls: readonly Call[],
  seed: Uint8Array,
  share: number,
): Call[] {
  const place = placeUnder(seed);
  return calls.filter((call) => place(call.id) < share);
}
