import { ToneIcon } from '#platform/ui/Notice.tsx';
import { cx, type Tone, toneText } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import { texts } from './texts.ts';

/** Reached or not, as sign and word: never by colour alone. Nothing measured is neither. */
export function VerdictMark({ isReached }: { isReached: boolean | null }) {
  const t = useText();
  const tone: Tone = isReached === null ? 'neutral' : isReached ? 'good' : 'warn';
  const word = isReached === null ? texts.unmeasured : isReached ? texts.reached : texts.missed;
  return (
    <span className={cx('inline-flex items-center gap-1 font-medium', toneText[tone])}>
      {isReached === null ? null : <ToneIcon tone={tone} size={15} />}
      {t(word)}
    </span>
  );
}
