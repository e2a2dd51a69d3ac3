import { z } from 'zod';
import { incidentView } from '#features/incidents/contract.ts';
import {
  callerResult,
  cancelReasons,
  incidentId,
  reopenReasons,
  resolutionReasons,
} from '#features/incidents/incident.ts';
import { pick, route } from '#platform/shared/contract.ts';
import { refusals } from './texts.ts';

const byId = z.object({ id: incidentId });
/** Free words to a reason: kept as a note of the incident. */
const note = z.string().trim().max(2000).optional();

/** A time and a result, not a state. A later result replaces an earlier one (tried, then informed). */
export const informCaller = route({
  method: 'POST',
  path: '/api/incidents/:id/caller-informed',
  summary: 'The caller was informed, was tried, or need not be',
  permission: 'caller.inform',
  params: byId,
  body: z.object({ result: callerResult, note }),
  output: incidentView,
  refusals: pick(refusals, 'outcome.incident_not_found', 'outcome.not_possible'),
});

export const closeIncident = route({
  method: 'POST',
  path: '/api/incidents/:id/close',
  summary: 'Close a resolved incident',
  permission: 'incident.close',
  params: byId,
  /** `leaveChildren`: its open children go on by themselves. */
  body: z.object({ leaveChildren: z.boolean().optional() }).default({}),
  output: incidentView,
  refusals: pick(
    refusals,
    'outcome.incident_not_found',
    'outcome.not_possible',
    'outcome.caller_not_informed',
    'outcome.children_open',
  ),
});

/** From RESOLVED or CLOSED back to DISPATCHED; the caller is to be informed anew. */
export const reopenIncident = route({
  method: 'POST',
  path: '/api/incidents/:id/reopen',
  summary: 'Reopen, with a reason',
  permission: 'incident.close',
  params: byId,
  body: z.object({ reason: z.enum(reopenReasons), note }),
  output: incidentView,
  refusals: pick(refusals, 'outcome.incident_not_found', 'outcome.not_possible'),
});

/** Resolved though no agency did it: never sent, or every agency gave it back. */
export const resolveIncident = route({
  method: 'POST',
  path: '/api/incidents/:id/resolve',
  summary: 'Resolve without an agency, with a reason',
  permission: 'incident.close',
  params: byId,
  body: z.object({ reason: z.enum(resolutionReasons), note }),
  output: incidentView,
  refusals: pick(refusals, 'outcome.incident_not_found', 'outcome.not_possible', 'outcome.assignments_open'),
});

/** Ends open assignments too. A call taker may cancel a draft, a dispatcher or supervisor also what was verified. */
export const cancelIncident = route({
  method: 'POST',
  path: '/api/incidents/:id/cancel',
  summary: 'Cancel: a mistake, a duplicate, a false report',
  permission: 'incident.edit',
  params: byId,
  body: z.object({ reason: z.enum(cancelReasons), note }),
  output: incidentView,
  refusals: pick(refusals, 'outcome.incident_not_found', 'outcome.not_possible', 'outcome.needs_dispatcher'),
});
