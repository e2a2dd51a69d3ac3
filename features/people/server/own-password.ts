import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Requester } from '#platform/server/http/plugin.ts';
import { refuseRequest } from '#platform/server/http/problem.ts';
import { runWork } from '#platform/server/unit.ts';
import type { Route } from '#platform/shared/contract.ts';
import { present, refuse } from '#platform/shared/result.ts';
import { chargeAttempt, type Doorway, sendRefusal } from './doorway.ts';
import { isPassword } from './password.ts';
import { type AccountRow, accountById, type SessionRow, saveAttempts, sessionWithPersonById } from './store.ts';

export interface Proven {
  readonly who: Requester;
  readonly account: AccountRow;
  readonly session: SessionRow;
}

/**
 * Ask for the own password once more before something that would let a stranger at an unlocked desk stay. Counts as an
 * attempt. Null: the request was refused and answered; `route` declares `password.wrong` and `session.locked`.
 */
export async function proveOwnPassword(
  door: Doorway,
  what: { request: FastifyRequest; reply: FastifyReply; requester: Requester | null; route: Route; password: string },
): Promise<Proven | null> {
  const { request, reply, route } = what;
  const who = present(what.requester, 'the route asks for a session');
  const userId = present(who.actor.id, 'a session belongs to a person');
  const sessionId = present(who.actor.sessionId, 'the requester came by a session');
  const begun = await runWork(door.place(), who, async (ctx) => {
    const session = present(await sessionWithPersonById(ctx.tx, sessionId), 'checked by this request');
    const account = present(await accountById(ctx.tx, userId), 'accounts are disabled, never deleted');
    return { session, account, seconds: session.state === 'open' ? await chargeAttempt(ctx, userId) : 0 };
  });
  // Some of these paths are open to unfinished sessions for the forced change; while the code is owed they stay shut.
  if (begun.session.state !== 'open') {
    refuseRequest(reply, who.actor.language, 'session.second_factor');
    return null;
  }
  if (begun.seconds > 0) {
    sendRefusal(request, reply, route, refuse('session.locked', { seconds: begun.seconds }).refusal, who);
    return null;
  }
  if (!(await isPassword(begun.account.password_hash, what.password))) {
    sendRefusal(request, reply, route, refuse('password.wrong').refusal, who);
    return null;
  }
  await runWork(door.place(), who, (ctx) => saveAttempts(ctx.tx, userId, 0, null));
  return { who, account: begun.account, session: begun.session };
}
