import type { Texts } from '#platform/shared/texts.ts';
import { msBetween } from '#platform/shared/time.ts';
import type { LinkedAssignment, LinkedIncident } from './link-rows.ts';
import type { CallRow, Dimension } from './month.ts';
import type { LinkedCall } from './nuisance-numbers.ts';
import { kpiTexts } from './texts.ts';

/** Seconds within which an answer is in time (domain.md §2.8: 10 s; design.md §5 adds 30 s). What is aimed at is a goal (goals.ts). */
export const answerSeconds = 10;
export const lateAnswerSeconds = 30;

/** How one figure comes from rows. `agency` is the agency it is asked for, null for the whole. */
export type Formula<Row> =
  | { readonly kind: 'count'; readonly counts: (row: Row) => boolean }
  | { readonly kind: 'rate'; readonly whole: (row: Row) => boolean; readonly part: (row: Row) => boolean }
  | { readonly kind: 'duration'; readonly ms: (row: Row, agency: string | null) => number | null };

interface KpiFacts {
  readonly by: readonly Dimension[];
  /** Whose clock the times are from. */
  readonly clock: 'asterisk' | 'server' | 'device';
  /** P4 has clocks in working days: it is shown as a priority of its own and never counted into the rest. */
  readonly withoutP4?: true;
  /** A share of which less is better. */
  readonly lessIsBetter?: true;
}
export type Kpi = KpiFacts &
  (
    | {
        readonly table: 'calls';
        readonly formula: Formula<LinkedCall>;
        /** The same for another number of seconds; a duration needs none, its own times are compared. */
        readonly at?: (seconds: number) => Formula<LinkedCall>;
      }
    | { readonly table: 'incidents'; readonly formula: Formula<LinkedIncident> }
    | { readonly table: 'assignments'; readonly formula: Formula<LinkedAssignment> }
  );

/** Inbound calls of citizens; tests, drills and our own canaries are no demand. */
export const isCounted = (call: CallRow): boolean => call.direction === 'inbound' && call.purpose === 'public';

/** The six ways a call can stand; every counted call is in exactly one (design.md invariant 3). */
export const funnel = {
  IVR_ENDED: (call: CallRow) => call.state === 'lost' && (call.queuedAt === null || call.disposition === 'IVR_ENDED'),
  ABANDONED: (call: CallRow) => call.state === 'lost' && call.queuedAt !== null && call.disposition !== 'IVR_ENDED',
  ANSWERED: (call: CallRow) => (call.state === 'answered' || call.state === 'ended') && call.answeredAt !== null,
  OVERFLOWED: (call: CallRow) => call.state === 'overflowed',
  FAILED: (call: CallRow) => call.state === 'failed',
  WAITING: (call: CallRow) => ['arrived', 'queued', 'offered'].includes(call.state) && call.answeredAt === null,
} as const satisfies Record<string, (call: CallRow) => boolean>;
export const funnelParts = [
  'ANSWERED',
  'ABANDONED',
  'IVR_ENDED',
  'OVERFLOWED',
  'FAILED',
  'WAITING',
] as const satisfies (keyof typeof funnel)[];

const both = (a: (call: CallRow) => boolean, b: (call: CallRow) => boolean) => (call: CallRow) => a(call) && b(call);
const isAnswered = both(isCounted, funnel.ANSWERED);
const isAbandoned = both(isCounted, funnel.ABANDONED);
const hasCode = (...codes: readonly string[]) => both(isAnswered, (call) => codes.includes(call.disposition ?? ''));

export const nuisanceCodes = ['PRANK_CHILD', 'PRANK_ADULT', 'PRANK_ABUSIVE', 'HOAX_CONFIRMED'] as const;
/** What published figures usually add to it (domain.md §2.10); shown apart, because a silent caller may be a victim. */
const doubtfulCodes = ['GHOST', 'HOAX_SUSPECTED', 'ACCIDENTAL'] as const;

/** Nuisance calls in the narrow sense; their numbers are counted as well. */
export const isNuisance = hasCode(...nuisanceCodes);

/** Milliseconds, or null when one of the two did not happen; a negative time is no time and is reported as a violation. */
function span(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const ms = msBetween(from, to);
  return ms < 0 ? null : ms;
}
const answerMs = (call: CallRow) => span(call.arrivedAt, call.answeredAt);
const inTime = (at: string | null, due: string | null) => at !== null && due !== null && at <= due;
const isWithin = (call: CallRow, seconds: number) => (answerMs(call) ?? Number.POSITIVE_INFINITY) <= seconds * 1000;
const waitedOver = (call: CallRow, seconds: number) => (span(call.arrivedAt, call.endedAt) ?? 0) > seconds * 1000;
const serviceLevel = (seconds: number): Formula<LinkedCall> => ({
  kind: 'rate',
  whole: (call) => isAnswered(call) || (isAbandoned(call) && waitedOver(call, seconds)),
  part: (call) => isAnswered(call) && isWithin(call, seconds),
});

const isIncident = (incident: LinkedIncident) => incident.purpose === 'public' && incident.state !== 'MERGED';
const isPublic = (assignment: LinkedAssignment) => isIncident(assignment.incident);
const wasRefused = (assignment: LinkedAssignment) => assignment.state === 'REJECTED' || assignment.state === 'REROUTED';
const isOwed = (assignment: LinkedAssignment) =>
  isPublic(assignment) && !wasRefused(assignment) && assignment.state !== 'CANCELLED';

/** Of the agency's own assignments when one is asked for, else of all: the earliest (or latest) of a time. */
function timeOf(
  incident: LinkedIncident,
  agency: string | null,
  field: 'sentAt' | 'arrivedAt' | 'finishedAt',
  which: 'first' | 'last' = 'first',
): string | null {
  const times = incident.assignments
    .filter((one) => agency === null || one.agencyCode === agency)
    .map((one) => one[field])
    .filter((at) => at !== null)
    .sort();
  return (which === 'first' ? times[0] : times.at(-1)) ?? null;
}

const count = (counts: (call: LinkedCall) => boolean): Kpi => ({
  table: 'calls',
  by: ['all'],
  clock: 'asterisk',
  formula: { kind: 'count', counts },
});
const response = (
  ms: (incident: LinkedIncident, agency: string | null) => number | null,
  clock: Kpi['clock'] = 'server',
): Kpi => ({
  table: 'incidents',
  by: ['all', 'priority', 'agency'],
  clock,
  withoutP4: true,
  formula: { kind: 'duration', ms: (incident, agency) => (isIncident(incident) ? ms(incident, agency) : null) },
});
const incidentCount = (by: readonly Dimension[], counts: (incident: LinkedIncident) => boolean): Kpi => ({
  table: 'incidents',
  by,
  clock: 'server',
  formula: { kind: 'count', counts },
});
const perAgency = (formula: Formula<LinkedAssignment>): Kpi => ({
  table: 'assignments',
  by: ['all', 'agency', 'priority'],
  clock: 'server',
  formula,
});

/**
 * The dictionary: one meaning for each figure, computed here for the page, the export's check and `verify` alike.
 * Percentiles are by nearest rank: of n sorted values the ceil(p × n)-th (no value that never happened is shown).
 */
export const kpis = {
  OFFERED: count(isCounted),
  ANSWERED: count(isAnswered),
  ABANDONED: count(isAbandoned),
  IVR_ENDED: count(both(isCounted, funnel.IVR_ENDED)),
  OVERFLOWED: count(both(isCounted, funnel.OVERFLOWED)),
  FAILED: count(both(isCounted, funnel.FAILED)),
  WAITING: count(both(isCounted, funnel.WAITING)),
  DISPOSITIONS: {
    ...count(both(isAnswered, (call) => call.disposition !== null)),
    by: ['all', 'disposition'],
    clock: 'server',
  },
  UNCLASSIFIED: count(both(isAnswered, (call) => call.disposition === null)),
  ANSWER_RATE: {
    ...count(isCounted),
    table: 'calls',
    formula: { kind: 'rate', whole: both(isCounted, (call) => !funnel.IVR_ENDED(call)), part: isAnswered },
  },
  SERVICE_LEVEL: { ...count(isCounted), table: 'calls', formula: serviceLevel(answerSeconds), at: serviceLevel },
  SERVICE_LEVEL_30: { ...count(isCounted), table: 'calls', formula: serviceLevel(lateAnswerSeconds) },
  ANSWER_TIME: {
    ...count(isCounted),
    table: 'calls',
    formula: { kind: 'duration', ms: (call) => (isAnswered(call) ? answerMs(call) : null) },
  },
  HANDLE_TIME: {
    ...count(isCounted),
    table: 'calls',
    formula: {
      kind: 'duration',
      ms: (call) =>
        isAnswered(call) && call.endedAt !== null ? span(call.answeredAt, call.wrappedUpAt ?? call.endedAt) : null,
    },
  },
  NUISANCE: count(isNuisance),
  NUISANCE_RATE: {
    ...count(isCounted),
    table: 'calls',
    lessIsBetter: true,
    formula: { kind: 'rate', whole: isAnswered, part: isNuisance },
  },
  UNIQUE_NUISANCE: count((call) => call.isFirstOfNumber),
  NUISANCE_TOP10: {
    ...count(isCounted),
    table: 'calls',
    formula: {
      kind: 'rate',
      whole: (call) => call.numberRank !== null,
      part: (call) => call.numberRank !== null && call.numberRank <= 10,
    },
  },
  GHOST: count(hasCode('GHOST')),
  HOAX_SUSPECTED: count(hasCode('HOAX_SUSPECTED')),
  ACCIDENTAL: count(hasCode('ACCIDENTAL')),
  NUISANCE_WIDE: count(hasCode(...nuisanceCodes, ...doubtfulCodes)),
  TICKETS: incidentCount(['all'], (incident) => incident.purpose === 'public'),
  INCIDENTS: incidentCount(['all', 'priority', 'type', 'source', 'agency'], isIncident),
  MERGED: incidentCount(['all'], (incident) => incident.purpose === 'public' && incident.state === 'MERGED'),
  FALSE_REPORTS: incidentCount(['all'], (incident) => isIncident(incident) && incident.state === 'FALSE_REPORT'),
  REOPENED: incidentCount(['all'], (incident) => isIncident(incident) && incident.reopenedCount > 0),
  FEEDBACK_RATE: {
    table: 'incidents',
    by: ['all'],
    clock: 'server',
    formula: {
      kind: 'rate',
      whole: (incident) =>
        isIncident(incident) &&
        (incident.state === 'RESOLVED' || incident.state === 'CLOSED') &&
        incident.callerInformedResult !== 'not_needed',
      part: (incident) => incident.callerInformedResult === 'informed' || incident.callerInformedResult === 'tried',
    },
  },
  T_TICKET: response((incident) =>
    incident.source === 'call' ? span(incident.firstAnsweredAt, incident.verifiedAt) : null,
  ),
  T_DISPATCH: response((incident, agency) => span(incident.verifiedAt, timeOf(incident, agency, 'sentAt'))),
  T_ACK: {
    table: 'assignments',
    by: ['all', 'priority', 'agency'],
    clock: 'server',
    withoutP4: true,
    formula: {
      kind: 'duration',
      ms: (assignment) => (isPublic(assignment) ? span(assignment.sentAt, assignment.acknowledgedAt) : null),
    },
  },
  T_ARRIVAL: response((incident, agency) => span(incident.startAt, timeOf(incident, agency, 'arrivedAt')), 'device'),
  T_RESOLVE: response(
    (incident, agency) =>
      span(incident.startAt, agency === null ? incident.resolvedAt : timeOf(incident, agency, 'finishedAt', 'last')),
    'device',
  ),
  ASSIGNED: perAgency({ kind: 'count', counts: isPublic }),
  SLA_ACK: perAgency({
    kind: 'rate',
    // Cancelled after its acknowledgement it still counts; cancelled before, nobody can tell.
    whole: (one) =>
      isPublic(one) &&
      !wasRefused(one) &&
      (one.state !== 'CANCELLED' || one.acknowledgedAt !== null) &&
      one.acknowledgeDueAt !== null,
    part: (one) => inTime(one.acknowledgedAt, one.acknowledgeDueAt),
  }),
  SLA_ARRIVE: perAgency({
    kind: 'rate',
    whole: (one) => isOwed(one) && one.arriveDueAt !== null,
    part: (one) => inTime(one.arrivedAt, one.arriveDueAt),
  }),
  SLA_RESOLVE: perAgency({
    kind: 'rate',
    whole: (one) => isOwed(one) && one.resolveDueAt !== null,
    part: (one) => inTime(one.finishedAt, one.resolveDueAt),
  }),
  REJECTED: perAgency({ kind: 'count', counts: (one) => isPublic(one) && wasRefused(one) }),
  REROUTED: perAgency({ kind: 'count', counts: (one) => isPublic(one) && one.state === 'REROUTED' }),
  UNACKNOWLEDGED: perAgency({ kind: 'count', counts: (one) => isOwed(one) && one.acknowledgedAt === null }),
} as const satisfies Record<string, Kpi>;

export type KpiCode = keyof typeof kpis;
// Object.keys forgets the key type; the table above is the only source of the keys.
export const kpiCodes = Object.keys(kpis) as KpiCode[];
export const isKpiCode = (code: string): code is KpiCode => Object.hasOwn(kpis, code);

/** Label and definition; a figure without a text does not compile. */
export const kpiLabels: Texts<KpiCode> = mapTexts((one) => one.label);
export const kpiDefinitions: Texts<KpiCode> = mapTexts((one) => one.definition);

function mapTexts(
  pick: (one: (typeof kpiTexts)[KpiCode]) => { readonly id: string; readonly en: string },
): Texts<KpiCode> {
  // Built from exactly the codes of the dictionary.
  return Object.fromEntries(kpiCodes.map((code) => [code, pick(kpiTexts[code])])) as Texts<KpiCode>;
}
