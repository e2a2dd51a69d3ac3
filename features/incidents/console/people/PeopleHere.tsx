import { Eye, PencilLine } from 'lucide-react';
import { useEffect, useState } from 'react';
import { newId } from '#platform/shared/ids.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { call } from '#platform/web/api-client.ts';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { IncidentId } from '../../incident.ts';
import { presentEveryMs, readPeople, reportPresent } from '../../people-contract.ts';
import { texts } from './texts.ts';

interface PeopleHereProps {
  readonly incidentId: IncidentId;
  /** Something is typed here and not saved. */
  readonly isEditing: boolean;
}

/** Who else has this incident on the screen, and who types in it; says the same of oneself as long as it is shown. */
export function PeopleHere(props: PeopleHereProps) {
  // Agencies and readers without a part in it neither see nor are seen.
  return useCan()('incident.edit') ? <Present {...props} /> : null;
}

function Present({ incidentId, isEditing }: PeopleHereProps) {
  const t = useText();
  useReporting(incidentId, isEditing ? 'edit' : 'look');
  const people = useRoute(readPeople, { params: { id: incidentId } }, { refreshMs: 4 * presentEveryMs });
  const others = (people.data?.items ?? []).filter((one) => !one.isMe);
  return (
    <ul aria-label={t(texts.here)} aria-live="polite" className="flex flex-wrap gap-2 empty:hidden xl:col-span-2">
      {others.map((one) => (
        <li key={one.id}>
          <Badge
            tone={one.mode === 'edit' ? 'warn' : 'calm'}
            icon={one.mode === 'edit' ? <PencilLine aria-hidden size={14} /> : <Eye aria-hidden size={14} />}
          >
            {t(one.mode === 'edit' ? texts.edits : texts.looks, { name: one.name })}
          </Badge>
        </li>
      ))}
    </ul>
  );
}

/** At once, every few seconds, and once more when the page leaves the incident; what gets lost is made good by the next. */
function useReporting(incidentId: IncidentId, mode: 'look' | 'edit'): void {
  const [tabId] = useState(() => newId());
  useEffect(() => {
    const say = () =>
      void call(reportPresent, { params: { id: incidentId }, body: { tabId, mode } }).catch(() => undefined);
    say();
    const timer = setInterval(say, presentEveryMs);
    return () => clearInterval(timer);
  }, [incidentId, tabId, mode]);
  useEffect(
    () => () =>
      void call(reportPresent, { params: { id: incidentId }, body: { tabId, mode: 'leave' } }).catch(() => undefined),
    [incidentId, tabId],
  );
}
