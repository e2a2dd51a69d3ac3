import type { Channel } from '#platform/server/asterisk/ari/types.generated.ts';
import type { Instant } from '#platform/shared/time.ts';

/** What a trunk's channel says about its call. */
export function callerFacts(channel: Channel): { dialled: string; callerRaw: string | null; arrivedAt: Instant } {
  const raw = channel.caller.number.trim();
  return {
    // The dialplan keeps the dialled number there.
    dialled: channel.accountcode === '' ? '112' : channel.accountcode,
    // "anonymous", "unavailable" and an empty text are all a withheld number.
    callerRaw: /\d/.test(raw) ? raw.slice(0, 64) : null,
    arrivedAt: instantOf(channel.creationtime),
  };
}

/** Asterisk's `2026-11-21T20:00:00.123+0700` in UTC. */
export function instantOf(timestamp: string): Instant {
  return new Date(timestamp).toISOString();
}
