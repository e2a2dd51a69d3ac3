import type { ActionContext } from '#platform/server/action.ts';
import type { Instant } from '#platform/shared/time.ts';

/** What ordering by history did to the public calls since a moment. */
export interface HistoryDelay {
  /** Calls that left the queue, by an answer or otherwise. */
  readonly calls: number;
  /** Those that waited longer than history may cost (the queue's own limit, features/calls/history-rules.ts). */
  readonly over: number;
  /** The longest that one waited because of its history, in milliseconds; 0: none did. */
  readonly mostMs: number;
}

/** Where figures read it; null: nothing of the kind is recorded, which they say instead of a zero. */
export type HistoryDelays = (ctx: ActionContext, since: Instant) => Promise<HistoryDelay | null>;
