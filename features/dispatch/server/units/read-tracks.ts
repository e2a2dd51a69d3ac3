import { loadSight } from '#features/incidents/server/read-incident.ts';
import { logAccess } from '#features/people/server/log-access.ts';
import { confinedTo, reachFor } from '#features/people/server/reach.ts';
import type { Action } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import { type listTracks as listTracksRoute, mostFixes } from '../../track-contract.ts';
import { fixesOf, statusesOf, tracksOf } from './track-store.ts';

/** Where units drove says where an incident is: who may not read its words finds none here. */
export const listTracks: Action<typeof listTracksRoute> = async (ctx, { params }) => {
  const sight = reachFor(ctx.actor, 'incident.read') === null ? null : await loadSight(ctx, params.id);
  if (sight === null || !sight.words) return refuse('assignment.incident_not_found');
  const own = confinedTo(ctx.actor, 'unit.read');
  const tracks = await tracksOf(ctx, params.id, own);
  const ids = tracks.map((one) => one.id);
  const [statuses, fixes] = [await statusesOf(ctx, ids), await fixesOf(ctx, ids, mostFixes)];
  if (fixes.length > 0) await logAccess(ctx, { type: 'incident', id: params.id }, 'unit_positions', 'replay');
  return ok({
    items: tracks.map((track) => ({
      ...track,
      statuses: statuses.filter((one) => one.of === track.id).map(({ at, status }) => ({ at, status })),
      fixes: fixes
        .filter((one) => one.of === track.id)
        .map(({ at, latitude, longitude, accuracyM, clamped }) => ({
          at,
          point: { latitude, longitude },
          accuracyM,
          clamped,
        })),
    })),
  });
};
