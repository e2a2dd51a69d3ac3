import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { setDeadline } from '#platform/server/timers/deadlines.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { present, refuse } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { audience } from '../audience.ts';
import { openSession } from '../contract.ts';
import { sessionEnd, sessionLife } from '../rules.ts';
import { chargeAttempt, type Doorway, parseBody, sendRefusal, viewOf } from './doorway.ts';
import { endSession, sessionDeadline } from './end-session.ts';
import { isPassword, spendTime } from './password.ts';
import {
  type AccountRow,
  accountByUsername,
  insertSession,
  type SessionRow,
  saveAttempts,
  sessionByToken,
  sessionWithPersonById,
} from './store.ts';
import { hashToken, newToken, setSessionCookie, tokenOf } from './token.ts';

/** An account acting for itself before it has a session. */
export function accountActor(account: Pick<AccountRow, 'id' | 'tenant_id' | 'language' | 'agency_id'>) {
  return {
    tenantId: account.tenant_id,
    actor: {
      kind: 'user' as const,
      id: account.id,
      sessionId: null,
      permissions: new Set<string>(),
      topics: [],
      groupId: account.agency_id,
      language: account.language,
    },
  };
}

/** POST /api/session. The same answer, after the same time, for an unknown name, a wrong password and a disabled account. */
export function signIn(door: Doorway): HttpPlugin {
  const serve = async (request: FastifyRequest, reply: FastifyReply) => {
    const body = parseBody(request, reply, openSession.body);
    if (body === null) return reply;
    const account = await accountByUsername(door.systemDb, body.username);
    if (account === null) {
      await spendTime(body.password);
      return sendRefusal(request, reply, openSession, refuse('session.wrong_credentials').refusal);
    }
    const who = accountActor(account);
    const seconds = await runWork(door.place(), who, (ctx) => chargeAttempt(ctx, account.id));
    if (seconds > 0) return sendRefusal(request, reply, openSession, refuse('session.locked', { seconds }).refusal);
    const right = await isPassword(account.password_hash, body.password);
    if (!right || account.disabled_at !== null) {
      return sendRefusal(request, reply, openSession, refuse('session.wrong_credentials').refusal);
    }
    const former = await formerSession(door, request, account);
    const opened = await runWork(door.place(), who, async (ctx) => {
      if (former !== null) await endSession(ctx, former.session_id, 'replaced');
      return open(ctx, account, request);
    });
    setSessionCookie(request, reply, opened.token);
    return reply.send(viewOf(opened.session));
  };
  const { method, path, summary } = openSession;
  return { method: method as 'POST', path, summary, permission: 'public', serve };
}

/** Signing in twice in one browser leaves one session: nobody can use the first one any more. */
async function formerSession(door: Doorway, request: FastifyRequest, account: AccountRow): Promise<SessionRow | null> {
  const token = tokenOf(request);
  if (token === null) return null;
  const found = await sessionByToken(
    door.systemDb,
    hashToken(token),
    sessionLife.idleMs,
    door.place().clock?.() ?? null,
  );
  return found?.tenant_id === account.tenant_id ? found : null;
}

async function open(
  ctx: ActionContext,
  account: AccountRow,
  request: FastifyRequest,
): Promise<{ token: string; session: SessionRow }> {
  const { token, hash } = newToken();
  const awaitsCode = account.totp_secret !== null;
  const id = newId<'session'>();
  const expiresAt = plusMs(ctx.now, awaitsCode ? sessionLife.secondFactorMs : sessionLife.openMs);
  await insertSession(ctx.tx, {
    id,
    tenantId: ctx.tenantId,
    userId: account.id,
    tokenHash: hash,
    state: awaitsCode ? 'second_factor' : 'open',
    address: request.ip,
    agent: request.headers['user-agent']?.slice(0, 300) ?? null,
    now: ctx.now,
    expiresAt,
  });
  // With a code still owed the count stays: else the password alone would buy unlimited guesses at the code.
  if (!awaitsCode) await saveAttempts(ctx.tx, account.id, 0, null);
  await setDeadline(ctx, sessionDeadline, id, sessionEnd({ expiresAt, seenAt: ctx.now }));
  await appendEvent(ctx, {
    name: 'session.opened',
    subject: { type: 'session', id },
    audience: [audience.user(account.id)],
    content: { userId: account.id, awaitsCode },
  });
  return { token, session: present(await sessionWithPersonById(ctx.tx, id), 'inserted above') };
}
