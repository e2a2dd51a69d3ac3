import { useMemo } from 'react';
import { assignmentStateTexts } from '#features/dispatch/texts.ts';
import { stateTexts } from '#features/incidents/texts.ts';
import type { Text } from '#platform/shared/texts.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { EmptyState, ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoutePages } from '#platform/web/query-options.ts';
import type { AnswerCode, ShiftName } from '../../answer.ts';
import { listAnswerRows } from '../../answer-contract.ts';
import { answerDefinition, answerLabel, shiftTexts } from '../../answer-texts.ts';
import type { Answer } from './AgencyAnswer.tsx';
import { texts } from './texts.ts';

interface AnswerRowsProps {
  readonly id: Answer['agency']['id'];
  readonly month: string;
  readonly code: AnswerCode;
  readonly shift: ShiftName | undefined;
  readonly person: string | undefined;
  readonly typeName: (code: string) => string;
  readonly onClose: () => void;
}

/** The incidents or assignments behind a figure of an agency. */
export function AnswerRows(props: AnswerRowsProps) {
  const t = useText();
  const can = useCan();
  const { code, shift } = props;
  const title = [t(answerLabel(code)), shift === undefined ? null : t(shiftTexts[shift])].filter(Boolean).join(' – ');
  return (
    <Dialog title={title} isOpen onClose={props.onClose} size="wide">
      <div className="flex flex-col gap-3">
        <p>{t(answerDefinition(code))}</p>
        {can('answer.rows') ? <Rows {...props} /> : <Notice>{t(texts.noRowsRight)}</Notice>}
      </div>
    </Dialog>
  );
}

function Rows({ id, month, code, shift, person, typeName }: AnswerRowsProps) {
  const t = useText();
  const columns = useColumns(code, typeName);
  const query = {
    month,
    figure: code,
    limit: 100,
    ...(shift === undefined ? {} : { shift }),
    ...(person === undefined ? {} : { person }),
  };
  const pages = useRoutePages(listAnswerRows, { params: { id }, query });
  if (pages.error !== null) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.isPending) return <Loading />;
  return (
    <>
      <div className="overflow-x-auto">
        <Table
          label={t(texts.rows)}
          columns={columns}
          rows={pages.items}
          idOf={(row) => row.id}
          empty={<EmptyState title={t(texts.noRows)} />}
        />
      </div>
      {pages.hasMore ? (
        <Button onPress={pages.fetchMore} isPending={pages.isFetchingMore}>
          {t(texts.more)}
        </Button>
      ) : null}
    </>
  );
}

type Row = ReturnType<typeof useRoutePages<typeof listAnswerRows>>['items'][number];

const stateWords: Readonly<Record<string, Text>> = { ...stateTexts, ...assignmentStateTexts };

function useColumns(code: AnswerCode, typeName: (code: string) => string): Column<Row>[] {
  const t = useText();
  const format = useFormat();
  const mayOpen = useCan()('incident.read');
  return useMemo(() => {
    const all: (Column<Row> & { isShown?: boolean })[] = [
      {
        id: 'number',
        name: t(texts.number),
        cell: (row) =>
          mayOpen && row.incidentId !== null ? (
            <Link href={`/incidents/${row.incidentId}`}>{row.number}</Link>
          ) : (
            row.number
          ),
        sortBy: (row) => row.number,
        narrow: true,
        isRowHeader: true,
      },
      { id: 'at', name: t(texts.at), cell: (row) => format.full(row.at), sortBy: (row) => row.at },
      { id: 'kind', name: t(texts.kind), cell: (row) => typeName(row.code ?? ''), sortBy: (row) => row.code },
      { id: 'priority', name: t(texts.priority), cell: (row) => row.priority ?? '–', sortBy: (row) => row.priority },
      {
        id: 'state',
        name: t(texts.state),
        cell: (row) => t(stateWords[row.state] ?? { id: row.state, en: row.state }),
        sortBy: (row) => row.state,
      },
      {
        id: 'ms',
        name: t(texts.lasted),
        cell: (row) => (row.ms === null ? '–' : format.duration(row.ms)),
        sortBy: (row) => row.ms,
        align: 'right',
        isShown: code.startsWith('T_'),
      },
      {
        id: 'inPart',
        name: t(texts.inTime),
        cell: (row) => t(row.inPart === true ? texts.yes : texts.no),
        sortBy: (row) => Number(row.inPart),
        isShown: code.startsWith('SLA_'),
      },
    ];
    return all.filter((column) => column.isShown !== false);
  }, [t, format, mayOpen, code, typeName]);
}
