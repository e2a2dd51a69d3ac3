import { type Instant, msBetween, plusMs } from '#platform/shared/time.ts';

/** Attempts before the first wait: enough for a mistyped password on a busy shift. */
const freeAttempts = 4;
const firstWaitSeconds = 5;
/** A ceiling, so that somebody who only knows a username cannot keep a call taker out for a whole shift. */
const longestWaitSeconds = 900;

/**
 * Seconds to wait after this many attempts in a row without success: none for four, then 5, 10, 20, … up to 15 minutes.
 * NIST SP 800-63B §5.2.2 asks for a limit; a growing wait slows guessing without locking anybody out for good.
 */
export function lockSeconds(attempts: number): number {
  if (attempts <= freeAttempts) return 0;
  return Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** (attempts - freeAttempts - 1));
}

/** Whole seconds until a lock ends; 0 when there is none. */
export function secondsLocked(lockedUntil: Instant | null, now: Instant): number {
  if (lockedUntil === null) return 0;
  return Math.max(0, Math.ceil(msBetween(now, lockedUntil) / 1000));
}

/**
 * How long a session lives. 14 hours outlast the longest shift seen (12 h) with its handover. An hour without a sign of
 * life ends it; an open screen with its live feed is a sign of life, because an agency's page must be able to ring at
 * night with nobody touching it. A session that still owes its one-time code gets ten minutes.
 */
export const sessionLife = {
  openMs: 14 * 3_600_000,
  idleMs: 3_600_000,
  secondFactorMs: 600_000,
  touchMs: 60_000,
} as const;

/** When a session ends if nothing more is heard from it. */
export function sessionEnd(session: { readonly expiresAt: Instant; readonly seenAt: Instant }): Instant {
  const idleEnd = plusMs(session.seenAt, sessionLife.idleMs);
  return msBetween(session.expiresAt, idleEnd) > 0 ? session.expiresAt : idleEnd;
}
