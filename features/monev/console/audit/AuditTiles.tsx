import type { ReactNode } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Figure } from '#platform/ui/Page.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { readAuditFigures } from '../../audit-contract.ts';
import { toldEnds } from '../../audit-rules.ts';
import type { RowsAsked } from './AuditRows.tsx';
import { endTexts, texts } from './texts.ts';

type Figures = RouteOutput<typeof readAuditFigures>;

interface AuditTilesProps {
  readonly figures: Figures;
  readonly onRows: (asked: RowsAsked) => void;
}

/** The five figures of standards 5E that audits give; a figure with rows behind it is pressed. */
export function AuditTiles({ figures, onRows }: AuditTilesProps) {
  const t = useText();
  const format = useFormat();
  const { suppression, audits, random, matched, delay } = figures;
  const { suppressed, unrecorded } = suppression.ends;
  const ends = toldEnds
    .filter((end) => end !== 'suppressed' && end !== 'unrecorded' && suppression.ends[end] > 0)
    .map((end) => `${format.number(suppression.ends[end])} ${t(endTexts[end])}`);
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      <Tile
        label={t(texts.suppressed)}
        value={format.number(suppressed)}
        tone={suppressed > 0 ? 'life' : 'good'}
        hint={[
          t(texts.suppressedOf, { checked: format.number(suppression.checked) }),
          ...(ends.length === 0 ? [] : [ends.join(', ')]),
          ...(unrecorded === 0 ? [] : [t(texts.unrecorded, { count: format.number(unrecorded) })]),
        ].join(' · ')}
      />
      <Tile
        label={t(texts.mislabelled)}
        value={random.n === 0 ? '–' : format.number(random.k)}
        tone={random.k > 0 ? 'life' : 'neutral'}
        hint={
          random.upper === null
            ? t(texts.noneJudged)
            : `${t(texts.kOfN, { k: random.k, n: format.number(random.n) })}; ${t(texts.atMost, { upper: format.percent(random.upper) })}`
        }
        onPress={() => onRows({ sample: 'random', ...(random.k > 0 ? { agreement: 'emergency' as const } : {}) })}
      />
      <Tile
        label={t(texts.matchedTile)}
        value={matched.n === 0 ? '–' : format.number(matched.k)}
        tone={matched.k > 0 ? 'life' : 'neutral'}
        hint={matched.n === 0 ? t(texts.noneJudged) : t(texts.kOfMatched, { n: format.number(matched.n) })}
        onPress={() => onRows({ sample: 'matched' })}
      />
      <Tile
        label={t(texts.otherwise)}
        value={random.n === 0 ? '–' : format.number(random.otherwise)}
        hint={random.n === 0 ? t(texts.noneJudged) : t(texts.kOfN, { k: random.otherwise, n: format.number(random.n) })}
        onPress={() => onRows({ sample: 'random', agreement: 'otherwise' })}
      />
      <Tile
        label={t(texts.delay)}
        value={delay === null ? t(texts.notYet) : format.number(delay.k)}
        tone={delay !== null && delay.k > 0 ? 'warn' : 'neutral'}
        hint={
          delay === null
            ? t(texts.delayNote)
            : [
                t(texts.delayOf, { n: format.number(delay.n), most: format.duration(delay.mostMs) }),
                delay.upper === null ? '' : t(texts.atMost, { upper: format.percent(delay.upper) }),
              ].join('; ')
        }
      />
      <Tile
        label={t(texts.open)}
        value={format.number(audits.open)}
        hint={t(texts.judgedSoFar, { judged: format.number(audits.judged), unheard: format.number(audits.unheard) })}
        onPress={() => onRows({})}
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
