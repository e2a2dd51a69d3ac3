import type { IncidentsKnown } from '#features/callers/server/incidents-known.ts';
import { reachFor } from '#features/people/server/reach.ts';
import { listNear as listNearRoute } from '../duplicate-contract.ts';
import { listNear } from './duplicates/list-near.ts';
import { namesInCalls } from './names-store.ts';
import { incidentsBehind } from './recording-sight.ts';

/** So many are read at a glance while it rings. */
const mostShown = 5;

/** What facts of a caller must know of incidents: apps/server hands it to callers. */
export const incidentsKnown: IncidentsKnown = {
  openFor: async (ctx, callId) => {
    if (reachFor(ctx.actor, 'incident.read') !== 'tenant') return [];
    const query = listNearRoute.query.parse({ callId, limit: mostShown });
    const near = await listNear(ctx, { params: {}, query, body: {} });
    if (!near.ok) return [];
    return near.value.items.map((item) => ({
      id: item.id,
      number: item.number,
      type: item.type?.name ?? null,
      priority: item.priority,
      village: item.village?.name ?? null,
      reportedAt: item.reportedAt,
      isSameNumber: item.grounds.some(({ kind }) => kind === 'same_number'),
      metres: item.grounds.flatMap((ground) => (ground.kind === 'distance' ? [ground.metres] : []))[0] ?? null,
    }));
  },
  namesIn: namesInCalls,
  maySee: incidentsBehind.mayHear,
};
