import { dutyKeys, dutyResult } from '#features/calls/duty-call.ts';
import type { ActionContext, Listener } from '#platform/server/action.ts';
import type { RecordedEvent } from '#platform/server/events/event.ts';
import type { AssignmentCommand } from '../../assignment.ts';
import type { AlertResult } from '../../ladder.ts';
import { decide } from '../../rules.ts';
import { appendAssignmentEvent } from '../assignment-event.ts';
import type { AssignmentRow } from '../store.ts';
import { lockForStep, resolveIfDone, writeStep } from '../take-step.ts';
import { lookForUnheard } from './climb-ladder.ts';
import { type AlertRow, alertBehind, saveAlertEnd } from './ladder-store.ts';

/** What became of one attempt; told on the timeline, and it may have been the last hope. */
async function endAlert(
  ctx: ActionContext,
  alert: AlertRow,
  end: { readonly result: AlertResult; readonly code: string | null; readonly at: string },
): Promise<AssignmentRow | null> {
  await saveAlertEnd(ctx, alert.id, end);
  const locked = await lockForStep(ctx, alert.assignmentId, 'assignment.work');
  if (!locked.ok) return null;
  const { assignment } = locked.value;
  const { act, way, contactId } = alert;
  const { result, code } = end;
  await appendAssignmentEvent(ctx, 'assignment.alert_ended', assignment, {
    ...{ alertId: alert.id, act, way, result },
    ...(code === null ? {} : { code }),
    ...(contactId === null ? {} : { contactId }),
  });
  return assignment;
}

const onMessage =
  (result: 'sent' | 'failed' | 'received'): Listener =>
  async (ctx, event) => {
    if (event.content.subjectType !== 'assignment') return;
    const alert = await alertBehind(ctx, { messageId: event.subject.id });
    if (alert === null || (result === 'received' && alert.result === 'received')) return;
    const code = typeof event.content.code === 'string' ? event.content.code : null;
    const assignment = await endAlert(ctx, alert, { result, code, at: event.occurredAt });
    if (assignment === null) return;
    if (result === 'failed') await lookForUnheard(ctx, assignment);
    // A browser of the agency has shown it; a supervisor's has not reached the agency.
    if (result === 'received' && alert.act !== 'supervisor') await step(ctx, assignment, { kind: 'deliver' });
  };

/** Cancelled because it was read or is over: that is no failure of the channel. */
const onCancelled: Listener = async (ctx, event) => {
  const alert = await alertBehind(ctx, { messageId: event.subject.id });
  if (alert !== null) await saveAlertEnd(ctx, alert.id, { result: 'cancelled', code: null, at: event.occurredAt });
};

/** One accepts, two gives it back; either proves that a person has it. */
const onPressed: Listener = async (ctx, event) => {
  const alert = await dutyAlert(ctx, event);
  if (alert === null) return;
  const locked = await lockForStep(ctx, alert.assignmentId, 'assignment.work');
  if (!locked.ok) return;
  const { incident, assignment } = locked.value;
  const command: AssignmentCommand =
    event.content.key === dutyKeys.accept ? { kind: 'acknowledge' } : { kind: 'reject', reason: 'by_phone' };
  const decided = decide(assignment, command);
  // Somebody was quicker at a screen: what was decided there stays.
  if (!decided.ok) return;
  await writeStep(ctx, assignment, decided.value, { by: { via: 'phone', contactId: alert.contactId } });
  if (decided.value.sets.includes('endedAt')) await resolveIfDone(ctx, incident);
};

/** A person asked to hear it again: it has reached somebody, though nobody has decided. */
const onRepeated: Listener = async (ctx, event) => {
  const alert = await dutyAlert(ctx, event);
  const locked = alert === null ? null : await lockForStep(ctx, alert.assignmentId, 'assignment.work');
  if (locked?.ok === true) await step(ctx, locked.value.assignment, { kind: 'deliver' });
};

const onCallEnded: Listener = async (ctx, event) => {
  const alert = await dutyAlert(ctx, event);
  const result = dutyResult.safeParse(event.content.result);
  if (alert === null || !result.success) return;
  const assignment = await endAlert(ctx, alert, { result: result.data, code: null, at: event.occurredAt });
  if (assignment !== null) await lookForUnheard(ctx, assignment);
};

function dutyAlert(ctx: ActionContext, event: RecordedEvent): Promise<AlertRow | null> {
  if (event.content.subjectType !== 'assignment') return Promise.resolve(null);
  return alertBehind(ctx, { dutyCallId: event.subject.id });
}

/** Where it is possible; where not, it is further already. */
async function step(ctx: ActionContext, assignment: AssignmentRow, command: AssignmentCommand): Promise<void> {
  const decided = decide(assignment, command);
  if (decided.ok) await writeStep(ctx, assignment, decided.value);
}

export const ladderListeners: Readonly<Record<string, Listener>> = {
  'message.sent': onMessage('sent'),
  'message.failed': onMessage('failed'),
  'message.received': onMessage('received'),
  'message.cancelled': onCancelled,
  'duty_call.pressed': onPressed,
  'duty_call.repeated': onRepeated,
  'duty_call.ended': onCallEnded,
};
