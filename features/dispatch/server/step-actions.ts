import type { Action } from '#platform/server/action.ts';
import { ok, present } from '#platform/shared/result.ts';
import type * as routes from '../contract.ts';
import { decide } from '../rules.ts';
import { viewAssignment } from './read-assignments.ts';
import { sendTo } from './send-assignments.ts';
import { lockForStep, noteStep, resolveIfDone, takeStep, writeStep } from './take-step.ts';

/** A screen says so by itself, perhaps twice, perhaps after somebody acknowledged: then nothing is left to say. */
export const deliverAssignment: Action<typeof routes.deliverAssignment> = async (ctx, { params }) => {
  const locked = await lockForStep(ctx, params.id, 'assignment.work');
  if (!locked.ok) return locked;
  const decided = decide(locked.value.assignment, { kind: 'deliver' });
  if (decided.ok) await writeStep(ctx, locked.value.assignment, decided.value);
  return ok(await viewAssignment(ctx, params.id));
};

export const failAssignment: Action<typeof routes.failAssignment> = (ctx, { params }) =>
  takeStep(ctx, params.id, { permission: 'assignment.cancel', command: { kind: 'fail_send' } });

export const acknowledgeAssignment: Action<typeof routes.acknowledgeAssignment> = (ctx, { params }) =>
  takeStep(ctx, params.id, { permission: 'assignment.work', command: { kind: 'acknowledge' } });

export const rejectAssignment: Action<typeof routes.rejectAssignment> = (ctx, { params, body }) =>
  takeStep(ctx, params.id, {
    permission: 'assignment.work',
    command: { kind: 'reject', reason: body.reason },
    note: body.note,
  });

export const startAssignment: Action<typeof routes.startAssignment> = (ctx, { params }) =>
  takeStep(ctx, params.id, { permission: 'assignment.work', command: { kind: 'en_route' } });

export const arriveAssignment: Action<typeof routes.arriveAssignment> = (ctx, { params }) =>
  takeStep(ctx, params.id, { permission: 'assignment.work', command: { kind: 'arrive' } });

export const handleAssignment: Action<typeof routes.handleAssignment> = (ctx, { params }) =>
  takeStep(ctx, params.id, { permission: 'assignment.work', command: { kind: 'handle' } });

export const finishAssignment: Action<typeof routes.finishAssignment> = (ctx, { params, body }) =>
  takeStep(ctx, params.id, {
    permission: 'assignment.work',
    command: { kind: 'finish', result: body.result },
    note: body.note,
  });

export const cancelAssignment: Action<typeof routes.cancelAssignment> = (ctx, { params, body }) =>
  takeStep(ctx, params.id, {
    permission: 'assignment.cancel',
    command: { kind: 'cancel', reason: body.reason },
    note: body.note,
  });

/** The new assignment is sent before the incident is looked at, so that giving it away never resolves it. */
export const rerouteAssignment: Action<typeof routes.rerouteAssignment> = async (ctx, { params, body }) => {
  const locked = await lockForStep(ctx, params.id, 'assignment.cancel');
  if (!locked.ok) return locked;
  const { incident, assignment } = locked.value;
  const decided = decide(assignment, { kind: 'reroute', reason: body.reason });
  if (!decided.ok) return decided;
  await writeStep(ctx, assignment, decided.value);
  await noteStep(ctx, assignment, body.note);
  const sent = await sendTo(ctx, incident, [{ agencyId: body.agencyId, part: assignment.part }]);
  if (!sent.ok) {
    // The lead has just ended, so its place is free.
    if (sent.refusal.code === 'assignment.lead_taken')
      throw new Error('Two leads on one incident: its assignments are out of order');
    return { ok: false, refusal: { code: sent.refusal.code, detail: sent.refusal.detail } };
  }
  await resolveIfDone(ctx, incident);
  return ok(await viewAssignment(ctx, present(sent.value[0], 'one agency was sent to')));
};
