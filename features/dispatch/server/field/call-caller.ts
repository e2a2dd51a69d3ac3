import { maskedStateOf } from '#features/calls/masked-call.ts';
import { askForMaskedCall } from '#features/calls/server/masked/masked-calls.ts';
import { newestMaskedCall } from '#features/calls/server/masked/masked-store.ts';
import { loadSight } from '#features/incidents/server/read-incident.ts';
import { logAccess } from '#features/people/server/log-access.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { msBetween } from '#platform/shared/time.ts';
import { type CallerCallHurdle, callerCallHurdle } from '../../caller-call.ts';
import type * as routes from '../../field-contract.ts';
import type { FieldTask } from '../../field-contract.ts';
import { isTerminal } from '../../rules.ts';
import { lockForStep } from '../take-step.ts';
import { isMember, newestTask } from '../units/unit-store.ts';
import { type CallerCallFacts, callerCallFacts } from './caller-call-store.ts';

/** How long an ended one is still shown to its crew. */
const shownMs = 10 * 60_000;

/** The crew asks to talk with the caller: its own telephone rings in a moment. Nobody reads a number; that it was used is logged. */
export const callCaller: Action<typeof routes.callCaller> = async (ctx, { params, body }) => {
  const locked = await lockForStep(ctx, params.id, 'field.work');
  if (!locked.ok) return locked;
  const { incident, assignment } = locked.value;
  if (!(await isMember(ctx, body.unitId))) return refuse('unit.not_member');
  const task = await newestTask(ctx, body.unitId, params.id);
  if (task === null || task.endedAt !== null) return refuse('unit.not_assigned', {});
  const of = { incidentId: incident.id, unitId: body.unitId };
  const { hurdle, facts } = await judge(ctx, { ...of, isOver: isTerminal(assignment.state) });
  if (hurdle !== null) return refuse(hurdle);
  const asked = await askForMaskedCall(ctx, {
    ...of,
    assignmentId: params.id,
    agencyId: assignment.agencyId,
    userId: present(ctx.actor.id, 'field.work needs a session'),
    crew: present(facts?.unit_phone, 'no hurdle: there is one'),
    caller: present(facts?.caller_number, 'no hurdle: there is one'),
  });
  if (!asked.ok) return asked;
  await logAccess(ctx, { type: 'incident', id: incident.id }, 'caller_called', 'call_through_centre');
  return ok({ id: asked.value });
};

async function judge(
  ctx: ActionContext,
  of: { readonly incidentId: string; readonly unitId: string; readonly isOver: boolean },
): Promise<{ hurdle: CallerCallHurdle | null; facts: CallerCallFacts | null }> {
  const sight = await loadSight(ctx, of.incidentId);
  const facts = await callerCallFacts(ctx, of);
  const hurdle = callerCallHurdle({
    isOpen: !of.isOver && facts !== null,
    maySeeCaller: sight !== null && sight.caller !== 'hidden',
    callerCannotSpeak: facts?.caller_cannot_speak ?? false,
    isUnwanted: facts?.is_unwanted ?? false,
    callerNumber: facts?.caller_number ?? null,
    unitPhone: facts?.unit_phone ?? null,
  });
  return { hurdle, facts };
}

/** What the crew's screen shows of it. */
export async function callerCallOf(
  ctx: ActionContext,
  task: {
    readonly incidentId: string;
    readonly unitId: string;
    readonly assignmentId: string;
    readonly isOver: boolean;
  },
): Promise<FieldTask['callerCall']> {
  const { hurdle } = await judge(ctx, task);
  const newest = await newestMaskedCall(ctx, task);
  const endedAt = newest?.ended_at ?? null;
  if (newest === null || (endedAt !== null && msBetween(endedAt, ctx.now) > shownMs)) return { hurdle, newest: null };
  const state = maskedStateOf({ crewAt: newest.crew_at, callerAt: newest.caller_at, endedAt });
  return { hurdle, newest: { state, result: newest.result, endedAt } };
}
