import { z } from 'zod';
import { agencyId } from '#features/agencies/agency.ts';
import { incidentItem } from '#features/incidents/contract.ts';
import { incidentId, incidentState, lifeAtRisk, priority } from '#features/incidents/incident.ts';
import { point } from '#features/places/place.ts';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import {
  alerting,
  assignmentId,
  assignmentState,
  cancelReasons,
  clockNames,
  commandKinds,
  part,
  rejectReasons,
  rerouteReasons,
  results,
  sound,
} from './assignment.ts';
import { refusals } from './texts.ts';

/** For the contract of routing too. */
export const agencyInBrief = z.object({
  id: agencyId,
  code: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
});
const person = z.object({ id: z.uuid(), name: z.string() });
const twoTexts = z.object({ id: z.string(), en: z.string() });

/** The one clock that runs now; when `overdue` the board shows it red. */
export const runningClock = z.object({ clock: z.enum(clockNames), dueAt: instant, overdue: z.boolean() });

/** What a list or the board needs of the incident behind an assignment. */
export const incidentInBrief = z.object({
  id: incidentId,
  number: z.number().int(),
  state: incidentState,
  type: z.object({ code: z.string(), name: twoTexts }).nullable(),
  priority: priority.nullable(),
  lifeAtRisk: lifeAtRisk.nullable(),
  sensitive: z.boolean(),
  callerCannotSpeak: z.boolean(),
  villageName: z.string().nullable(),
  districtName: z.string().nullable(),
});

export const assignmentItem = z.object({
  id: assignmentId,
  incident: incidentInBrief,
  agency: agencyInBrief,
  part,
  state: assignmentState,
  /** Of a rejection, rerouting or cancellation: a code of the lists in assignment.ts. */
  reason: z.string().nullable(),
  sentAt: instant,
  deliveredAt: instant.nullable(),
  acknowledgedAt: instant.nullable(),
  enRouteAt: instant.nullable(),
  arrivedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  endedAt: instant.nullable(),
  acknowledgeDueAt: instant.nullable(),
  arriveDueAt: instant.nullable(),
  resolveDueAt: instant.nullable(),
  /** Null when it has ended, or when no target is left to run. */
  clock: runningClock.nullable(),
  escalationStep: z.number().int(),
  escalatedAt: instant.nullable(),
  version: z.number().int(),
});
export type AssignmentItem = z.output<typeof assignmentItem>;

/** As the agency works on it: task, place, first name. The caller is reached through the centre. */
export const assignmentView = assignmentItem.extend({
  place: z.object({ text: z.string().nullable(), landmark: z.string().nullable(), point: point.nullable() }),
  description: z.string().nullable(),
  callerFirstName: z.string().nullable(),
  sentBy: person.nullable(),
  acknowledgedBy: person.nullable(),
  /** Null: on a screen. */
  acknowledgedVia: z.enum(['phone', 'link']).nullable(),
  result: z.enum(results).nullable(),
  /** Notes written on this assignment, oldest first. */
  notes: z.array(z.object({ id: z.uuid(), at: instant, author: z.string().nullable(), text: z.string() })),
  /** The other agencies on the incident: who else is coming. */
  others: z.array(z.object({ agencyName: z.string(), part, state: assignmentState })),
  /** What may be done next, by state; a control that is not listed explains itself by the state. */
  can: z.array(z.enum(commandKinds)),
});
export type AssignmentView = z.output<typeof assignmentView>;

const ofIncident = z.object({ id: incidentId });
const byId = z.object({ id: assignmentId });

/** Send the incident to agencies, all in one step. The first send makes it DISPATCHED. */
export const sendAssignments = route({
  method: 'POST',
  path: '/api/incidents/:id/assignments',
  summary: 'Send the incident to agencies',
  permission: 'assignment.send',
  params: ofIncident,
  body: z.object({ agencies: z.array(z.object({ agencyId, part })).min(1).max(20) }),
  output: z.object({ items: z.array(assignmentItem) }),
  refusals: pick(
    refusals,
    'assignment.incident_not_found',
    'assignment.incident_not_verified',
    'assignment.incident_ended',
    'assignment.agency_unknown',
    'assignment.already_assigned',
    'assignment.lead_taken',
  ),
});

/** An incident of a drill has no assignment: nobody outside is alerted. Empty for every other incident. */
export const readDrillAlerts = route({
  method: 'GET',
  path: '/api/incidents/:id/drill-alerts',
  summary: 'Agencies that a drill would have alerted',
  permission: 'assignment.send',
  params: ofIncident,
  output: z.object({ items: z.array(z.object({ agencyId, name: z.string(), part, at: instant })) }),
  refusals: pick(refusals, 'assignment.incident_not_found'),
});

/** The refusals every step of an assignment may answer with. */
const stepRefusals = pick(refusals, 'assignment.not_found', 'assignment.not_possible');

/** The agency's screen has it: sent by the screen itself when it shows the alarm. Repeating it changes nothing. */
export const deliverAssignment = route({
  method: 'POST',
  path: '/api/assignments/:id/delivered',
  summary: 'The assignment reached a screen of the agency',
  permission: 'assignment.work',
  params: byId,
  output: assignmentView,
  refusals: stepRefusals,
});
/** The agency could not be reached (by phone, say): it stays open and is called again or rerouted. */
export const failAssignment = route({
  method: 'POST',
  path: '/api/assignments/:id/send-failed',
  summary: 'The agency could not be reached',
  permission: 'assignment.cancel',
  params: byId,
  output: assignmentView,
  refusals: stepRefusals,
});
export const acknowledgeAssignment = route({
  method: 'POST',
  path: '/api/assignments/:id/acknowledge',
  summary: 'The agency takes it',
  permission: 'assignment.work',
  params: byId,
  output: assignmentView,
  refusals: stepRefusals,
});
export const rejectAssignment = route({
  method: 'POST',
  path: '/api/assignments/:id/reject',
  summary: 'The agency does not take it; it is back with the dispatcher at once',
  permission: 'assignment.work',
  params: byId,
  body: z.object({ reason: z.enum(rejectReasons), note: z.string().trim().max(2000).optional() }),
  output: assignmentView,
  refusals: stepRefusals,
});
export const startAssignment = route({
  method: 'POST',
  path: '/api/assignments/:id/en-route',
  summary: 'A crew is on its way; acknowledges too when nobody has',
  permission: 'assignment.work',
  params: byId,
  output: assignmentView,
  refusals: stepRefusals,
});
export const arriveAssignment = route({
  method: 'POST',
  path: '/api/assignments/:id/arrive',
  summary: 'A crew is on scene',
  permission: 'assignment.work',
  params: byId,
  output: assignmentView,
  refusals: stepRefusals,
});
export const handleAssignment = route({
  method: 'POST',
  path: '/api/assignments/:id/handle',
  summary: 'The crew is at work',
  permission: 'assignment.work',
  params: byId,
  output: assignmentView,
  refusals: stepRefusals,
});
export const finishAssignment = route({
  method: 'POST',
  path: '/api/assignments/:id/finish',
  summary: 'Finished, with the result',
  permission: 'assignment.work',
  params: byId,
  body: z.object({ result: z.enum(results), note: z.string().trim().max(2000).optional() }),
  output: assignmentView,
  refusals: stepRefusals,
});
export const cancelAssignment = route({
  method: 'POST',
  path: '/api/assignments/:id/cancel',
  summary: 'Cancel, with a reason',
  permission: 'assignment.cancel',
  params: byId,
  body: z.object({ reason: z.enum(cancelReasons), note: z.string().trim().max(2000).optional() }),
  output: assignmentView,
  refusals: stepRefusals,
});
/** Ends this one as REROUTED and sends the incident to another agency in the same part. Answers with the new assignment. */
export const rerouteAssignment = route({
  method: 'POST',
  path: '/api/assignments/:id/reroute',
  summary: 'Give it to another agency, with a reason',
  permission: 'assignment.cancel',
  params: byId,
  body: z.object({ agencyId, reason: z.enum(rerouteReasons), note: z.string().trim().max(2000).optional() }),
  output: assignmentView,
  refusals: pick(
    refusals,
    'assignment.not_found',
    'assignment.not_possible',
    'assignment.agency_unknown',
    'assignment.already_assigned',
  ),
});

/** Newest first. People of an agency see their own only. */
export const listAssignments = route({
  method: 'GET',
  path: '/api/assignments',
  summary: 'Assignments, open and ended',
  permission: 'assignment.read',
  query: pageQuery.extend({
    group: z.enum(['open', 'ended', 'all']).default('open'),
    state: assignmentState.optional(),
    agencyId: agencyId.optional(),
    incidentId: incidentId.optional(),
    from: instant.optional(),
    to: instant.optional(),
  }),
  output: page(assignmentItem),
});

export const readAssignment = route({
  method: 'GET',
  path: '/api/assignments/:id',
  summary: 'One assignment with its task',
  permission: 'assignment.read',
  params: byId,
  output: assignmentView,
  refusals: pick(refusals, 'assignment.not_found'),
});

/** Sent by each agency screen at once on a change and every `alertingEveryMs` (assignment.ts) while it is open. */
export const reportAlerting = route({
  method: 'POST',
  path: '/api/agency-alerting',
  summary: "Whether this agency's screen can be heard",
  permission: 'alerting.report',
  body: z.object({ sound }),
  output: z.object({ agencyId, alerting }),
  refusals: pick(refusals, 'alerting.no_agency'),
});

/** Everything the dispatcher watches, in one answer at one moment. */
export const readBoard = route({
  method: 'GET',
  path: '/api/board',
  summary: 'Open assignments with their clocks, agencies that are not alerting, incidents nobody is assigned to',
  permission: 'board.watch',
  output: z.object({
    now: instant,
    /** Overdue first, then by priority and due time. */
    assignments: z.array(assignmentItem),
    notAlerting: z.array(
      z.object({ agency: agencyInBrief, alerting, since: instant.nullable(), openAssignments: z.number().int() }),
    ),
    /** VERIFIED, or DISPATCHED with no open assignment left; `lastRejection` when an agency gave it back. */
    unassigned: z.array(
      z.object({
        incident: incidentItem,
        lastRejection: z.object({ agencyName: z.string(), reason: z.string(), at: instant }).nullable(),
      }),
    ),
    /** Not yet complete enough to be sent. */
    drafts: z.array(incidentItem),
    /** Resolved and waiting for the caller to be informed and for closing. */
    resolved: z.array(incidentItem),
  }),
});
