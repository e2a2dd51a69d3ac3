import { Download } from 'lucide-react';
import { useRef, useState } from 'react';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { Button } from '../Button.tsx';
import { Card } from '../Page.tsx';
import { EmptyState, Loading } from '../QueryView.tsx';
import { ChartTable } from './ChartTable.tsx';
import { type ChartData, chartCsv } from './chart.ts';
import { pngOf, saveFile, svgTextOf } from './chart-files.ts';
import { chartTexts as texts } from './chart-texts.ts';
import type { Shape } from './map-shapes.ts';

const MapCanvas = part(() => import('./MapCanvas.tsx').then((file) => file.MapCanvas), Loading);
const ChartCanvas = part(() => import('./ChartCanvas.tsx').then((file) => file.ChartCanvas), Loading);

export type ChartView = 'chart' | 'map' | 'table';

interface ChartFigureProps {
  readonly title: string;
  /** What the figures say, in a sentence: stands under the title and is read aloud in place of the drawing. */
  readonly summary: string;
  readonly data: ChartData;
  /** What the marks are, the heading of their column. */
  readonly corner: string;
  /** Of saved files, without its ending. */
  readonly fileName: string;
  readonly shown: ChartView;
  readonly onShow: (shown: ChartView) => void;
  /** Where the marks lie, by their keys; left out: they lie nowhere. */
  readonly shapes?: readonly Shape[] | undefined;
  /** Open what is behind a mark; left out: nothing to open. */
  readonly onPick?: (key: string) => void;
}

/** A chart with its table, the same figures in both, to be taken away as SVG, PNG or CSV. On paper both stand. */
export function ChartFigure(given: ChartFigureProps) {
  const { title, summary, data, corner, onShow, onPick, fileName, shapes } = given;
  const t = useText();
  const views: readonly ChartView[] = shapes === undefined ? ['chart', 'table'] : ['chart', 'map', 'table'];
  const shown = views.find((one) => one === given.shown) ?? 'chart';
  const label = `${title}. ${summary}`;
  const holder = useRef<HTMLDivElement>(null);
  const actions = (
    <div className="flex flex-wrap gap-2 print:hidden">
      <fieldset className="flex gap-1">
        <legend className="sr-only">{t(texts.shownAs)}</legend>
        {views.map((one) => (
          <Button
            key={one}
            size="small"
            look={shown === one ? 'primary' : 'plain'}
            aria-pressed={shown === one}
            onPress={() => onShow(one)}
          >
            {t(texts[one])}
          </Button>
        ))}
      </fieldset>
      <SaveButtons holder={holder} data={data} corner={corner} fileName={fileName} hasDrawing={shown !== 'table'} />
    </div>
  );
  return (
    <Card title={title} actions={actions}>
      <p className="pb-2 text-ink-soft">{summary}</p>
      {data.marks.every(({ value }) => value === null || value === 0) ? (
        <EmptyState title={t(texts.empty)} />
      ) : shown === 'table' ? (
        <ChartTable data={data} label={title} corner={corner} onPick={onPick} />
      ) : shown === 'map' && shapes !== undefined ? (
        <MapCanvas data={data} shapes={shapes} label={label} holder={holder} onPick={onPick} />
      ) : (
        <ChartCanvas data={data} label={label} holder={holder} onPick={onPick} />
      )}
    </Card>
  );
}

interface SaveButtonsProps extends Pick<ChartFigureProps, 'data' | 'corner' | 'fileName'> {
  readonly holder: React.RefObject<HTMLDivElement | null>;
  readonly hasDrawing: boolean;
}

/** A drawing is saved as it stands on the screen: in the table there is none. */
function SaveButtons({ holder, data, corner, fileName, hasDrawing }: SaveButtonsProps) {
  const t = useText();
  const [isSaving, setSaving] = useState(false);
  const save = async (kind: 'svg' | 'png' | 'csv') => {
    if (kind === 'csv') {
      const heading = ['key', corner, data.name, ...(data.comparedName === undefined ? [] : [data.comparedName])];
      return saveFile(`${fileName}.csv`, new Blob([chartCsv(data, heading)], { type: 'text/csv' }));
    }
    const drawing = holder.current?.querySelector('svg');
    if (drawing == null) return;
    const text = svgTextOf(drawing);
    setSaving(true);
    const content = kind === 'png' ? await pngOf(text) : new Blob([text], { type: 'image/svg+xml' });
    setSaving(false);
    saveFile(`${fileName}.${kind}`, content);
  };
  return (['png', 'svg', 'csv'] as const).map((kind) => (
    <Button
      key={kind}
      size="small"
      icon={<Download aria-hidden size={14} />}
      isDisabled={isSaving || (kind !== 'csv' && !hasDrawing)}
      aria-label={t(texts.save, { name: kind.toUpperCase() })}
      onPress={() => void save(kind)}
    >
      {kind.toUpperCase()}
    </Button>
  ));
}
