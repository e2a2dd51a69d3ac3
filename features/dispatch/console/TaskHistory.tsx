import { useMemo, useState } from 'react';
import { PriorityMark } from '#features/incidents/console/IncidentMarks.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState, ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { texts as kitTexts } from '#platform/ui/texts.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoute, useRoutePages } from '#platform/web/query-options.ts';
import { type AssignmentItem, listAssignments, readAssignment } from '../contract.ts';
import { outcomeText } from './outcome-text.ts';
import { nameOf } from './TaskCard.tsx';
import { TaskDetail } from './TaskDetail.tsx';
import { texts } from './texts.ts';

/** Ended tasks, newest first, with what came of each. */
export function TaskHistory() {
  const t = useText();
  const format = useFormat();
  const [opened, setOpened] = useState<AssignmentItem | null>(null);
  const ended = useRoutePages(listAssignments, { query: { group: 'ended', limit: 50 } });
  const columns = useMemo(
    (): Column<AssignmentItem>[] => [
      { id: 'number', name: t(texts.incident), cell: (task) => task.incident.number, narrow: true, align: 'right' },
      {
        id: 'type',
        name: t(texts.type),
        isRowHeader: true,
        cell: (task) => (
          <span className="flex flex-wrap items-center gap-1.5">
            <PriorityMark priority={task.incident.priority} short />
            {nameOf(task, t)}
          </span>
        ),
      },
      { id: 'place', name: t(texts.place), cell: (task) => task.incident.villageName ?? '–' },
      { id: 'result', name: t(texts.result), cell: (task) => outcomeText(task, t) },
      { id: 'sent', name: t(texts.sentAt), cell: (task) => format.full(task.sentAt), narrow: true },
      {
        id: 'ended',
        name: t(texts.endedAt),
        cell: (task) => (task.endedAt === null ? '–' : format.full(task.endedAt)),
        narrow: true,
      },
    ],
    [t, format],
  );
  if (ended.error !== null) return <ErrorState error={ended.error} onRetry={ended.refetch} />;
  if (ended.isPending) return <Loading />;
  return (
    <>
      <Card flush>
        <Table
          label={t(texts.historyTab)}
          columns={columns}
          rows={ended.items}
          idOf={(task) => task.id}
          onOpen={setOpened}
          empty={<EmptyState title={t(texts.noHistory)} />}
        />
      </Card>
      {ended.hasMore ? (
        <Button isPending={ended.isFetchingMore} onPress={ended.fetchMore}>
          {t(kitTexts.more)}
        </Button>
      ) : null}
      <Dialog
        title={opened === null ? '' : t(texts.incidentNumber, { number: opened.incident.number })}
        isOpen={opened !== null}
        onClose={() => setOpened(null)}
        size="wide"
      >
        {opened === null ? null : <HistoryDetail id={opened.id} />}
      </Dialog>
    </>
  );
}

function HistoryDetail({ id }: Pick<AssignmentItem, 'id'>) {
  const view = useRoute(readAssignment, { params: { id } });
  if (view.data === undefined) return view.error === null ? <Loading /> : <ErrorState error={view.error} />;
  return <TaskDetail task={view.data} />;
}
