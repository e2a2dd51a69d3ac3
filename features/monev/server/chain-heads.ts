import { join } from 'node:path';
import type { ActionContext } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import { recordHead, signingKey } from '#platform/server/events/head.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { languageOf, problemOf } from '#platform/server/http/problem.ts';
import { setDeadline } from '#platform/server/timers/deadlines.ts';
import { dayOf, nextMidnight, plusMs, type Zone } from '#platform/shared/time.ts';
import { publishedChain } from '../contract.ts';
import { refusals } from '../texts.ts';
import { loadPublishedChain, loadRegion } from './store.ts';

export const headDeadline = 'monev.chain_head';
/** After midnight, so that what was written just before it is sealed. */
const afterMidnightMs = 60_000;

const dayMs = 86_400_000;

/** Sign yesterday, and wait for the end of today. Set once for a new tenant, from then on by itself. */
export async function signEndedDay(ctx: ActionContext, keys: string): Promise<void> {
  const { zone } = await loadRegion(ctx.tx, ctx.tenantId);
  // By today's date and not by when it was due: days on which nothing ran end with no head, and yesterday is signed once.
  await recordHead(ctx, dayOf(plusMs(ctx.now, -dayMs), zone), await signingKey(keys, ctx.tenantId));
  await awaitDayEnd(ctx, zone);
}

export async function awaitDayEnd(ctx: ActionContext, zone: Zone): Promise<void> {
  await setDeadline(ctx, headDeadline, ctx.tenantId, plusMs(nextMidnight(ctx.now, zone), afterMidnightMs));
}

export const keysFolder = (dataFolder: string): string => join(dataFolder, 'keys');

const method =
  'Each event of a region is hashed with the hash before it: SHA-256(previous hash + canonical JSON, RFC 8785, of the event). ' +
  'At the end of each day the last hash is signed with Ed25519 over the canonical JSON of {chainNo, day, hash, tenantId}. ' +
  'Keep these lines: whoever changes, removes or inserts an event later cannot reach the same hash again. The members that are hashed ' +
  'are listed in platform/server/events/link.ts.';

/** The signed ends of the days, for anybody. */
export function publishChain(systemDb: Db): HttpPlugin {
  return {
    method: 'GET',
    path: '/open-data/:slug/chain',
    summary: 'Signed heads of the event chain, one per day',
    permission: 'public',
    serve: async (request, reply) => {
      // Fastify fills the path's own parameter.
      const { slug } = request.params as { slug: string };
      const chain = await loadPublishedChain(systemDb, slug);
      if (chain === null) {
        const problem = problemOf(
          { code: 'tenant.unknown', detail: { slug } },
          refusals['tenant.unknown'],
          languageOf(request),
        );
        return reply.code(problem.status).type('application/problem+json').send(problem);
      }
      return reply
        .header('cache-control', 'public, max-age=300')
        .header('access-control-allow-origin', '*')
        .send(publishedChain.parse({ ...chain, method }));
    },
  };
}
