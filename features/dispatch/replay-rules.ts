import type { TimelineEntry } from '#features/incidents/contract.ts';
import { type IncidentState, incidentStates, type LifeAtRisk, type Priority } from '#features/incidents/incident.ts';
import { type Instant, plusMs } from '#platform/shared/time.ts';
import { type AssignmentState, assignmentStates, type Part } from './assignment.ts';
import { runningClock } from './rules.ts';

/*
 * An incident as it stood at a moment, from its events alone: what the replay shows. The same events make the columns of the
 * tables (features/monev/replay.ts); a test holds the two together.
 */

/** What of a timeline the replay reads. */
export type PlayedEvent = Pick<TimelineEntry, 'seq' | 'name' | 'at' | 'values' | 'callId' | 'assignmentId'>;

export interface ReplayedAssignment {
  readonly id: string;
  readonly agency: string;
  readonly part: Part;
  readonly state: AssignmentState;
  readonly sentAt: Instant;
  readonly acknowledgeDueAt: Instant | null;
  readonly arriveDueAt: Instant | null;
  readonly resolveDueAt: Instant | null;
  readonly escalationStep: number;
  /** When it came into this state. */
  readonly since: Instant;
}

export interface ReplayedCall {
  readonly id: string;
  readonly number: number | null;
  readonly state: 'waiting' | 'talking' | 'held' | 'ended' | 'lost';
  /** Who has it at their desk. */
  readonly person: string | null;
  readonly since: Instant;
}

export interface ReplayedIncident {
  /** Null: not opened yet. */
  readonly state: IncidentState | null;
  readonly priority: Priority | null;
  readonly lifeAtRisk: LifeAtRisk | null;
  readonly cannotSpeak: boolean;
  readonly reopenedCount: number;
  readonly callerInformed: string | null;
  readonly since: Instant | null;
}

export interface ReplayState {
  readonly incident: ReplayedIncident;
  readonly assignments: readonly ReplayedAssignment[];
  readonly calls: readonly ReplayedCall[];
}

const nothingYet: ReplayState = {
  incident: {
    state: null,
    priority: null,
    lifeAtRisk: null,
    cannotSpeak: false,
    reopenedCount: 0,
    callerInformed: null,
    since: null,
  },
  assignments: [],
  calls: [],
};

/** The state after these events, which come in the order of the timeline. */
export function fold(events: readonly PlayedEvent[]): ReplayState {
  return events.reduce(afterEvent, nothingYet);
}

/** The state at a moment: after everything that had happened by then. */
export function stateAt(events: readonly PlayedEvent[], at: Instant): ReplayState {
  return fold(events.filter((event) => event.at <= at));
}

function afterEvent(was: ReplayState, event: PlayedEvent): ReplayState {
  if (event.name.startsWith('incident.')) return { ...was, incident: afterIncidentEvent(was.incident, event) };
  if (event.name.startsWith('assignment.') && event.assignmentId !== null)
    return { ...was, assignments: afterAssignmentEvent(was.assignments, event, event.assignmentId) };
  if (event.name.startsWith('call.') && event.callId !== null)
    return { ...was, calls: afterCallEvent(was.calls, event, event.callId) };
  return was;
}

const text = (value: unknown) => (typeof value === 'string' ? value : null);
const oneOf = <Word extends string>(words: readonly Word[], value: unknown) =>
  words.find((word) => word === value) ?? null;

function factsOf(was: ReplayedIncident, { values }: PlayedEvent): Pick<ReplayedIncident, 'priority' | 'lifeAtRisk'> {
  return {
    priority: values.priority === undefined ? was.priority : oneOf(['P1', 'P2', 'P3', 'P4'], values.priority),
    lifeAtRisk: values.lifeAtRisk === undefined ? was.lifeAtRisk : oneOf(['yes', 'no', 'unknown'], values.lifeAtRisk),
  };
}

function afterIncidentEvent(was: ReplayedIncident, event: PlayedEvent): ReplayedIncident {
  const into = (state: IncidentState) => ({ ...was, state, since: event.at });
  switch (event.name) {
    case 'incident.opened':
      return into('DRAFT');
    case 'incident.verified':
      return { ...into('VERIFIED'), ...factsOf(was, event) };
    case 'incident.changed':
      return { ...was, ...factsOf(was, event) };
    case 'incident.dispatched':
      return into('DISPATCHED');
    case 'incident.resolved':
      return into('RESOLVED');
    case 'incident.reopened':
      return { ...into('DISPATCHED'), reopenedCount: was.reopenedCount + 1, callerInformed: null };
    case 'incident.caller_informed':
      return { ...was, callerInformed: text(event.values.result) };
    case 'incident.caller_silent':
      return { ...was, cannotSpeak: true };
    case 'incident.caller_speaks':
      return { ...was, cannotSpeak: false };
    case 'incident.cancelled':
      return into(oneOf(incidentStates, event.values.state) ?? 'CANCELLED');
    case 'incident.closed':
      return into('CLOSED');
    default:
      return was;
  }
}

const stateByEvent: Readonly<Record<string, AssignmentState>> = {
  'assignment.delivered': 'DELIVERED',
  'assignment.send_failed': 'SEND_FAILED',
  'assignment.acknowledged': 'ACKNOWLEDGED',
  'assignment.en_route': 'EN_ROUTE',
  'assignment.arrived': 'ON_SCENE',
  'assignment.handling': 'HANDLING',
  'assignment.rejected': 'REJECTED',
  'assignment.rerouted': 'REROUTED',
  'assignment.cancelled': 'CANCELLED',
};

function afterAssignmentEvent(
  was: readonly ReplayedAssignment[],
  event: PlayedEvent,
  id: string,
): readonly ReplayedAssignment[] {
  const { values, at } = event;
  if (event.name === 'assignment.sent')
    return [
      ...was,
      {
        id,
        agency: text(values.agency) ?? '',
        part: values.part === 'support' ? 'support' : 'lead',
        state: 'SENT',
        sentAt: at,
        ...dueTimes(values),
        escalationStep: 0,
        since: at,
      },
    ];
  return was.map((one) => {
    if (one.id !== id) return one;
    if (event.name === 'assignment.retargeted') return { ...one, ...dueTimes(values) };
    if (event.name === 'assignment.escalated') return { ...one, escalationStep: Number(values.step ?? 0) };
    const state =
      event.name === 'assignment.finished' ? oneOf(assignmentStates, values.result) : stateByEvent[event.name];
    return state == null ? one : { ...one, state, since: at };
  });
}

function dueTimes(values: PlayedEvent['values']) {
  return {
    acknowledgeDueAt: text(values.acknowledgeDueAt),
    arriveDueAt: text(values.arriveDueAt),
    resolveDueAt: text(values.resolveDueAt),
  };
}

const callStates: Readonly<Record<string, ReplayedCall['state']>> = {
  'call.answered': 'talking',
  'call.taken_over': 'talking',
  'call.held': 'held',
  'call.resumed': 'talking',
  'call.ended': 'ended',
  'call.lost': 'lost',
};

function afterCallEvent(was: readonly ReplayedCall[], event: PlayedEvent, id: string): readonly ReplayedCall[] {
  const number = typeof event.values.number === 'number' ? event.values.number : null;
  const known = was.find((call) => call.id === id) ?? {
    id,
    number,
    state: 'waiting' as const,
    person: null,
    since: event.at,
  };
  const state = callStates[event.name];
  const takes = event.name === 'call.answered' || event.name === 'call.taken_over';
  const next: ReplayedCall = {
    ...known,
    number: known.number ?? number,
    ...(state === undefined ? {} : { state, since: event.at }),
    person: takes ? (text(event.values.person) ?? known.person) : known.person,
  };
  return was.some((call) => call.id === id) ? was.map((call) => (call.id === id ? next : call)) : [...was, next];
}

/** The clock that ran for an assignment then, and whether it had run out. */
export function clockThen(
  one: ReplayedAssignment,
  at: Instant,
): { readonly dueAt: Instant; readonly late: boolean } | null {
  const clock = runningClock(one);
  return clock === null || !clock.hasTarget ? null : { dueAt: clock.dueAt, late: clock.dueAt <= at };
}

/** A recording on the time line: from the first sound, which is the arrival of the call. */
export interface PlayedRecording {
  readonly callId: string;
  readonly number: number;
  readonly from: Instant;
  readonly durationMs: number;
}

/** Where a recording stands at a moment, in seconds; null: it does not sound then. */
export function soundAt(recording: PlayedRecording, at: Instant): number | null {
  const ms = Date.parse(at) - Date.parse(recording.from);
  return ms < 0 || ms >= recording.durationMs ? null : ms / 1000;
}

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** From the first to the last of what is played; at least a second, so that there is a line to draw. */
export function spanOf(events: readonly PlayedEvent[], recordings: readonly PlayedRecording[]): Span | null {
  const moments = [
    ...events.map((event) => event.at),
    ...recordings.flatMap((one) => [one.from, plusMs(one.from, one.durationMs)]),
  ].toSorted();
  const [from, to] = [moments[0], moments.at(-1)];
  if (from === undefined || to === undefined) return null;
  return { from, to: to > plusMs(from, 1000) ? to : plusMs(from, 1000) };
}

export const replaySpeeds = ['1', '2', '4', '8', '16', '30', '60'] as const;
export type ReplaySpeed = (typeof replaySpeeds)[number];

/** Faster than this nobody understands a word, and browsers give up: the sound rests. */
export const fastestSound = 4;

/** A stretch without an event or a sound that is longer than this can be left out. */
export const quietMs = 15_000;
/** What is left of it before the next event, so that one sees it come. */
const runUpMs = 2000;

/**
 * Where the playing is after `ms` of the watcher's time. Quiet stretches are leapt over where `skips`; it ends at the end of
 * the span. A moment outside the span counts as its nearer end.
 */
export function advance(
  at: Instant,
  ms: number,
  play: {
    readonly speed: number;
    readonly skips: boolean;
    readonly span: Span;
    readonly events: readonly PlayedEvent[];
    readonly recordings: readonly PlayedRecording[];
  },
): Instant {
  const { span, events, recordings } = play;
  const start = within(at, span);
  const next = within(plusMs(start, ms * play.speed), span);
  if (!play.skips || recordings.some((one) => soundAt(one, start) !== null)) return next;
  const coming = [...events.map((event) => event.at), ...recordings.map((one) => one.from), span.to]
    .filter((moment) => moment > start)
    .toSorted()[0];
  if (coming === undefined || Date.parse(coming) - Date.parse(start) <= quietMs) return next;
  const leap = plusMs(coming, -runUpMs);
  return leap > next ? leap : next;
}

export function within(at: Instant, span: Span): Instant {
  if (at < span.from) return span.from;
  return at > span.to ? span.to : at;
}

/** The moment of the next event, or of the one before; the end of the span where there is none. */
export function neighbour(events: readonly PlayedEvent[], at: Instant, way: 'next' | 'previous', span: Span): Instant {
  const moments = events.map((event) => event.at);
  if (way === 'next') return moments.find((moment) => moment > at) ?? span.to;
  return moments.findLast((moment) => moment < at) ?? span.from;
}

/** How far along the line a moment lies, 0 to 1. */
export function shareOf(at: Instant, span: Span): number {
  const whole = Date.parse(span.to) - Date.parse(span.from);
  return Math.min(1, Math.max(0, (Date.parse(at) - Date.parse(span.from)) / whole));
}

export function momentOf(share: number, span: Span): Instant {
  return plusMs(span.from, Math.round(share * (Date.parse(span.to) - Date.parse(span.from))));
}
