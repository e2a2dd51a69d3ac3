import { areDrillsOver } from '#features/calls/server/drill/drill-store.ts';
import { decide } from '#features/dispatch/rules.ts';
import { openAssignmentsOf } from '#features/dispatch/server/store.ts';
import { writeStep } from '#features/dispatch/server/take-step.ts';
import { writeNote } from '#features/incidents/server/add-note.ts';
import { callsOfDrill, isDrill } from '#features/incidents/server/drill-store.ts';
import { mergeables } from '#features/incidents/server/merging/merge-store.ts';
import { type IncidentMove, moveIncident, recordCallerInformed } from '#features/incidents/server/move-incident.ts';
import { callerInformedResult } from '#features/incidents/server/move-store.ts';
import { viewIncident } from '#features/incidents/server/read-incident.ts';
import { linksOfCalls } from '#features/incidents/server/recording-sight-store.ts';
import { type IncidentRow, lockIncident } from '#features/incidents/server/store.ts';
import { reachFor } from '#features/people/server/reach.ts';
import type { Action, ActionContext, Listener } from '#platform/server/action.ts';
import { clearDeadline, type DeadlineHandler, setDeadline } from '#platform/server/timers/deadlines.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { plusMs } from '#platform/shared/time.ts';
import type * as routes from '../contract.ts';
import { closeAfterMs } from '../outcome.ts';
import { decideCancel, decideClose, decideInform, decideResolve } from '../rules.ts';

export const closeDeadline = 'incident.close';
export const drillOverDeadline = 'incident.drill_over';

export const informCaller: Action<typeof routes.informCaller> = async (ctx, { params, body }) => {
  const incident = await lockIncident(ctx, params.id);
  if (incident === null) return refuse('outcome.incident_not_found');
  const decided = decideInform(incident.state);
  if (!decided.ok) return decided;
  await recordCallerInformed(ctx, incident, body.result);
  await noteWords(ctx, incident, body.note);
  return ok(await viewIncident(ctx, incident.id));
};

export const closeIncident: Action<typeof routes.closeIncident> = async (ctx, { params, body }) => {
  const incident = await lockIncident(ctx, params.id);
  if (incident === null) return refuse('outcome.incident_not_found');
  const informed = await callerInformedResult(ctx, incident.id);
  const children = { open: await openChildrenOf(ctx, incident.id), areLeft: body.leaveChildren === true };
  const decided = decideClose(incident.state, informed, 'user', children);
  if (!decided.ok) return decided;
  await move(ctx, incident, { step: 'close', by: 'user' });
  return ok(await viewIncident(ctx, incident.id));
};

export const reopenIncident: Action<typeof routes.reopenIncident> = async (ctx, { params, body }) => {
  const incident = await lockIncident(ctx, params.id);
  if (incident === null) return refuse('outcome.incident_not_found');
  const moved = await moveIncident(ctx, incident, { step: 'reopen', reason: body.reason });
  if (!moved.ok) return refuse('outcome.not_possible', { state: incident.state });
  await noteWords(ctx, incident, body.note);
  return ok(await viewIncident(ctx, incident.id));
};

export const resolveIncident: Action<typeof routes.resolveIncident> = async (ctx, { params, body }) => {
  const incident = await lockIncident(ctx, params.id);
  if (incident === null) return refuse('outcome.incident_not_found');
  const decided = decideResolve(incident.state, (await openAssignmentsOf(ctx, incident.id)).length);
  if (!decided.ok) return decided;
  await move(ctx, incident, { step: 'resolve', reason: body.reason });
  await noteWords(ctx, incident, body.note);
  return ok(await viewIncident(ctx, incident.id));
};

export const cancelIncident: Action<typeof routes.cancelIncident> = async (ctx, { params, body }) => {
  const incident = await lockIncident(ctx, params.id);
  if (incident === null) return refuse('outcome.incident_not_found');
  const leads = reachFor(ctx.actor, 'incident.close') === 'tenant';
  const decided = decideCancel(incident.state, body.reason === 'false_report', leads);
  if (!decided.ok) return decided;
  for (const assignment of await openAssignmentsOf(ctx, incident.id)) {
    const step = decide(assignment, { kind: 'cancel', reason: 'incident_cancelled' });
    if (!step.ok)
      throw new Error(`An open assignment in ${assignment.state} cannot be cancelled: the transition table has a hole`);
    await writeStep(ctx, assignment, step.value);
  }
  await move(ctx, incident, { step: 'cancel', reason: body.reason });
  await noteWords(ctx, incident, body.note);
  return ok(await viewIncident(ctx, incident.id));
};

/** A drill is over and told: the incident that its desk opened was practice, and nobody works on it any longer. */
export const endDrillIncident: Listener = async (ctx, event) => {
  const { callId } = event.content;
  const incidentId = typeof callId === 'string' ? (await linksOfCalls(ctx, [callId])).get(callId) : undefined;
  if (incidentId !== undefined && (await isDrill(ctx, incidentId))) await endAsDrill(ctx, incidentId);
};

/**
 * A desk opens the incident of a drill that has been told already, as whoever still wrote when it gave way: it is practice like the
 * others. By a deadline that is due at once: the desk gets its incident whole first, and then hears that it is over.
 */
export const endLateDrillIncident: Listener = async (ctx, event) => {
  const { id } = event.subject;
  if ((await isDrill(ctx, id)) && (await isOverAsDrill(ctx, id)))
    await setDeadline(ctx, drillOverDeadline, id, ctx.now);
};

export const endByDrillOver: DeadlineHandler = async (ctx, incidentId) => {
  if ((await isDrill(ctx, incidentId)) && (await isOverAsDrill(ctx, incidentId))) await endAsDrill(ctx, incidentId);
};

/** Of a drill that runs the reveal ends it. */
async function isOverAsDrill(ctx: ActionContext, incidentId: string): Promise<boolean> {
  return areDrillsOver(ctx, await callsOfDrill(ctx, incidentId));
}

async function endAsDrill(ctx: ActionContext, incidentId: string): Promise<void> {
  const incident = await lockIncident(ctx, incidentId);
  if (incident !== null && decideCancel(incident.state, false, true).ok)
    await move(ctx, incident, { step: 'cancel', reason: 'test' });
}

/** RESOLVED by whatever way: the timer that closes it starts. */
export const startCloseTimer: Listener = (ctx, event) =>
  setDeadline(ctx, closeDeadline, event.subject.id, plusMs(event.occurredAt, closeAfterMs));

/** Unmerged as it was: one that had been resolved is closed when it would have been. */
export const resumeCloseTimer: Listener = async (ctx, event) => {
  const { state, resolvedAt } = event.content;
  if (state === 'RESOLVED' && typeof resolvedAt === 'string')
    await setDeadline(ctx, closeDeadline, event.subject.id, plusMs(resolvedAt, closeAfterMs));
};

export const stopCloseTimer: Listener = (ctx, event) => clearDeadline(ctx, closeDeadline, event.subject.id);

/** Nobody closed it within a day. */
export const closeByTimer: DeadlineHandler = async (ctx, incidentId) => {
  const incident = await lockIncident(ctx, incidentId);
  if (incident === null || !decideClose(incident.state, null, 'timer').ok) return;
  // Its parts are still being worked on: looked at again after another day.
  if ((await openChildrenOf(ctx, incident.id)) > 0)
    return setDeadline(ctx, closeDeadline, incidentId, plusMs(ctx.now, closeAfterMs));
  await move(ctx, incident, { step: 'close', by: 'timer' });
};

async function openChildrenOf(ctx: ActionContext, id: string): Promise<number> {
  return (await mergeables(ctx, [id])).get(id)?.openChildren ?? 0;
}

/** A step that has just been decided for this locked row. */
async function move(ctx: ActionContext, incident: IncidentRow, step: IncidentMove): Promise<void> {
  const moved = await moveIncident(ctx, incident, step);
  if (!moved.ok)
    throw new Error(`Decided ${step.step} for an incident in ${incident.state}, which its transition table refuses`);
}

async function noteWords(ctx: ActionContext, incident: IncidentRow, text: string | undefined): Promise<void> {
  if (text) await writeNote(ctx, { incidentId: incident.id, assignment: null, text });
}
