import { Badge } from '#platform/ui/Badge.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import type { ObstacleState } from '../../obstacle.ts';
import { obstacleStateTexts } from '../../obstacle-texts.ts';
import { texts } from './texts.ts';

const tones: Readonly<Record<ObstacleState, Tone>> = {
  proposed: 'accent',
  open: 'warn',
  in_progress: 'warn',
  done: 'good',
  verified: 'good',
  rejected: 'neutral',
  merged: 'neutral',
};

export function StateBadge({ state, isOverdue = false }: { state: ObstacleState; isOverdue?: boolean }) {
  const t = useText();
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Badge tone={tones[state]}>{t(obstacleStateTexts[state])}</Badge>
      {isOverdue ? <Badge tone="life">{t(texts.overdue)}</Badge> : null}
    </span>
  );
}
