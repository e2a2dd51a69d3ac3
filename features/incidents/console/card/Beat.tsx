import { Volume2, VolumeX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { useText } from '#platform/web/language.tsx';
import { createBeat } from './beat-sound.ts';
import { cardTexts as texts } from './texts.ts';

/** Counted aloud in tens, as one counts with a caller; it begins again after this many. */
const round = 30;

interface BeatProps {
  readonly perMinute: number;
  readonly isSounding: boolean;
  readonly onSound: (isSounding: boolean) => void;
}

/** The beat to push by: a count that grows with each push, and a click if it is wanted. */
export function Beat({ perMinute, isSounding, onSound }: BeatProps) {
  const t = useText();
  const count = useCount(perMinute);
  useEffect(() => {
    if (!isSounding) return;
    const beat = createBeat(perMinute);
    return beat.stop;
  }, [isSounding, perMinute]);
  return (
    <section
      aria-label={t(texts.beat)}
      className="flex flex-wrap items-center gap-3 rounded-md border border-life/40 bg-life-soft px-3 py-2 text-life"
    >
      <span
        aria-hidden
        data-odd={count % 2 === 1}
        className="inline-flex size-16 items-center justify-center rounded-full border-4 border-current text-3xl font-bold tabular-nums data-[odd=true]:bg-life data-[odd=true]:text-surface"
      >
        {(count % round) + 1}
      </span>
      <span className="flex flex-col">
        <span className="font-semibold">{t(texts.beat)}</span>
        <span className="text-sm">{t(texts.beatNote, { beat: perMinute })}</span>
      </span>
      <Button
        size="small"
        look="quiet"
        aria-pressed={isSounding}
        icon={isSounding ? <Volume2 aria-hidden size={16} /> : <VolumeX aria-hidden size={16} />}
        onPress={() => onSound(!isSounding)}
      >
        {t(texts.beatSound)}
      </Button>
    </section>
  );
}

/** Pushes since it was first shown; read from the clock, so that a stalled page does not fall behind. */
function useCount(perMinute: number): number {
  const begun = useRef<number | null>(null);
  const [count, setCount] = useState(0);
  useEffect(() => {
    begun.current ??= performance.now();
    const since = begun.current;
    let frame = requestAnimationFrame(function look(now) {
      setCount(Math.max(0, Math.floor(((now - since) * perMinute) / 60_000)));
      frame = requestAnimationFrame(look);
    });
    return () => cancelAnimationFrame(frame);
  }, [perMinute]);
  return count;
}
