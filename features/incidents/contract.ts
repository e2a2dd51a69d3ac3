import { z } from 'zod';
import { districtCode, point, villageCode } from '#features/places/place.ts';
import { accuracyM, positionSource, regencyRef, villageMethod } from '#features/places/position.ts';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import {
  callerResult,
  callId,
  callRelation,
  category,
  formSources,
  incidentId,
  incidentState,
  incidentType,
  incidentTypeId,
  lifeAtRisk,
  noteId,
  particulars,
  priority,
  priorityReasons,
  showReasons,
  source,
} from './incident.ts';
import { refusals } from './texts.ts';

const person = z.object({ id: z.uuid(), name: z.string() });
const typeInBrief = z.object({
  id: incidentTypeId,
  code: z.string(),
  category,
  name: z.object({ id: z.string(), en: z.string() }),
});
const village = z.object({ code: villageCode, name: z.string(), districtCode, districtName: z.string() });

/** One line of a list, a board, a map. No caller, and no words of the place for who may not see them. */
export const incidentItem = z.object({
  id: incidentId,
  number: z.number().int(),
  state: incidentState,
  source,
  type: typeInBrief.nullable(),
  priority: priority.nullable(),
  lifeAtRisk: lifeAtRisk.nullable(),
  sensitive: z.boolean(),
  /** Nobody calls back, and nobody comes with sirens. */
  callerCannotSpeak: z.boolean(),
  village: village.nullable(),
  placeText: z.string().nullable(),
  landmark: z.string().nullable(),
  point: point.nullable(),
  /** How the point came and how exact it is; metres, null: not known. */
  placed: z.object({ source: positionSource, accuracyM }).nullable(),
  /** How the village was found; `distanceM` to its point, with `nearest_point`. */
  jurisdiction: z.object({ method: villageMethod, distanceM: z.number().int().nullable() }).nullable(),
  /** The point lies in another regency: a misrouted call, or one to hand over. */
  outside: regencyRef.nullable(),
  reportedAt: instant,
  verifiedAt: instant.nullable(),
  dispatchedAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  closedAt: instant.nullable(),
  openAssignments: z.number().int(),
  version: z.number().int(),
});

/**
 * How much of the caller this reader sees. `full`: the call taker in call and wrap-up, or after a 'show';
 * `masked`: ask by `showCaller`; `first_name`: agencies, who call through the centre; `hidden`: a sensitive incident.
 */
export const callerView = z.object({
  level: z.enum(['full', 'masked', 'first_name', 'hidden']),
  name: z.string().nullable(),
  number: z.string().nullable(),
});

export const linkedCall = z.object({
  callId,
  number: z.number().int(),
  relation: callRelation,
  arrivedAt: instant,
  answeredAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** `GET /api/calls/:id/recording` plays it, when the reader may. */
  recorded: z.boolean(),
});

export const incidentView = incidentItem.extend({
  description: z.string().nullable(),
  /** True when words, point and description were withheld because the incident is sensitive. */
  withheld: z.boolean(),
  caller: callerView,
  openedBy: person.nullable(),
  /** What is still missing before it can be dispatched. */
  missing: z.array(z.enum(['type', 'place', 'life_at_risk'])),
  routingRuleId: z.uuid().nullable(),
  reopenedCount: z.number().int(),
  resolutionReason: z.string().nullable(),
  callerInformed: z.object({ at: instant, result: callerResult }).nullable(),
  calls: z.array(linkedCall),
  /** The last change, for the reader whose own was refused as stale. */
  lastChange: z.object({ at: instant, by: person.nullable(), fields: z.array(z.string()) }).nullable(),
});
export type IncidentView = z.output<typeof incidentView>;
export type IncidentItem = z.output<typeof incidentItem>;

const byId = z.object({ id: incidentId });

export const listIncidentTypes = route({
  method: 'GET',
  path: '/api/incident-types',
  summary: 'Incident types with their everyday words',
  permission: 'incident.read',
  output: z.object({ items: z.array(incidentType) }),
});

/** With the three fields it is VERIFIED at once, else DRAFT. Without a call `source` says where it came from. */
export const openIncident = route({
  method: 'POST',
  path: '/api/incidents',
  summary: 'Open an incident, from a call or without one',
  permission: 'incident.create',
  body: z
    .object({
      ...z.object(particulars).partial().shape,
      callId: callId.optional(),
      source: z.enum(formSources).optional(),
      /** When it was reported, if earlier than now (a paper note, a radio log). */
      reportedAt: instant.optional(),
      /** A template of disaster mode says that it is at least this urgent. */
      atLeast: priority.optional(),
    })
    .refine((body) => (body.callId === undefined) !== (body.source === undefined), {
      message: 'either callId or source',
    }),
  output: incidentView,
  refusals: pick(
    refusals,
    'incident.type_unknown',
    'incident.village_unknown',
    'incident.call_unknown',
    'incident.call_already_linked',
    'incident.source_not_allowed',
    'incident.reported_in_future',
  ),
});

/** Only the given fields change. `version` is the one the writer saw; a stale one is refused and says which fields changed. */
export const changeIncident = route({
  method: 'PATCH',
  path: '/api/incidents/:id',
  summary: 'Change an incident',
  permission: 'incident.edit',
  params: byId,
  body: z.object({
    ...z.object(particulars).partial().shape,
    version: z.number().int().min(1),
    priority: priority.optional(),
    /** Needed to lower the priority. */
    priorityReason: z.enum(priorityReasons).optional(),
  }),
  output: incidentView,
  refusals: pick(
    refusals,
    'incident.not_found',
    'incident.stale',
    'incident.ended',
    'incident.type_unknown',
    'incident.village_unknown',
    'incident.priority_reason_needed',
    'incident.life_at_risk',
    'incident.field_needed',
    'incident.sensitive',
  ),
});

/** Newest first. An agency sees the incidents it has or had an assignment on. */
export const listIncidents = route({
  method: 'GET',
  path: '/api/incidents',
  summary: 'Incidents, open and ended',
  permission: 'incident.read',
  query: pageQuery.extend({
    group: z.enum(['open', 'ended', 'all']).default('open'),
    state: incidentState.optional(),
    typeId: incidentTypeId.optional(),
    category: category.optional(),
    priority: priority.optional(),
    source: source.optional(),
    districtCode: districtCode.optional(),
    villageCode: villageCode.optional(),
    number: z.coerce.number().int().min(1).optional(),
    /** The incident of a call; when that was merged, the one it counts for. */
    callId: callId.optional(),
    merged: z.enum(['hidden', 'shown']).default('hidden'),
    /** Bounds of `reportedAt`, the second exclusive. */
    from: instant.optional(),
    to: instant.optional(),
  }),
  output: page(incidentItem),
});

export const readIncident = route({
  method: 'GET',
  path: '/api/incidents/:id',
  summary: 'One incident',
  permission: 'incident.read',
  params: byId,
  output: incidentView,
  refusals: pick(refusals, 'incident.not_found'),
});

export const addNote = route({
  method: 'POST',
  path: '/api/incidents/:id/notes',
  summary: 'Write a note',
  permission: 'incident.note',
  params: byId,
  body: z.object({ text: z.string().trim().min(1).max(4000), assignmentId: z.uuid().optional() }),
  output: z.object({ id: noteId, writtenAt: instant }),
  refusals: pick(refusals, 'incident.not_found', 'incident.sensitive'),
});

export const linkCall = route({
  method: 'POST',
  path: '/api/incidents/:id/calls',
  summary: 'Link a call: it opened the incident, reports it again, or asks about it',
  permission: 'incident.edit',
  params: byId,
  body: z.object({ callId, relation: callRelation }),
  output: incidentView,
  refusals: pick(
    refusals,
    'incident.not_found',
    'incident.call_unknown',
    'incident.call_already_linked',
    'incident.drill_mixed',
    'incident.ended',
  ),
});

/** The full name and number, logged with the reason; further reads by this person show it for the rest of the shift (12 h). */
export const showCaller = route({
  method: 'POST',
  path: '/api/incidents/:id/caller',
  summary: "Show the caller's name and number, with a reason",
  permission: 'caller.show',
  params: byId,
  body: z.object({ reason: z.enum(showReasons) }),
  output: callerView,
  refusals: pick(refusals, 'incident.not_found', 'incident.sensitive'),
});

export const timelineEntry = z.object({
  seq: z.number().int(),
  /** An event name; `timelineTexts[name]` says it, with `values` for its placeholders. */
  name: z.string(),
  at: instant,
  /** Whose clock `at` was read from. */
  clock: z.enum(['server', 'asterisk', 'device', 'operator', 'import']),
  actor: z.object({ kind: z.enum(['user', 'system', 'link', 'public']), name: z.string().nullable() }),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
  callId: callId.nullable(),
  assignmentId: z.uuid().nullable(),
  /** The words of a note, unless erased or withheld. */
  note: z.string().nullable(),
  /** Where to play the recording of the call. */
  recording: z.object({ path: z.string(), durationMs: z.number().nullable() }).nullable(),
});
export type TimelineEntry = z.output<typeof timelineEntry>;

/** Oldest first, whole: an incident has tens of events, not thousands. */
export const readTimeline = route({
  method: 'GET',
  path: '/api/incidents/:id/timeline',
  summary: 'What happened, from the events',
  permission: 'incident.read',
  params: byId,
  output: z.object({ items: z.array(timelineEntry) }),
  refusals: pick(refusals, 'incident.not_found'),
});
