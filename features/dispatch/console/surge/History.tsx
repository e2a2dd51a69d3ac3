import { useMemo } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState, Loading } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { texts as kitTexts } from '#platform/ui/texts.ts';
import { type Format, type Translate, useFormat, useText } from '#platform/web/language.tsx';
import { useRoutePages } from '#platform/web/query-options.ts';
import { listSurges } from '../../surge-contract.ts';
import { surgeEndTexts, surgeKindTexts } from '../../surge-texts.ts';
import { historyTexts as texts } from './texts.ts';

type Past = RouteOutput<typeof listSurges>['items'][number];

/** Every surge there was, with what it came to. */
export function History() {
  const t = useText();
  const format = useFormat();
  const surges = useRoutePages(listSurges, { query: { limit: 50 } });
  const columns = useMemo(() => pastColumns(t, format), [t, format]);
  if (surges.isPending) return <Loading />;
  return (
    <Card flush>
      <Table
        label={t(texts.what)}
        columns={columns}
        rows={surges.items}
        idOf={(one) => one.id}
        empty={<EmptyState title={t(texts.none)} />}
      />
      {surges.hasMore ? (
        <div className="p-3">
          <Button isPending={surges.isFetchingMore} onPress={surges.fetchMore}>
            {t(kitTexts.more)}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

function pastColumns(t: Translate, format: Format): Column<Past>[] {
  const length = (ms: number | null) => (ms === null ? '–' : format.duration(ms));
  return [
    { id: 'from', name: t(texts.from), cell: (one) => format.full(one.startedAt), narrow: true },
    {
      id: 'to',
      name: t(texts.to),
      cell: (one) => (one.endedAt === null ? t(texts.now) : format.full(one.endedAt)),
      narrow: true,
    },
    { id: 'what', name: t(texts.what), isRowHeader: true, cell: (one) => <What one={one} t={t} /> },
    {
      id: 'calls',
      name: t(texts.calls),
      cell: ({ figures }) => <Two first={format.number(figures.calls)} second={t(texts.callsSaid, { ...figures })} />,
    },
    {
      id: 'waits',
      name: t(texts.waits),
      cell: ({ figures }) =>
        t(texts.waitsSaid, {
          p50: length(figures.waitP50Ms),
          p90: length(figures.waitP90Ms),
          max: length(figures.waitMaxMs),
        }),
    },
    {
      id: 'incidents',
      name: t(texts.incidents),
      cell: ({ figures }) => (
        <Two first={format.number(figures.incidents)} second={t(texts.linked, { count: figures.linked })} />
      ),
    },
    { id: 'agencies', name: t(texts.agencies), cell: ({ figures }) => t(texts.told, { ...figures }) },
  ];
}

function What({ one, t }: { one: Past; t: Translate }) {
  return (
    <Two
      first={`${t(surgeKindTexts[one.kind])}: ${one.sentence}`}
      second={[one.endReason === null ? null : t(surgeEndTexts[one.endReason]), one.summary]
        .filter(Boolean)
        .join(' · ')}
    />
  );
}

function Two({ first, second }: { first: string; second: string }) {
  return (
    <span className="flex flex-col">
      <span>{first}</span>
      <span className="text-sm font-normal text-ink-soft">{second}</span>
    </span>
  );
}
