import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import type { IncidentState, Priority } from '../incident.ts';
import { priorityTexts, stateTexts } from '../texts.ts';

const stateTones: Readonly<Record<IncidentState, Tone>> = {
  DRAFT: 'warn',
  VERIFIED: 'accent',
  DISPATCHED: 'accent',
  PENDING: 'warn',
  RESOLVED: 'good',
  CLOSED: 'neutral',
  MERGED: 'neutral',
  FALSE_REPORT: 'neutral',
  CANCELLED: 'neutral',
  REFERRED_LAPOR: 'calm',
  REFERRED_REGION: 'calm',
};
const priorityTones: Readonly<Record<Priority, Tone>> = { P1: 'life', P2: 'warn', P3: 'calm', P4: 'neutral' };

export function StateMark({ state }: { state: IncidentState }) {
  const t = useText();
  return <StatusDot tone={stateTones[state]}>{t(stateTexts[state])}</StatusDot>;
}

export function PriorityMark({ priority }: { priority: Priority | null }) {
  const t = useText();
  return priority === null ? (
    '–'
  ) : (
    <Badge tone={priorityTones[priority]}>
      {priority} {t(priorityTexts[priority])}
    </Badge>
  );
}
