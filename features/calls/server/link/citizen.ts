import type { ActionContext } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { refuseInput, tokenDoor } from '#platform/server/http/token-door.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { pick } from '#platform/shared/contract.ts';
import { ok, present } from '#platform/shared/result.ts';
import { callerToken } from '../../link.ts';
import * as routes from '../../link-contract.ts';
import { linkRefusals } from '../../link-texts.ts';
import { callEvent } from '../call-event.ts';
import { hearCaller } from './hear-caller.ts';
import { type CallerMessageRow, centreOf, linkById, linkOfHash, messagesOf, saveOpened } from './link-store.ts';

export interface CitizenOptions {
  readonly systemDb: Db;
  readonly place: () => Workplace;
}

/** What the caller's page asks. */
export function citizenPlugins(options: CitizenOptions): HttpPlugin[] {
  const serve = tokenDoor({
    ...options,
    token: callerToken,
    find: linkOfHash,
    gone: 'link.gone',
    refusals: pick(linkRefusals, 'link.gone', 'link.too_many'),
    view: routes.linkView,
  });
  const { readLink, writeLink } = routes;
  return [
    {
      ...readLink,
      method: 'GET',
      route: readLink,
      serve: (request, reply) => {
        const query = readLink.query.safeParse(request.query);
        if (!query.success) return refuseInput(request, reply, 'query');
        return serve(request, reply, async (ctx, { id }) => {
          const callId = await openLink(ctx, id);
          return ok(await pageOf(ctx, id, callId, query.data.after));
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
        if (!query.success || !body.success) return refuseInput(request, reply, 'body');
        return serve(request, reply, async (ctx, { id }) => {
          const callId = await openLink(ctx, id);
          const heard = await hearCaller(ctx, { linkId: id, callId, said: body.data });
          return heard.ok ? ok(await pageOf(ctx, id, callId, query.data.after)) : heard;
        });
      },
    },
  ];
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
