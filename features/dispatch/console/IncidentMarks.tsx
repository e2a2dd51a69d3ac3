import { HeartPulse, Lock } from 'lucide-react';
import type { LifeAtRisk } from '#features/incidents/incident.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { useText } from '#platform/web/language.tsx';
import { texts } from './texts.ts';

/** What changes how one approaches an incident: a life at risk, identities to be kept. */
export function IncidentMarks({ lifeAtRisk, sensitive }: { lifeAtRisk: LifeAtRisk | null; sensitive: boolean }) {
  const t = useText();
  return (
    <>
      {lifeAtRisk === 'yes' ? (
        <Badge tone="life" icon={<HeartPulse aria-hidden size={14} />}>
          {t(texts.lifeAtRisk)}
        </Badge>
      ) : null}
      {sensitive ? (
        <Badge tone="calm" icon={<Lock aria-hidden size={14} />}>
          {t(texts.sensitive)}
        </Badge>
      ) : null}
    </>
  );
}
