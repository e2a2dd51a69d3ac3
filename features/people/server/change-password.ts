import type { FastifyReply, FastifyRequest } from 'fastify';
import { appendEvent } from '#platform/server/events/event.ts';
import type { Caller, HttpPlugin } from '#platform/server/http/plugin.ts';
import { refuseRequest } from '#platform/server/http/problem.ts';
import { runWork } from '#platform/server/unit.ts';
import { present, refuse } from '#platform/shared/result.ts';
import { audience } from '../audience.ts';
import { changePassword as route } from '../contract.ts';
import { chargeAttempt, type Doorway, parseBody, sendRefusal, viewOf } from './doorway.ts';
import { endSessionsOf } from './end-session.ts';
import { hashPassword, isPassword } from './password.ts';
import { accountById, replaceToken, savePassword, sessionWithPersonById } from './store.ts';
import { newToken, setSessionCookie } from './token.ts';

/** POST /api/session/password: a new password, a new token, and no other session of this person stays. */
export function changePassword(door: Doorway): HttpPlugin {
  const serve = async (request: FastifyRequest, reply: FastifyReply, caller: Caller | null) => {
    const body = parseBody(request, reply, route.body);
    if (body === null) return reply;
    const { actor, tenantId } = present(caller, 'the route asks for a session');
    const userId = present(actor.id, 'a session belongs to a person');
    const sessionId = present(actor.sessionId, 'the caller came by a session');
    const who = { tenantId, actor };
    const begun = await runWork(door.place(), who, async (ctx) => {
      const session = present(await sessionWithPersonById(ctx.tx, sessionId), 'checked by this request');
      const account = present(await accountById(ctx.tx, userId), 'accounts are disabled, never deleted');
      return { session, account, seconds: session.state === 'open' ? await chargeAttempt(ctx, userId) : 0 };
    });
    // The path is open to unfinished sessions for the sake of the forced change; without the code it stays shut.
    if (begun.session.state !== 'open') return refuseRequest(reply, actor.language, 'session.second_factor');
    if (begun.seconds > 0)
      return sendRefusal(request, reply, route, refuse('session.locked', { seconds: begun.seconds }).refusal, caller);
    if (!(await isPassword(begun.account.password_hash, body.current))) {
      return sendRefusal(request, reply, route, refuse('password.wrong').refusal, caller);
    }
    if (body.next === body.current) return sendRefusal(request, reply, route, refuse('password.same').refusal, caller);
    const passwordHash = await hashPassword(body.next);
    const { token, hash } = newToken();
    const session = await runWork(door.place(), who, async (ctx) => {
      await savePassword(ctx.tx, userId, passwordHash, false);
      await endSessionsOf(ctx, userId, 'password_changed', sessionId);
      await replaceToken(ctx.tx, sessionId, { tokenHash: hash, now: ctx.now, expiresAt: begun.session.expires_at });
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
