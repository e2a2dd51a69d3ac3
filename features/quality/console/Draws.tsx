import { Card } from '#platform/ui/Page.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useText } from '#platform/web/language.tsx';
import type { QualityFigures } from '../figure-contract.ts';
import { useMonthWords } from './month-words.ts';
import { texts } from './texts.ts';

type Draw = QualityFigures['draws'][number];

/** By what each month was drawn, so that anybody can draw it again. */
export function Draws({ draws }: { draws: readonly Draw[] }) {
  const t = useText();
  const wordsOf = useMonthWords();
  const code = (text: string) => <code className="text-sm break-all">{text}</code>;
  const columns: Column<Draw>[] = [
    {
      id: 'month',
      name: t(texts.month),
      cell: (row) => `${wordsOf(row.month)}${row.isLate ? ` (${t(texts.late)})` : ''}`,
      isRowHeader: true,
    },
    {
      id: 'drawn',
      name: t(texts.drawn),
      align: 'right',
      cell: (row) => (row.drawn === null ? '–' : `${row.drawn} / ${row.eligible}`),
    },
    { id: 'commitment', name: t(texts.fingerprint), cell: (row) => code(row.commitment) },
    { id: 'seed', name: t(texts.seed), cell: (row) => (row.seed === null ? t(texts.notYetTold) : code(row.seed)) },
  ];
  return (
    <Card title={t(texts.draws)}>
      <p className="mb-2 text-ink-soft">{t(texts.drawsNote)}</p>
      <div className="overflow-x-auto">
        <Table label={t(texts.draws)} columns={columns} rows={draws} idOf={(row) => row.month} />
      </div>
    </Card>
  );
}
