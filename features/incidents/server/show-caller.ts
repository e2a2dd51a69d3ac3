import { logAccess } from '#features/people/server/log-access.ts';
import type { Action } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type * as routes from '../contract.ts';
import { loadSight, viewIncident } from './read-incident.ts';

export const showCaller: Action<typeof routes.showCaller> = async (ctx, { params, body }) => {
  const sight = await loadSight(ctx, params.id);
  if (sight === null) return refuse('incident.not_found');
  if (sight.caller === 'hidden') return refuse('incident.sensitive');
  await logAccess(ctx, { type: 'incident', id: params.id }, 'caller', body.reason);
  // Read again: the entry just written is what lets the caller be seen.
  const { caller } = await viewIncident(ctx, params.id);
  return ok(caller);
};
