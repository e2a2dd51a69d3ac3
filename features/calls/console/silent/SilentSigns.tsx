import { AudioLines, Grid3x3, Hand, type LucideIcon, MessageSquare, Speech } from 'lucide-react';
import { cx, toneSoft } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { SignKind } from '../../silent.ts';
import { signTexts, silentAnswerTexts, silentQuestionTexts } from '../../silent-texts.ts';
import { panelTexts as texts } from './panel-texts.ts';
import type { Silence } from './use-silence.ts';

const icons: Readonly<Record<SignKind, LucideIcon>> = {
  tap: Hand,
  short: AudioLines,
  voice: Speech,
  key: Grid3x3,
  link: MessageSquare,
};
/** The newest are enough beside the count of all. */
const shown = 5;

/** What comes from the caller, as it comes: how many now and what that says, and the last ones with their time. */
export function SilentSigns({ silence: { view, answer } }: { silence: Silence }) {
  const t = useText();
  const format = useFormat();
  const questions = view.steps.filter((done) => done.question !== null);
  return (
    <section
      aria-label={t(texts.signs)}
      className={cx(
        'flex flex-col gap-1 rounded-md border p-2',
        toneSoft[view.signs.length === 0 ? 'neutral' : 'good'],
      )}
    >
      <h3 className="font-semibold">{t(texts.signs)}</h3>
      <p role="status" className="text-2xl font-semibold">
        {view.signs.length === 0
          ? t(texts.noSigns)
          : answer === null
            ? t(texts.signCount, { count: view.signs.length })
            : answer.isComplete
              ? t(texts.answerNow, { count: answer.count, reading: t(silentAnswerTexts[answer.reading]) })
              : t(texts.answerComing, { count: answer.count })}
      </p>
      <ul className="text-ink">
        {view.signs
          .slice(-shown)
          .reverse()
          .map((sign) => {
            const Icon = icons[sign.kind];
            return (
              <li key={sign.number} className="flex items-center gap-1.5">
                <Icon aria-hidden size={16} className="shrink-0" />
                {t(signTexts[sign.kind], { digit: sign.digit ?? '' })}
                <span className="ml-auto text-sm tabular-nums text-ink-soft">{format.time(sign.at)}</span>
              </li>
            );
          })}
      </ul>
      {questions.length === 0 ? null : (
        <ul aria-label={t(texts.questions)} className="border-t border-line pt-1 text-sm text-ink">
          {questions.map((done) =>
            done.question === null || done.answer === null ? null : (
              <li key={done.id}>
                {t(silentQuestionTexts[done.question])} <strong>{t(silentAnswerTexts[done.answer])}</strong>
              </li>
            ),
          )}
        </ul>
      )}
    </section>
  );
}
