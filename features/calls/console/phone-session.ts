import { holdLimitMs, holdReminderMs } from '../call.ts';

/** `holding` and `resuming`: asked of the exchange, not yet answered. */
export type HoldStage = 'none' | 'holding' | 'held' | 'resuming';

/** What this telephone does with one call. All times are by this machine's clock, as ISO text. */
export interface PhoneSession {
  readonly callId: string | null;
  readonly stage: 'ringing' | 'answering' | 'talking';
  readonly since: string;
  readonly hold: HoldStage;
  /** Since the desk asked for it; the caller hears the hold prompt. */
  readonly heldSince: string | null;
  /** The caller does not hear the desk. */
  readonly isMuted: boolean;
  /** Keys sent into this call so far. */
  readonly digits: string;
}

/** Each ring begins anew: neither a hold, nor a closed microphone, nor keys outlive their call. */
export function ringing(callId: string | null, at: string): PhoneSession {
  return { callId, stage: 'ringing', since: at, hold: 'none', heldSince: null, isMuted: false, digits: '' };
}

export function answering(session: PhoneSession): PhoneSession {
  return { ...session, stage: 'answering' };
}

export function talking(session: PhoneSession, at: string): PhoneSession {
  return { ...session, stage: 'talking', since: at };
}

/** What hold or resume was asked: the next stage, or null where it cannot be asked now. */
export function askHold(session: PhoneSession, isWanted: boolean, at: string): PhoneSession | null {
  if (session.stage !== 'talking' || session.hold !== (isWanted ? 'none' : 'held')) return null;
  return isWanted ? { ...session, hold: 'holding', heldSince: at } : { ...session, hold: 'resuming' };
}

/** The exchange has done what was asked. */
export function holdDone(session: PhoneSession): PhoneSession {
  if (session.hold === 'holding') return { ...session, hold: 'held' };
  return session.hold === 'resuming' ? { ...session, hold: 'none', heldSince: null } : session;
}

export function muted(session: PhoneSession, isMuted: boolean): PhoneSession {
  return session.stage === 'talking' ? { ...session, isMuted } : session;
}

export function pressed(session: PhoneSession, digit: string): PhoneSession {
  return { ...session, digits: session.digits + digit };
}

/** Whether keys can be sent: on hold the caller hears the exchange and not this telephone. */
export function takesDigits(session: PhoneSession | null): boolean {
  return session?.stage === 'talking' && session.hold === 'none';
}

/** Sound that stood still for so long is gone. */
const soundGoneMs = 3000;

/**
 * Whether an established session is still a conversation, asked when another call rings: what an exchange left behind that
 * died without a BYE must not keep the desk busy. Sound shows it; a held call sends none, so there the path itself
 * counts, which the browser tests all the time (RFC 7675). The same call ringing again is the exchange's word that
 * this session is no more.
 */
export function isAlive(
  session: PhoneSession | null,
  seen: {
    /** Of the call that rings now. */
    readonly callId: string | null;
    /** Milliseconds since sound came in. */
    readonly silentMs: number;
    readonly path: RTCPeerConnectionState;
  },
): boolean {
  if (session === null || (seen.callId !== null && seen.callId === session.callId)) return false;
  return session.heldSince === null ? seen.silentMs < soundGoneMs : seen.path === 'connected';
}

/** Whether a hold has lasted so long that the desk is asked to take the caller back. */
export function isHeldTooLong(heldSince: string | null, now: number): boolean {
  return heldSince !== null && now - Date.parse(heldSince) >= holdLimitMs;
}

/** Whether that is to be heard now: at the limit, then every ten seconds. `remindedAt`: the last time, 0 for never. */
export function mustRemind(session: PhoneSession | null, remindedAt: number, now: number): boolean {
  return isHeldTooLong(session?.heldSince ?? null, now) && now - remindedAt >= holdReminderMs;
}
