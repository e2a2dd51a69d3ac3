import { LocateFixed } from 'lucide-react';
import { waveWords } from '#features/calls/console/supervise/wave-words.ts';
import { waveTexts } from '#features/calls/wave-texts.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { IconButton } from '#platform/ui/Button.tsx';
import { Link } from '#platform/ui/Link.tsx';
import type { GeoPoint } from '#platform/ui/map/geometry.ts';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { texts } from './situation-texts.ts';
import type { useWaves } from './use-waves.ts';

interface WaveCardProps {
  readonly found: ReturnType<typeof useWaves>;
  readonly onShow: (point: GeoPoint) => void;
}

/** The same waves as on the map in words, and those without a place. */
export function WaveCard({ found, onShow }: WaveCardProps) {
  const t = useText();
  const format = useFormat();
  const middleOf = (id: string) => found.shapes.find(({ wave }) => wave.id === id)?.middle ?? null;
  return (
    <Card title={t(texts.waves)} actions={<Link href="/waves">{t(texts.allWaves)}</Link>}>
      <QueryView query={found.waves}>
        {({ items }) =>
          items.length === 0 ? (
            <p role="status">{t(texts.noWaves)}</p>
          ) : (
            <ul className="flex max-h-60 flex-col overflow-auto">
              {items.map((wave) => {
                const middle = middleOf(wave.id);
                return (
                  <li key={wave.id} className="flex items-center justify-between gap-2 border-t border-line py-1">
                    <span>
                      {t(waveTexts[wave.kind], waveWords(wave, format.number))}{' '}
                      <Badge tone={wave.endedAt === null ? 'warn' : 'neutral'}>
                        {t(wave.endedAt === null ? texts.waveRuns : texts.waveOver)}
                      </Badge>
                    </span>
                    {middle === null ? null : (
                      <IconButton
                        size="small"
                        label={t(texts.showVillage, { name: wave.district ?? '' })}
                        icon={<LocateFixed aria-hidden size={15} />}
                        onPress={() => onShow(middle)}
                      />
                    )}
                  </li>
                );
              })}
            </ul>
          )
        }
      </QueryView>
    </Card>
  );
}
