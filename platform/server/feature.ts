import type { ActionContext, BoundRoute, Listener } from './action.ts';
import type { HttpPlugin } from './http/plugin.ts';
import type { JobHandler } from './jobs/jobs.ts';
import type { DeadlineHandler } from './timers/deadlines.ts';

/** What a feature gives to the server: the only thing apps/server imports of it (`features/NAME/server/feature.ts`). */
export interface Feature {
  readonly name: string;
  readonly routes: readonly BoundRoute[];
  /** Routes that stream or set cookies and therefore speak HTTP themselves; each still names its permission. */
  readonly plugins?: readonly HttpPlugin[];
  /** By event name; run in the event's transaction. */
  readonly listeners?: Readonly<Record<string, Listener>>;
  /** By deadline kind; run in the transaction that removes the deadline. */
  readonly deadlines?: Readonly<Record<string, DeadlineHandler>>;
  /** By task name. */
  readonly jobs?: Readonly<Record<string, JobHandler>>;
  /** Fill a new tenant with this feature's editable rows (types, clocks, …). Run once, in features' order. */
  readonly seedTenant?: (ctx: ActionContext) => Promise<void>;
}
