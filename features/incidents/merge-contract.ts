import { z } from 'zod';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { incidentItem, incidentView } from './contract.ts';
import { incidentId, incidentState } from './incident.ts';
import { mergeRefusals } from './merge-texts.ts';
import { mergeReasons, unmergeReasons } from './merging.ts';
import { refusals } from './texts.ts';

const byId = z.object({ id: incidentId });
const brief = z.object({ id: incidentId, number: z.number().int(), state: incidentState });
/** Free words to a reason: kept as a note of the kept incident. */
const note = z.string().trim().max(2000).optional();
/** What the writer saw of the form; a stale one is refused. */
const version = z.number().int().min(1).optional();

/** Answers with the kept incident. */
export const mergeIncident = route({
  method: 'POST',
  path: '/api/incidents/:id/merge',
  summary: 'Merge into another incident: both are one; can be undone',
  permission: 'incident.merge',
  params: byId,
  body: z.object({ into: incidentId, reason: z.enum(mergeReasons), note, version, intoVersion: version }),
  output: incidentView,
  refusals: {
    ...pick(refusals, 'incident.not_found', 'incident.stale', 'incident.sensitive'),
    ...pick(
      mergeRefusals,
      'merge.unknown',
      'merge.itself',
      'merge.already',
      'merge.into_merged',
      'merge.ended',
      'merge.sensitive',
      'merge.drill',
      'merge.has_children',
      'merge.less_urgent',
      'merge.other_way',
      'merge.needs_dispatcher',
    ),
  },
});

/** Answers with the incident that stands by itself again. */
export const unmergeIncident = route({
  method: 'POST',
  path: '/api/incidents/:id/unmerge',
  summary: 'Undo a merge: calls, followers and assignments go back',
  permission: 'incident.merge',
  params: byId,
  body: z.object({ reason: z.enum(unmergeReasons), note }),
  output: incidentView,
  refusals: {
    ...pick(refusals, 'incident.not_found', 'incident.sensitive'),
    ...pick(mergeRefusals, 'merge.not_merged', 'merge.order', 'merge.needs_dispatcher'),
  },
});

export const attachIncident = route({
  method: 'POST',
  path: '/api/incidents/:id/attach',
  summary: 'Make it a part of a larger incident; its own clocks run on',
  permission: 'incident.close',
  params: byId,
  body: z.object({ parentId: incidentId }),
  output: incidentView,
  refusals: {
    ...pick(refusals, 'incident.not_found', 'incident.sensitive'),
    ...pick(
      mergeRefusals,
      'parent.unknown',
      'parent.itself',
      'parent.ended',
      'parent.is_child',
      'parent.has_children',
      'parent.already',
      'parent.drill',
    ),
  },
});

export const detachIncident = route({
  method: 'POST',
  path: '/api/incidents/:id/detach',
  summary: 'No longer a part of a larger incident',
  permission: 'incident.close',
  params: byId,
  output: incidentView,
  refusals: { ...pick(refusals, 'incident.not_found'), ...pick(mergeRefusals, 'parent.none') },
});

const plannedTask = z.object({
  agencyName: z.string(),
  state: z.string(),
  part: z.enum(['lead', 'support']),
  /** `moves` to the kept one as it stands; `ends` as a duplicate of the other task of the same agency, which is in `state`. */
  kind: z.enum(['moves', 'ends_merged', 'ends_kept']),
});

/** What a merge would do, before anybody does it. */
export const previewMerge = route({
  method: 'GET',
  path: '/api/incidents/:id/merge-preview',
  summary: 'What merging into another incident would do',
  permission: 'incident.merge',
  params: byId,
  query: z.object({ into: incidentId }),
  output: z.object({
    /** Null: it can be merged. */
    refusal: z.object({ code: z.string(), text: z.string() }).nullable(),
    merged: incidentView,
    kept: incidentView,
    calls: z.number().int(),
    followers: z.number().int(),
    tasks: z.array(plannedTask),
  }),
  refusals: {
    ...pick(refusals, 'incident.not_found', 'incident.sensitive'),
    ...pick(mergeRefusals, 'merge.unknown'),
  },
});

const mergedHow = z.object({ at: instant, by: z.string().nullable(), reason: z.enum(mergeReasons) });
export const follower = z.object({
  id: z.uuid(),
  callId: z.uuid(),
  callNumber: z.number().int(),
  since: instant,
  /** Masked; null when withheld or erased. */
  number: z.string().nullable(),
});

/** What an incident belongs to and what belongs to it. */
export const incidentGroup = z.object({
  mergedInto: mergedHow.extend({ incident: brief, stateBefore: incidentState }).nullable(),
  merged: z.array(mergedHow.extend({ incident: incidentItem })),
  parent: brief.nullable(),
  children: z.array(incidentItem),
  sums: z.object({
    children: z.number().int(),
    open: z.number().int(),
    calls: z.number().int(),
    openAssignments: z.number().int(),
    agencies: z.number().int(),
  }),
  followers: z.array(follower),
});
export type IncidentGroup = z.output<typeof incidentGroup>;

export const readGroup = route({
  method: 'GET',
  path: '/api/incidents/:id/group',
  summary: 'Merged incidents, parent, children and followers of one incident',
  permission: 'incident.read',
  params: byId,
  output: incidentGroup,
  refusals: pick(refusals, 'incident.not_found'),
});
