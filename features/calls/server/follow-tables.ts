import { systemActor } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import { runWork, type Workplace } from '#platform/server/unit.ts';
import { isLeaseHeld } from '../lease-rules.ts';
import type { LiveCall } from './live-call.ts';
import { offerWaiting } from './offer-waiting.ts';
import { type HeldCall, heldCalls, tenantsToServe } from './store.ts';
import type { Switchboard } from './switchboard.ts';

export interface FollowOptions {
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly app: string;
  readonly board: Switchboard;
}

const open = new Set(['arrived', 'queued', 'offered', 'answered']);

/**
 * Make Asterisk follow the tables: a new offer rings, an ended one stops ringing, an ended call is hung up. Whoever
 * changed the tables (a screen, a deadline, another process) need not know where the channels are. Safe to repeat.
 */
export async function followTables(options: FollowOptions): Promise<void> {
  for (const tenantId of await tenantsToServe(options.systemDb)) {
    await runWork(options.place(), { tenantId, actor: systemActor }, offerWaiting);
  }
  const held = options.board.calls.map((call) => call.callId);
  for (const row of await heldCalls(options.systemDb, options.app, held)) {
    const call = options.board.byCall(row.id);
    if (call !== undefined) void call.inTurn(() => followCall(options.board, call, row));
  }
}

async function followCall(board: Switchboard, call: LiveCall, row: HeldCall): Promise<void> {
  if (row.pbx_app !== null && !isLeaseHeld({ app: row.pbx_app, token: row.pbx_token }, call.lease))
    return board.drop(call);
  if (!open.has(row.state)) {
    await call.release();
    board.forget(call);
    return;
  }
  if (call.ringing !== null && call.ringing.offerId !== row.offer_id) await call.stopRinging();
  // The row may be older than what happened since: a desk that talks is not rung over.
  if (row.offer_id !== null && row.offer_user !== null && call.talking === null) {
    await board.ring(call, row.offer_id, row.offer_user);
  }
}
