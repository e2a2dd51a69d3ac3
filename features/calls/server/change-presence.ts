import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { NewEvent } from '#platform/server/events/event.ts';
import { setDeadline } from '#platform/server/timers/deadlines.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { PresenceState } from '../call.ts';
import { savePresence } from './presence-store.ts';

/** A wrap-up ends, or a break is over (queue/presence-due.ts). What was due before and is no more does nothing. */
export const presenceDeadline = 'presence.due';

export interface PresenceChange {
  readonly userId: string;
  readonly state: PresenceState;
  readonly reason?: string | null;
  readonly callId: string | null;
  /** Given where the person's turn starts anew; else the place in the line is kept. */
  readonly idleSince?: Instant;
  /** The call that this desk has put aside; left out: as it was, and gone with the talk. */
  readonly parkedCallId?: string | null;
  /** Calls still to be wrapped up; left out: as they were. */
  readonly owedCalls?: readonly string[];
  /** When a wrap-up ends by itself or a break is over; left out: as it was. */
  readonly dueAt?: Instant;
  /** What the person goes back to stays: this is not their own choice. */
  readonly isResumeKept?: boolean;
}

/** Save a presence and return its event, for the action that appends all of its events at once. */
export async function changePresence(ctx: ActionContext, change: PresenceChange): Promise<NewEvent> {
  await savePresence(ctx.tx, { ...change, tenantId: ctx.tenantId, now: ctx.now });
  if (change.dueAt !== undefined) await setDeadline(ctx, presenceDeadline, change.userId, change.dueAt);
  return presenceChanged(change.userId, change.state, change.reason ?? null);
}

export function presenceChanged(userId: string, state: PresenceState, reason: string | null = null): NewEvent {
  return {
    name: 'presence.changed',
    subject: { type: 'user', id: userId },
    audience: [audience.tenant()],
    content: { state, reason },
  };
}
