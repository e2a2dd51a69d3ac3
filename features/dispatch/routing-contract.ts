import { z } from 'zod';
import { agencyId } from '#features/agencies/agency.ts';
import { coverTime } from '#features/agencies/cover.ts';
import { incidentId, incidentTypeId, priority } from '#features/incidents/incident.ts';
import { villageCode } from '#features/places/place.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { alerting, assignmentId, assignmentState, part } from './assignment.ts';
import { agencyInBrief } from './contract.ts';
import { conditionKind, inputName, routingRuleId } from './routing.ts';
import { routingRefusals } from './routing-texts.ts';
import { refusals } from './texts.ts';

const twoTexts = z.object({ id: z.string(), en: z.string() });

/** A condition in words: `kecamatan Buduran`. */
const condition = z.object({ kind: conditionKind, said: twoTexts });

/** A rule of the table as it was read; `number` is its line now, null once it is switched off. */
const ruleInBrief = z.object({
  id: routingRuleId,
  number: z.number().int().nullable(),
  version: z.number().int(),
  /** Everything it asked for; empty for the general rule. */
  why: z.array(condition),
});

/** For whom an agency stands in, and why. */
const standsIn = z.object({ agencyName: z.string(), times: coverTime });

const named = z.object({
  id: agencyId,
  code: z.string(),
  name: z.string(),
  part,
  covers: z.array(standsIn),
  isOut: z.boolean(),
});
export type ProposedAgency = z.output<typeof named>;

const ofIncident = z.object({ id: incidentId });

/** First matching rule of the routing table; what is already assigned is left out of the proposal. */
export const readProposal = route({
  method: 'GET',
  path: '/api/incidents/:id/proposal',
  summary: 'Agencies proposed by the routing table, and why',
  permission: 'assignment.send',
  params: ofIncident,
  output: z.object({
    /** Null: no rule matches. */
    rule: ruleInBrief.nullable(),
    agencies: z.array(
      agencyInBrief.extend({
        part,
        alerting,
        openAssignments: z.number().int(),
        covers: z.array(standsIn),
        /** Named by the rule, out of service, and nobody stands in. */
        isOut: z.boolean(),
      }),
    ),
  }),
  refusals: pick(refusals, 'assignment.incident_not_found'),
});

const assigned = z.object({ id: assignmentId, agencyId, agencyName: z.string(), part, state: assignmentState });

/** A change of type, priority or place after the dispatch: what it would mean for the agencies. Nothing happens by itself. */
export const routingQuestion = z.object({
  changed: z.array(inputName),
  rule: ruleInBrief.nullable(),
  added: z.array(named),
  dropped: z.array(assigned),
  parts: z.array(z.object({ assignment: assigned, part })),
});
export type RoutingQuestion = z.output<typeof routingQuestion>;

export const readRouting = route({
  method: 'GET',
  path: '/api/incidents/:id/routing',
  summary: 'Which rule an incident followed and why, and what a later change would mean',
  permission: 'assignment.send',
  params: ofIncident,
  output: z.object({
    /** Null before the first dispatch. */
    followed: z
      .object({
        at: instant,
        by: z.string().nullable(),
        decision: z.enum(['dispatched', 'applied', 'kept']),
        rule: ruleInBrief.nullable(),
        /** Whom the rule proposed, with who stood in for whom. */
        proposed: z.array(named),
      })
      .nullable(),
    question: routingQuestion.nullable(),
    /** To be sent back with the decision. */
    version: z.number().int(),
  }),
  refusals: pick(refusals, 'assignment.incident_not_found'),
});

/** Takes up the question, wholly or in part (`apply` with nothing chosen is `kept`), in one transaction. */
export const decideRouting = route({
  method: 'POST',
  path: '/api/incidents/:id/routing/decide',
  summary: 'Send, cancel and move as a change of the incident asks, or leave everything as it is',
  permission: 'assignment.cancel',
  params: ofIncident,
  body: z.object({
    version: z.number().int().min(1),
    send: z.array(agencyId).max(40),
    cancel: z.array(assignmentId).max(40),
    /** Assignments whose part becomes the one of the question. */
    parts: z.array(assignmentId).max(40),
  }),
  output: z.object({ decision: z.enum(['applied', 'kept']) }),
  refusals: {
    ...pick(refusals, 'assignment.incident_not_found', 'assignment.incident_ended', 'assignment.agency_unknown'),
    ...pick(routingRefusals, 'routing.stale', 'routing.no_question'),
  },
});

/** For the board: dispatched incidents whose change waits for a decision. */
export const listRoutingQuestions = route({
  method: 'GET',
  path: '/api/routing-questions',
  summary: 'Incidents whose change of type, priority or place waits for a decision about their agencies',
  permission: 'board.watch',
  output: z.object({
    items: z.array(
      z.object({
        incidentId,
        number: z.number().int(),
        priority: priority.nullable(),
        typeName: twoTexts.nullable(),
        changed: z.array(inputName),
      }),
    ),
  }),
});

/** Nothing is written. Without `at` it is now, with those who are out of service now. */
export const tryRouting = route({
  method: 'GET',
  path: '/api/routing-trial',
  summary: 'Try the routing table: which rule would match, why, and which were passed over',
  permission: 'setting.read',
  query: z.object({
    typeId: incidentTypeId,
    priority,
    villageCode: villageCode.optional(),
    latitude: z.coerce.number().min(-90).max(90).optional(),
    longitude: z.coerce.number().min(-180).max(180).optional(),
    at: instant.optional(),
  }),
  output: z.object({
    rule: ruleInBrief.nullable(),
    agencies: z.array(named),
    /** The rules above it, in their order, with what they asked for that was not so. */
    passed: z.array(z.object({ id: routingRuleId, number: z.number().int(), failed: z.array(condition) })),
  }),
});
