import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { ActionContext } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Requester } from '#platform/server/http/plugin.ts';
import { languageOf, problemOf, refuseRequest } from '#platform/server/http/problem.ts';
import type { Workplace } from '#platform/server/unit.ts';
import type { Route } from '#platform/shared/contract.ts';
import type { Refusal } from '#platform/shared/result.ts';
import { present } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import { topicsOf } from '../audience.ts';
import { permissionsOf, reachOf } from '../permissions.ts';
import type { SessionView } from '../person.ts';
import { lockSeconds, secondsLocked } from '../rules.ts';
import { lockAccount, type SessionRow, saveAttempts } from './store.ts';

/** What the sign-in routes stand on: the machinery's database to find an account, the application's to act in its tenant. */
export interface Doorway {
  readonly systemDb: Db;
  /** A function, because the listeners in it are collected from all features, this one among them. */
  readonly place: () => Workplace;
}

/** The person of a session as every action sees them. While something is owed, they may do nothing and hear nothing. */
export function requesterOf(session: SessionRow): Requester {
  const open = session.state === 'open' && !session.must_change_password;
  const held = open ? permissionsOf(session.roles) : [];
  const wide = held.filter((name) => reachOf(name, session.roles) === 'tenant').map((name) => `${name}:tenant`);
  return {
    tenantId: session.tenant_id,
    actor: {
      kind: 'user',
      id: session.user_id,
      sessionId: session.session_id,
      permissions: new Set<string>([...held, ...wide]),
      topics: open ? topicsOf({ userId: session.user_id, roles: session.roles, agencyId: session.agency_id }) : [],
      groupId: session.agency_id,
      language: session.language,
    },
  };
}

export function stateOf(session: SessionRow): SessionView['state'] {
  if (session.state === 'second_factor') return 'second_factor';
  return session.must_change_password ? 'password_change' : 'open';
}

export function viewOf(session: SessionRow): SessionView {
  const state = stateOf(session);
  return {
    state,
    user: {
      id: session.user_id,
      username: session.username,
      displayName: session.display_name,
      roles: session.roles,
      agencyId: session.agency_id,
      agencyName: session.agency_name,
    },
    tenant: {
      id: session.tenant_id,
      slug: session.slug,
      name: session.tenant_name,
      shortName: session.short_name,
      crest: session.crest,
      zone: session.zone,
      demo: session.demo,
    },
    permissions: state === 'open' ? permissionsOf(session.roles) : [],
    language: session.language,
  };
}

/**
 * Count an attempt before it is checked, so that a hundred guesses sent at once are a hundred attempts and not one.
 * Returns the seconds to wait, 0 when the attempt may go on. Success sets the count back.
 */
export async function chargeAttempt(ctx: ActionContext, userId: string): Promise<number> {
  const account = present(await lockAccount(ctx.tx, userId), 'accounts are disabled, never deleted');
  const waiting = secondsLocked(account.locked_until, ctx.now);
  if (waiting > 0) return waiting;
  const attempts = account.failed_attempts + 1;
  const wait = lockSeconds(attempts);
  await saveAttempts(ctx.tx, userId, attempts, wait === 0 ? null : plusMs(ctx.now, wait * 1000));
  return 0;
}

/** Answer one of the sign-in routes with a refusal its contract declares. */
export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  refusal: Refusal,
  requester: Requester | null = null,
): FastifyReply {
  const text = present(route.refusals[refusal.code], `${route.path} declares ${refusal.code}`);
  const problem = problemOf(refusal, text, languageOf(request, requester));
  return reply.code(problem.status).type('application/problem+json').send(problem);
}

/** The parsed body, or null when the request was refused and answered. */
export function parseBody<Body extends z.ZodType>(
  request: FastifyRequest,
  reply: FastifyReply,
  schema: Body,
): z.output<Body> | null {
  const parsed = schema.safeParse(request.body ?? {});
  if (parsed.success) return parsed.data;
  const where = ['body', ...(parsed.error.issues[0]?.path ?? [])].join('.');
  refuseRequest(reply, languageOf(request), 'request.invalid', { where });
  return null;
}
