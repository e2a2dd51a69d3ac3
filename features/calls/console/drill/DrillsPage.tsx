import { useMemo, useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, ErrorState, Loading, useErrorText } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoutePages } from '#platform/web/query-options.ts';
import { type DrillOutcome, drillObstacles } from '../../drill.ts';
import { cancelDrill, type DrillView, listDrills } from '../../drill-contract.ts';
import { drillOutcomeTexts, expectedTexts, missedTexts, scenarioTexts } from '../../drill-texts.ts';
import { screenNames } from '../../screen-names.ts';
import { DrillFigures } from './DrillFigures.tsx';
import { DrillSettingCard } from './DrillSettingCard.tsx';
import { texts } from './drill-screen-texts.ts';
import { PlanDrillDialog } from './PlanDrillDialog.tsx';

const outcomeTones: Readonly<Record<DrillOutcome, Tone>> = {
  reached: 'good',
  not_reached: 'life',
  gave_way: 'neutral',
  unanswered: 'warn',
  cut_short: 'neutral',
  not_placed: 'warn',
  missed: 'neutral',
  cancelled: 'neutral',
};

/** Drills for whoever leads the room: how they went, one planned by hand, and the schedule. */
export function DrillsPage() {
  const t = useText();
  const can = useCan();
  const [isPlanning, setPlanning] = useState(false);
  return (
    <Page
      title={t(screenNames.drills)}
      description={t(texts.about)}
      actions={
        can('drill.plan') ? (
          <Button look="primary" onPress={() => setPlanning(true)}>
            {t(texts.plan)}
          </Button>
        ) : undefined
      }
    >
      {can('monev.read') ? <DrillFigures days="90" /> : null}
      <Card title={t(texts.history)} flush>
        <History />
      </Card>
      {can('setting.read') ? <DrillSettingCard /> : null}
      {isPlanning ? <PlanDrillDialog onClose={() => setPlanning(false)} /> : null}
    </Page>
  );
}

function History() {
  const t = useText();
  const [cancelled, setCancelled] = useState<DrillView | null>(null);
  const columns = useColumns(setCancelled);
  const pages = useRoutePages(listDrills, { query: { limit: 50 } });
  if (pages.error !== null) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.isPending) return <Loading />;
  return (
    <div className="flex flex-col gap-3">
      <div className="overflow-x-auto">
        <Table
          label={t(texts.history)}
          columns={columns}
          rows={pages.items}
          idOf={(row) => row.id}
          empty={<EmptyState title={t(texts.none)}>{t(texts.noneNote)}</EmptyState>}
        />
      </div>
      {pages.hasMore ? (
        <Button onPress={pages.fetchMore} isPending={pages.isFetchingMore}>
          {t(texts.more)}
        </Button>
      ) : null}
      {cancelled === null ? null : <CancelDialog drill={cancelled} onClose={() => setCancelled(null)} />}
    </div>
  );
}

function useColumns(onCancel: (drill: DrillView) => void): Column<DrillView>[] {
  const t = useText();
  const format = useFormat();
  const can = useCan();
  return useMemo(
    (): Column<DrillView>[] => [
      {
        id: 'due',
        name: t(texts.due),
        cell: (row) => format.full(row.askedAt ?? row.dueAt),
        narrow: true,
        isRowHeader: true,
      },
      {
        id: 'scenario',
        name: t(texts.scenario),
        cell: (row) => (
          <span className="flex flex-col">
            <span>{t(scenarioTexts[row.scenario])}</span>
            <span className="text-sm text-ink-soft">{t(expectedTexts[row.scenario])}</span>
          </span>
        ),
      },
      {
        id: 'result',
        name: t(texts.result),
        cell: (row) => (
          <span className="flex flex-wrap items-center gap-2">
            <DrillResult drill={row} />
            <DrillWhy drill={row} />
            {row.askedAt === null && row.endedAt === null && can('drill.plan') ? (
              <Button size="small" onPress={() => onCancel(row)}>
                {t(texts.cancelShort)}
              </Button>
            ) : null}
          </span>
        ),
      },
      {
        id: 'call',
        name: t(texts.call),
        cell: (row) => (row.call === null ? '' : <Link href={`/calls/${row.call.id}`}>{row.call.number}</Link>),
        narrow: true,
      },
      { id: 'taker', name: t(texts.taker), cell: (row) => row.call?.answeredBy?.displayName ?? '' },
      { id: 'by', name: t(texts.by), cell: (row) => row.plannedBy?.displayName ?? t(texts.schedule) },
    ],
    [t, format, can, onCancel],
  );
}

/** What stood in its way, the most frequent first: of a missed drill, and of one that waits. */
function DrillWhy({ drill }: { drill: DrillView }) {
  const t = useText();
  if (drill.outcome !== 'missed' && (drill.outcome !== null || drill.askedAt !== null)) return null;
  const met = drillObstacles
    .filter((each) => drill.looks[each] > 0)
    .toSorted((a, b) => drill.looks[b] - drill.looks[a])
    .map((each) => t(texts.looked, { count: drill.looks[each], why: t(missedTexts[each]) }));
  const said = met.length === 0 && drill.why !== null ? [t(missedTexts[drill.why])] : met;
  return said.length === 0 ? null : <span className="text-sm text-ink-soft">{said.join(', ')}</span>;
}

function DrillResult({ drill }: { drill: DrillView }) {
  const t = useText();
  if (drill.outcome !== null)
    return <Badge tone={outcomeTones[drill.outcome]}>{t(drillOutcomeTexts[drill.outcome])}</Badge>;
  if (drill.askedAt !== null) return <Badge tone="accent">{t(texts.runs)}</Badge>;
  return <Badge>{t(drill.dueAt <= new Date().toISOString() ? texts.waits : texts.planned2)}</Badge>;
}

function CancelDialog({ drill, onClose }: { drill: DrillView; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const cancel = useCommand(cancelDrill, {
    invalidates: ['/api/drills'],
    onDone: () => {
      toast(t(texts.cancelled));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t(texts.cancel)}
      isOpen
      onClose={onClose}
      confirmName={t(texts.cancelShort)}
      onConfirm={() => cancel.mutate({ params: { id: drill.id } })}
      isPending={cancel.isPending}
      error={cancel.error === null ? null : errorText(cancel.error)}
    >
      {t(scenarioTexts[drill.scenario])}
    </ConfirmDialog>
  );
}
