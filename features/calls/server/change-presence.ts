import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { NewEvent } from '#platform/server/events/event.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { PresenceState } from '../call.ts';
import { savePresence } from './presence-store.ts';

export interface PresenceChange {
  readonly userId: string;
  readonly state: PresenceState;
  readonly reason?: string | null;
  readonly callId: string | null;
  /** Given where the person's turn starts anew; else the place in the line is kept. */
  readonly idleSince?: Instant;
}

/** Save a presence and return its event, for the action that appends all of its events at once. */
export async function changePresence(ctx: ActionContext, change: PresenceChange): Promise<NewEvent> {
  await savePresence(ctx.tx, { ...change, tenantId: ctx.tenantId, now: ctx.now });
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
