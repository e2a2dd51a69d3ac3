import { z } from 'zod';
import { anyDisposition, callState } from '#features/calls/call.ts';
import { assignmentState } from '#features/dispatch/assignment.ts';
import { incidentState, priority, source } from '#features/incidents/incident.ts';

/** `2026-11`; a call belongs to the month of its arrival, an incident and its assignments to that of its first VERIFIED. */
export const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);

const moment = z.iso.datetime();

/** What figures know of a call: ids, times and codes. */
export const callRow = z.object({
  id: z.uuid(),
  number: z.number().int(),
  direction: z.enum(['inbound', 'outbound']),
  purpose: z.enum(['public', 'canary', 'drill', 'test']),
  state: callState,
  arrivedAt: moment,
  queuedAt: moment.nullable(),
  answeredAt: moment.nullable(),
  endedAt: moment.nullable(),
  wrappedUpAt: moment.nullable(),
  disposition: anyDisposition.nullable(),
  /** Which of the month's nuisance numbers called: an ordinal without meaning; null for other calls and withheld numbers. */
  nuisanceNo: z.number().int().positive().nullable().default(null),
});
export type CallRow = z.output<typeof callRow>;

export const incidentRow = z.object({
  id: z.uuid(),
  number: z.number().int(),
  source,
  /** Of the call that opened it; an incident without a call is public. */
  purpose: callRow.shape.purpose,
  state: incidentState,
  typeCode: z.string(),
  priority,
  districtCode: z.string().nullable(),
  reportedAt: moment,
  /** The first human answer to any call linked to it. */
  firstAnsweredAt: moment.nullable(),
  verifiedAt: moment,
  resolvedAt: moment.nullable(),
  closedAt: moment.nullable(),
  reopenedCount: z.number().int(),
  callerInformedResult: z.enum(['informed', 'tried', 'not_needed']).nullable(),
});
export type IncidentRow = z.output<typeof incidentRow>;

export const assignmentRow = z.object({
  id: z.uuid(),
  incidentId: z.uuid(),
  agencyCode: z.string(),
  part: z.enum(['lead', 'support']),
  state: assignmentState,
  sentAt: moment,
  acknowledgedAt: moment.nullable(),
  enRouteAt: moment.nullable(),
  arrivedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  endedAt: moment.nullable(),
  acknowledgeDueAt: moment.nullable(),
  arriveDueAt: moment.nullable(),
  resolveDueAt: moment.nullable(),
});
export type AssignmentRow = z.output<typeof assignmentRow>;

/** Everything the figures of a month are computed from; the export is exactly this. */
export interface MonthRows {
  readonly calls: readonly CallRow[];
  readonly incidents: readonly IncidentRow[];
  readonly assignments: readonly AssignmentRow[];
}
export const tables = ['calls', 'incidents', 'assignments'] as const;
export type Table = (typeof tables)[number];

/** What a figure is broken down by; `all` is the whole month, `within` the share of it within so many seconds (goals.ts). */
export const dimensions = ['all', 'priority', 'agency', 'type', 'source', 'disposition', 'within'] as const;
export type Dimension = (typeof dimensions)[number];

const scope = { code: z.string(), by: z.enum(dimensions), key: z.string().nullable() };
/** One figure. Rates are given by their parts, so that nobody has to guess the denominator; durations are milliseconds. */
export const figure = z.discriminatedUnion('kind', [
  z.object({ ...scope, kind: z.literal('count'), value: z.number().int() }),
  z.object({ ...scope, kind: z.literal('rate'), part: z.number().int(), whole: z.number().int() }),
  z.object({
    ...scope,
    kind: z.literal('duration'),
    count: z.number().int(),
    p50: z.number().nullable(),
    p90: z.number().nullable(),
    mean: z.number().nullable(),
  }),
]);
export type Figure = z.output<typeof figure>;

export const violationCodes = [
  'FUNNEL',
  'DISPOSITION',
  'WAITING',
  'UNCLASSIFIED',
  'CALL_ORDER',
  'INCIDENT_ORDER',
  'ASSIGNMENT_ORDER',
  'MONTH',
] as const;
/** A row that breaks a rule the figures stand on. */
export const violation = z.object({
  code: z.enum(violationCodes),
  table: z.enum(tables),
  id: z.uuid(),
  number: z.number().int().nullable(),
});
export type Violation = z.output<typeof violation>;
