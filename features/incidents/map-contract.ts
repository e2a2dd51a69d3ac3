import { z } from 'zod';
import { point } from '#features/places/place.ts';
import { positionSource } from '#features/places/position.ts';
import { instant, route } from '#platform/shared/contract.ts';
import { category, incidentId, incidentState, priority } from './incident.ts';

/** What a map and the list beside it need of an incident, and no more: hundreds of them are read anew in a surge. */
export const incidentPoint = z.object({
  id: incidentId,
  number: z.number().int(),
  state: incidentState,
  type: z.object({ name: z.object({ id: z.string(), en: z.string() }), category }).nullable(),
  priority: priority.nullable(),
  sensitive: z.boolean(),
  callerCannotSpeak: z.boolean(),
  /** Null without a place, and for who is not to see it; `isHidden` says which. */
  point: point.nullable(),
  isHidden: z.boolean(),
  /** How the point came to be; `village` stands for a whole village. */
  pointSource: positionSource.nullable(),
  accuracyM: z.number().int().nullable(),
  place: z.string().nullable(),
  district: z.object({ code: z.string(), name: z.string() }).nullable(),
  reportedAt: instant,
  openAssignments: z.number().int(),
});
export type IncidentPoint = z.output<typeof incidentPoint>;

/** Newest first, at most 2,000: more would be neither drawn nor read. An agency sees its own. */
export const listIncidentPoints = route({
  method: 'GET',
  path: '/api/incident-points',
  summary: 'Open incidents as points, for a map',
  permission: 'map.watch',
  output: z.object({ now: instant, items: z.array(incidentPoint) }),
});
