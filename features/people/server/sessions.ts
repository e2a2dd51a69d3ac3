import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Action } from '#platform/server/action.ts';
import type { HttpPlugin, Requester } from '#platform/server/http/plugin.ts';
import type { Authenticated } from '#platform/server/http/server.ts';
import { type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { runWork } from '#platform/server/unit.ts';
import { ok, present } from '#platform/shared/result.ts';
import { msBetween } from '#platform/shared/time.ts';
import { closeSession, type readSession as readRoute } from '../contract.ts';
import { sessionEnd, sessionLife } from '../rules.ts';
import { type Doorway, requesterOf, stateOf, viewOf } from './doorway.ts';
import { endSession, sessionDeadline } from './end-session.ts';
import { sessionByToken, sessionWithPersonById, touchSessions } from './store.ts';
import { clearSessionCookie, hashToken, tokenOf } from './token.ts';

/** Who sends this request. Roles are read anew each time: a right that was taken away is gone with the next click. */
export function authenticate(door: Doorway) {
  return async (request: FastifyRequest): Promise<Authenticated> => {
    const token = tokenOf(request);
    if (token === null) return { state: 'none' };
    const now = door.place().clock?.() ?? null;
    const session = await sessionByToken(door.systemDb, hashToken(token), sessionLife.idleMs, now);
    if (session === null) return { state: 'none' };
    if (msBetween(session.seen_at, now ?? new Date().toISOString()) > sessionLife.touchMs) {
      await touchSessions(door.systemDb, [session.session_id], sessionLife.touchMs, now);
    }
    return { state: stateOf(session), requester: requesterOf(session) };
  };
}

/**
 * A live feed that is connected is a sign of life, though no request comes for hours: the server calls this about once a
 * minute with the sessions of its open feeds.
 */
export function keepAlive(door: Doorway) {
  return async (sessionIds: readonly string[]): Promise<void> => {
    if (sessionIds.length === 0) return;
    await touchSessions(door.systemDb, sessionIds, sessionLife.touchMs, door.place().clock?.() ?? null);
  };
}

export const readSession: Action<typeof readRoute> = async (ctx) => {
  const id = present(ctx.actor.sessionId, 'the route asks for a session');
  return ok(viewOf(present(await sessionWithPersonById(ctx.tx, id), 'checked by this request')));
};

/** DELETE /api/session: the row goes, the cookie goes. */
export function signOut(door: Doorway): HttpPlugin {
  const serve = async (request: FastifyRequest, reply: FastifyReply, requester: Requester | null) => {
    const who = present(requester, 'the route asks for a session');
    const sessionId = present(who.actor.sessionId, 'the requester came by a session');
    await runWork(door.place(), who, (ctx) => endSession(ctx, sessionId, 'signed_out'));
    clearSessionCookie(request, reply);
    return reply.send({});
  };
  return { method: 'DELETE', path: closeSession.path, summary: closeSession.summary, permission: 'signed_in', serve };
}

/** The row of a session nobody uses any more goes too, and with it whatever hears `session.closed`. */
export const expireSession: DeadlineHandler = async (ctx, sessionId) => {
  const session = await sessionWithPersonById(ctx.tx, sessionId);
  if (session === null) return;
  const end = sessionEnd({ expiresAt: session.expires_at, seenAt: session.seen_at });
  if (end <= ctx.now) await endSession(ctx, sessionId, 'expired');
  else await setDeadline(ctx, sessionDeadline, sessionId, end);
};
