import { memo, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Tone } from '#platform/ui/tone.ts';
import { cx, toneText } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import { type Lane, rowsInSight } from '../../board-rules.ts';
import { cardPx, LaneCard } from './LaneCard.tsx';
import { laneTexts } from './texts.ts';

interface LaneColumnProps {
  readonly lane: Lane;
  readonly name: string;
  readonly tone: Tone;
  /** The chosen card, where it is in this lane. */
  readonly selected: string | null;
  /** The keyboard led there: the card is to be seen and to have the focus. */
  readonly takesFocus: boolean;
  readonly onSelect: (id: string) => void;
  readonly onOpen: (id: string) => void;
}

/** One lane. Only the cards in sight exist, whatever their number: a lane of five hundred costs as much as one of ten. */
export const LaneColumn = memo(function LaneColumn(props: LaneColumnProps) {
  const { lane, name, tone, selected, takesFocus, onSelect, onOpen } = props;
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const view = useView(box);
  const at = selected === null ? -1 : lane.cards.findIndex((card) => card.id === selected);
  const { from, to } = rowsInSight(view, cardPx, lane.cards.length);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || at < 0 || !takesFocus) return;
    const top = at * cardPx;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + cardPx > element.scrollTop + element.clientHeight)
      element.scrollTop = top + cardPx - element.clientHeight;
    element.querySelector<HTMLElement>(`[data-card="${selected}"]`)?.focus({ preventScroll: true });
  }, [at, selected, takesFocus]);
  const shown = lane.cards.slice(from, to);
  const chosen = at >= 0 && (at < from || at >= to) ? lane.cards[at] : undefined;
  const count = lane.cards.length;
  return (
    <section
      aria-label={t(laneTexts.laneCount, { name, count })}
      className="flex min-h-0 min-w-[15rem] flex-1 snap-start flex-col rounded-lg border border-line bg-raised"
    >
      <h2 className="flex items-baseline justify-between gap-2 px-2 py-1.5 font-semibold">
        <span className="truncate">{name}</span>
        <span className={cx('text-xl leading-none', toneText[tone])}>{count}</span>
      </h2>
      <div ref={box} className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {count === 0 ? (
          <p className="px-2 py-4 text-center text-ink-soft">{t(laneTexts.noCards)}</p>
        ) : (
          <ol className="relative" style={{ height: count * cardPx }}>
            {(chosen === undefined ? shown : [...shown, chosen]).map((card) => (
              <LaneCard
                key={card.id}
                card={card}
                at={card === chosen ? at : from + shown.indexOf(card)}
                count={count}
                isSelected={card.id === selected}
                onSelect={onSelect}
                onOpen={onOpen}
              />
            ))}
          </ol>
        )}
      </div>
    </section>
  );
});

/** How far the box is scrolled and how high it is, in whole cards: between two of them nothing is made anew. */
function useView(box: RefObject<HTMLDivElement | null>): { readonly top: number; readonly height: number } {
  const [view, setView] = useState({ top: 0, height: 900 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const follow = () => {
      const top = Math.floor(element.scrollTop / cardPx) * cardPx;
      const height = Math.ceil(element.clientHeight / cardPx) * cardPx;
      setView((old) => (old.top === top && old.height === height ? old : { top, height }));
    };
    follow();
    const observer = new ResizeObserver(follow);
    observer.observe(element);
    element.addEventListener('scroll', follow, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', follow);
    };
  }, [box]);
  return view;
}
