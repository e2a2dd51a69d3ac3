import { overflowNumber } from '#features/people/overflow.ts';
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
  /** Lead these calls from now on; their channels are still with another process. */
  readonly takeUp: (calls: ReadonlySet<string>) => void;
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
  const { board } = options;
  await board.outgoing.claim(options.app);
  const held = board.calls.map((call) => call.callId);
  const given = new Set<string>();
  for (const row of await heldCalls(options.systemDb, options.app, held)) {
    const call = board.byCall(row.id);
    if (call !== undefined) {
      call.isLedElsewhere ||= !isLedBy(call, row);
      void call.inTurn(() => followCall(board, call, row));
    }
    // One that never went over is on its way to the board, or was let go of.
    else if (open.has(row.state) && row.pbx_app === options.app && row.pbx_token > 0) given.add(row.id);
  }
  if (given.size > 0) options.takeUp(given);
}

function isLedBy(call: LiveCall, { pbx_app: app, pbx_token: token }: HeldCall): boolean {
  return app === null || isLeaseHeld({ app, token }, call.lease);
}

async function followCall(board: Switchboard, call: LiveCall, row: HeldCall): Promise<void> {
  if (!isLedBy(call, row)) {
    // Whoever leads it now would ring them anew.
    await call.stopRinging();
    return board.drop(call);
  }
  if (!open.has(row.state)) {
    await board.release(call);
    board.forget(call);
    return;
  }
  const wanted = new Set([...row.offers.map(({ id }) => id), row.outside_id ?? '']);
  await call.stopRinging(wanted);
  await followDesk(board, call, row);
  await followHeldHere(call, row);
  if (call.outgoing === null && (row.party_id !== null || call.party !== null)) await board.parties.follow(call);
  // The row may be older than what happened since: a desk that talks is not rung over.
  if (call.talking !== null || call.parked !== null) return;
  const ringMs = row.ring_s * 1000;
  await Promise.all(row.offers.map(({ id, userId }) => board.ring(call, id, userId, ringMs)));
  if (row.outside_id === null) return;
  const number = overflowNumber(row.outside_number ?? '') ?? '';
  await board.ringOutside(call, row.outside_id, number, row.outside_ring_s);
}

/** A caller of a telephone on the desk is held by us; a third person in the call has the say over that. */
async function followHeldHere(call: LiveCall, row: HeldCall): Promise<void> {
  if (row.party_id !== null || call.party !== null || call.talking === null || row.state !== 'answered') return;
  if (row.held_here) await call.setApart();
  else await call.rejoin();
}

/** Which of its two calls a desk talks in, with one telephone: the other caller is on hold. */
async function followDesk(board: Switchboard, call: LiveCall, row: HeldCall): Promise<void> {
  const { talking_channel: channel } = row;
  if (row.state !== 'answered' || channel === null) return;
  if (row.parked) {
    if (call.talking?.channel === channel) await call.park();
    return;
  }
  // Its telephone has left this call to those two; an older row does not bring it back.
  if (call.talking !== null || call.party?.mode === 'handed_over') return;
  // Back from the other call, or to this one for the first time. A telephone that no call of ours has is gone.
  const legs = board.calls.flatMap((each) => [each.parked, each.talking]);
  const leg = legs.find((each) => each?.channel === channel) ?? null;
  if (leg !== null) await call.join(leg);
}
