import type { Listener } from '#platform/server/action.ts';
import type { DeadlineHandler } from '#platform/server/timers/deadlines.ts';
import { chooseClock, dueTimes, nextEscalationAt, runningClock, tighten } from '../rules.ts';
import { appendAssignmentEvent, runDeadline } from './assignment-event.ts';
import { setNextRung } from './ladder/ladder-times.ts';
import {
  loadAgencies,
  loadClocked,
  loadClocks,
  locateAssignment,
  openAssignmentsOf,
  saveDueTimes,
  saveEscalation,
} from './store.ts';
import { lockWithIncident } from './take-step.ts';

/**
 * A clock ran out: the assignment turns red, the supervisors hear of it, and the next escalation is set at once, so that
 * it never leaves the timers while it is open.
 */
export const escalateAssignment: DeadlineHandler = async (ctx, assignmentId) => {
  const located = await locateAssignment(ctx, assignmentId);
  if (located === null) return;
  const { assignment } = await lockWithIncident(ctx, assignmentId, located.incidentId);
  const running = runningClock(assignment);
  if (running === null) return;
  if (running.dueAt > ctx.now) {
    // The clock has changed while the deadline was being fired: it is not overdue yet.
    await runDeadline(ctx, assignmentId, running);
    return;
  }
  const step = assignment.escalationStep + 1;
  await saveEscalation(ctx, assignmentId, step);
  await appendAssignmentEvent(ctx, 'assignment.escalated', assignment, {
    step,
    clock: running.clock,
    dueAt: running.dueAt,
  });
  await runDeadline(ctx, assignmentId, {
    clock: running.clock,
    dueAt: nextEscalationAt(assignment, running.dueAt, step, ctx.now),
  });
};

/** The priority of an incident was raised: its open assignments get the tighter targets, counted from now. */
export const retarget: Listener = async (ctx, event) => {
  const fields = event.content.fields;
  if (!Array.isArray(fields) || !fields.includes('priority')) return;
  const routed = await loadClocked(ctx, event.subject.id);
  if (routed === null || routed.priority === null) return;
  const open = await openAssignmentsOf(ctx, event.subject.id);
  if (open.length === 0) return;
  const clock = chooseClock(await loadClocks(ctx), routed.priority, routed.category);
  const agencies = await loadAgencies(
    ctx,
    open.map((one) => one.agencyId),
  );
  for (const assignment of open) {
    const calendar = agencies.get(assignment.agencyId)?.calendar ?? null;
    const due = tighten(assignment, dueTimes(clock, ctx.now, { calendar, zone: routed.zone }));
    const moved =
      due.acknowledgeDueAt !== assignment.acknowledgeDueAt ||
      due.arriveDueAt !== assignment.arriveDueAt ||
      due.resolveDueAt !== assignment.resolveDueAt;
    if (!moved) continue;
    await saveDueTimes(ctx, assignment.id, due);
    await appendAssignmentEvent(ctx, 'assignment.retargeted', assignment, { ...due, priority: routed.priority });
    await setNextRung(ctx, { ...assignment, ...due });
    // What is overdue already keeps the rhythm of its escalations; it is on the supervisor's screen.
    const before = runningClock(assignment);
    if (before !== null && before.dueAt > ctx.now)
      await runDeadline(ctx, assignment.id, runningClock({ ...assignment, ...due }));
  }
};
