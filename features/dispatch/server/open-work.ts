import type { OpenWork } from '#features/roster/server/open-work.ts';
import { openIncidents, unacknowledged } from './open-work-store.ts';

/** What the next shift must know of: apps/server hands it to the roster, which lies above. */
export const openWork: OpenWork = async (ctx) => {
  const assignments = await unacknowledged(ctx);
  const incidents = await openIncidents(ctx);
  return [
    ...assignments.map(({ id, incidentId, number, agency }) => ({
      kind: 'assignment' as const,
      id,
      label: `${number} (${agency})`,
      path: `/incidents/${incidentId}`,
    })),
    ...incidents.map(({ id, number }) => ({
      kind: 'incident' as const,
      id,
      label: String(number),
      path: `/incidents/${id}`,
    })),
  ];
};
