import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import { type IncidentState, type LifeAtRisk, openStates, type Priority, priorities } from './incident.ts';

/** What can happen to an incident; its place, type and priority change without changing the state. */
export const incidentSteps = ['verify', 'dispatch', 'resolve', 'reopen', 'close', 'cancel', 'call_false'] as const;
export type IncidentStep = (typeof incidentSteps)[number];

/** The transition table: a step that is missing for a state is refused. `dispatch` again sends to further agencies. */
export const incidentTransitions: Readonly<
  Record<IncidentState, Readonly<Partial<Record<IncidentStep, IncidentState>>>>
> = {
  DRAFT: { verify: 'VERIFIED', cancel: 'CANCELLED', call_false: 'FALSE_REPORT' },
  VERIFIED: { dispatch: 'DISPATCHED', resolve: 'RESOLVED', cancel: 'CANCELLED', call_false: 'FALSE_REPORT' },
  DISPATCHED: { dispatch: 'DISPATCHED', resolve: 'RESOLVED', cancel: 'CANCELLED', call_false: 'FALSE_REPORT' },
  PENDING: { dispatch: 'DISPATCHED', resolve: 'RESOLVED', cancel: 'CANCELLED', call_false: 'FALSE_REPORT' },
  RESOLVED: { reopen: 'DISPATCHED', close: 'CLOSED' },
  CLOSED: { reopen: 'DISPATCHED' },
  MERGED: {},
  FALSE_REPORT: {},
  CANCELLED: {},
  REFERRED_LAPOR: {},
  REFERRED_REGION: {},
};

/** The state after a step, or the refusal. */
export function decideStep(state: IncidentState, step: IncidentStep): Result<IncidentState, 'incident.not_possible'> {
  const next = incidentTransitions[state][step];
  return next === undefined ? refuse('incident.not_possible', { state }) : ok(next);
}

/** Still somebody's work: may be changed, noted and linked. */
export function isOpen(state: IncidentState): boolean {
  // Widened, because includes() asks for a member of the list it looks in.
  return (openStates as readonly IncidentState[]).includes(state);
}

/** What dispatching needs (domain.md §5.5), as far as it is known. */
export interface Facts {
  readonly hasType: boolean;
  readonly hasPlace: boolean;
  readonly lifeAtRisk: LifeAtRisk | null;
}

/** What is still missing before the incident is VERIFIED; "nobody knows" answers the question of life at risk. */
export function missingOf(facts: Facts): ('type' | 'place' | 'life_at_risk')[] {
  return [
    ...(facts.hasType ? [] : (['type'] as const)),
    ...(facts.hasPlace ? [] : (['place'] as const)),
    ...(facts.lifeAtRisk === null ? (['life_at_risk'] as const) : []),
  ];
}

/** Whether `one` is more urgent than `other`. */
export function isMoreUrgent(one: Priority, other: Priority): boolean {
  return priorities.indexOf(one) < priorities.indexOf(other);
}

/** The more urgent of two; null says nothing. */
export function mostUrgent(one: Priority, other: Priority | null): Priority {
  return other !== null && isMoreUrgent(other, one) ? other : one;
}

/** Life at risk raises any type to P1 (domain.md §5.4). */
export function priorityOf(typeDefault: Priority, lifeAtRisk: LifeAtRisk | null): Priority {
  return lifeAtRisk === 'yes' ? 'P1' : typeDefault;
}

/**
 * The priority after a change. Raised at once; lowered only with a reason: a correction of type or danger without one
 * keeps the higher priority, because crews may already be driving on it. `current` null: a draft, nothing hangs on it.
 */
export function decidePriority(change: {
  readonly current: Priority | null;
  readonly derived: Priority;
  readonly lifeAtRisk: LifeAtRisk | null;
  readonly wanted?: Priority | undefined;
  readonly hasReason: boolean;
}): Result<Priority, 'incident.life_at_risk' | 'incident.priority_reason_needed'> {
  const { current, wanted } = change;
  if (wanted !== undefined) {
    if (change.lifeAtRisk === 'yes' && wanted !== 'P1') return refuse('incident.life_at_risk');
    if (current !== null && isMoreUrgent(current, wanted) && !change.hasReason)
      return refuse('incident.priority_reason_needed');
    return ok(wanted);
  }
  if (current === null || isMoreUrgent(change.derived, current) || change.hasReason) return ok(change.derived);
  return ok(current);
}

/** An assignment as resolving sees it. */
export interface AssignmentOutcome {
  readonly ended: boolean;
  readonly result: 'DONE' | 'NOT_FOUND' | null;
}

/** RESOLVED when every assignment is terminal and at least one was done or found nothing (design.md §5). */
export function isResolvedBy(assignments: readonly AssignmentOutcome[]): boolean {
  return assignments.every((one) => one.ended) && assignments.some((one) => one.result !== null);
}

/** How a reader stands to an incident. */
export interface Standing {
  readonly reach: 'tenant' | 'own_agency';
  /** Dispatchers and supervisors work every incident. */
  readonly worksAll: boolean;
  readonly openedIt: boolean;
  readonly tookItsCall: boolean;
  /** Added by name, with a reason. */
  readonly isNamed: boolean;
  /** In call or wrap-up with a caller of this incident. */
  readonly callInHands: boolean;
  /** Gave a reason within the shift. */
  readonly shown: boolean;
  /** Of the reader's agency: none; working (or done); gave it back (rejected, rerouted, cancelled). */
  readonly agencyPart: 'none' | 'working' | 'gave_back';
  readonly agencyOpenedIt: boolean;
  /** False for an agency that only supports in an incident of health, and is no body of health care. */
  readonly readsHealth: boolean;
  readonly sensitive: boolean;
  readonly state: IncidentState;
  readonly source: string;
}

/** How much of the caller a reader sees, and whether of place and words at all (design.md §7). */
export interface Sight {
  readonly caller: 'full' | 'masked' | 'first_name' | 'hidden';
  readonly words: boolean;
  /** What is said of somebody's health: the description. */
  readonly details: boolean;
}

export function sightOf(standing: Standing): Sight {
  if (standing.reach === 'own_agency') {
    const works = standing.agencyPart === 'working' || (standing.agencyPart === 'none' && standing.agencyOpenedIt);
    if (!works) return { caller: 'hidden', words: false, details: false };
    const details = standing.readsHealth;
    return { caller: details ? 'first_name' : 'hidden', words: true, details };
  }
  if (standing.sensitive && !isHandler(standing)) return { caller: 'hidden', words: false, details: false };
  // Who types an incident without a call needs to see what was typed until it is sent.
  const typing =
    standing.openedIt && standing.source !== 'call' && (standing.state === 'DRAFT' || standing.state === 'VERIFIED');
  return { caller: standing.callInHands || standing.shown || typing ? 'full' : 'masked', words: true, details: true };
}

/** Who may see identities of a sensitive incident. */
export function isHandler(standing: Standing): boolean {
  if (standing.reach === 'own_agency') return standing.agencyPart === 'working';
  return standing.worksAll || standing.openedIt || standing.tookItsCall || standing.isNamed;
}

/** `Sri Lestari` → `S… L…`. */
export function maskName(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .map((word) => `${[...word][0] ?? ''}…`)
    .join(' ');
}

/** `Sri Lestari` → `Sri`. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? '';
}

/** How long a 'show' holds: a shift. */
export const shownForMs = 12 * 3_600_000;

/** A report cannot come from the future; a clock may be a minute off. */
export function isInFuture(reportedAt: Instant, now: Instant): boolean {
  return Date.parse(reportedAt) > Date.parse(now) + 60_000;
}
