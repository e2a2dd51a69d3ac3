import type { ActionContext } from '#platform/server/action.ts';
import { appendEvents } from '#platform/server/events/event.ts';
import { clearDeadline } from '#platform/server/timers/deadlines.ts';
import { audience } from '../audience.ts';
import { deleteSession, deleteSessionsOf, type EndedSession } from './store.ts';

/** Why a session ended. Whoever holds something for a session (a desk, a live feed) hears `session.closed`. */
export type SessionEnd = 'signed_out' | 'replaced' | 'expired' | 'revoked' | 'password_changed' | 'disabled';

export const sessionDeadline = 'session.expiry';

/** End one session; nothing happens when it is gone already. */
export async function endSession(ctx: ActionContext, sessionId: string, why: SessionEnd): Promise<boolean> {
  const ended = await deleteSession(ctx.tx, sessionId);
  if (ended !== null) await tell(ctx, [ended], why);
  return ended !== null;
}

/** End a person's sessions, all or all but one. */
export async function endSessionsOf(
  ctx: ActionContext,
  userId: string,
  why: SessionEnd,
  except: string | null = null,
): Promise<number> {
  const ended = await deleteSessionsOf(ctx.tx, userId, except);
  await tell(ctx, ended, why);
  return ended.length;
}

async function tell(ctx: ActionContext, ended: readonly EndedSession[], why: SessionEnd): Promise<void> {
  for (const session of ended) await clearDeadline(ctx, sessionDeadline, session.id);
  await appendEvents(
    ctx,
    ended.map((session) => ({
      name: 'session.closed',
      subject: { type: 'session', id: session.id },
      audience: [audience.user(session.user_id)],
      content: { userId: session.user_id, why },
    })),
  );
}
