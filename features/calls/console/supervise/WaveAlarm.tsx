import { Waves } from 'lucide-react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { cx, toneSoft } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useLive } from '#platform/web/live.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { WaveKind } from '../../wave.ts';
import { acknowledgeWave, listWaves, type WaveView } from '../../wave-contract.ts';
import { measureTexts, waveTexts } from '../../wave-texts.ts';
import { waveScreenTexts as texts } from './wave-screen-texts.ts';
import { waveWords } from './wave-words.ts';

/** Where a supervisor goes on with it. */
const leadsTo: Readonly<Record<WaveKind, string>> = {
  one_number: '/cases',
  area: '/map?w=1',
  school_hours: '/campaigns/proposals',
  silent_handsets: '/lines',
};

/** Bursts of calls, on every page of a supervisor until they are over; one that somebody knows of stays in sight, quietly. */
export function WaveAlarm() {
  const t = useText();
  useLive('wave.began', () => toast(t(texts.began), 'warn'));
  const waves = useRoute(listWaves, {});
  const open = waves.data?.items.filter(({ endedAt }) => endedAt === null) ?? [];
  return open.map((wave) => <Wave key={wave.id} wave={wave} />);
}

function Wave({ wave }: { wave: WaveView }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const acknowledge = useCommand(acknowledgeWave, {
    invalidates: ['/api/waves'],
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const isKnown = wave.acknowledgedBy !== null;
  const tone = isKnown ? 'neutral' : 'warn';
  const { kind } = wave;
  return (
    <section
      role="status"
      aria-label={t(texts.name)}
      data-tone={tone}
      className={cx('flex flex-wrap items-center gap-x-4 gap-y-2 border-b-4 px-4 py-2', toneSoft[tone])}
    >
      <Waves aria-hidden size={22} />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{t(waveTexts[kind], waveWords(wave, format.number))}</p>
        <p className="text-sm">
          {t(measureTexts[kind])} <Link href={leadsTo[kind]}>{t(texts.goOn)}</Link>
        </p>
      </div>
      <RunningClock since={wave.beganAt} label={t(texts.since)} />
      {wave.acknowledgedBy === null ? (
        <Button isPending={acknowledge.isPending} onPress={() => acknowledge.mutate({ params: { id: wave.id } })}>
          {t(texts.acknowledge)}
        </Button>
      ) : (
        <Badge>{t(texts.known, { name: wave.acknowledgedBy.displayName })}</Badge>
      )}
    </section>
  );
}
