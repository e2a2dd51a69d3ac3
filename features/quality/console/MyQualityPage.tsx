import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { readMine, type ScoreOfMonth } from '../contract.ts';
import { screenNames } from '../screen-names.ts';
import { MySheet } from './MySheet.tsx';
import { useMonthWords } from './month-words.ts';
import { TalkList } from './TalkList.tsx';
import { texts } from './texts.ts';

/** What was assessed of one's own calls, before anybody else is told. */
export function MyQualityPage() {
  const t = useText();
  const mine = useRoute(readMine, {});
  return (
    <Page title={t(screenNames.mine)} description={t(texts.mineNote)}>
      <QueryView query={mine}>
        {({ months, sheets, cards }) => (
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
            <div className="flex flex-col gap-4">
              {sheets.length === 0 ? <EmptyState title={t(texts.noSheets)} /> : null}
              {sheets.map((sheet) => (
                <MySheet key={sheet.id} sheet={sheet} cards={cards} />
              ))}
            </div>
            <div className="flex flex-col gap-4">
              <Card title={t(texts.months)}>
                <Months months={months} />
              </Card>
              <Card title={t(texts.talks)}>
                <TalkList isOwn />
              </Card>
            </div>
          </div>
        )}
      </QueryView>
    </Page>
  );
}

function Months({ months }: { months: readonly ScoreOfMonth[] }) {
  const t = useText();
  const format = useFormat();
  const wordsOf = useMonthWords();
  if (months.length === 0) return <EmptyState title={t(texts.noMonths)} />;
  const columns: Column<ScoreOfMonth>[] = [
    { id: 'month', name: t(texts.month), cell: (row) => wordsOf(row.month), isRowHeader: true },
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
        interval === null ? '–' : `${format.percent(interval.low, 0)}–${format.percent(interval.high, 0)}`,
    },
    { id: 'n', name: t(texts.sheets), align: 'right', cell: (row) => row.n },
  ];
  return <Table label={t(texts.months)} columns={columns} rows={months} idOf={(row) => row.month} />;
}
