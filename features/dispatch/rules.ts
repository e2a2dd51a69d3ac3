import type { Calendar } from '#features/agencies/agency.ts';
import type { Category, Priority } from '#features/incidents/incident.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type Instant, msBetween, plusMs, type Zone } from '#platform/shared/time.ts';
import {
  type Assignment,
  type AssignmentCommand,
  type AssignmentState,
  type ClockName,
  type ClockTargets,
  type CommandKind,
  type DueTimes,
  terminalStates,
} from './assignment.ts';
import { plusWorkingDays } from './working-days.ts';

/**
 * What may be done in which state (domain.md §2.6). A crew that leaves at once need not acknowledge first: `en_route`
 * does both. `finish` from ACKNOWLEDGED is what bodies do that work from afar (PLN switches the feeder back on).
 */
export const assignmentCan: Readonly<Record<AssignmentState, readonly CommandKind[]>> = {
  SENT: ['deliver', 'fail_send', 'acknowledge', 'reject', 'reroute', 'en_route', 'cancel'],
  DELIVERED: ['acknowledge', 'reject', 'reroute', 'en_route', 'cancel'],
  SEND_FAILED: ['deliver', 'acknowledge', 'reject', 'reroute', 'en_route', 'cancel'],
  ACKNOWLEDGED: ['reject', 'reroute', 'en_route', 'arrive', 'finish', 'cancel'],
  EN_ROUTE: ['reject', 'reroute', 'arrive', 'finish', 'cancel'],
  ON_SCENE: ['reject', 'reroute', 'handle', 'finish', 'cancel'],
  HANDLING: ['finish', 'cancel'],
  DONE: [],
  NOT_FOUND: [],
  REJECTED: [],
  REROUTED: [],
  CANCELLED: [],
};

export function isTerminal(state: AssignmentState): boolean {
  // Widened, because includes() asks for a member of the list it looks in.
  return (terminalStates as readonly AssignmentState[]).includes(state);
}

/** The moment columns of an assignment that a step may set. */
export type Moment = 'deliveredAt' | 'acknowledgedAt' | 'enRouteAt' | 'arrivedAt' | 'finishedAt' | 'endedAt';

/** One step as it is written: the new state, the columns it sets to now, the events, in order. */
export interface Step {
  readonly state: AssignmentState;
  readonly sets: readonly Moment[];
  readonly reason: string | null;
  readonly result: 'DONE' | 'NOT_FOUND' | null;
  readonly events: readonly { readonly name: string; readonly content: Readonly<Record<string, string>> }[];
}

/** Decide a command. Whoever acknowledges late, or twice, or after the end is told what the state is by now. */
export function decide(assignment: Assignment, command: AssignmentCommand): Result<Step, 'assignment.not_possible'> {
  if (!assignmentCan[assignment.state].includes(command.kind))
    return refuse('assignment.not_possible', { state: assignment.state });
  const step = stepOf(command);
  // A crew on its way has read the task, whatever button came first.
  const implied = command.kind === 'en_route' && assignment.acknowledgedAt === null;
  if (!implied) return ok(step);
  return ok({
    ...step,
    sets: ['acknowledgedAt', ...step.sets],
    events: [{ name: 'assignment.acknowledged', content: {} }, ...step.events],
  });
}

function stepOf(command: AssignmentCommand): Step {
  const plain = { reason: null, result: null };
  const event = (name: string, content: Record<string, string> = {}) => [{ name: `assignment.${name}`, content }];
  switch (command.kind) {
    case 'deliver':
      return { ...plain, state: 'DELIVERED', sets: ['deliveredAt'], events: event('delivered') };
    case 'fail_send':
      return { ...plain, state: 'SEND_FAILED', sets: [], events: event('send_failed') };
    case 'acknowledge':
      return { ...plain, state: 'ACKNOWLEDGED', sets: ['acknowledgedAt'], events: event('acknowledged') };
    case 'en_route':
      return { ...plain, state: 'EN_ROUTE', sets: ['enRouteAt'], events: event('en_route') };
    case 'arrive':
      return { ...plain, state: 'ON_SCENE', sets: ['arrivedAt'], events: event('arrived') };
    case 'handle':
      return { ...plain, state: 'HANDLING', sets: [], events: event('handling') };
    case 'finish': {
      const { result } = command;
      return {
        state: result,
        sets: ['finishedAt', 'endedAt'],
        reason: null,
        result,
        events: event('finished', { result }),
      };
    }
    case 'reject':
      return {
        ...plain,
        state: 'REJECTED',
        sets: ['endedAt'],
        reason: command.reason,
        events: event('rejected', { reasonCode: command.reason }),
      };
    case 'reroute':
      return {
        ...plain,
        state: 'REROUTED',
        sets: ['endedAt'],
        reason: command.reason,
        events: event('rerouted', { reasonCode: command.reason }),
      };
    case 'cancel':
      return {
        ...plain,
        state: 'CANCELLED',
        sets: ['endedAt'],
        reason: command.reason,
        events: event('cancelled', { reasonCode: command.reason }),
      };
  }
}

const oneOfEachKind: readonly AssignmentCommand[] = [
  { kind: 'deliver' },
  { kind: 'fail_send' },
  { kind: 'acknowledge' },
  { kind: 'en_route' },
  { kind: 'arrive' },
  { kind: 'handle' },
  { kind: 'finish', result: 'DONE' },
  { kind: 'reject', reason: 'no_crew' },
  { kind: 'reroute', reason: 'no_crew' },
  { kind: 'cancel', reason: 'not_needed' },
];
const stateByEvent = new Map(
  oneOfEachKind.map(stepOf).flatMap(({ state, events }) => events.map(({ name }) => [name, state] as const)),
);

/**
 * Open assignments as the name of an event alone tells them: its assignment in the new state, or gone from among them. What
 * else the event changed (the clock) a screen reads afterwards; the state is worth showing before that.
 */
export function afterEvent<Row extends { readonly id: string; readonly state: AssignmentState }>(
  open: readonly Row[],
  event: { readonly name: string; readonly subjectId: string },
): readonly Row[] {
  const state = stateByEvent.get(event.name);
  if (state === undefined || !open.some((row) => row.id === event.subjectId)) return open;
  if (isTerminal(state)) return open.filter((row) => row.id !== event.subjectId);
  return open.map((row) => (row.id === event.subjectId ? { ...row, state } : row));
}

/** The clock of a priority, the narrower one of its category first. */
export function chooseClock(
  clocks: readonly ClockTargets[],
  priority: Priority,
  category: Category | null,
): ClockTargets | null {
  const fitting = clocks.filter((clock) => clock.priority === priority);
  return (
    fitting.find((clock) => clock.category !== null && clock.category === category) ??
    fitting.find((clock) => clock.category === null) ??
    null
  );
}

/** Targets as moments, counted from `from`; working days run on the agency's calendar. */
export function dueTimes(
  clock: ClockTargets | null,
  from: Instant,
  agency: { calendar: Calendar | null; zone: Zone },
): DueTimes {
  const due = (seconds: number | null | undefined): Instant | null => {
    if (clock === null || seconds === null || seconds === undefined) return null;
    if (clock.workingDays) return plusWorkingDays(from, Math.ceil(seconds / 86_400), agency.calendar, agency.zone);
    return plusMs(from, seconds * 1000);
  };
  return {
    acknowledgeDueAt: due(clock?.acknowledgeS),
    arriveDueAt: due(clock?.arriveS),
    resolveDueAt: due(clock?.resolveS),
  };
}

/** After the priority was raised: each target the earlier of what it was and what it would be if it were sent now. */
export function tighten(old: DueTimes, fresh: DueTimes): DueTimes {
  const earlier = (a: Instant | null, b: Instant | null) => (a === null ? b : b === null || a < b ? a : b);
  return {
    acknowledgeDueAt: earlier(old.acknowledgeDueAt, fresh.acknowledgeDueAt),
    arriveDueAt: earlier(old.arriveDueAt, fresh.arriveDueAt),
    resolveDueAt: earlier(old.resolveDueAt, fresh.resolveDueAt),
  };
}

/** Without a target an open assignment is looked at again after this long: nothing stays "sent" for ever (invariant 4). */
export const quietLimitMs = 24 * 3_600_000;

/** The one clock that runs in this state; null when the assignment has ended. `hasTarget` false: the quiet limit. */
export function runningClock(
  assignment: Pick<Assignment, 'state' | 'sentAt'> & DueTimes,
): { clock: ClockName; dueAt: Instant; hasTarget: boolean } | null {
  const clock = clockOf(assignment);
  if (clock === null) return null;
  const target = {
    acknowledge: assignment.acknowledgeDueAt,
    arrive: assignment.arriveDueAt,
    resolve: assignment.resolveDueAt,
  }[clock];
  return { clock, dueAt: target ?? plusMs(assignment.sentAt, quietLimitMs), hasTarget: target !== null };
}

function clockOf(assignment: Pick<Assignment, 'state'> & DueTimes): ClockName | null {
  switch (assignment.state) {
    case 'SENT':
    case 'DELIVERED':
    case 'SEND_FAILED':
      return 'acknowledge';
    case 'ACKNOWLEDGED':
    case 'EN_ROUTE':
      return assignment.arriveDueAt === null ? 'resolve' : 'arrive';
    case 'ON_SCENE':
    case 'HANDLING':
      return 'resolve';
    default:
      return null;
  }
}

const shortestRepeatMs = 2 * 60_000;

/**
 * When an overdue assignment is raised again after its `step`-th escalation: after as long as the target itself took, twice
 * as long each time, between two minutes and a day. Never silent, never a drum that people learn to ignore.
 */
export function nextEscalationAt(
  assignment: Pick<Assignment, 'sentAt'>,
  dueAt: Instant,
  step: number,
  now: Instant,
): Instant {
  const first = Math.max(shortestRepeatMs, msBetween(assignment.sentAt, dueAt));
  return plusMs(now, Math.min(first * 2 ** Math.min(step - 1, 20), quietLimitMs));
}
