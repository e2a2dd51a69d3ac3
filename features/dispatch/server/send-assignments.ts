import type { AgencyId } from '#features/agencies/agency.ts';
import { isOpen } from '#features/incidents/rules.ts';
import { drillAlerts, insertDrillAlerts, isDrill } from '#features/incidents/server/drill-store.ts';
import { appendIncidentEvent } from '#features/incidents/server/incident-event.ts';
import { moveIncident } from '#features/incidents/server/move-incident.ts';
import { loadSight } from '#features/incidents/server/read-incident.ts';
import { type IncidentRow, lockIncident } from '#features/incidents/server/store.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, present, type Result, refuse } from '#platform/shared/result.ts';
import type { AssignmentId, Part } from '../assignment.ts';
import type * as routes from '../contract.ts';
import { chooseClock, dueTimes, runningClock } from '../rules.ts';
import { appendAssignmentEvent, runDeadline } from './assignment-event.ts';
import { readItems } from './assignment-rows.ts';
import { beginLadder } from './ladder/ladder-times.ts';
import { inputsOf, keepRouting, routeInputs } from './routing/route-incident.ts';
import { loadRouted } from './routing/routing-store.ts';
import { assignedNow, insertAssignment, loadAgencies, loadClocked, loadClocks } from './store.ts';

export const sendAssignments: Action<typeof routes.sendAssignments> = async (ctx, { params, body }) => {
  const incident = await lockIncident(ctx, params.id);
  if (incident === null) return refuse('assignment.incident_not_found');
  if (incident.state === 'DRAFT') return refuse('assignment.incident_not_verified');
  if (!isOpen(incident.state) || incident.state === 'RESOLVED')
    return refuse('assignment.incident_ended', { state: incident.state });
  const isFirst = (await assignedNow(ctx, incident.id)).length === 0;
  const sent = await sendTo(ctx, incident, body.agencies);
  if (!sent.ok) return sent;
  // A drill: it stays as it is, and says whom it would have alerted.
  if (sent.value.length === 0) return ok({ items: [] });
  const routed = await loadRouted(ctx, incident.id).then(async (found) =>
    routeInputs(ctx, await inputsOf(ctx, present(found, 'the incident is locked'))),
  );
  // Further agencies beside others leave what was asked since then open; with nobody left on it, it begins anew.
  if (isFirst) await keepRouting(ctx, incident.id, routed, 'dispatched');
  const { match } = routed;
  const moved = await moveIncident(ctx, incident, {
    step: 'dispatch',
    rule: match === null ? null : { id: match.rule.id, version: match.rule.version, conditions: [...match.conditions] },
  });
  if (!moved.ok) return refuse('assignment.incident_ended', { state: incident.state });
  return ok({ items: await readItems(ctx, sent.value) });
};

/**
 * Send a locked incident to agencies: rows, clocks as they stand now, deadlines, events. Of a drill there is no assignment, and so
 * nothing that could alert anybody outside: no clock, ladder, message, link or call. It is written down who would have been.
 */
export async function sendTo(
  ctx: ActionContext,
  incident: Pick<IncidentRow, 'id'>,
  wanted: readonly { readonly agencyId: AgencyId; readonly part: Part }[],
): Promise<
  Result<AssignmentId[], 'assignment.agency_unknown' | 'assignment.already_assigned' | 'assignment.lead_taken'>
> {
  const agencies = await loadAgencies(
    ctx,
    wanted.map((one) => one.agencyId),
  );
  if (await isDrill(ctx, incident.id)) return alertNobody(ctx, incident.id, wanted, agencies);
  const routed = present(await loadClocked(ctx, incident.id), 'the incident is locked');
  const priority = present(routed.priority, 'a verified incident has a priority');
  const clock = chooseClock(await loadClocks(ctx), priority, routed.category);
  const there = await assignedNow(ctx, incident.id);
  const made: AssignmentId[] = [];
  for (const { agencyId, part } of wanted) {
    const agency = agencies.get(agencyId);
    if (agency === undefined) return refuse('assignment.agency_unknown');
    if (there.some((one) => one.agencyId === agencyId))
      return refuse('assignment.already_assigned', { agency: agency.name });
    const lead = part === 'lead' ? there.find((one) => one.part === 'lead') : undefined;
    if (lead !== undefined) return refuse('assignment.lead_taken', { agency: lead.name });
    const id: AssignmentId = newId();
    const due = dueTimes(clock, ctx.now, { calendar: agency.calendar, zone: routed.zone });
    await insertAssignment(ctx, { id, incidentId: incident.id, agencyId, part, ...due });
    await appendAssignmentEvent(
      ctx,
      'assignment.sent',
      { id, agencyId, incidentId: incident.id },
      { agencyId, part, priority, ...due },
    );
    await runDeadline(ctx, id, runningClock({ state: 'SENT', sentAt: ctx.now, ...due }));
    const { calendar } = agency;
    await beginLadder(ctx, { id, incidentId: incident.id, agencyId, priority, calendar, zone: routed.zone });
    there.push({ agencyId, part, name: agency.name });
    made.push(id);
  }
  return ok(made);
}

export const readDrillAlerts: Action<typeof routes.readDrillAlerts> = async (ctx, { params }) =>
  (await loadSight(ctx, params.id)) === null
    ? refuse('assignment.incident_not_found')
    : ok({ items: await drillAlerts(ctx, params.id) });

async function alertNobody(
  ctx: ActionContext,
  incidentId: string,
  wanted: readonly { readonly agencyId: AgencyId; readonly part: Part }[],
  known: ReadonlyMap<string, unknown>,
): Promise<Result<AssignmentId[], 'assignment.agency_unknown'>> {
  if (wanted.some(({ agencyId }) => !known.has(agencyId))) return refuse('assignment.agency_unknown');
  await insertDrillAlerts(ctx, incidentId, wanted);
  await appendIncidentEvent(ctx, 'incident.drill_sent', incidentId, {
    agencyIds: wanted.map(({ agencyId }) => agencyId),
  });
  return ok([]);
}
