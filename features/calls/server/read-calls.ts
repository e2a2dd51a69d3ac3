import type { Action } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { callGroups } from '../call.ts';
import type { listEarlierCalls as earlierRoute, listCalls as listRoute, readCall as readRoute } from '../contract.ts';
import { normaliseNumber } from './normalise-number.ts';
import { callView, earlierCalls, listCallRows } from './view-store.ts';
import { callViewOf } from './views.ts';

export const listCalls: Action<typeof listRoute> = async (ctx, { query }) => {
  const found = await listCallRows(ctx.tx, {
    states: query.group === undefined ? null : callGroups[query.group],
    publicOnly: query.group === 'lost',
    from: query.from ?? null,
    to: query.to ?? null,
    // A text that is no number finds nothing rather than everything.
    caller: query.caller === undefined ? null : (normaliseNumber(query.caller) ?? query.caller),
    after: readCursor(query.after),
    limit: query.limit + 1,
    userId: ctx.actor.id,
  });
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return ok({
    items: items.map(callViewOf),
    next: found.length > query.limit && last !== undefined ? `${last.arrived_at}~${last.id}` : null,
  });
};

export const readCall: Action<typeof readRoute> = async (ctx, { params }) => {
  const found = await callView(ctx.tx, params.id, ctx.actor.id);
  return found === null ? refuse('call.not_found') : ok(callViewOf(found));
};

/** What this number called about before; informs the human and nothing else (design.md invariant 2). */
export const listEarlierCalls: Action<typeof earlierRoute> = async (ctx, { params, query }) => {
  const found = await callView(ctx.tx, params.id, ctx.actor.id);
  if (found === null) return refuse('call.not_found');
  if (found.caller_e164 === null) return ok({ total: 0, items: [] });
  const call = { e164: found.caller_e164, arrivedAt: found.arrived_at, id: found.id };
  const earlier = await earlierCalls(ctx.tx, call, query.limit);
  return ok({
    total: earlier[0]?.total ?? 0,
    items: earlier.map((each) => ({
      id: each.id,
      number: each.number,
      state: each.state,
      arrivedAt: each.arrived_at,
      answeredAt: each.answered_at,
      endedAt: each.ended_at,
      // Written through the schema of dispositions alone.
      disposition: each.disposition as ReturnType<typeof callViewOf>['disposition'],
    })),
  });
};

/** `2026-11-21T13:00:00.000Z~id`; anything else is the first page. */
function readCursor(text: string | undefined): { arrivedAt: string; id: string } | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9a-f-]{36})$/.exec(text ?? '');
  return match === null ? null : { arrivedAt: match[1] ?? '', id: match[2] ?? '' };
}
