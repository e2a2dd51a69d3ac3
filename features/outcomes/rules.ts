import type { callerResults, IncidentState } from '#features/incidents/incident.ts';
import { decideStep } from '#features/incidents/rules.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';

type CallerResult = (typeof callerResults)[number];

/** A closed incident has told its caller, tried to, or need not (design.md §5: a time and a result, not a state). */
export function decideClose(
  state: IncidentState,
  informed: CallerResult | null,
  by: 'user' | 'timer',
  children: { readonly open: number; readonly areLeft: boolean } = { open: 0, areLeft: false },
): Result<IncidentState, 'outcome.not_possible' | 'outcome.caller_not_informed' | 'outcome.children_open'> {
  const next = decideStep(state, 'close');
  if (!next.ok) return refuse('outcome.not_possible', { state });
  // The timer closes what nobody closed; that the caller was not told stays visible in the figures.
  if (by === 'user' && informed === null) return refuse('outcome.caller_not_informed');
  // A large incident is over when its parts are; a person may see it otherwise, the timer may not.
  if (children.open > 0 && !children.areLeft) return refuse('outcome.children_open', { count: children.open });
  return next;
}

/** Without an agency's result: nobody was sent, or everybody gave it back. */
export function decideResolve(
  state: IncidentState,
  openAssignments: number,
): Result<IncidentState, 'outcome.not_possible' | 'outcome.assignments_open'> {
  const next = decideStep(state, 'resolve');
  if (!next.ok) return refuse('outcome.not_possible', { state });
  return openAssignments > 0 ? refuse('outcome.assignments_open', { count: openAssignments }) : next;
}

/** The caller may be told from the moment the incident is more than a draft until it is closed. */
export function decideInform(state: IncidentState): Result<null, 'outcome.not_possible'> {
  const may: readonly IncidentState[] = [
    'VERIFIED',
    'DISPATCHED',
    'PENDING',
    'RESOLVED',
    'CLOSED',
    'CANCELLED',
    'FALSE_REPORT',
  ];
  return may.includes(state) ? ok(null) : refuse('outcome.not_possible', { state });
}

/** A draft is the desk's own; what was verified, others may be driving to. */
export function decideCancel(
  state: IncidentState,
  isFalse: boolean,
  leads: boolean,
): Result<IncidentState, 'outcome.not_possible' | 'outcome.needs_dispatcher'> {
  const next = decideStep(state, isFalse ? 'call_false' : 'cancel');
  if (!next.ok) return refuse('outcome.not_possible', { state });
  return state !== 'DRAFT' && !leads ? refuse('outcome.needs_dispatcher') : next;
}
