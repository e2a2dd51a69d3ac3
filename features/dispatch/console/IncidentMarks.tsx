import { HeartPulse, Lock } from 'lucide-react';
import type { LifeAtRisk, Priority } from '#features/incidents/incident.ts';
import { priorityTexts } from '#features/incidents/texts.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import { texts } from './texts.ts';

const tones: Readonly<Record<Priority, Tone>> = { P1: 'life', P2: 'warn', P3: 'calm', P4: 'neutral' };

/** The priority by code, colour and, where there is room, its word. */
export function PriorityBadge({ priority, short }: { priority: Priority | null; short?: boolean }) {
  const t = useText();
  if (priority === null) return null;
  return (
    <Badge tone={tones[priority]}>
      <span className="font-bold">{priority}</span>
      {short === true ? <span className="sr-only">{t(priorityTexts[priority])}</span> : t(priorityTexts[priority])}
    </Badge>
  );
}

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
