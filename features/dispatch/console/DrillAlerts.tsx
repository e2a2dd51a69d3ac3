import type { IncidentId } from '#features/incidents/incident.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { readDrillAlerts } from '../contract.ts';
import { partTexts } from '../texts.ts';

const words = {
  title: {
    id: 'Latihan: instansi ini akan disiagakan',
    en: 'A drill: these agencies would have been alerted',
  },
  note: { id: 'Tidak ada instansi yang dihubungi.', en: 'No agency was contacted.' },
};

/** Of a drill's incident, once somebody sent it: whom it would have alerted. */
export function DrillAlerts({ incidentId }: { incidentId: IncidentId }) {
  const t = useText();
  const format = useFormat();
  const alerts = useRoute(readDrillAlerts, { params: { id: incidentId } });
  const items = alerts.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Notice tone="warn" title={t(words.title)}>
      <ul className="flex flex-col gap-1">
        {items.map((one) => (
          <li key={one.agencyId} className="flex flex-wrap items-center gap-1.5">
            <span className="font-semibold">{one.name}</span>
            <Badge tone={one.part === 'lead' ? 'accent' : 'neutral'}>{t(partTexts[one.part])}</Badge>
            <span className="text-sm text-ink-soft">{format.time(one.at)}</span>
          </li>
        ))}
      </ul>
      <p>{t(words.note)}</p>
    </Notice>
  );
}
