import { HeartPulse, Lock, VolumeX } from 'lucide-react';
import { cannotSpeakTexts } from '#features/calls/silent-texts.ts';
import type { LifeAtRisk } from '#features/incidents/incident.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { useText } from '#platform/web/language.tsx';
import { texts } from './texts.ts';

interface IncidentMarksProps {
  readonly lifeAtRisk: LifeAtRisk | null;
  readonly sensitive: boolean;
  readonly callerCannotSpeak: boolean;
}

/** What changes how one approaches an incident: a life at risk, a caller who cannot speak, identities to be kept. */
export function IncidentMarks({ lifeAtRisk, sensitive, callerCannotSpeak }: IncidentMarksProps) {
  const t = useText();
  return (
    <>
      {lifeAtRisk === 'yes' ? (
        <Badge tone="life" icon={<HeartPulse aria-hidden size={14} />}>
          {t(texts.lifeAtRisk)}
        </Badge>
      ) : null}
      {callerCannotSpeak ? (
        <Badge tone="life" icon={<VolumeX aria-hidden size={14} />}>
          {t(cannotSpeakTexts.mark)}
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
