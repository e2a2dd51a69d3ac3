import { sql } from 'kysely';
import type { Result } from '#platform/shared/result.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { ActionContext, Actor, Listeners } from './action.ts';
import { type Db, row } from './db/database.ts';
import type { Log } from './log/log.ts';

/** What is needed to run an action: the application's pool, who hears events, where faults are logged. */
export interface Workplace {
  readonly db: Db;
  readonly listeners: Listeners;
  readonly log: Log;
  /** Tests turn the clock; in production the database's clock is the only one. */
  readonly clock?: () => Instant;
}

class Rollback extends Error {
  readonly result: Result<never>;
  constructor(result: Result<never>) {
    super('rolled back on a refusal');
    this.result = result;
  }
}

/**
 * Run one action: a transaction of one tenant, at one moment, by one actor. A refusal rolls everything back and is
 * returned; an exception rolls everything back and is thrown.
 */
export async function runAction<Value, Code extends string>(
  place: Workplace,
  who: { readonly tenantId: string; readonly actor: Actor },
  work: (ctx: ActionContext) => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code>> {
  try {
    return await place.db.transaction().execute(async (tx) => {
      const began = await row<{ now: Instant }>(
        tx,
        sql`select clock_timestamp() as now, set_config('sigap.tenant', ${who.tenantId}, true)`,
      );
      const now = place.clock?.() ?? present(began, 'a select without from returns one row').now;
      const result = await work({
        tx,
        tenantId: who.tenantId,
        actor: who.actor,
        now,
        log: place.log,
        listeners: place.listeners,
      });
      if (!result.ok) throw new Rollback(result);
      return result;
    });
  } catch (error) {
    // The refusal was thrown only to end the transaction; its type is the one `work` returned.
    if (error instanceof Rollback) return error.result as Result<Value, Code>;
    throw error;
  }
}

/** For work that cannot be refused: timers, imports, seeds. */
export async function runWork<Value>(
  place: Workplace,
  who: { readonly tenantId: string; readonly actor: Actor },
  work: (ctx: ActionContext) => Promise<Value>,
): Promise<Value> {
  const result = await runAction(place, who, async (ctx) => ({ ok: true as const, value: await work(ctx) }));
  if (!result.ok) throw new Error(`Work that cannot be refused was refused: ${result.refusal.code}`);
  return result.value;
}
