import { Download } from 'lucide-react';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type QualityFigures as Figures, qualityExportPath, readQualityFigures } from '../figure-contract.ts';
import { Calibration } from './Calibration.tsx';
import { Draws } from './Draws.tsx';
import { useMonthWords } from './month-words.ts';
import { texts } from './texts.ts';

/** What came of the samples: the trend of each criterion, how far assessors agree, and the draws. */
export function QualityFigures() {
  const t = useText();
  const figures = useRoute(readQualityFigures, {});
  return (
    <QueryView query={figures}>
      {(found) =>
        found.months.length === 0 ? (
          <div className="flex flex-col gap-4">
            <EmptyState title={t(texts.noTrend)}>{t(texts.noneMore)}</EmptyState>
            <Draws draws={found.draws} />
          </div>
        ) : (
          <div className="flex flex-col gap-4">
            <Card title={t(texts.trend)} actions={<ExportLink />}>
              <p className="mb-2 text-ink-soft">{t(texts.trendNote)}</p>
              <Trend criteria={found.criteria} />
            </Card>
            <Card title={t(texts.sample)}>
              <Samples months={found.months} />
            </Card>
            <Calibration figures={found} />
            <Draws draws={found.draws} />
          </div>
        )
      }
    </QueryView>
  );
}

function ExportLink() {
  const t = useText();
  return (
    <a
      href={qualityExportPath}
      download
      className="focus-ring inline-flex min-h-9 items-center gap-2 rounded-md border border-line-strong bg-surface px-3 py-1 font-medium hover:bg-raised print:hidden"
    >
      <Download aria-hidden size={16} />
      {t(texts.export)}
    </a>
  );
}

/** The last months side by side; more would not fit a screen. */
const monthsShown = 4;

function Trend({ criteria }: { criteria: Figures['criteria'] }) {
  const t = useText();
  const format = useFormat();
  const wordsOf = useMonthWords();
  const months = (criteria[0]?.byMonth ?? []).slice(-monthsShown).map(({ month }) => month);
  const columns: Column<Figures['criteria'][number]>[] = [
    { id: 'name', name: t(texts.criterion), cell: (row) => t(row.name), isRowHeader: true },
    ...months.map(
      (month): Column<Figures['criteria'][number]> => ({
        id: month,
        name: wordsOf(month),
        align: 'right',
        cell: (row) => {
          const one = row.byMonth.find((each) => each.month === month);
          if (one === undefined || one.whole === 0 || one.interval === null) return '–';
          const span = `${format.percent(one.interval.low, 0)}–${format.percent(one.interval.high, 0)}`;
          return (
            <span className="tabular-nums">
              {format.percent(one.part / one.whole, 0)}{' '}
              <span className="text-sm text-ink-soft">
                ({one.whole}; {span})
              </span>
            </span>
          );
        },
      }),
    ),
  ];
  return (
    <div className="overflow-x-auto">
      <Table label={t(texts.trend)} columns={columns} rows={criteria} idOf={(row) => row.id} />
    </div>
  );
}

function Samples({ months }: { months: Figures['months'] }) {
  const t = useText();
  const format = useFormat();
  const wordsOf = useMonthWords();
  type Row = Figures['months'][number];
  const count = (id: 'eligible' | 'drawn' | 'counted' | 'setAside'): Column<Row> => ({
    id,
    name: t(texts[id]),
    align: 'right',
    cell: (row) => row[id],
  });
  const columns: Column<Row>[] = [
    { id: 'month', name: t(texts.month), cell: (row) => wordsOf(row.month), isRowHeader: true },
    count('eligible'),
    count('drawn'),
    count('counted'),
    count('setAside'),
    {
      id: 'mean',
      name: t(texts.mean),
      align: 'right',
      cell: (row) => (row.mean === null ? '–' : format.percent(row.mean)),
    },
    {
      id: 'interval',
      name: t(texts.interval),
      align: 'right',
      cell: ({ interval }) =>
        interval === null ? '–' : `${format.percent(interval.low)} – ${format.percent(interval.high)}`,
    },
  ];
  return (
    <div className="overflow-x-auto">
      <Table label={t(texts.sample)} columns={columns} rows={months.toReversed()} idOf={(row) => row.month} />
    </div>
  );
}
