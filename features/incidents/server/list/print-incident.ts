import { logAccess } from '#features/people/server/log-access.ts';
import type { Action } from '#platform/server/action.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import type * as routes from '../../list-contract.ts';
import { appendIncidentEvent } from '../incident-event.ts';
import { loadSight } from '../read-incident.ts';
import { nameOf } from './print-store.ts';

export const printIncident: Action<typeof routes.printIncident> = async (ctx, { params }) => {
  const sight = await loadSight(ctx, params.id);
  if (sight === null) return refuse('incident.not_found');
  // What of the caller stands on the sheet is what this person sees on the screen: it was asked for with a reason there.
  await logAccess(ctx, { type: 'incident', id: params.id }, 'print', sight.caller === 'full' ? 'with_caller' : 'print');
  await appendIncidentEvent(ctx, 'incident.printed', params.id, { caller: sight.caller });
  const by = await nameOf(ctx, present(ctx.actor.id, 'sheets are printed by people'));
  return ok({ at: ctx.now, by });
};
