import { useMemo } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useFormat, useText, useZone } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { readAvailability, readKnocks } from '../../line-contract.ts';
import { knockTexts } from '../../line-texts.ts';
import { CanariesDialog } from './CanariesDialog.tsx';
import { lineScreenTexts as texts } from './texts.ts';

type Availability = RouteOutput<typeof readAvailability>['items'][number];
type Source = RouteOutput<typeof readKnocks>['sources'][number];

/** Whether calls come through, month by month, and who else is at the door. */
export function LineFiguresPage() {
  const t = useText();
  const mayKnow = useCan()('installation.read');
  return (
    <Page title={t(texts.availability)} description={t(texts.availabilityNote)}>
      <AvailabilityCard />
      {mayKnow ? <KnocksCard /> : null}
    </Page>
  );
}

/** `2026-11`, in the regency's time. */
function useMonth() {
  const zone = useZone();
  const [chosen, choose] = usePlace('month');
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit' });
  return [chosen ?? today.format(new Date()), choose] as const;
}

function AvailabilityCard() {
  const t = useText();
  const format = useFormat();
  const [month, choose] = useMonth();
  const [opened, setOpened] = usePlace('line');
  const figures = useRoute(readAvailability, { query: { month } }, { refreshMs: 30_000, keepPrevious: true });
  const columns = useMemo((): Column<Availability>[] => {
    const ms = (value: number | null) => (value === null ? '–' : `${format.number(value)} ms`);
    return [
      { id: 'name', name: t(texts.line), isRowHeader: true, cell: ({ name }) => name },
      {
        id: 'availability',
        name: t(texts.availability),
        align: 'right',
        cell: ({ answered, placed }) => format.percent(answered / placed, 2),
      },
      { id: 'placed', name: t(texts.placed), align: 'right', cell: ({ placed }) => format.number(placed) },
      {
        id: 'failed',
        name: t(texts.failed),
        align: 'right',
        cell: ({ answered, placed }) => format.number(placed - answered),
      },
      {
        id: 'down',
        name: t(texts.downMinutes),
        align: 'right',
        cell: ({ downMinutes }) => format.number(downMinutes),
      },
      { id: 'p50', name: t(texts.p50), align: 'right', cell: ({ p50 }) => ms(p50) },
      { id: 'p95', name: t(texts.p95), align: 'right', cell: ({ p95 }) => ms(p95) },
      { id: 'slowest', name: t(texts.slowest), align: 'right', cell: ({ slowest }) => ms(slowest) },
    ];
  }, [t, format]);
  const shown = figures.data?.items.find(({ id }) => id === opened);
  return (
    <>
      <div className="max-w-48">
        <TextField label={t(texts.month)} type="month" value={month} onChange={(typed) => choose(typed || null)} />
      </div>
      <Card flush>
        <QueryView query={figures}>
          {({ items }) => (
            <Table
              label={t(texts.availability)}
              columns={columns}
              rows={items}
              idOf={({ id }) => id}
              onOpen={({ id }) => setOpened(id)}
              selectedId={opened}
              empty={<EmptyState title={t(texts.noFigures)} />}
            />
          )}
        </QueryView>
      </Card>
      {shown === undefined ? null : (
        <CanariesDialog key={shown.id} line={shown} month={month} onClose={() => setOpened(null)} />
      )}
    </>
  );
}

function KnocksCard() {
  const t = useText();
  const format = useFormat();
  const knocks = useRoute(readKnocks, { query: { hours: 24 } }, { refreshMs: 30_000 });
  const columns = useMemo(
    (): Column<Source>[] => [
      { id: 'source', name: t(texts.source), isRowHeader: true, cell: ({ source }) => source },
      { id: 'kinds', name: t(texts.kinds), cell: ({ kinds }) => kinds.map((kind) => t(knockTexts[kind])).join(', ') },
      { id: 'count', name: t(texts.count), align: 'right', cell: ({ count }) => format.number(count) },
      {
        id: 'peak',
        name: t(texts.peak),
        align: 'right',
        cell: ({ peakPerMinute }) => format.number(peakPerMinute),
      },
      { id: 'first', name: t(texts.first), cell: ({ firstAt }) => format.full(firstAt) },
      { id: 'last', name: t(texts.last), cell: ({ lastAt }) => format.full(lastAt) },
    ],
    [t, format],
  );
  return (
    <>
      <h2 className="mt-4 text-lg font-semibold">{t(texts.knocks)}</h2>
      <p className="text-ink-soft">{t(texts.knocksNote)}</p>
      <QueryView query={knocks}>
        {({ sources, failedCalls, busyMinutes }) => (
          <>
            {failedCalls === 0 ? null : (
              <Notice tone="life">{t(texts.turnedAway, { count: format.number(failedCalls) })}</Notice>
            )}
            <Card flush>
              <Table
                label={t(texts.knocks)}
                columns={columns}
                rows={sources}
                idOf={({ source }) => source}
                empty={<EmptyState title={t(texts.quiet)} />}
              />
            </Card>
            {busyMinutes.length === 0 ? null : (
              <Card title={t(texts.busyMinutes)}>
                <ul className="flex flex-col gap-1">
                  {busyMinutes.map(({ at, calls, ofOneNumber }) => (
                    <li key={at}>{t(texts.busyMinute, { time: format.full(at), calls, most: ofOneNumber })}</li>
                  ))}
                </ul>
              </Card>
            )}
          </>
        )}
      </QueryView>
    </>
  );
}
