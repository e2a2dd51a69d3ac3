import type { LiveCall } from './live-call.ts';
import type { Switchboard } from './switchboard.ts';

/**
 * Calls that we led before Asterisk listed its channels, and whose caller is not among them: Asterisk died, or their end was said
 * while nobody of us listened. They are let go, so that what became of them is read from Asterisk's record and the tables.
 */
export function dropMissing(
  board: Switchboard,
  led: readonly LiveCall[],
  channels: { readonly has: (id: string) => boolean },
): void {
  for (const call of led) {
    // A call that a desk makes has its citizen's channel only once it talks.
    const isComing = call.outgoing !== null && call.outgoing !== 'talking';
    if (isComing || channels.has(call.callerChannel)) continue;
    call.callerGone = true;
    board.forget(call);
  }
}
