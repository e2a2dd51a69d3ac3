import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ActionContext, type Actor, systemActor } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { languageOf, problemOf, refuseRequest } from '#platform/server/http/problem.ts';
import { requestWindow } from '#platform/server/http/request-window.ts';
import { runAction, type Workplace } from '#platform/server/unit.ts';
import type { Refusal, Result } from '#platform/shared/result.ts';
import { ok, present } from '#platform/shared/result.ts';
import * as routes from '../../link-contract.ts';
import { linkRefusals } from '../../link-texts.ts';
import { callEvent } from '../call-event.ts';
import { hearCaller } from './hear-caller.ts';
import { type CallerMessageRow, centreOf, linkById, linkOfHash, messagesOf, saveOpened } from './link-store.ts';
import { hashOfToken } from './make-link.ts';

/** Requests a minute. A page asks every few seconds; behind one address of an operator stand many telephones. */
const [perToken, perAddress, unknownPerAddress] = [120, 1200, 60];

export interface CitizenOptions {
  readonly systemDb: Db;
  readonly place: () => Workplace;
}

type LinkRefusal = 'link.gone' | 'link.too_many';
/** Who asks is a link: what it does is an act of this link in the history, and of nobody else. */
type LinkWork = (ctx: ActionContext, linkId: string) => Promise<Result<routes.LinkView, LinkRefusal>>;

/** What the caller's page asks. The token says which regency and which call; there is no session and no other way in. */
export function citizenPlugins(options: CitizenOptions): HttpPlugin[] {
  const serve = serveLink(options);
  const { readLink, writeLink } = routes;
  return [
    {
      ...readLink,
      method: 'GET',
      route: readLink,
      serve: (request, reply) => {
        const query = readLink.query.safeParse(request.query);
        if (!query.success) return badRequest(request, reply, 'query');
        return serve(request, reply, async (ctx, linkId) => {
          const callId = await openLink(ctx, linkId);
          return ok(await pageOf(ctx, linkId, callId, query.data.after));
        });
      },
    },
    {
      ...writeLink,
      method: 'POST',
      route: writeLink,
      serve: (request, reply) => {
        const query = writeLink.query.safeParse(request.query);
        const body = writeLink.body.safeParse(request.body);
        if (!query.success || !body.success) return badRequest(request, reply, 'body');
        return serve(request, reply, async (ctx, linkId) => {
          const callId = await openLink(ctx, linkId);
          const heard = await hearCaller(ctx, { linkId, callId, said: body.data });
          return heard.ok ? ok(await pageOf(ctx, linkId, callId, query.data.after)) : heard;
        });
      },
    },
  ];
}

/** The limits, whose link it is, and its work in one transaction. An unknown token and one that is over are answered alike. */
function serveLink({ systemDb, place }: CitizenOptions) {
  const tokens = requestWindow(perToken);
  const addresses = requestWindow(perAddress);
  const strangers = requestWindow(unknownPerAddress);
  return async (request: FastifyRequest, reply: FastifyReply, work: LinkWork): Promise<unknown> => {
    const language = languageOf(request);
    reply.header('cache-control', 'no-store');
    const params = routes.readLink.params.safeParse(request.params);
    const wait = Math.max(addresses.take(request.ip), params.success ? tokens.take(params.data.token) : 0);
    if (wait > 0) return refuseRequest(reply, language, 'rate.exceeded', { seconds: wait });
    const link = params.success ? await linkOfHash(systemDb, hashOfToken(params.data.token)) : null;
    if (link === null) {
      const seconds = strangers.take(request.ip);
      if (seconds > 0) return refuseRequest(reply, language, 'rate.exceeded', { seconds });
      return refuseLink(request, reply, { code: 'link.gone', detail: {} });
    }
    const actor: Actor = { ...systemActor, kind: 'link', id: link.id, language };
    const done = await runAction(place(), { tenantId: link.tenant_id, actor }, (ctx) => work(ctx, link.id));
    // The contract's schema filters it, as it does for every other answer.
    return done.ok ? reply.send(routes.linkView.parse(done.value)) : refuseLink(request, reply, done.refusal);
  };
}

function refuseLink(request: FastifyRequest, reply: FastifyReply, refusal: Refusal<LinkRefusal>): FastifyReply {
  const problem = problemOf(refusal, linkRefusals[refusal.code], languageOf(request));
  return reply.code(problem.status).type('application/problem+json').send(problem);
}

async function badRequest(request: FastifyRequest, reply: FastifyReply, where: string): Promise<FastifyReply> {
  return refuseRequest(reply, languageOf(request), 'request.invalid', { where });
}

/** Its call. The first time is noted: the desk sees that the text has reached somebody. */
async function openLink(ctx: ActionContext, linkId: string): Promise<string> {
  const link = present(await linkById(ctx.tx, linkId), 'found by its token');
  if (link.opened_at === null && (await saveOpened(ctx, linkId)))
    await appendEvent(ctx, callEvent(link.call_id, 'call.link_opened', { linkId }));
  return link.call_id;
}

async function pageOf(ctx: ActionContext, linkId: string, callId: string, after: number): Promise<routes.LinkView> {
  const { name, crest } = await centreOf(ctx);
  const link = present(await linkById(ctx.tx, linkId), 'found by its token');
  const all = await messagesOf(ctx.tx, callId);
  const seen = all.filter((each) => each.link_id !== null && each.seen_at !== null);
  return {
    centre: { name, crest },
    expiresAt: link.expires_at,
    items: all.filter((each) => each.number > after).map(itemOf),
    seenUpTo: Math.max(0, ...seen.map((each) => each.number)),
  };
}

function itemOf(found: CallerMessageRow): routes.LinkView['items'][number] {
  const isOwn = found.link_id !== null;
  return {
    number: found.number,
    side: isOwn ? 'caller' : 'desk',
    kind: found.kind,
    words: found.words,
    at: found.written_at,
    clientId: isOwn ? found.client_id : null,
  };
}
