import { Badge } from '#platform/ui/Badge.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listWaves } from '../../wave-contract.ts';
import { waveTexts } from '../../wave-texts.ts';
import { waveScreenTexts as texts } from './wave-screen-texts.ts';
import { waveWords } from './wave-words.ts';

/** Waves of the last day, also those that are over; nothing where there was none. */
export function WaveList() {
  const t = useText();
  const format = useFormat();
  const items = useRoute(listWaves, {}).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={t(texts.ofTheDay)} actions={<Link href="/waves">{t(texts.all)}</Link>}>
      <ul className="flex flex-col divide-y divide-line">
        {items.map((wave) => (
          <li key={wave.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 first:pt-0 last:pb-0">
            <span className="min-w-0 flex-1">{t(waveTexts[wave.kind], waveWords(wave, format.number))}</span>
            <span className="text-sm text-ink-soft">
              {format.time(wave.beganAt)}
              {wave.endedAt === null ? '' : ` – ${format.time(wave.endedAt)}`}
            </span>
            <Badge tone={wave.endedAt === null ? 'warn' : 'neutral'}>
              {t(wave.endedAt === null ? texts.runs : texts.over)}
            </Badge>
            {wave.acknowledgedBy === null ? null : (
              <span className="text-sm text-ink-soft">{t(texts.known, { name: wave.acknowledgedBy.displayName })}</span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
