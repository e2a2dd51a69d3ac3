import type { IncidentsBehind } from '#features/calls/server/recording/incidents-behind.ts';
import { wouldAlert } from './drill-store.ts';
import { loadSight } from './read-incident.ts';
import { districtCounts, districtsOf, incidentNumber, linksOfCalls } from './recording-sight-store.ts';

/** What the recordings of calls must know of their incidents. A sensitive one is heard by those who may read it, nobody else. */
export const incidentsBehind: IncidentsBehind = {
  incidentsOf: linksOfCalls,
  numberOf: incidentNumber,
  mayHear: async (ctx, callId) => {
    const incidentId = (await linksOfCalls(ctx, [callId])).get(callId);
    if (incidentId === undefined) return true;
    const sight = await loadSight(ctx, incidentId);
    return sight?.words === true;
  },
  wouldAlert,
  districtsOf,
  districtCounts,
};
