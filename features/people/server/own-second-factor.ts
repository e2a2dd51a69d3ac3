import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { HttpPlugin, Requester } from '#platform/server/http/plugin.ts';
import { runWork } from '#platform/server/unit.ts';
import { refuse } from '#platform/shared/result.ts';
import { audience } from '../audience.ts';
import { removeSecondFactor as removeRoute, setSecondFactor as setRoute } from '../user-contract.ts';
import { type Doorway, parseBody, sendRefusal } from './doorway.ts';
import { endSessionsOf } from './end-session.ts';
import { type Proven, proveOwnPassword } from './own-password.ts';
import { stepOf } from './second-factor.ts';
import { saveOneTimeSecret } from './user-store.ts';

/** POST /api/session/second-factor/set. The code that proves the key is spent with it. */
export function setSecondFactor(door: Doorway): HttpPlugin {
  const serve = async (request: FastifyRequest, reply: FastifyReply, requester: Requester | null) => {
    const body = parseBody(request, reply, setRoute.body);
    if (body === null) return reply;
    const proven = await proveOwnPassword(door, {
      request,
      reply,
      requester,
      route: setRoute,
      password: body.password,
    });
    if (proven === null) return reply;
    if (proven.account.totp_secret !== null) {
      return sendRefusal(request, reply, setRoute, refuse('second_factor.already_set').refusal, requester);
    }
    const accepted = await runWork(door.place(), proven.who, async (ctx) => {
      const step = stepOf(body.secret, body.code, ctx.now);
      if (step !== null) await save(ctx, proven, { secret: body.secret, step });
      return step !== null;
    });
    if (!accepted) return sendRefusal(request, reply, setRoute, refuse('session.wrong_code').refusal, requester);
    return reply.send({ set: true });
  };
  return { method: 'POST', path: setRoute.path, summary: setRoute.summary, permission: 'signed_in', serve };
}

/** POST /api/session/second-factor/remove. */
export function removeSecondFactor(door: Doorway): HttpPlugin {
  const serve = async (request: FastifyRequest, reply: FastifyReply, requester: Requester | null) => {
    const body = parseBody(request, reply, removeRoute.body);
    if (body === null) return reply;
    const proven = await proveOwnPassword(door, {
      request,
      reply,
      requester,
      route: removeRoute,
      password: body.password,
    });
    if (proven === null) return reply;
    if (proven.account.totp_secret === null)
      return sendRefusal(request, reply, removeRoute, refuse('second_factor.not_set').refusal, requester);
    await runWork(door.place(), proven.who, (ctx) => save(ctx, proven, null));
    return reply.send({ set: false });
  };
  return { method: 'POST', path: removeRoute.path, summary: removeRoute.summary, permission: 'signed_in', serve };
}

/** Sessions opened under the former rule do not outlive it. */
async function save(
  ctx: ActionContext,
  { account, session }: Proven,
  key: { secret: string; step: number } | null,
): Promise<void> {
  await saveOneTimeSecret(ctx.tx, account.id, key?.secret ?? null, key?.step ?? null);
  await endSessionsOf(ctx, account.id, 'revoked', session.session_id);
  await appendEvent(ctx, {
    name: key === null ? 'user.second_factor_removed' : 'user.second_factor_set',
    subject: { type: 'user', id: account.id },
    audience: [audience.tenant(), audience.user(account.id)],
  });
}
