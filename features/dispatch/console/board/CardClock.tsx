import { type RefObject, useEffect } from 'react';
import { useText } from '#platform/web/language.tsx';
import { ticking } from '#platform/web/ticking.ts';
import { clockFace } from '../../board-rules.ts';
import { laneTexts } from './texts.ts';

interface CardClockProps {
  readonly until: string | null;
  readonly since: string;
}

/**
 * The clock of a card. It is written once a second by `useCardClocks` into the text itself: React rendering each clock of
 * a full board anew costs most of a frame, this a tenth of a millisecond.
 */
export function CardClock({ until, since }: CardClockProps) {
  const t = useText();
  const face = clockFace(
    { until: until === null ? null : Date.parse(until), since: Date.parse(since) },
    ticking.second(),
  );
  const words = {
    elapsed: t(laneTexts.waits),
    remaining: t(laneTexts.left),
    soon: t(laneTexts.left),
    overdue: t(laneTexts.late),
  };
  return (
    <span
      role="timer"
      data-until={until ?? ''}
      data-since={since}
      data-state={face.state}
      className="flex h-5 items-baseline justify-end gap-1 whitespace-nowrap text-ink tabular-nums [contain:strict] data-[state=overdue]:text-life data-[state=soon]:text-warn"
    >
      <span className="text-sm" data-words={JSON.stringify(words)}>
        {words[face.state]}
      </span>
      <span className="text-lg leading-none font-semibold">{face.figure}</span>
    </span>
  );
}

/** Lets every clock inside an element run. */
export function useCardClocks(container: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const write = () => {
      const now = ticking.second();
      for (const clock of container.current?.querySelectorAll<HTMLElement>('[data-since]') ?? []) {
        const { until, since } = clock.dataset;
        const face = clockFace({ until: until ? Date.parse(until) : null, since: Date.parse(since ?? '') }, now);
        const [word, figure] = clock.children;
        if (word === undefined || figure === undefined) continue;
        figure.textContent = face.figure;
        if (clock.dataset.state === face.state) continue;
        clock.dataset.state = face.state;
        // Written by CardClock above.
        const words = JSON.parse((word as HTMLElement).dataset.words ?? '{}') as Record<string, string>;
        word.textContent = words[face.state] ?? '';
      }
    };
    return ticking.subscribe(write);
  }, [container]);
}
