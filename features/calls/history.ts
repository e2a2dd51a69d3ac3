import type { Instant } from '#platform/shared/time.ts';

/**
 * What the past of a number says about a call that waits (design.md invariant 2). `life`: this number had an emergency, or got no help,
 * a moment ago. `pranks`: people closed its calls as pranks again and again (historyFacts). Everything else is `none`:
 * unknown, withheld, no SIM. It is never a verdict on the caller, who may be somebody else at the same telephone.
 */
export type CallHistory = 'life' | 'none' | 'pranks';

/** What the history of a number is read from: words of people about its calls, and what became of the last ones. */
export interface HistoryFacts {
  /** Closed by a person as a prank or a confirmed false report within 30 days. */
  readonly pranks: number;
  /** How many different people closed them. */
  readonly closers: number;
  /** Calls within 30 minutes that were an emergency. */
  readonly emergencies: number;
  /** Calls within 30 minutes that were lost, broke off, or in which nobody was heard. */
  readonly unhelped: number;
}

/** standards.md §5D: three confirmed by two people within 30 days. */
export const prankLimits = { pranks: 3, closers: 2, days: 30 } as const;
export const lifeCueMinutes = 30;

/**
 * An emergency outweighs any number of pranks. That a call was lost says nothing of a number that hangs up for fun: it helps only one
 * without a prank, else whoever floods would come first for it.
 */
export function historyOf({ pranks, closers, emergencies, unhelped }: HistoryFacts): CallHistory {
  if (emergencies > 0) return 'life';
  if (pranks >= prankLimits.pranks && closers >= prankLimits.closers) return 'pranks';
  return unhelped > 0 && pranks === 0 ? 'life' : 'none';
}

/**
 * What orders a call: the history of its number where the regency lets it, and a hint that two people signed for (hint.ts). A hint only ever
 * stands where `pranks` could, under the same bound, and never against a life cue; leaving it out makes nobody wait longer.
 */
export function historyInUse(
  byFacts: CallHistory,
  { isOrdering, isHinted }: { readonly isOrdering: boolean; readonly isHinted: boolean },
): CallHistory {
  if (isOrdering && byFacts !== 'none') return byFacts;
  return isHinted && byFacts !== 'life' ? 'pranks' : 'none';
}

/**
 * The most by which history may move a call, in milliseconds: a life cue counts as come so much earlier, and a call that waits behind
 * another because of its history rings so much later at the latest (history-rules.ts).
 */
export const historyMs = 5000;

/** A call that was kept waiting because of its number's history, once in its life. */
export interface Passing {
  readonly callId: string;
  /** Who got the desk. */
  readonly byCallId: string;
}

/** A pass as the figures see it: when, and when its call rang at last; null: it has not yet. */
export interface PassKept {
  readonly passedAt: Instant;
  readonly rangAt: Instant | null;
}
