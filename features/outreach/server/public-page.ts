import { z } from 'zod';
import type { Action } from '#platform/server/action.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { HttpPlugin } from '#platform/server/http/plugin.ts';
import { languageOf, problemOf } from '#platform/server/http/problem.ts';
import { ok } from '#platform/shared/result.ts';
import { publicPagePath, publicPageStylePath, type readPublicMonth as readRoute } from '../contract.ts';
import { publicMonthOf } from '../public-figures.ts';
import { publicPage } from '../public-page.ts';
import { refusals } from '../texts.ts';
import { regencyOf } from './campaign-store.ts';
import { countMonths, regencyBySlug } from './figure-store.ts';
import { publicPageStyle } from './public-page-style.ts';

const shownMonths = 12;

/** For posters and leaflets: the same figures as the public page. */
export const readPublicMonth: Action<typeof readRoute> = async (ctx) => {
  const { zone } = await regencyOf(ctx);
  const counts = await countMonths(ctx.tx, { tenantId: ctx.tenantId, zone, months: shownMonths });
  return ok({ items: counts.map(publicMonthOf) });
};

/** Past months hardly change; a page that is shared everywhere must not ask the database each time. */
const keptMs = 10 * 60_000;
const mostKept = 600;

/** `/portal/SLUG/bukan-mainan`: no account, no script, nothing of anybody. */
export function showPublicPage(systemDb: Db): HttpPlugin {
  const kept = new Map<string, { readonly until: number; readonly page: string }>();
  const params = z.object({ slug: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/) });
  const pageOf = async (slug: string): Promise<string | null> => {
    const known = kept.get(slug);
    // How old a copy in memory may be: nothing is decided by it.
    const now = performance.now();
    if (known !== undefined && known.until > now) return known.page;
    const regency = await regencyBySlug(systemDb, slug);
    if (regency === null) return null;
    const counts = await countMonths(systemDb, { tenantId: regency.id, zone: regency.zone, months: shownMonths });
    const page = publicPage({ ...regency, months: counts.map(publicMonthOf) });
    if (kept.size >= mostKept) kept.clear();
    kept.set(slug, { until: now + keptMs, page });
    return page;
  };
  return {
    method: 'GET',
    path: publicPagePath,
    summary: "A regency's own numbers of prank calls, as a page for anybody",
    permission: 'public',
    serve: async (request, reply) => {
      const parsed = params.safeParse(request.params);
      const page = parsed.success ? await pageOf(parsed.data.slug) : null;
      if (page === null) {
        const problem = problemOf(
          { code: 'portal.unknown', detail: {} },
          refusals['portal.unknown'],
          languageOf(request),
        );
        return reply.code(problem.status).type('application/problem+json').send(problem);
      }
      return reply
        .header('cache-control', 'public, max-age=600')
        .header(
          'content-security-policy',
          "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        )
        .type('text/html; charset=utf-8')
        .send(page);
    },
  };
}

/** Its style, beside it: the policy allows none inside the page. */
export const showPublicStyle: HttpPlugin = {
  method: 'GET',
  path: publicPageStylePath,
  summary: 'Style of the public page',
  permission: 'public',
  serve: async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=86400').type('text/css; charset=utf-8').send(publicPageStyle),
};
