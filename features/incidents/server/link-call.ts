import type { Action, Listener } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type * as routes from '../contract.ts';
import { isOpen } from '../rules.ts';
import { takeOverSilence } from './caller-silence.ts';
import { takeOverCardRuns } from './card/card-runs.ts';
import { isDrill } from './drill-store.ts';
import { followByCall } from './duplicates/link-duplicate.ts';
import { appendIncidentEvent } from './incident-event.ts';
import { viewIncident } from './read-incident.ts';
import { findCall, insertLink, lockIncident } from './store.ts';

export const linkCall: Action<typeof routes.linkCall> = async (ctx, { params, body }) => {
  const incident = await lockIncident(ctx, params.id);
  if (incident === null) return refuse('incident.not_found');
  // People ask about what is closed too: a follow-up may always be linked.
  if (!isOpen(incident.state) && body.relation !== 'followup')
    return refuse('incident.ended', { state: incident.state });
  const call = await findCall(ctx, body.callId);
  if (call === null) return refuse('incident.call_unknown');
  if (call.linked_to !== null) return refuse('incident.call_already_linked', { number: call.linked_to });
  if (call.is_drill !== (await isDrill(ctx, incident.id))) return refuse('incident.drill_mixed');
  const linked = await insertLink(ctx, { incidentId: incident.id, callId: call.id, relation: body.relation });
  if (!linked) return refuse('incident.call_already_linked', { number: null });
  await appendIncidentEvent(ctx, 'incident.call_linked', incident.id, { callId: call.id, relation: body.relation });
  await takeOverSilence(ctx, incident.id, call.id);
  // Nothing typed comes with this link: it stays in the form.
  if (body.relation === 'duplicate') await followByCall(ctx, { incidentId: incident.id, call, typed: {} });
  await takeOverCardRuns(ctx, incident.id, call.id);
  return ok(await viewIncident(ctx, incident.id));
};

/** A desk called out from an incident: that call stands in it like one that came in. */
export const linkOutgoing: Listener = async (ctx, event) => {
  const { incidentId, callId } = event.content;
  if (typeof incidentId !== 'string' || typeof callId !== 'string') return;
  const incident = await lockIncident(ctx, incidentId);
  if (incident === null || !(await insertLink(ctx, { incidentId: incident.id, callId, relation: 'followup' }))) return;
  await appendIncidentEvent(ctx, 'incident.call_linked', incident.id, { callId, relation: 'followup' });
};
