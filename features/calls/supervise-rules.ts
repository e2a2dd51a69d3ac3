import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import type { CallState, PresenceState } from './call.ts';
import type { PartyMode } from './party.ts';
import type { SuperviseMode } from './supervise.ts';

/** A running call as a supervisor finds it. */
export interface Conversation {
  readonly state: CallState;
  /** Who talks in it; null: nobody of the house, its desk is gone or somebody outside has it. */
  readonly deskUserId: string | null;
  /** Somebody outside the centre talks. */
  readonly isOutside: boolean;
  /** Its desk talks in another call meanwhile. */
  readonly isParked: boolean;
}

/** Only a conversation is listened to: who waits still talks with nobody, and is answered instead. */
export function mayBegin(
  call: Conversation,
  supervisor: { readonly userId: string; readonly state: PresenceState; readonly isOnLine: boolean },
): Result<null, 'call.not_possible' | 'supervision.own_call' | 'supervision.busy' | 'supervision.already'> {
  if (call.state !== 'answered') return refuse('call.not_possible', { state: call.state, step: 'listen' });
  if (call.deskUserId === supervisor.userId) return refuse('supervision.own_call');
  if (supervisor.isOnLine) return refuse('supervision.already');
  // One telephone, and it is in use.
  if (supervisor.state === 'talking' || supervisor.state === 'offered') return refuse('supervision.busy');
  return ok(null);
}

/** To speak there must be somebody to speak to; what is heard needs nobody. */
export function mayChange(
  call: Conversation,
  wanted: SuperviseMode,
): Result<null, 'call.not_possible' | 'supervision.no_desk'> {
  if (call.state !== 'answered') return refuse('call.not_possible', { state: call.state, step: wanted });
  return wanted !== 'listen' && (call.deskUserId === null || call.isParked) ? refuse('supervision.no_desk') : ok(null);
}

/** A call without a desk is taken over too: its citizen waits. One outside the house is not ours to take. */
export function mayTakeOver(
  call: Conversation,
  supervision: { readonly isOnLine: boolean },
): Result<null, 'call.not_possible' | 'supervision.not_connected' | 'supervision.outside'> {
  if (call.state !== 'answered') return refuse('call.not_possible', { state: call.state, step: 'take_over' });
  if (call.isOutside) return refuse('supervision.outside');
  return supervision.isOnLine ? ok(null) : refuse('supervision.not_connected');
}

/** Who speaks with a third person may be another from now on; one whom the citizen is being given to, or has been, no desk is left to take from. */
export function mayChangeDesk(mode: PartyMode): boolean {
  return mode === 'consult' || mode === 'conference';
}

/** Which paths of sound there are between the supervisor's telephone and a conversation. */
export interface SoundPlan {
  /** The telephone hears the citizen. */
  readonly hears: boolean;
  /** And the desk, as long as it talks with this citizen: never what it says in another call. */
  readonly hearsDesk: boolean;
  /** Its microphone goes to the desk alone. */
  readonly tellsDesk: boolean;
  /** It is in the conversation itself: the only way to the citizen. */
  readonly isInside: boolean;
}

/** A whisper whose desk is gone, or talks in another call, waits for it: it never becomes audible to anybody else. */
export function soundPlan(mode: SuperviseMode, call: Pick<Conversation, 'deskUserId' | 'isParked'>): SoundPlan {
  if (mode === 'join') return { hears: false, hearsDesk: false, tellsDesk: false, isInside: true };
  const hasDesk = call.deskUserId !== null && !call.isParked;
  return { hears: true, hearsDesk: hasDesk, tellsDesk: mode === 'whisper' && hasDesk, isInside: false };
}

/** Whether the call taker is shown who is on the line. Whoever can be heard is shown whatever the regency set. */
export function isShown(mode: SuperviseMode, showListening: boolean): boolean {
  return mode !== 'listen' || showListening;
}

/** A call that waits, as the alarm sees it. */
export interface WaitingCall {
  readonly id: string;
  /** A call whose desk is gone waits from that moment. */
  readonly since: Instant;
  readonly isAcknowledged: boolean;
  /** Nobody is in need. */
  readonly isTest: boolean;
}

export interface WaitAlarm {
  /** `known`: shown without a sound, because a supervisor has said that they know. */
  readonly state: 'none' | 'known' | 'sounding';
  /** Calls beyond the target, the oldest first. */
  readonly overdue: readonly string[];
  readonly oldestSince: Instant | null;
  /** When the next call passes the target, if nobody takes it before; null: no further one waits. */
  readonly nextAt: Instant | null;
}

/** The alarm at this moment. It is over by itself when nobody waits beyond the target; one that is acknowledged stays in sight. */
export function waitAlarm(waiting: readonly WaitingCall[], targetS: number, now: Instant): WaitAlarm {
  const real = waiting
    .filter(({ isTest }) => !isTest)
    .toSorted((a, b) => compare(a.since, b.since) || compare(a.id, b.id));
  const due = ({ since }: WaitingCall) => plusMs(since, targetS * 1000);
  const overdue = real.filter((call) => due(call) <= now);
  const next = real.find((call) => due(call) > now);
  const state = overdue.length === 0 ? 'none' : overdue.every((call) => call.isAcknowledged) ? 'known' : 'sounding';
  return {
    state,
    overdue: overdue.map(({ id }) => id),
    oldestSince: overdue[0]?.since ?? null,
    nextAt: next === undefined ? null : due(next),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
