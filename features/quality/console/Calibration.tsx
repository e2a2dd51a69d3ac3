import { Card } from '#platform/ui/Page.tsx';
import { EmptyState } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { answerTexts } from '../code-texts.ts';
import type { QualityFigures } from '../figure-contract.ts';
import { answer as answerSchema } from '../scorecard.ts';
import { useMonthWords } from './month-words.ts';
import { texts } from './texts.ts';

type Agreement = QualityFigures['calibration'][number];
type Difference = QualityFigures['differences'][number] & { readonly id: string };

/** How far two who assessed the same call agree, and where they did not; no call and no call taker is named. */
export function Calibration({ figures }: { figures: QualityFigures }) {
  const t = useText();
  const format = useFormat();
  const columns: Column<Agreement>[] = [
    { id: 'name', name: t(texts.criterion), cell: (row) => t(row.name), isRowHeader: true },
    { id: 'n', name: t(texts.sheets), align: 'right', cell: (row) => row.n, sortBy: (row) => row.n },
    {
      id: 'same',
      name: t(texts.same),
      align: 'right',
      cell: (row) => (row.n === 0 ? '–' : format.percent(row.same / row.n, 0)),
    },
    {
      id: 'kappa',
      name: t(texts.kappa),
      align: 'right',
      cell: (row) => (row.kappa === null ? '–' : format.number(row.kappa, 2)),
    },
  ];
  const differences = figures.differences.map((one, at) => ({ ...one, id: `${one.month}-${one.criterionId}-${at}` }));
  return (
    <>
      <Card title={t(texts.calibration)}>
        <p className="mb-2 text-ink-soft">{t(texts.calibrationNote)}</p>
        <div className="overflow-x-auto">
          <Table label={t(texts.calibration)} columns={columns} rows={figures.calibration} idOf={(row) => row.id} />
        </div>
      </Card>
      <Card title={t(texts.differences)}>
        {differences.length === 0 ? <EmptyState title={t(texts.noDifferences)} /> : <Differences rows={differences} />}
      </Card>
    </>
  );
}

function Differences({ rows }: { rows: readonly Difference[] }) {
  const t = useText();
  const wordsOf = useMonthWords();
  const words = (code: string) => {
    const known = answerSchema.safeParse(code);
    return known.success ? t(answerTexts[known.data]) : code;
  };
  const columns: Column<Difference>[] = [
    { id: 'month', name: t(texts.month), cell: (row) => wordsOf(row.month), narrow: true },
    { id: 'name', name: t(texts.criterion), cell: (row) => t(row.name), isRowHeader: true },
    { id: 'answers', name: t(texts.twoAnswers), cell: (row) => row.answers.map(words).join(' / ') },
    {
      id: 'settled',
      name: t(texts.settled),
      cell: (row) => (row.settled === null ? t(texts.notYet) : words(row.settled)),
    },
    { id: 'note', name: t(texts.words), cell: (row) => row.note ?? '' },
  ];
  return (
    <div className="overflow-x-auto">
      <Table label={t(texts.differences)} columns={columns} rows={rows} idOf={(row) => row.id} />
    </div>
  );
}
