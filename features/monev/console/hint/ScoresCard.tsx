import { useMemo } from 'react';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { Hints } from '../../hint-contract.ts';
import { PrecisionChart } from './PrecisionChart.tsx';
import { texts } from './texts.ts';

type Bin = Hints['figures']['bins'][number];

const [width, rowHeight, left, right] = [640, 26, 110, 70];

/** Which scores calls got, and how many of each were pranks in the words of people: drawn, and as a table. */
export function ScoresCard({ hints: { figures, order } }: { hints: Hints }) {
  const t = useText();
  const format = useFormat();
  const nameOf = (bin: Bin) => `${format.percent(bin.from, 0)}–${format.percent(bin.to, 0)}`;
  const columns = useMemo((): Column<Bin>[] => {
    const name = (bin: Bin) => `${format.percent(bin.from, 0)}–${format.percent(bin.to, 0)}`;
    return [
      { id: 'score', name: t(texts.score), cell: name, sortBy: (bin) => bin.from, isRowHeader: true },
      { id: 'calls', name: t(texts.calls), cell: (bin) => format.number(bin.calls), align: 'right', narrow: true },
      { id: 'pranks', name: t(texts.pranks), cell: (bin) => format.number(bin.pranks), align: 'right', narrow: true },
      { id: 'others', name: t(texts.others), cell: (bin) => format.number(bin.others), align: 'right', narrow: true },
    ];
  }, [t, format]);
  const filled = figures.bins.filter(({ calls }) => calls > 0);
  return (
    <Card title={t(texts.scores)}>
      {filled.length === 0 ? (
        <EmptyState title={t(texts.noScores)} />
      ) : (
        <div className="flex flex-col gap-4">
          <p className="text-ink-soft">{t(texts.scoresNote)}</p>
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <ScoreBars bins={figures.bins} nameOf={nameOf} />
            <div className="overflow-x-auto">
              <Table label={t(texts.scores)} columns={columns} rows={filled} idOf={(bin) => String(bin.from)} />
            </div>
          </div>
          {figures.precision === null ? null : (
            <PrecisionChart precision={figures.precision} limit={order.content.precision} />
          )}
        </div>
      )}
    </Card>
  );
}

/** Lengths are roots of the counts: a stranger's score is far more often than any other, and the others must be seen all the same. */
function ScoreBars({ bins, nameOf }: { bins: readonly Bin[]; nameOf: (bin: Bin) => string }) {
  const t = useText();
  const format = useFormat();
  const most = Math.max(1, ...bins.map(({ calls }) => calls));
  const lengthOf = (calls: number) => Math.sqrt(calls / most) * (width - left - right);
  const said = bins
    .filter(({ calls }) => calls > 0)
    .map(({ from, to, calls, pranks }) =>
      t(texts.chartRow, { from: format.percent(from, 0), to: format.percent(to, 0), calls, pranks }),
    );
  return (
    <svg
      viewBox={`0 0 ${width} ${bins.length * rowHeight}`}
      role="img"
      aria-label={t(texts.chart, { rows: said.join('; ') })}
      className="h-auto w-full"
    >
      {bins.map((bin, index) => {
        const y = index * rowHeight;
        const full = lengthOf(bin.calls);
        const part = bin.calls === 0 ? 0 : full * (bin.pranks / bin.calls);
        return (
          <g key={bin.from}>
            <text x={0} y={y + 18} fontSize={14} className="fill-ink">
              {nameOf(bin)}
            </text>
            <rect x={left} y={y + 4} width={full} height={rowHeight - 8} className="fill-line-strong" />
            <rect x={left} y={y + 4} width={part} height={rowHeight - 8} className="fill-accent" />
            <text x={left + full + 6} y={y + 18} fontSize={13} className="fill-ink-soft">
              {format.number(bin.calls)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
