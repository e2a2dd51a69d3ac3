// What a take-over may not do to a talk, for tests.
import { expect } from 'vitest';
import type { PlacedCall } from '#platform/server/sip/place-call.ts';
import { longestBreak } from '#platform/server/sip/sound.ts';
import { until } from '#platform/server/testing/until.ts';

type Ear = Pick<PlacedCall, 'heard' | 'now'>;
type Mouth = Pick<PlacedCall, 'latest'>;

/** Milliseconds without the tone that a busy machine may cause by itself: far less than any process is dead for. */
const mostBreakMs = 1000;

/**
 * From now on no packet to somebody is missing, and the tone that another sends is heard in them all the time: the mixer goes on sending
 * packets of its own count when nobody speaks, so to count them says nothing. Call what it returns when that has been so for long enough.
 */
export function listenToSound(from: Mouth, to: Ear, tone: number): () => Promise<void> {
  const [heard, missing, at] = [to.heard.packets(), to.heard.missing(), to.now()];
  return async () => {
    await until('enough was heard', () => to.heard.packets() - heard > 50);
    expect(to.heard.missing() - missing).toBe(0);
    expect(longestBreak(to.heard.samples(at), tone)).toBeLessThan(mostBreakMs + from.latest());
  };
}
