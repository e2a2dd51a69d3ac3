import { isDrill } from '#features/incidents/server/drill-store.ts';
import { appendIncidentEvent } from '#features/incidents/server/incident-event.ts';
import { loadSight, viewIncident } from '#features/incidents/server/read-incident.ts';
import { logAccess } from '#features/people/server/log-access.ts';
import type { Action } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { eidoOf } from '../../eido-build.ts';
import type * as routes from '../../eido-contract.ts';
import * as store from './eido-store.ts';

/** One incident as an EIDO. `publicUrl` gives the domain that makes its ids unique; without one they are unique here only. */
export function readEido(publicUrl: string | null): Action<typeof routes.readEido> {
  return async (ctx, { params: { id }, query: { reason } }) => {
    const sight = await loadSight(ctx, id);
    if (sight === null) return refuse('eido.not_found');
    if (!sight.words) return refuse('eido.withheld');
    if (await isDrill(ctx, id)) return refuse('eido.drill');
    const incident = await viewIncident(ctx, id);
    const { slug, regency, province } = await store.loadHome(ctx);
    const parts = {
      ...{ incident, regency, province, at: ctx.now },
      domain: publicUrl === null ? `${slug}.sigap112.invalid` : new URL(publicUrl).hostname,
      centre: await store.loadCentre(ctx),
      assignments: await store.loadAssignments(ctx, id),
      units: await store.loadUnits(ctx, id),
      calls: await store.loadCalls(ctx, id),
      notes: sight.details ? await store.loadNotes(ctx, id) : [],
      relatives: await store.loadRelatives(ctx, id),
    };
    await logAccess(ctx, { type: 'incident', id }, sight.caller === 'full' ? 'eido_with_caller' : 'eido', reason);
    await appendIncidentEvent(ctx, 'incident.exported', id, {
      format: 'EIDO',
      reasonCode: reason,
      caller: sight.caller,
    });
    return ok(eidoOf(parts));
  };
}
