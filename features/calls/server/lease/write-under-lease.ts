import type { ActionContext } from '#platform/server/action.ts';
import { systemActor } from '#platform/server/action.ts';
import type { Log } from '#platform/server/log/log.ts';
import { runAction, type Workplace } from '#platform/server/unit.ts';
import { type Result, refuse } from '#platform/shared/result.ts';
import { isLeaseHeld } from '../../lease-rules.ts';
import type { LiveCall } from '../live-call.ts';
import { lockLease } from './lease-store.ts';

export interface WriteOptions {
  readonly place: () => Workplace;
  readonly log: Log;
  /** Telephony ends: what is not written yet is found again by whoever leads the call next. */
  readonly isOver: () => boolean;
  /** What cannot be done a second time: a fault of the database is thrown at once. */
  readonly once?: boolean;
}

/** Tries of what the database refuses for a reason that will not pass. */
const attempts = 4;
const longestPauseMs = 2000;
/** An outage that lasts longer is one after which people look at the calls themselves. */
const patienceMs = 600_000;

/**
 * Write a step of a live call: in turn with its other steps, only under the lease by which this process leads it, and however long
 * the database is away: Asterisk does not tell things twice, and a call that was talked must not be in the tables as a lost one.
 */
export function writeUnderLease<Value, Code extends string>(
  options: WriteOptions,
  call: LiveCall,
  work: (ctx: ActionContext) => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code | 'call.led_elsewhere'>> {
  return call.writeInTurn(() => persist(options, call, (ctx) => underLease(ctx, call, work)));
}

/** The row of the call stays locked, so nobody can take it over between the look at its lease and the write. */
async function underLease<Value, Code extends string>(
  ctx: ActionContext,
  call: LiveCall,
  work: (ctx: ActionContext) => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code | 'call.led_elsewhere'>> {
  const row = await lockLease(ctx.tx, call.callId);
  if (row !== null && !isLeaseHeld(row, call.lease)) return refuse('call.led_elsewhere');
  return work(ctx);
}

async function persist<Value, Code extends string>(
  { place, log, isOver, once }: WriteOptions,
  call: LiveCall,
  work: (ctx: ActionContext) => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code>> {
  const began = performance.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await runAction(place(), { tenantId: call.tenantId, actor: systemActor }, work);
    } catch (error) {
      const isLast = willPass(error) ? performance.now() - began > patienceMs : attempt >= attempts;
      if (once === true || isLast || isOver() || call.dropped) throw error;
      if (attempt === attempts)
        log.error({ call: call.callId, error: String(error) }, 'a step of a call waits for the database');
      await new Promise((resolve) => setTimeout(resolve, Math.min(longestPauseMs, 50 * 4 ** attempt)));
    }
  }
}

/** SQLSTATE classes: 08 connection, 25 and 40 a transaction that was cut or lost a race, 53 no room, 57 server ending, 58 its machine. */
const passing = /^(08|25|40|53|57|58)/;

/** No code at all is a connection that did not come about. */
function willPass(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return !/^[0-9A-Z]{5}$/.test(code) || passing.test(code);
}
