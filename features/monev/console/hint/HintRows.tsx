import { useMemo } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { EmptyState, ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoutePages } from '#platform/web/query-options.ts';
import { agreementTexts } from '../../audit-texts.ts';
import { type HintRow, type hintDays, type hintGroups, listHintRows } from '../../hint-contract.ts';
import { cueTexts, featureTexts } from '../../hint-texts.ts';
import { agreementTones, firstWords } from '../audit/AuditReveal.tsx';
import { texts } from './texts.ts';

interface HintRowsProps {
  readonly days: (typeof hintDays)[number];
  readonly group: (typeof hintGroups)[number];
  readonly onClose: () => void;
}

/** The calls behind a figure, each with what its score is made of. */
export function HintRows({ onClose, ...asked }: HintRowsProps) {
  const t = useText();
  return (
    <Dialog title={t(texts.rows)} isOpen onClose={onClose} size="wide">
      <Rows {...asked} />
    </Dialog>
  );
}

function Rows({ days, group }: Pick<HintRowsProps, 'days' | 'group'>) {
  const t = useText();
  const columns = useColumns();
  const pages = useRoutePages(listHintRows, { query: { days, group, limit: 100 } });
  if (pages.error !== null) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.isPending) return <Loading />;
  return (
    <div className="flex flex-col gap-3">
      <div className="overflow-x-auto">
        <Table
          label={t(texts.rows)}
          columns={columns}
          rows={pages.items}
          idOf={(row) => row.callId}
          empty={<EmptyState title={t(texts.noRows)} />}
        />
      </div>
      {pages.hasMore ? (
        <Button onPress={pages.fetchMore} isPending={pages.isFetchingMore}>
          {t(texts.more)}
        </Button>
      ) : null}
    </div>
  );
}

function useColumns(): Column<HintRow>[] {
  const t = useText();
  const format = useFormat();
  const mayOpen = useCan()('call.read');
  return useMemo(
    (): Column<HintRow>[] => [
      {
        id: 'number',
        name: t(texts.number),
        cell: (row) => (mayOpen ? <Link href={`/calls/${row.callId}`}>{row.number}</Link> : row.number),
        sortBy: (row) => row.number,
        narrow: true,
        isRowHeader: true,
      },
      {
        id: 'at',
        name: t(texts.at),
        cell: (row) => format.full(row.arrivedAt),
        sortBy: (row) => row.arrivedAt,
        narrow: true,
      },
      {
        id: 'score',
        name: t(texts.score),
        cell: (row) => format.percent(row.score, 2),
        sortBy: (row) => row.score,
        align: 'right',
        narrow: true,
      },
      {
        id: 'parts',
        name: t(texts.parts),
        cell: (row) => (
          <ul className="text-sm">
            <li className="text-ink-soft">
              {t(texts.confirmedBy, { confirmed: row.confirmed, people: row.people })}
              {row.cue === null ? null : ` · ${t(cueTexts[row.cue])}`}
            </li>
            {row.parts.map(({ name, value, adds }) => (
              <li key={name}>
                {t(featureTexts[name])}: {format.number(value, 2)} → {adds > 0 ? '+' : ''}
                {format.number(adds, 2)}
              </li>
            ))}
          </ul>
        ),
      },
      {
        id: 'code',
        name: t(texts.closedAs),
        cell: (row) => (row.code === null ? t(texts.notClosed) : firstWords(row.code, t)),
        sortBy: (row) => row.code,
      },
      {
        id: 'second',
        name: t(texts.second),
        cell: (row) =>
          row.second === null ? (
            t(texts.none)
          ) : (
            <Badge tone={agreementTones[row.second.agreement]}>{t(agreementTexts[row.second.agreement])}</Badge>
          ),
        sortBy: (row) => row.second?.agreement ?? null,
      },
    ],
    [t, format, mayOpen],
  );
}
