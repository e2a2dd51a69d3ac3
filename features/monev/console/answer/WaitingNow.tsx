import { useMemo } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import type { Answer } from './AgencyAnswer.tsx';
import { texts } from './texts.ts';

type Row = Answer['waiting'][number];

/** Whatever the month: what waits to be acknowledged at this moment, and for how long. */
export function WaitingNow({ rows, typeName }: { rows: readonly Row[]; typeName: (code: string) => string }) {
  const t = useText();
  const columns = useColumns(typeName);
  return (
    <Card title={t(texts.waiting)} tone={rows.length === 0 ? 'neutral' : 'warn'} flush={rows.length > 0}>
      {rows.length === 0 ? (
        <p className="text-ink-soft">{t(texts.waitingNone)}</p>
      ) : (
        <Table label={t(texts.waiting)} columns={columns} rows={rows} idOf={(row) => row.id} />
      )}
    </Card>
  );
}

function useColumns(typeName: (code: string) => string): Column<Row>[] {
  const t = useText();
  const format = useFormat();
  const mayOpen = useCan()('incident.read');
  return useMemo(
    (): Column<Row>[] => [
      {
        id: 'number',
        name: t(texts.number),
        cell: (row) => (mayOpen ? <Link href={`/incidents/${row.incidentId}`}>{row.number}</Link> : row.number),
        sortBy: (row) => row.number,
        narrow: true,
        isRowHeader: true,
      },
      { id: 'kind', name: t(texts.kind), cell: (row) => typeName(row.typeCode), sortBy: (row) => row.typeCode },
      { id: 'priority', name: t(texts.priority), cell: (row) => row.priority, sortBy: (row) => row.priority },
      { id: 'at', name: t(texts.at), cell: (row) => format.full(row.sentAt), sortBy: (row) => row.sentAt },
      {
        id: 'since',
        name: t(texts.since),
        cell: (row) => (
          <span className="flex items-center justify-end gap-2">
            {row.dueAt !== null && row.dueAt < new Date().toISOString() ? (
              <Badge tone="warn">{t(texts.overdue)}</Badge>
            ) : null}
            <RunningClock since={row.sentAt} />
          </span>
        ),
        sortBy: (row) => row.sentAt,
        align: 'right',
      },
    ],
    [t, format, mayOpen, typeName],
  );
}
