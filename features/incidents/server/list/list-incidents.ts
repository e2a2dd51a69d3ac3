import { logAccess, logAccesses } from '#features/people/server/log-access.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type * as routes from '../../list-contract.ts';
import type { ListedIncident, ListFilter } from '../../list-contract.ts';
import { readCursor, searchWords, snippetOf, writeCursor } from '../../list-rules.ts';
import { sightOn, toItem } from '../incident-rows.ts';
import { countListed, type ListRow, listedRows, notesWith, rowsOfCaller } from './list-store.ts';

export const listEverything: Action<typeof routes.listEverything> = async (ctx, { query }) => {
  const found = await listedRows(ctx, query, { after: readCursor(query.after), limit: query.limit + 1 });
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  const next =
    found.length > shown.length && last !== undefined
      ? writeCursor({ value: last.sort_value, number: last.number })
      : null;
  return ok({ items: await toListed(ctx, query, shown), next });
};

export const countEverything: Action<typeof routes.countEverything> = async (ctx, { query }) =>
  ok({ count: await countListed(ctx, query) });

const mostOfCaller = 100;

/** Each incident it finds is a look at its caller, and so is a search that finds none. */
export const searchCaller: Action<typeof routes.searchCaller> = async (ctx, { body }) => {
  const letters = body.caller.replace(/[^\p{L}\p{M}' .-]/gu, '').trim();
  // As people write numbers: 0812…, +62 812…; the beginning differs, the rest does not.
  const digits = body.caller.replace(/\D/g, '').replace(/^(62|0)/, '');
  const name = letters.length >= 3 ? `%${letters.replace(/[\\%_]/g, '\\$&')}%` : null;
  const number = digits.length >= 4 ? digits : null;
  if (name === null && number === null) return refuse('caller_search.too_short');
  const found = await rowsOfCaller(ctx, { name, digits: number }, mostOfCaller);
  await logAccess(ctx, { type: 'incident_list', id: ctx.tenantId }, 'caller_search', body.reason);
  await logAccesses(ctx, { type: 'incident', ids: found.map((one) => one.id) }, 'caller_search', body.reason);
  return ok({ items: await toListed(ctx, {}, found) });
};

/** Lines as this reader sees them, with what else the search met. */
export async function toListed(
  ctx: ActionContext,
  filter: Pick<ListFilter, 'q'>,
  found: readonly ListRow[],
): Promise<ListedIncident[]> {
  const words = searchWords(filter.q ?? '');
  const notes =
    words.length === 0 || found.length === 0
      ? []
      : await notesWith(
          ctx,
          found.map((one) => one.id),
          words,
        );
  return found.map((read) => {
    const sight = sightOn(ctx, read);
    const description = sight.words && read.description !== null ? snippetOf(read.description, words) : null;
    const noted = notes
      .filter((note) => sight.words && note.incident_id === read.id)
      .flatMap((note) => snippetOf(note.text, words) ?? []);
    return {
      ...toItem(read, sight),
      agencies: read.agencies,
      callCount: read.call_count,
      overdueSince: read.overdue_since,
      hits: [
        ...(description === null ? [] : [{ where: 'description' as const, text: description }]),
        ...noted.slice(0, 2).map((text) => ({ where: 'note' as const, text })),
      ],
    };
  });
}
