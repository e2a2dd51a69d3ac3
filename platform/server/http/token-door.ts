import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Refusal, Result } from '#platform/shared/result.ts';
import type { RefusalText } from '#platform/shared/texts.ts';
import { type ActionContext, type Actor, systemActor } from '../action.ts';
import type { Db } from '../db/database.ts';
import { runAction, type Workplace } from '../unit.ts';
import { languageOf, problemOf, refuseRequest } from './problem.ts';
import { requestWindow } from './request-window.ts';

/** Requests a minute. A page asks every few seconds; behind one address of an operator stand many telephones. */
const [perToken, perAddress, unknownPerAddress] = [120, 1200, 60];

/** What is kept of a token: who reads the database cannot use it. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** What a valid token opens. */
export interface TokenLink {
  readonly id: string;
  readonly tenant_id: string;
}

export interface TokenDoorOptions<Link extends TokenLink, View extends z.ZodType, Code extends string> {
  readonly systemDb: Db;
  readonly place: () => Workplace;
  /** The form of a token: `/api/…/:token`. */
  readonly token: z.ZodType<string>;
  /** Whose it is, before it is known which regency's; null where it is unknown or over, which are answered alike. */
  readonly find: (systemDb: Db, hash: Buffer) => Promise<Link | null>;
  /** What it may do; nothing of what people may, where left out. */
  readonly rightsOf?: (link: Link) => Pick<Actor, 'permissions' | 'groupId'>;
  readonly gone: NoInfer<Code>;
  readonly refusals: Readonly<Record<Code, RefusalText>>;
  /** Filters every answer. */
  readonly view: View;
}

/**
 * The door of pages without an account: their token says which regency, and what of it; there is no session and no other way in.
 * What is done by a link is an act of this link in the history, and of nobody else.
 */
export function tokenDoor<Link extends TokenLink, View extends z.ZodType, Code extends string>(
  door: TokenDoorOptions<Link, View, Code>,
) {
  const tokens = requestWindow(perToken);
  const addresses = requestWindow(perAddress);
  const strangers = requestWindow(unknownPerAddress);
  const refuse = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal<Code>) => {
    const problem = problemOf(refusal, door.refusals[refusal.code], languageOf(request));
    return reply.code(problem.status).type('application/problem+json').send(problem);
  };
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    work: (ctx: ActionContext, link: Link) => Promise<Result<z.input<View>, Code>>,
  ): Promise<unknown> => {
    const language = languageOf(request);
    reply.header('cache-control', 'no-store');
    // A route with `:token` in its path has it among its params.
    const token = door.token.safeParse((request.params as { token?: unknown }).token);
    const wait = Math.max(addresses.take(request.ip), token.success ? tokens.take(token.data) : 0);
    if (wait > 0) return refuseRequest(reply, language, 'rate.exceeded', { seconds: wait });
    const link = token.success ? await door.find(door.systemDb, hashOfToken(token.data)) : null;
    if (link === null) {
      const seconds = strangers.take(request.ip);
      if (seconds > 0) return refuseRequest(reply, language, 'rate.exceeded', { seconds });
      return refuse(request, reply, { code: door.gone, detail: {} });
    }
    const actor: Actor = { ...systemActor, kind: 'link', id: link.id, language, ...door.rightsOf?.(link) };
    const done = await runAction(door.place(), { tenantId: link.tenant_id, actor }, (ctx) => work(ctx, link));
    return done.ok ? reply.send(door.view.parse(done.value)) : refuse(request, reply, done.refusal);
  };
}

/** A body or query that does not fit its contract. */
export async function refuseInput(request: FastifyRequest, reply: FastifyReply, where: string): Promise<FastifyReply> {
  return refuseRequest(reply, languageOf(request), 'request.invalid', { where });
}
