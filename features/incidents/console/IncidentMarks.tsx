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

/** The priority by code, colour and its word; `short` leaves the word to those who listen. Null: not judged yet. */
export function PriorityMark({ priority, short }: { priority: Priority | null; short?: boolean }) {
  const t = useText();
  if (priority === null) return '–';
  const word = t(priorityTexts[priority]);
  return (
    <Badge tone={priorityTones[priority]}>
      <span className="font-bold">{priority}</span> {short === true ? <span className="sr-only">{word}</span> : word}
    </Badge>
  );
}
