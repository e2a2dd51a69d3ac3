import { useEffect } from 'react';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { IncidentId } from '../../incident.ts';
import { listMentions, seeMentions } from '../../people-contract.ts';

/** Whoever opens an incident reads the notes that name them. */
export function useSeenMentions(incidentId: IncidentId): void {
  const mayRead = useCan()('incident.note');
  const mentions = useRoute(listMentions, {}, { enabled: mayRead });
  const { mutate } = useCommand(seeMentions, { invalidates: ['/api/mentions'] });
  const isNew = mentions.data?.items.some((one) => one.incidentId === incidentId && one.seenAt === null) ?? false;
  useEffect(() => {
    if (isNew) mutate({ params: { id: incidentId } });
  }, [isNew, incidentId, mutate]);
}
