/** Layers of the sample, so that a call taker is not judged by one kind of call alone; in the order in which they are drawn from. */
export const strata = ['emergency', 'prank', 'silent', 'abusive', 'other'] as const;
export type Stratum = (typeof strata)[number];

const stratumByCode: Readonly<Record<string, Stratum>> = {
  EMERGENCY_NEW: 'emergency',
  EMERGENCY_DUP: 'emergency',
  EMERGENCY_FOLLOWUP: 'emergency',
  URGENT_NONLIFE: 'emergency',
  PRANK_CHILD: 'prank',
  PRANK_ADULT: 'prank',
  HOAX_SUSPECTED: 'prank',
  HOAX_CONFIRMED: 'prank',
  PRANK_ABUSIVE: 'abusive',
  GHOST: 'silent',
};

export const stratumOf = (disposition: string): Stratum => stratumByCode[disposition] ?? 'other';

/** A call that may be drawn. */
export interface DrawableCall {
  readonly id: string;
  readonly takerId: string;
  readonly disposition: string;
}

export interface DrawnCall extends DrawableCall {
  readonly stratum: Stratum;
  /** Two assess it, independently. */
  readonly isDouble: boolean;
}

/**
 * `perTaker` calls of each call taker: a call of each layer in turn until there are enough or no more; in a layer by their places, the
 * smallest first. `placeOf` gives a text its place from 0 up to 1 by a seed alone (decision 0042): nobody chooses, anybody repeats.
 */
export function drawSample(
  calls: readonly DrawableCall[],
  placeOf: (text: string) => number,
  rule: { readonly perTaker: number; readonly doubleShare: number },
): DrawnCall[] {
  const drawn: DrawnCall[] = [];
  for (const own of Map.groupBy(calls, ({ takerId }) => takerId).values()) {
    const placed = own.map((call) => ({ ...call, stratum: stratumOf(call.disposition), place: placeOf(call.id) }));
    placed.sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
    const layers = strata.map((stratum) => placed.filter((call) => call.stratum === stratum));
    for (const call of inTurn(layers).slice(0, rule.perTaker)) {
      const { place: _, ...kept } = call;
      drawn.push({ ...kept, isDouble: placeOf(`double:${call.id}`) < rule.doubleShare });
    }
  }
  return drawn.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** First of each, then second of each, and so on. */
function inTurn<Value>(layers: readonly (readonly Value[])[]): Value[] {
  const longest = Math.max(0, ...layers.map(({ length }) => length));
  return Array.from({ length: longest }, (_, round) => layers.flatMap((layer) => layer.slice(round, round + 1))).flat();
}
