import { isNuisance } from './kpi.ts';
import type { CallRow } from './month.ts';

/** A call with what the other calls of its month say about its number. */
export interface LinkedCall extends CallRow {
  /** The first nuisance call of a number that is known; of every number exactly one call is. */
  readonly isFirstOfNumber: boolean;
  /** The place of its number among the month's nuisance numbers, most calls first, from 1; null for other calls and withheld numbers. */
  readonly numberRank: number | null;
}

/** Nuisance calls by their numbers, which are ordinals here (month.ts): nobody is known by them. Equal counts: the lower ordinal first. */
export function linkNumbers(calls: readonly CallRow[]): LinkedCall[] {
  const byNumber = Map.groupBy(
    calls.filter((call) => isNuisance(call) && call.nuisanceNo !== null),
    (call) => call.nuisanceNo,
  );
  const ranked = [...byNumber].sort(([a, of], [b, other]) => other.length - of.length || (a ?? 0) - (b ?? 0));
  const rankOf = new Map(ranked.flatMap(([, of], index) => of.map((call) => [call.id, index + 1] as const)));
  const firsts = new Set(ranked.map(([, of]) => of[0]?.id));
  return calls.map((call) => ({
    ...call,
    isFirstOfNumber: firsts.has(call.id),
    numberRank: rankOf.get(call.id) ?? null,
  }));
}
