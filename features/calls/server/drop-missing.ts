import { calledBackIn } from './channel-names.ts';
import type { LiveCall } from './live-call.ts';
import type { Switchboard } from './switchboard.ts';

/** Milliseconds in which a call-back that is on the board gets its channel, or never does. */
const dialMs = 10_000;

const isDialled = (call: LiveCall) =>
  calledBackIn(call.callerChannel) !== null && performance.now() - call.since < dialMs;

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
    const isComing = (call.outgoing !== null && call.outgoing !== 'talking') || isDialled(call);
    // Who is seen to have left is being written down.
    if (isComing || call.callerGone || channels.has(call.callerChannel)) continue;
    call.callerGone = true;
    board.forget(call);
  }
}
