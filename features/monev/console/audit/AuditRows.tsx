import { useMemo } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { EmptyState, ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoutePages } from '#platform/web/query-options.ts';
import type { Agreement } from '../../audit.ts';
import { type AuditRow, type auditDays, listAuditRows } from '../../audit-contract.ts';
import type { HourBand } from '../../audit-figures.ts';
import { agreementTexts, confidenceTexts, secondCodeTexts } from '../../audit-texts.ts';
import { AuditWhy, agreementTones, firstWords } from './AuditReveal.tsx';
import { texts } from './texts.ts';

/** Which judgements are behind the figure that was pressed. */
export interface RowsAsked {
  readonly agreement?: Agreement;
  readonly sample?: 'random' | 'matched';
  readonly hours?: HourBand;
  readonly district?: string;
}

interface AuditRowsProps {
  readonly days: (typeof auditDays)[number];
  readonly asked: RowsAsked;
  readonly onClose: () => void;
}

export function AuditRows({ days, asked, onClose }: AuditRowsProps) {
  const t = useText();
  const can = useCan();
  return (
    <Dialog title={t(texts.rows)} isOpen onClose={onClose} size="wide">
      {can('monev.rows') ? <Rows days={days} asked={asked} /> : <Notice>{t(texts.noRowsRight)}</Notice>}
    </Dialog>
  );
}

function Rows({ days, asked }: Pick<AuditRowsProps, 'days' | 'asked'>) {
  const t = useText();
  const columns = useColumns();
  const pages = useRoutePages(listAuditRows, { query: { days, limit: 100, ...asked } });
  if (pages.error !== null) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.isPending) return <Loading />;
  return (
    <div className="flex flex-col gap-3">
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
    </div>
  );
}

function useColumns(): Column<AuditRow>[] {
  const t = useText();
  const format = useFormat();
  const mayOpen = useCan()('call.read');
  return useMemo(
    (): Column<AuditRow>[] => [
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
        id: 'first',
        name: t(texts.first),
        cell: (row) => firstWords(row.firstCode, t),
        sortBy: (row) => row.firstCode,
      },
      {
        id: 'second',
        name: t(texts.second),
        cell: (row) => (
          <span className="flex flex-col">
            <span>
              {t(secondCodeTexts[row.secondCode])} ({t(confidenceTexts[row.confidence]).toLowerCase()})
            </span>
            {row.note === null ? null : <span className="text-sm text-ink-soft">{row.note}</span>}
          </span>
        ),
        sortBy: (row) => row.secondCode,
      },
      {
        id: 'result',
        name: t(texts.result),
        cell: (row) => <Badge tone={agreementTones[row.agreement]}>{t(agreementTexts[row.agreement])}</Badge>,
        sortBy: (row) => row.agreement,
      },
      { id: 'why', name: t(texts.why), cell: (row) => <AuditWhy audit={row} /> },
    ],
    [t, format, mayOpen],
  );
}
