import type { FastifyReply, FastifyRequest } from 'fastify';
import { Secret, TOTP } from 'otpauth';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { HttpPlugin, Requester } from '#platform/server/http/plugin.ts';
import { setDeadline } from '#platform/server/timers/deadlines.ts';
import { runWork } from '#platform/server/unit.ts';
import { present, refuse } from '#platform/shared/result.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { audience } from '../audience.ts';
import { giveSecondFactor } from '../contract.ts';
import { sessionEnd, sessionLife } from '../rules.ts';
import { chargeAttempt, type Doorway, parseBody, sendRefusal, viewOf } from './doorway.ts';
import { sessionDeadline } from './end-session.ts';
import { accountById, replaceToken, saveAttempts, saveOneTimeStep, sessionWithPersonById } from './store.ts';
import { newToken, setSessionCookie } from './token.ts';

const periodSeconds = 30;

export function oneTimePassword(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Sigap 112', label, secret: Secret.fromBase32(secret), digits: 6, period: periodSeconds });
}

/** The time step a code belongs to (RFC 6238, one step either side for clocks that are off), or null when it is wrong. */
export function stepOf(secret: string, code: string, now: Instant): number | null {
  const timestamp = Date.parse(now);
  const delta = oneTimePassword(secret, 'sigap').validate({ token: code, timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1000 / periodSeconds) + delta;
}

/** POST /api/session/second-factor: the pending session becomes an open one, under a new token. */
export function secondFactor(door: Doorway): HttpPlugin {
  const serve = async (request: FastifyRequest, reply: FastifyReply, requester: Requester | null) => {
    const body = parseBody(request, reply, giveSecondFactor.body);
    if (body === null) return reply;
    const { actor, tenantId } = present(requester, 'the route asks for a session');
    const userId = present(actor.id, 'a session belongs to a person');
    const sessionId = present(actor.sessionId, 'the requester came by a session');
    const who = { tenantId, actor };
    const begun = await runWork(door.place(), who, async (ctx) => {
      const session = await sessionWithPersonById(ctx.tx, sessionId);
      if (session?.state !== 'second_factor') return 'not_due' as const;
      return chargeAttempt(ctx, userId);
    });
    if (begun === 'not_due')
      return sendRefusal(request, reply, giveSecondFactor, refuse('session.no_second_factor_due').refusal, requester);
    if (begun > 0)
      return sendRefusal(
        request,
        reply,
        giveSecondFactor,
        refuse('session.locked', { seconds: begun }).refusal,
        requester,
      );
    const { token, hash } = newToken();
    const session = await runWork(door.place(), who, (ctx) =>
      accept(ctx, { userId, sessionId, code: body.code, tokenHash: hash }),
    );
    if (session === null)
      return sendRefusal(request, reply, giveSecondFactor, refuse('session.wrong_code').refusal, requester);
    setSessionCookie(request, reply, token);
    return reply.send(viewOf(session));
  };
  const { path, summary } = giveSecondFactor;
  return { method: 'POST', path, summary, permission: 'signed_in', serve };
}

async function accept(
  ctx: ActionContext,
  given: { userId: string; sessionId: string; code: string; tokenHash: Buffer },
) {
  const account = present(await accountById(ctx.tx, given.userId), 'accounts are disabled, never deleted');
  const step = account.totp_secret === null ? null : stepOf(account.totp_secret, given.code, ctx.now);
  // Saving the step refuses a code that was used before, also by a twin at the same moment.
  if (step === null || !(await saveOneTimeStep(ctx.tx, account.id, step))) return null;
  const expiresAt = plusMs(ctx.now, sessionLife.openMs);
  await replaceToken(ctx.tx, given.sessionId, { tokenHash: given.tokenHash, now: ctx.now, expiresAt });
  await saveAttempts(ctx.tx, account.id, 0, null);
  await setDeadline(ctx, sessionDeadline, given.sessionId, sessionEnd({ expiresAt, seenAt: ctx.now }));
  await appendEvent(ctx, {
    name: 'session.confirmed',
    subject: { type: 'session', id: given.sessionId },
    audience: [audience.user(account.id)],
    content: { userId: account.id },
  });
  return sessionWithPersonById(ctx.tx, given.sessionId);
}
