/** Fewer calls than this of an area could tell who called. standards.md §5: a figure never allows a number to be recognised. */
export const fewest = 5;

/** A count that may be seen; null: there are too few, or it would say how few there are elsewhere. */
export type Shown = number | null;

/**
 * k-anonymity of a table whose sum is known: every count below `k` is hidden, and the smallest of the others with them until what is
 * hidden together is at least two cells and at least `k` calls: else whoever subtracts the rest from the sum would know it
 * (complementary suppression; Statistics Netherlands, "Statistical Disclosure Control", Hundepool et al. 2012, §4.3).
 */
export function hideFew(counts: readonly number[], k = fewest): Shown[] {
  const hidden = new Set(counts.flatMap((count, index) => (count < k ? [index] : [])));
  // A district without any call says nothing of anybody: alone it needs no company. It is hidden all the same, so that "hidden"
  // does not mean "some".
  const smallest = counts.map((count, index) => ({ count, index })).sort((a, b) => a.count - b.count);
  const sum = () => [...hidden].reduce((all, index) => all + (counts[index] ?? 0), 0);
  for (const { index } of smallest) {
    if (sum() === 0 || (hidden.size >= 2 && sum() >= k)) break;
    hidden.add(index);
  }
  return counts.map((count, index) => (hidden.has(index) ? null : count));
}

/** A part of a whole, both of which are said: it must be large enough, and so must what is left. */
export function mayShowPart(part: number, whole: number, k = fewest): boolean {
  return part >= k && (whole === part || whole - part >= k);
}
