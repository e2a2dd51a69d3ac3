import { HeartPulse, Lock, OctagonAlert, VolumeX } from 'lucide-react';
import { memo } from 'react';
import { cannotSpeakTexts } from '#features/calls/silent-texts.ts';
import { cx } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import type { BoardCard } from '../../board-rules.ts';
import { assignmentStateTexts } from '../../texts.ts';
import { texts } from '../texts.ts';
import { CardClock } from './CardClock.tsx';
import { laneTexts } from './texts.ts';

/** Pixels from the top of one card to the next; cards are of one height, so that a lane of hundreds need not be measured. */
export const cardPx = 92;

interface LaneCardProps {
  readonly card: BoardCard;
  readonly at: number;
  readonly count: number;
  readonly isSelected: boolean;
  readonly onSelect: (id: string) => void;
  readonly onOpen: (id: string) => void;
}

const priorityLooks = {
  P1: 'bg-life-fill text-life-ink',
  P2: 'bg-warn-soft text-warn border border-warn',
  P3: 'bg-calm-soft text-calm border border-calm',
  P4: 'bg-raised text-ink border border-line-strong',
};

/** One open incident: what, where, who is on it, and the clock that runs. Remembered: a full board is told anew with each event. */
export const LaneCard = memo(function LaneCard({ card, at, count, isSelected, onSelect, onOpen }: LaneCardProps) {
  const t = useText();
  const { priority } = card;
  return (
    <li
      aria-setsize={count}
      aria-posinset={at + 1}
      className="absolute inset-x-0 px-1 pt-1 [contain:strict]"
      style={{ top: at * cardPx, height: cardPx }}
    >
      <a
        href={`/incidents/${card.id}`}
        data-card={card.id}
        tabIndex={isSelected ? 0 : -1}
        aria-current={isSelected}
        onFocus={() => onSelect(card.id)}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          onOpen(card.id);
        }}
        className={cx(
          'flex h-full flex-col gap-0.5 overflow-hidden rounded-md border bg-surface px-2 py-1 outline-offset-[-2px] hover:bg-raised focus-visible:outline-2 focus-visible:outline-accent aria-[current=true]:bg-accent-soft',
          card.isOverdue ? 'border-life border-l-4' : 'border-line',
        )}
      >
        <span className="flex min-w-0 items-center gap-1.5">
          <span className={cx('shrink-0 rounded px-1 text-sm font-bold', priorityLooks[priority ?? 'P4'])}>
            {priority ?? '–'}
          </span>
          <span className="shrink-0 text-ink-soft">{card.number}</span>
          <span className="truncate font-semibold">{card.type === null ? t(texts.untyped) : t(card.type)}</span>
          <Marks card={card} />
        </span>
        <span className="truncate text-sm text-ink-soft">
          {[card.place, card.districtName].filter(Boolean).join(', ') || '–'}
        </span>
        <Who card={card} />
        <CardClock until={card.dueAt} since={card.since} />
      </a>
    </li>
  );
});

function Marks({ card }: { card: BoardCard }) {
  const t = useText();
  return (
    <span className="ml-auto flex shrink-0 gap-1">
      {card.isLifeAtRisk ? (
        <HeartPulse role="img" aria-label={t(laneTexts.lifeAtRisk)} size={16} className="text-life" />
      ) : null}
      {card.cannotSpeak ? (
        <VolumeX role="img" aria-label={t(cannotSpeakTexts.mark)} size={16} className="text-life" />
      ) : null}
      {card.isSensitive ? <Lock role="img" aria-label={t(texts.sensitive)} size={16} className="text-calm" /> : null}
    </span>
  );
}

function Who({ card }: { card: BoardCard }) {
  const t = useText();
  if (card.rejection !== null)
    return (
      <span className="flex items-center gap-1 truncate text-sm font-medium text-life">
        <OctagonAlert aria-hidden size={13} className="shrink-0" />
        {t(laneTexts.gaveBack, { agency: card.rejection.agencyName })}
      </span>
    );
  if (card.tasks.length === 0)
    return <span className="text-sm text-ink-soft">{card.state === 'DRAFT' ? t(laneTexts.draft) : '\u00A0'}</span>;
  return (
    <span className="truncate text-sm">
      {card.tasks.map((task, index) => (
        <span key={task.id}>
          {index === 0 ? '' : ' · '}
          <span className="font-semibold">{task.agency.code}</span>{' '}
          <span className="text-ink-soft">{t(assignmentStateTexts[task.state])}</span>
        </span>
      ))}
    </span>
  );
}
