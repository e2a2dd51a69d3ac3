import type { ReactNode } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Figure } from '#platform/ui/Page.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { Hints, hintGroups } from '../../hint-contract.ts';
import { texts } from './texts.ts';

interface HintTilesProps {
  readonly hints: Hints;
  readonly onRows: (group: (typeof hintGroups)[number]) => void;
}

/** How many calls were marked, how often rightly, whom a filter would have lost, and what ordering would have done. */
export function HintTiles({ hints: { figures, order }, onRows }: HintTilesProps) {
  const t = useText();
  const format = useFormat();
  const { precision, closed, asPrank, judged, agreed, unheard } = figures;
  const isPrecise = precision !== null && precision.low >= order.content.precision;
  const counted = { pranks: format.number(asPrank), closed: format.number(closed), agreed, judged };
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <Tile
        label={t(texts.marked)}
        value={format.number(figures.marked)}
        hint={t(texts.ofScored, { scored: format.number(figures.scored) })}
        onPress={() => onRows('marked')}
      />
      <Tile
        label={t(texts.precision)}
        value={precision === null ? '–' : format.percent(precision.estimate)}
        tone={precision === null ? 'neutral' : isPrecise ? 'good' : 'warn'}
        hint={
          precision === null
            ? `${t(texts.unknown)}: ${t(texts.unknownNote)}`
            : [
                t(texts.interval, { low: format.percent(precision.low), high: format.percent(precision.high) }),
                t(texts.fromWhat, counted),
                ...(unheard === 0 ? [] : [t(texts.unheard, { count: unheard })]),
              ].join(' · ')
        }
        onPress={() => onRows('wrong')}
      />
      <Tile
        label={t(texts.needs)}
        value={format.number(figures.needs)}
        tone={figures.needs > 0 ? 'life' : 'neutral'}
        hint={t(texts.needsNote)}
      />
      <Tile
        label={t(texts.would)}
        value={format.number(figures.wouldPass)}
        hint={t(texts.wouldNote, { byHistory: format.number(figures.byHistory) })}
        onPress={() => onRows('would_pass')}
      />
    </ul>
  );
}

interface TileProps {
  readonly label: string;
  readonly value: ReactNode;
  readonly hint: string;
  readonly tone?: Tone;
  readonly onPress?: () => void;
}

function Tile({ onPress, hint, ...figure }: TileProps) {
  const t = useText();
  const rows =
    onPress === undefined ? null : (
      <span className="pt-1">
        <Button look="quiet" onPress={onPress} aria-label={`${t(texts.showRows)}: ${figure.label}`}>
          {t(texts.showRows)}
        </Button>
      </span>
    );
  return (
    <li className="grid">
      <Figure
        {...figure}
        hint={
          <span className="flex flex-col items-start">
            {hint}
            {rows}
          </span>
        }
      />
    </li>
  );
}
