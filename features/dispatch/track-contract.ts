import { z } from 'zod';
import { incidentId } from '#features/incidents/incident.ts';
import { point } from '#features/places/place.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { refusals as dispatchRefusals } from './texts.ts';
import { unitAssignmentId, unitId, unitKind, unitStatus } from './unit.ts';

/** Where a unit was while it was on an incident: nothing from before it was given the task, nothing from after its release. */
export const track = z.object({
  id: unitAssignmentId,
  unitId,
  callSign: z.string(),
  kind: unitKind,
  agencyName: z.string(),
  from: instant,
  /** Null: it is on the task still. */
  to: instant.nullable(),
  /** Oldest first. */
  statuses: z.array(z.object({ at: instant, status: unitStatus })),
  /** By the device's clock, oldest first. */
  fixes: z.array(z.object({ at: instant, point, accuracyM: z.number(), clamped: z.boolean() })),
});
export type Track = z.output<typeof track>;

/** A drive of days is thinned evenly to about this many positions; the first and the last stay. */
export const mostFixes = 2000;

/** For the replay. Each look is noted: where a crew was is personal data. Of an agency: its own units only. */
export const listTracks = route({
  method: 'GET',
  path: '/api/incidents/:id/tracks',
  summary: 'Where the units of an incident were while they were on it',
  permission: 'unit.read',
  params: z.object({ id: incidentId }),
  output: z.object({ items: z.array(track) }),
  refusals: pick(dispatchRefusals, 'assignment.incident_not_found'),
});
