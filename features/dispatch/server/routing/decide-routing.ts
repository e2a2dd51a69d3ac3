import { isOpen } from '#features/incidents/rules.ts';
import { appendIncidentEvent } from '#features/incidents/server/incident-event.ts';
import { lockIncident } from '#features/incidents/server/store.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import type { Part } from '../../assignment.ts';
import type * as routes from '../../routing-contract.ts';
import { decide } from '../../rules.ts';
import { appendAssignmentEvent } from '../assignment-event.ts';
import { sendTo } from '../send-assignments.ts';
import { openAssignmentsOf } from '../store.ts';
import { resolveIfDone, writeStep } from '../take-step.ts';
import { questionOf } from './read-routing.ts';
import { keepRouting } from './route-incident.ts';
import { loadRouted, newestRouting, savePart } from './routing-store.ts';

/**
 * What a person decided on a question: first what ends, then the parts, then who is sent, so that one lead takes the place of the
 * other. What was not in the question is refused: somebody else has changed the incident meanwhile.
 */
export const decideRouting: Action<typeof routes.decideRouting> = async (ctx, { params, body }) => {
  const incident = await lockIncident(ctx, params.id);
  if (incident === null) return refuse('assignment.incident_not_found');
  if (!isOpen(incident.state)) return refuse('assignment.incident_ended', { state: incident.state });
  if (incident.version !== body.version) return refuse('routing.stale');
  const kept = await newestRouting(ctx, incident.id);
  const routedIncident = present(await loadRouted(ctx, incident.id), 'the incident is locked');
  const asked = kept === null ? null : await questionOf(ctx, routedIncident, kept);
  if (asked === null) return refuse('routing.no_question');
  const { preview, routed } = asked;
  const isAsked =
    body.send.every((id) => preview.added.some((one) => one.agencyId === id)) &&
    body.cancel.every((id) => preview.dropped.some((one) => one.id === id)) &&
    body.parts.every((id) => preview.parts.some((one) => one.assignment.id === id));
  if (!isAsked) return refuse('routing.stale');
  await cancelThese(ctx, incident.id, body.cancel);
  await moveParts(
    ctx,
    incident.id,
    preview.parts.filter((one) => body.parts.includes(one.assignment.id)),
  );
  const sent = await sendThese(
    ctx,
    incident,
    preview.added.filter((one) => body.send.includes(one.agencyId)),
  );
  if (!sent.ok) return sent;
  await resolveIfDone(ctx, incident);
  const decision = body.send.length + body.cancel.length + body.parts.length === 0 ? 'kept' : 'applied';
  await keepRouting(ctx, incident.id, routed, decision);
  await appendIncidentEvent(ctx, 'incident.routing_decided', incident.id, {
    decision,
    ruleId: routed.match?.rule.id ?? null,
    ruleVersion: routed.match?.rule.version ?? null,
    fields: preview.changed.map((name) => ({ type: 'typeId', priority: 'priority', place: 'placeText' })[name]),
  });
  return ok({ decision });
};

async function cancelThese(ctx: ActionContext, incidentId: string, ids: readonly string[]): Promise<void> {
  for (const assignment of await openAssignmentsOf(ctx, incidentId)) {
    if (!ids.includes(assignment.id)) continue;
    const step = decide(assignment, { kind: 'cancel', reason: 'wrong_agency' });
    if (!step.ok) throw new Error(`An open assignment in ${assignment.state} can be cancelled`);
    await writeStep(ctx, assignment, step.value);
  }
}

/** Whoever becomes support first: there is one lead at a time. A lead that people left in its part stays the one. */
async function moveParts(
  ctx: ActionContext,
  incidentId: string,
  moved: readonly { readonly assignment: { readonly id: string }; readonly part: Part }[],
): Promise<void> {
  for (const wanted of ['support', 'lead'] as const) {
    const open = await openAssignmentsOf(ctx, incidentId);
    for (const { assignment, part } of moved.filter((one) => one.part === wanted)) {
      const found = open.find((one) => one.id === assignment.id);
      const hasLead = open.some((one) => one.part === 'lead' && one.id !== assignment.id);
      if (found === undefined || (part === 'lead' && hasLead)) continue;
      await savePart(ctx, found.id, part);
      await appendAssignmentEvent(ctx, 'assignment.part_changed', found, { part });
    }
  }
}

async function sendThese(
  ctx: ActionContext,
  incident: Parameters<typeof sendTo>[1],
  chosen: readonly Parameters<typeof sendTo>[2][number][],
): Promise<Result<null, 'assignment.agency_unknown' | 'routing.stale'>> {
  const hasLead = (await openAssignmentsOf(ctx, incident.id)).some((one) => one.part === 'lead');
  const sent = await sendTo(
    ctx,
    incident,
    chosen.map(({ agencyId, part }) => ({ agencyId, part: hasLead ? 'support' : part })),
  );
  if (sent.ok) return ok(null);
  if (sent.refusal.code === 'assignment.agency_unknown') return refuse('assignment.agency_unknown');
  // Somebody was sent between the question and the answer.
  return refuse('routing.stale');
}
