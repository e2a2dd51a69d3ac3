import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { useText } from '#platform/web/language.tsx';
import type { QueueView } from '../../contract.ts';
import { ringAllText, stepTexts } from '../../queue-texts.ts';
import { queueTexts as texts } from './queue-texts.ts';

/** Who is asked for a waiting call now, and who will be next, and when. */
export function QueueStepLine({ call }: { call: QueueView['waiting'][number] }) {
  const t = useText();
  const { step, isRingingAll, next, ringing, outside, passed } = call;
  const now = [
    isRingingAll ? `${t(stepTexts[step])} · ${t(ringAllText)}` : t(stepTexts[step]),
    ...(ringing > 0 ? [t(texts.ringsAt, { count: ringing })] : []),
    ...(outside ? [t(texts.ringsOutside)] : []),
    ...(passed ? [t(texts.passed)] : []),
  ];
  return (
    <span className="flex w-full flex-wrap items-center justify-between gap-x-2 text-sm">
      <span>{now.join(', ')}</span>
      {next === null ? null : (
        <span className="flex flex-wrap items-center gap-x-1 text-ink-soft">
          {t(texts.stepNext, { step: t(next.step === 'all' ? ringAllText : stepTexts[next.step]) })}
          <RunningClock until={next.at} label={t(texts.stepNext, { step: '' })} warnMs={0} size="small" />
        </span>
      )}
    </span>
  );
}
