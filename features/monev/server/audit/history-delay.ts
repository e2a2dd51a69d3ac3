import type { ActionContext } from '#platform/server/action.ts';
import type { Instant } from '#platform/shared/time.ts';

/** One answered public call whose place in the queue was decided with knowledge of its number's history. */
export interface HistoryDelay {
  readonly callId: string;
  /** Milliseconds it waited longer than it would have without its history; 0 or less: not at all. */
  readonly ms: number;
}

/**
 * The hook for whoever orders the queue by history: what that did to each call since then. Null: nothing of the kind is recorded, which
 * figures say instead of a zero. apps/server hands it in.
 */
export type HistoryDelays = (ctx: ActionContext, since: Instant) => Promise<readonly HistoryDelay[] | null>;

export const noHistoryDelays: HistoryDelays = async () => null;

/** What no history may ever cost (design.md invariant 2). */
export const mostDelayMs = 5000;
