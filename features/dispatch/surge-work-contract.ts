import { z } from 'zod';
import { agencyId } from '#features/agencies/agency.ts';
import { incidentItem } from '#features/incidents/contract.ts';
import { incidentId, incidentTypeId, priority, resolutionReasons } from '#features/incidents/incident.ts';
import { roles } from '#features/people/permissions.ts';
import { areaGeometry } from '#features/places/geometry.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { linkRelation, mostAtOnce, surgeLinkId } from './surge.ts';
import { surgeRefusals } from './surge-texts.ts';

/** Why nothing happened to one incident of many. */
const why = z.object({ code: z.string(), text: z.string() });
/** What became of one incident, or would. */
const became = z.object({
  id: incidentId,
  number: z.number().int(),
  refusal: why.nullable(),
  /** As it stood before, for who takes it back; null: it was refused. */
  before: z.object({ priority: priority.nullable(), typeId: incidentTypeId.nullable() }).nullable(),
  version: z.number().int(),
});
export type Became = z.output<typeof became>;

/** Most urgent and oldest first; at most 500, `total` says how many there are. */
export const listSurgeIncidents = route({
  method: 'GET',
  path: '/api/surge-incidents',
  summary: 'Open incidents of a surge: reported since it began, in its area',
  permission: 'surge.work',
  query: z.object({
    /** `surge`: of the one that is on; with none on, and with `all`, every open one. */
    of: z.enum(['surge', 'all']).default('surge'),
    without: z.enum(['linked', 'nothing']).default('linked'),
  }),
  output: z.object({
    total: z.number().int(),
    items: z.array(
      incidentItem.extend({
        parent: z.object({ id: incidentId, number: z.number().int() }).nullable(),
        children: z.number().int(),
      }),
    ),
  }),
});

const chosen = z
  .array(z.object({ id: incidentId, version: z.number().int().min(1) }))
  .min(1)
  .max(mostAtOnce);

/** What is done to each of many incidents, by the very command that does it to one. */
export const triageAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('priority'), priority }),
  z.object({ kind: z.literal('type'), typeId: incidentTypeId }),
  z.object({ kind: z.literal('attach'), parentId: incidentId }),
  z.object({ kind: z.literal('resolve'), reason: z.enum(resolutionReasons) }),
  z.object({ kind: z.literal('send'), agencyId }),
]);
export type TriageAct = z.output<typeof triageAct>;

/**
 * Each incident by itself: those that are refused (stale, ended, already assigned …) are answered with why, the others are done.
 * `preview`: all of it is tried and taken back, so that the answer is what would happen.
 */
export const triageIncidents = route({
  method: 'POST',
  path: '/api/surge-triage',
  summary: 'Set priority or type, link, resolve or send many incidents at once',
  permission: 'surge.work',
  body: z.object({ incidents: chosen, act: triageAct, preview: z.boolean() }),
  output: z.object({ items: z.array(became) }),
  refusals: pick(surgeRefusals, 'surge.not_found'),
});

/** Where to look for incidents that belong to a large one. */
const search = z.object({
  parentId: incidentId,
  relation: linkRelation,
  /** Around the parent, in metres; or within a drawn shape. */
  where: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('radius'), radiusM: z.number().int().min(50).max(100_000) }),
    z.object({ kind: z.literal('shape'), geometry: areaGeometry }),
  ]),
  typeIds: z.array(incidentTypeId).max(60),
  from: instant,
  to: instant.nullable(),
});

export const findToLink = route({
  method: 'POST',
  path: '/api/surge-links/find',
  summary: 'Incidents near a large one that may belong to it, and which could be linked',
  permission: 'surge.work',
  body: search,
  output: z.object({
    items: z.array(incidentItem.extend({ distanceM: z.number().int().nullable(), refusal: why.nullable() })),
  }),
  refusals: pick(surgeRefusals, 'surge.no_place', 'surge.bad_geometry', 'surge.not_found'),
});

export const linkView = z.object({
  id: surgeLinkId,
  parent: z.object({ id: incidentId, number: z.number().int() }),
  relation: linkRelation,
  incidents: z.number().int(),
  madeAt: instant,
  madeBy: z.string().nullable(),
  undoneAt: instant.nullable(),
  undoneBy: z.string().nullable(),
});
export type LinkView = z.output<typeof linkView>;

/** Null `id`: every one was refused, nothing was written. */
export const linkMany = route({
  method: 'POST',
  path: '/api/surge-links',
  summary: 'Link many incidents to one, as parts of it or as the same',
  permission: 'surge.work',
  body: z.object({
    parentId: incidentId,
    relation: linkRelation,
    incidentIds: z.array(incidentId).min(1).max(200),
  }),
  output: z.object({ id: surgeLinkId.nullable(), items: z.array(became) }),
  refusals: pick(surgeRefusals, 'surge.not_found'),
});

export const undoLink = route({
  method: 'POST',
  path: '/api/surge-links/:id/undo',
  summary: 'Take one linking back, for all its incidents that were not linked otherwise since',
  permission: 'surge.work',
  params: z.object({ id: surgeLinkId }),
  output: z.object({ items: z.array(became) }),
  refusals: pick(surgeRefusals, 'surge.link_not_found', 'surge.link_undone'),
});

export const listLinks = route({
  method: 'GET',
  path: '/api/surge-links',
  summary: 'The last linkings of many incidents',
  permission: 'surge.work',
  output: z.object({ items: z.array(linkView) }),
});

const rate = z.object({ minutes: z.number().int(), arrived: z.number().int(), answered: z.number().int() });

export const readStaffing = route({
  method: 'GET',
  path: '/api/surge-staffing',
  summary: 'Queue, desks, arrivals against answers, desks needed, and who could be called in',
  permission: 'surge.work',
  output: z.object({
    now: instant,
    waiting: z.number().int(),
    oldestSince: instant.nullable(),
    desks: z.object({
      ready: z.number().int(),
      talking: z.number().int(),
      wrapUp: z.number().int(),
      onBreak: z.number().int(),
      unreachable: z.number().int(),
    }),
    rates: z.array(rate),
    /** Of the last hour; `measured` false: too few calls to say, a usual length stands in. */
    handle: z.object({ seconds: z.number(), measured: z.boolean() }),
    callsPerHour: z.number(),
    needed: z.number().int(),
    /** Calls that ring at, or are spoken at, a number outside or the neighbouring centre. */
    outside: z.object({ ringing: z.number().int(), taken: z.number().int(), lastHour: z.number().int() }),
    people: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        roles: z.array(z.enum(roles)),
        email: z.string().nullable(),
        lastSeenAt: instant.nullable(),
      }),
    ),
  }),
});
