import type { ActionContext } from '#platform/server/action.ts';
import { ok, type Result } from '#platform/shared/result.ts';
import type { callerResults, cancelReasons, IncidentState, reopenReasons, resolutionReasons } from '../incident.ts';
import { decideStep } from '../rules.ts';
import { appendIncidentEvent } from './incident-event.ts';
import { saveCallerInformed, saveClosed, saveDispatched, saveReopened, saveResolved, saveState } from './move-store.ts';
import type { IncidentRow } from './store.ts';

/** A step of an incident with what it needs; dispatch and outcomes decide when, this feature writes it. */
export type IncidentMove =
  | {
      readonly step: 'dispatch';
      /** The rule that routing found, as it stood, and which of its conditions held; null: none. */
      readonly rule: { readonly id: string; readonly version: number; readonly conditions: string[] } | null;
    }
  | { readonly step: 'resolve'; readonly reason: (typeof resolutionReasons)[number] | null }
  | { readonly step: 'reopen'; readonly reason: (typeof reopenReasons)[number] }
  | { readonly step: 'close'; readonly by: 'user' | 'timer' }
  | { readonly step: 'cancel'; readonly reason: (typeof cancelReasons)[number] };

/** Move a locked incident (`lockIncident`) one step: state, columns and event together. Its form's version does not change. */
export async function moveIncident(
  ctx: ActionContext,
  incident: Pick<IncidentRow, 'id' | 'state' | 'dispatched_at'>,
  move: IncidentMove,
): Promise<Result<IncidentState, 'incident.not_possible'>> {
  const step = move.step === 'cancel' && move.reason === 'false_report' ? 'call_false' : move.step;
  const decided = decideStep(incident.state, step);
  if (!decided.ok) return decided;
  const state = decided.value;
  switch (move.step) {
    case 'dispatch':
      // Only the first dispatch is one; further agencies are events of their assignments.
      if (incident.dispatched_at !== null) return ok(state);
      await saveDispatched(ctx, incident.id, state, move.rule?.id ?? null);
      await appendIncidentEvent(ctx, 'incident.dispatched', incident.id, {
        ruleId: move.rule?.id ?? null,
        ruleVersion: move.rule?.version ?? null,
        conditions: move.rule?.conditions ?? [],
      });
      break;
    case 'resolve':
      await saveResolved(ctx, incident.id, state, move.reason);
      await appendIncidentEvent(ctx, 'incident.resolved', incident.id, { reasonCode: move.reason });
      break;
    case 'reopen':
      await saveReopened(ctx, incident.id, state);
      await appendIncidentEvent(ctx, 'incident.reopened', incident.id, { reasonCode: move.reason });
      break;
    case 'close':
      await saveClosed(ctx, incident.id, state);
      await appendIncidentEvent(ctx, 'incident.closed', incident.id, { by: move.by });
      break;
    case 'cancel':
      await saveState(ctx, incident.id, state);
      await appendIncidentEvent(ctx, 'incident.cancelled', incident.id, { reasonCode: move.reason, state });
      break;
  }
  return ok(state);
}

/** The caller was told (or tried, or need not be): a time and a result, not a state. */
export async function recordCallerInformed(
  ctx: ActionContext,
  incident: Pick<IncidentRow, 'id'>,
  result: (typeof callerResults)[number],
): Promise<void> {
  await saveCallerInformed(ctx, incident.id, result);
  await appendIncidentEvent(ctx, 'incident.caller_informed', incident.id, { result });
}
