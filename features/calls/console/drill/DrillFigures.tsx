import type { RouteOutput } from '#platform/shared/contract.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { readDrillFigures } from '../../drill-contract.ts';
import { expectedTexts, missedTexts, scenarioTexts } from '../../drill-texts.ts';
import { texts } from './drill-screen-texts.ts';

type Row = RouteOutput<typeof readDrillFigures>['scenarios'][number];

/** How drills went, by scenario and never by person. */
export function DrillFigures({ days, hasLink }: { days: '30' | '90' | '365'; hasLink?: boolean }) {
  const t = useText();
  const can = useCan();
  const figures = useRoute(readDrillFigures, { query: { days } }, { keepPrevious: true });
  return (
    <Card title={t(texts.figures)}>
      <QueryView query={figures}>
        {({ active, month, scenarios, missed }) => (
          <div className="flex flex-col gap-3">
            <p className="text-ink-soft">{t(texts.figuresNote)}</p>
            <p className="flex flex-wrap items-center gap-2">
              <Badge tone={month.answered < month.least ? 'warn' : 'good'}>{t(texts.month, month)}</Badge>
              {active ? null : <span className="text-ink-soft">{t(texts.scheduleOff)}</span>}
              {hasLink === true && can('drill.read') ? <Link href="/drills">{t(texts.openDrills)}</Link> : null}
            </p>
            <Scenarios rows={scenarios} />
            {missed.length === 0 ? null : (
              <ul className="text-sm text-ink-soft">
                {missed.map(({ why, count }) => (
                  <li key={why}>{t(texts.missedBy, { count, why: t(missedTexts[why]) })}</li>
                ))}
              </ul>
            )}
          </div>
        )}
      </QueryView>
    </Card>
  );
}

function Scenarios({ rows }: { rows: readonly Row[] }) {
  const t = useText();
  const format = useFormat();
  const columns: Column<Row>[] = [
    {
      id: 'scenario',
      name: t(texts.scenario),
      cell: (row) => (
        <span className="flex flex-col">
          <span>{t(scenarioTexts[row.scenario])}</span>
          <span className="text-sm text-ink-soft">{t(expectedTexts[row.scenario])}</span>
        </span>
      ),
      isRowHeader: true,
    },
    { id: 'reached', name: t(texts.reached), cell: (row) => row.reached, narrow: true },
    {
      id: 'not',
      name: t(texts.notReached),
      cell: (row) => (row.notReached === 0 ? 0 : <Badge tone="life">{row.notReached}</Badge>),
      narrow: true,
    },
    { id: 'without', name: t(texts.without), cell: (row) => row.without, narrow: true },
    { id: 'last', name: t(texts.last), cell: (row) => (row.lastAt === null ? '–' : format.full(row.lastAt)) },
  ];
  return (
    <div className="overflow-x-auto">
      <Table label={t(texts.figures)} columns={columns} rows={rows} idOf={(row) => row.scenario} empty={null} />
    </div>
  );
}
