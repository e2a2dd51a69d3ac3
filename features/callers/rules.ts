import { anyDisposition, callGroups } from '#features/calls/call.ts';
import { type Instant, msBetween, plusMs } from '#platform/shared/time.ts';
import {
  type CountedClass,
  type EarlierFacts,
  type KnownCall,
  lostWithinMs,
  mostKnownCalls,
  verdictHiddenMs,
} from './facts.ts';

/** Classes that judge the caller. A silent call judges nobody: whoever makes it may be a victim who cannot speak. */
const nuisanceCodes: ReadonlySet<string> = new Set([
  'PRANK_CHILD',
  'PRANK_ADULT',
  'PRANK_ABUSIVE',
  'HOAX_SUSPECTED',
  'HOAX_CONFIRMED',
]);

/** Nuisance that a person has confirmed: what counts for a case (a suspicion does not). */
export const confirmedCodes = ['PRANK_CHILD', 'PRANK_ADULT', 'PRANK_ABUSIVE', 'HOAX_CONFIRMED'] as const;

export function isConfirmedNuisance(code: string | null): boolean {
  return confirmedCodes.some((one) => one === code);
}

/**
 * Earlier calls of a number, newest first, as facts: counts by class and by distinct call takers, and when the last one was. Nothing
 * here weighs anything against anything: what follows is for whoever answers.
 */
export function summarise(calls: readonly KnownCall[], at: Instant): EarlierFacts {
  const counted = calls.slice(0, mostKnownCalls);
  const lost = counted.filter(({ state }) => callGroups.lost.some((one) => one === state));
  const lately = lost.filter((call) => msBetween(call.at, at) <= lostWithinMs);
  const judged = counted.filter(({ disposition }) => disposition !== null && nuisanceCodes.has(disposition));
  const others = counted.filter((call) => !judged.includes(call));
  const [last] = judged;
  return {
    calls: counted.length,
    isMore: calls.length > counted.length,
    lastAt: counted[0]?.at ?? null,
    lost: lost.length,
    lostLately: lately.length,
    lostLastAt: lately[0]?.at ?? null,
    byClass: byClass(others),
    nuisance: last === undefined ? null : { calls: judged.length, takers: takersOf(judged), lastAt: last.at },
    nuisanceByClass: byClass(judged),
  };
}

const takersOf = (calls: readonly KnownCall[]) => new Set(calls.flatMap(({ by }) => (by === null ? [] : [by]))).size;

/** The most frequent class first; of equals the one seen last. */
function byClass(calls: readonly KnownCall[]): CountedClass[] {
  const groups = Map.groupBy(calls, ({ disposition }) => disposition);
  return [...groups]
    .flatMap(([code, group]) => {
      const known = anyDisposition.safeParse(code);
      const [newest] = group;
      if (!known.success || newest === undefined) return [];
      return [{ code: known.data, calls: group.length, takers: takersOf(group), lastAt: newest.at }];
    })
    .toSorted((a, b) => b.calls - a.calls || (a.lastAt < b.lastAt ? 1 : -1));
}

/**
 * From when the judgement of others may be seen: five seconds after the answer, so that the first impression is of the voice. Null:
 * not before somebody answers. Calls that are over hide nothing.
 */
export function revealAt(call: {
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
}): Instant | null {
  if (call.endedAt !== null) return call.endedAt;
  return call.answeredAt === null ? null : plusMs(call.answeredAt, verdictHiddenMs);
}

/** Whether a screen may show it at a moment of the server's clock. */
export function isRevealed(at: Instant | null, nowMs: number): boolean {
  return at !== null && nowMs >= Date.parse(at);
}

/** Words before a name that say nothing of who it is. */
const titles = new Set([
  'pak',
  'bapak',
  'bu',
  'ibu',
  'mas',
  'mbak',
  'kak',
  'adik',
  'dik',
  'saudara',
  'sdr',
  'sdri',
  'h',
  'hj',
]);

/**
 * How many people gave a name by this number. "Pak Budi" and "Budi Santoso" may be one and count as one: it says that several use the
 * telephone, and never who calls now.
 */
export function peopleBehind(names: readonly string[]): number {
  const kept: Set<string>[] = [];
  const wordsOf = (name: string) =>
    new Set((name.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => !titles.has(word)));
  for (const words of names.map(wordsOf).toSorted((a, b) => b.size - a.size)) {
    if (words.size === 0 || kept.some((one) => [...words].every((word) => one.has(word)))) continue;
    kept.push(words);
  }
  return kept.length;
}
