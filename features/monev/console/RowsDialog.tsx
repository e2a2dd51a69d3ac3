import { useMemo } from 'react';
import type { z } from 'zod';
import { dispositionTexts } from '#features/calls/disposition-texts.ts';
import { callStateTexts } from '#features/calls/texts.ts';
import { assignmentStateTexts } from '#features/dispatch/texts.ts';
import { stateTexts } from '#features/incidents/texts.ts';
import type { Text } from '#platform/shared/texts.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoutePages } from '#platform/web/query-options.ts';
import { listRowsBehind, type rowBehind } from '../contract.ts';
import type { FigureName } from '../figure-set.ts';
import { type Kpi, kpiLabels, kpis } from '../kpi.ts';
import type { Figure } from '../month.ts';
import { FigureValue } from './FigureValue.tsx';
import { useFigureWords } from './figure-words.ts';
import { texts as lockTexts } from './lock/texts.ts';
import { texts } from './texts.ts';

type Row = z.output<typeof rowBehind>;

interface RowsDialogProps {
  readonly month: string;
  readonly name: FigureName;
  readonly figure: Figure | null;
  /** The locked edition whose rows are shown; null: the rows as they are now. */
  readonly edition: number | null;
  readonly nameOf: (code: string) => string;
  readonly onClose: () => void;
}

/** What a figure means, its value, and the calls, incidents or assignments it was counted from. */
export function RowsDialog({ month, edition, name, figure, nameOf, onClose }: RowsDialogProps) {
  const t = useText();
  const can = useCan();
  const kpi: Kpi = kpis[name.code];
  const clock = { asterisk: texts.clockAsterisk, server: texts.clockServer, device: texts.clockDevice }[kpi.clock];
  const words = useFigureWords()(name);
  const of = name.key === null || name.by === 'within' ? null : nameOf(name.key);
  const title = [words.label, of].filter(Boolean).join(' – ');
  return (
    <Dialog title={title} isOpen onClose={onClose} size="wide">
      <div className="flex flex-col gap-3">
        <p className="text-2xl font-semibold">
          <FigureValue figure={figure} />
        </p>
        <p>
          {words.definition} <span className="text-ink-soft">{t(texts.clockOf, { clock: t(clock) })}.</span>{' '}
          <Link href={`/kpi?kpi=${name.code}`}>{t(lockTexts.inDictionary)}</Link>
        </p>
        {edition === null ? null : <p className="text-ink-soft">{t(lockTexts.asLocked, { edition })}</p>}
        {can('monev.rows') ? (
          <Rows month={month} edition={edition} name={name} nameOf={nameOf} />
        ) : (
          <Notice>{t(texts.noRowsRight)}</Notice>
        )}
      </div>
    </Dialog>
  );
}

function Rows({ month, edition, name, nameOf }: Pick<RowsDialogProps, 'month' | 'edition' | 'name' | 'nameOf'>) {
  const t = useText();
  const columns = useRowColumns(kpis[name.code], name.by === 'within', nameOf);
  const query = {
    figure: name.code,
    by: name.by,
    ...(name.key === null ? {} : { key: name.key }),
    ...(edition === null ? {} : { edition }),
    limit: 100,
  };
  const pages = useRoutePages(listRowsBehind, { params: { month }, query });
  if (pages.error !== null) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.isPending) return <Loading />;
  return (
    <>
      <Table label={t(kpiLabels[name.code])} columns={columns} rows={pages.items} idOf={(row) => row.id} />
      {pages.hasMore ? (
        <Button onPress={pages.fetchMore} isPending={pages.isFetchingMore}>
          {t(texts.more)}
        </Button>
      ) : null}
    </>
  );
}

const stateWords: Readonly<Record<Row['table'], Readonly<Record<string, Text>>>> = {
  calls: callStateTexts,
  incidents: stateTexts,
  assignments: assignmentStateTexts,
};
const dispositionWords: Readonly<Record<string, Text>> = dispositionTexts;

/** The columns that fit a figure of the dictionary. */
export function useRowColumns(kpi: Kpi, isWithin: boolean, nameOf: (code: string) => string): Column<Row>[] {
  const t = useText();
  const format = useFormat();
  return useMemo(() => {
    const word = (row: Row) =>
      row.code === null
        ? '–'
        : dispositionWords[row.code]
          ? t(dispositionWords[row.code] ?? { id: '', en: '' })
          : nameOf(row.code);
    const all: (Column<Row> & { isShown: boolean })[] = [
      {
        id: 'number',
        name: t(texts.number),
        cell: (row) => row.number,
        sortBy: (row) => row.number,
        narrow: true,
        isShown: true,
      },
      { id: 'at', name: t(texts.at), cell: (row) => format.full(row.at), sortBy: (row) => row.at, isShown: true },
      { id: 'kind', name: t(texts.kind), cell: word, sortBy: word, isShown: true },
      {
        id: 'priority',
        name: t(texts.priority),
        cell: (row) => row.priority ?? '–',
        sortBy: (row) => row.priority,
        isShown: kpi.table !== 'calls',
      },
      {
        id: 'agency',
        name: t(texts.agency),
        cell: (row) => nameOf(row.agencyCode ?? ''),
        sortBy: (row) => row.agencyCode,
        isShown: kpi.table === 'assignments',
      },
      {
        id: 'state',
        name: t(texts.state),
        cell: (row) => t(stateWords[row.table][row.state] ?? { id: row.state, en: row.state }),
        sortBy: (row) => row.state,
        isShown: true,
      },
      {
        id: 'ms',
        name: t(texts.lasted),
        cell: (row) => (row.ms === null ? '–' : format.duration(row.ms)),
        sortBy: (row) => row.ms,
        align: 'right',
        isShown: kpi.formula.kind === 'duration' && !isWithin,
      },
      {
        id: 'inPart',
        name: t(texts.inPart),
        cell: (row) => t(row.inPart === true ? texts.yes : texts.no),
        sortBy: (row) => Number(row.inPart),
        isShown: kpi.formula.kind === 'rate' || isWithin,
      },
    ];
    return all.filter((column) => column.isShown);
  }, [t, format, kpi, isWithin, nameOf]);
}
