import type { z } from 'zod';
import type { Route, RouteAnswer, RouteInput, RouteRefusal } from '#platform/shared/contract.ts';
import type { Result } from '#platform/shared/result.ts';
import type { Language } from '#platform/shared/texts.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { Tx } from './db/database.ts';
import type { RecordedEvent } from './events/event.ts';
import type { Log } from './log/log.ts';

/** Who acts. `topics` are the audiences whose events this actor may see; `group` is the body the person works for. */
export interface Actor {
  readonly kind: 'user' | 'system' | 'link' | 'public';
  readonly id: string | null;
  readonly sessionId: string | null;
  readonly permissions: ReadonlySet<string>;
  readonly topics: readonly string[];
  readonly groupId: string | null;
  readonly language: Language;
}

/** The machinery itself: timers, jobs, the exchange. May do what its code does and sees no screen. */
export const systemActor: Actor = {
  kind: 'system',
  id: null,
  sessionId: null,
  permissions: new Set(),
  topics: [],
  groupId: null,
  language: 'id',
};

/** A listener runs in the transaction of the event it hears: it commits with it or not at all, so its effect is exactly once. */
export type Listener = (ctx: ActionContext, event: RecordedEvent) => Promise<void>;
export type Listeners = Readonly<Record<string, readonly Listener[]>>;

/** What every action gets. One transaction, one tenant, one moment. */
export interface ActionContext {
  readonly tx: Tx;
  readonly tenantId: string;
  readonly actor: Actor;
  /** The database's clock at the start of the transaction: one clock, however many processes. */
  readonly now: Instant;
  readonly log: Log;
  readonly listeners: Listeners;
}

/** An action returns a value or a refusal. On a refusal nothing is written: the transaction is rolled back. */
export type Action<R extends Route> = (
  ctx: ActionContext,
  input: RouteInput<R>,
) => Promise<Result<RouteAnswer<R>, RouteRefusal<R>>>;

/** A route with the action that serves it, its types forgotten on purpose: the pair was checked by `bind`. */
export interface BoundRoute {
  readonly route: Route;
  readonly action: (
    ctx: ActionContext,
    input: { params: unknown; query: unknown; body: unknown },
  ) => Promise<Result<unknown>>;
}

/** Join a contract's route and its action; a mismatch of input, output or refusals does not compile. */
export function bind<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Output extends z.ZodType,
  Code extends string,
>(
  route: Route<Params, Query, Body, Output, Code>,
  action: Action<Route<Params, Query, Body, Output, Code>>,
): BoundRoute {
  // The HTTP layer parses params, query and body by this very route before it calls the action.
  return { route: route as unknown as Route, action: action as unknown as BoundRoute['action'] };
}
