import { useMemo } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { readAuditFigures } from '../../audit-contract.ts';
import { texts } from './texts.ts';

type Draw = RouteOutput<typeof readAuditFigures>['draws'][number];

/** Each day's draw with what is needed to repeat it. */
export function AuditDraws({ draws }: { draws: readonly Draw[] }) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(
    (): Column<Draw>[] => [
      {
        id: 'day',
        name: t(texts.day),
        cell: (draw) => (
          <span className="flex items-center gap-2">
            {draw.day}
            {draw.isLate ? <Badge tone="warn">{t(texts.late)}</Badge> : null}
          </span>
        ),
        sortBy: (draw) => draw.day,
        narrow: true,
        isRowHeader: true,
      },
      {
        id: 'drawn',
        name: t(texts.drawn),
        cell: ({ drawn, eligible }) =>
          drawn === null || eligible === null ? '–' : `${format.number(drawn)} / ${format.number(eligible)}`,
        align: 'right',
        narrow: true,
      },
      { id: 'share', name: t(texts.share), cell: (draw) => format.percent(draw.share), align: 'right', narrow: true },
      {
        id: 'seed',
        name: t(texts.seed),
        cell: (draw) =>
          draw.seed === null ? (
            <span className="text-ink-soft">{t(texts.notYetTold)}</span>
          ) : (
            <code className="break-all text-sm">{draw.seed}</code>
          ),
      },
      {
        id: 'commitment',
        name: t(texts.commitment),
        cell: (draw) => <code className="break-all text-sm">{draw.commitment}</code>,
      },
    ],
    [t, format],
  );
  return (
    <Card title={t(texts.draws)}>
      <div className="flex flex-col gap-2">
        <p className="text-sm text-ink-soft">{t(texts.drawsNote)}</p>
        <div className="overflow-x-auto">
          <Table
            label={t(texts.draws)}
            columns={columns}
            rows={draws}
            idOf={(draw) => draw.day}
            empty={<EmptyState title={t(texts.noGroups)} />}
          />
        </div>
      </div>
    </Card>
  );
}
