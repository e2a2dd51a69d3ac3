import { GraduationCap } from 'lucide-react';
import type { Text } from '#platform/shared/texts.ts';
import { Button } from '#platform/ui/Button.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { cx, type Tone, toneSoft } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { DrillOutcome } from '../../drill.ts';
import { readDeskDrill, seeDeskDrill } from '../../drill-contract.ts';
import { expectedTexts, scenarioTexts } from '../../drill-texts.ts';
import { revealTexts as texts } from './drill-reveal-texts.ts';

/** What is said to whoever took it. Never reproachful: who is shamed by a drill takes the next odd call less gladly. */
const said: Readonly<Partial<Record<DrillOutcome, Text>>> = {
  reached: texts.reachedWords,
  not_reached: texts.notReachedWords,
  gave_way: texts.gaveWayWords,
  cut_short: texts.cutShortWords,
};

/** The last call was a drill: what it was, and how it went. It stands above the page and takes no focus, for the next call may ring. */
export function DrillRevealed() {
  const t = useText();
  const errorText = useErrorText();
  const found = useRoute(readDeskDrill, {});
  const see = useCommand(seeDeskDrill, {
    invalidates: ['/api/desk/drill'],
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const drill = found.data?.drill ?? null;
  if (drill === null) return null;
  const tone: Tone = drill.outcome === 'reached' ? 'good' : 'calm';
  const words = said[drill.outcome];
  return (
    <section
      role="status"
      aria-label={t(texts.revealTitle, { number: drill.callNumber })}
      data-tone={tone}
      className={cx('flex flex-wrap items-center gap-x-4 gap-y-2 border-b-4 px-4 py-2', toneSoft[tone])}
    >
      <GraduationCap aria-hidden size={22} />
      <div className="min-w-0 flex-1">
        <h2 className="text-lg font-semibold">
          {t(texts.revealTitle, { number: drill.callNumber })}: {t(scenarioTexts[drill.scenario])}
        </h2>
        {words === undefined ? null : <p>{t(words)}</p>}
        {drill.outcome === 'not_reached' ? (
          <p>
            {t(texts.expected)}: {t(expectedTexts[drill.scenario])}
          </p>
        ) : null}
        {drill.agencies.length === 0 ? null : <p>{t(texts.wouldAlert, { agencies: drill.agencies.join(', ') })}</p>}
      </div>
      <Button isPending={see.isPending} onPress={() => see.mutate({ params: { id: drill.id } })}>
        {t(texts.understood)}
      </Button>
    </section>
  );
}
