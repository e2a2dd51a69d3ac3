import { reachFor } from '#features/people/server/reach.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type { listAgencies as listRoute, readAgency as readRoute } from '../contract.ts';
import { selectAgencies, selectAgency, selectContacts } from './store.ts';

/** Somebody of an agency sees their own; whose duty numbers the others have is none of their business. */
function onlyAgency(ctx: ActionContext): { none: boolean; id: string | null } {
  if (reachFor(ctx.actor, 'agency.read') === 'tenant') return { none: false, id: null };
  return { none: ctx.actor.groupId === null, id: ctx.actor.groupId };
}

export const listAgencies: Action<typeof listRoute> = async (ctx, { query }) => {
  const only = onlyAgency(ctx);
  if (only.none) return ok({ items: [], next: null });
  const active = query.active === undefined ? null : query.active === 'true';
  const found = await selectAgencies(ctx.tx, {
    only: only.id,
    active,
    after: query.after ?? null,
    limit: query.limit + 1,
  });
  const items = found.slice(0, query.limit);
  return ok({ items, next: found.length > query.limit ? (items.at(-1)?.code ?? null) : null });
};

export const readAgency: Action<typeof readRoute> = async (ctx, { params }) => {
  const only = onlyAgency(ctx);
  if (only.none || (only.id !== null && only.id !== params.id)) return refuse('agency.not_found');
  const agency = await selectAgency(ctx.tx, params.id);
  if (agency === null) return refuse('agency.not_found');
  return ok({ ...agency, contacts: await selectContacts(ctx.tx, agency.id) });
};
