import type { FastifyReply, FastifyRequest } from 'fastify';
import { appendEvent } from '#platform/server/events/event.ts';
import type { HttpPlugin, Requester } from '#platform/server/http/plugin.ts';
import { runWork } from '#platform/server/unit.ts';
import { present, refuse } from '#platform/shared/result.ts';
import { audience } from '../audience.ts';
import { changePassword as route } from '../contract.ts';
import { type Doorway, parseBody, sendRefusal, viewOf } from './doorway.ts';
import { endSessionsOf } from './end-session.ts';
import { proveOwnPassword } from './own-password.ts';
import { hashPassword } from './password.ts';
import { replaceToken, savePassword, sessionWithPersonById } from './store.ts';
import { newToken, setSessionCookie } from './token.ts';

/** POST /api/session/password: a new password, a new token, and no other session of this person stays. */
export function changePassword(door: Doorway): HttpPlugin {
  const serve = async (request: FastifyRequest, reply: FastifyReply, requester: Requester | null) => {
    const body = parseBody(request, reply, route.body);
    if (body === null) return reply;
    const proven = await proveOwnPassword(door, { request, reply, requester, route, password: body.current });
    if (proven === null) return reply;
    if (body.next === body.current)
      return sendRefusal(request, reply, route, refuse('password.same').refusal, requester);
    const { user_id: userId, session_id: sessionId, expires_at: expiresAt } = proven.session;
    const passwordHash = await hashPassword(body.next);
    const { token, hash } = newToken();
    const session = await runWork(door.place(), proven.who, async (ctx) => {
      await savePassword(ctx.tx, userId, passwordHash, false);
      await endSessionsOf(ctx, userId, 'password_changed', sessionId);
      await replaceToken(ctx.tx, sessionId, { tokenHash: hash, now: ctx.now, expiresAt });
      await appendEvent(ctx, {
        name: 'user.password_changed',
        subject: { type: 'user', id: userId },
        audience: [audience.user(userId)],
      });
      return present(await sessionWithPersonById(ctx.tx, sessionId), 'its own session was kept');
    });
    setSessionCookie(request, reply, token);
    return reply.send(viewOf(session));
  };
  return { method: 'POST', path: route.path, summary: route.summary, permission: 'signed_in', serve };
}
