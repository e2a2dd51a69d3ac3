import { Ellipsis, OctagonAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { PriorityMark } from '#features/incidents/console/IncidentMarks.tsx';
import { Badge } from '#platform/ui/Badge.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState } from '#platform/ui/QueryView.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useGo } from '#platform/web/place.ts';
import type { Alerting } from '../assignment.ts';
import type { AssignmentItem } from '../contract.ts';
import { assignmentStateTexts, partTexts } from '../texts.ts';
import { AlertingMark } from './AlertingMark.tsx';
import { clockGoals, isEscalated, isNew } from './steps.ts';
import { nameOf } from './TaskCard.tsx';
import { texts } from './texts.ts';

/**
 * So many rows at a time: five hundred clocks that tick cost half a second of every second. The most urgent are on the
 * first page, whatever the number.
 */
const pageSize = 50;

const ActionsDialog = part(() => import('./AssignmentActions.tsx').then((file) => file.ActionsDialog));

interface OpenAssignmentsProps {
  readonly assignments: readonly AssignmentItem[];
  /** How an agency that cannot be heard stands, by its id. */
  readonly unheard: ReadonlyMap<string, Alerting>;
}

/** Every open assignment, overdue first, with the clock that runs now. */
export function OpenAssignments({ assignments, unheard }: OpenAssignmentsProps) {
  const t = useText();
  const go = useGo();
  const [wantedPage, setPage] = useState(0);
  const [focused, setFocused] = useState<AssignmentItem | null>(null);
  const [acting, setActing] = useState<AssignmentItem | null>(null);
  const columns = useColumns(unheard, setActing);
  const lastPage = Math.max(0, Math.ceil(assignments.length / pageSize) - 1);
  const page = Math.min(wantedPage, lastPage);
  const shown = useMemo(() => assignments.slice(page * pageSize, (page + 1) * pageSize), [assignments, page]);
  const open = (one: AssignmentItem) => go(`/incidents/${one.incident.id}`);
  const current = assignments.find((one) => one.id === focused?.id);
  const turns = {
    back: {
      id: 'board.page.back',
      name: texts.previousPage,
      keys: ['Alt+PageUp'],
      group: texts.board,
      when: () => page > 0 || texts.firstPage,
      run: () => setPage(page - 1),
    },
    on: {
      id: 'board.page.on',
      name: texts.nextPage,
      keys: ['Alt+PageDown'],
      group: texts.board,
      when: () => page < lastPage || texts.lastPage,
      run: () => setPage(page + 1),
    },
  } satisfies Record<string, Command>;
  useCommands([
    ...(lastPage > 0 ? Object.values(turns) : []),
    {
      id: 'board.act',
      name: texts.actions,
      keys: ['F8'],
      group: texts.board,
      when: () => (current === undefined ? texts.chooseTask : true),
      run: () => setActing(current ?? null),
    },
  ]);
  return (
    <Card
      flush
      title={`${t(texts.openAssignments)} (${assignments.length})`}
      actions={<span className="text-sm text-ink-soft">{t(texts.keysHint)}</span>}
    >
      <Table
        label={t(texts.openAssignments)}
        columns={columns}
        rows={shown}
        idOf={(one) => one.id}
        onOpen={open}
        onFocusRow={setFocused}
        isUrgent={(one) => one.clock?.overdue === true}
        empty={<EmptyState title={t(texts.noAssignments)} />}
      />
      {lastPage > 0 ? (
        <p className="flex flex-wrap items-center gap-3 p-3">
          <CommandButton command={turns.back} />
          {t(texts.showing, {
            from: page * pageSize + 1,
            to: page * pageSize + shown.length,
            all: assignments.length,
          })}
          <CommandButton command={turns.on} />
        </p>
      ) : null}
      {acting === null ? null : (
        <ActionsDialog assignment={acting} onClose={() => setActing(null)} onOpenIncident={() => open(acting)} />
      )}
    </Card>
  );
}

function useColumns(
  unheard: ReadonlyMap<string, Alerting>,
  onAct: (one: AssignmentItem) => void,
): readonly Column<AssignmentItem>[] {
  const t = useText();
  const format = useFormat();
  return useMemo(
    (): Column<AssignmentItem>[] => [
      { id: 'clock', name: t(texts.clock), narrow: true, cell: (one) => <Clock assignment={one} /> },
      {
        id: 'incident',
        name: t(texts.incident),
        isRowHeader: true,
        cell: (one) => (
          <span className="flex items-center gap-1.5">
            <PriorityMark priority={one.incident.priority} short />
            <span className="text-ink-soft">{one.incident.number}</span>
            <span className="font-medium">{nameOf(one, t)}</span>
          </span>
        ),
      },
      { id: 'place', name: t(texts.place), cell: (one) => one.incident.villageName ?? '–' },
      {
        id: 'agency',
        name: t(texts.agency),
        cell: (one) => {
          const alerting = unheard.get(one.agency.id);
          return (
            <span className="flex flex-col" title={one.agency.name}>
              <span className="whitespace-nowrap">
                <span className="font-medium">{one.agency.code}</span>{' '}
                <span className="text-sm text-ink-soft">· {t(partTexts[one.part])}</span>
              </span>
              {alerting === undefined || !isNew(one.state) ? null : (
                <AlertingMark alerting={alerting} phone={one.agency.phone} isBrief />
              )}
            </span>
          );
        },
      },
      {
        id: 'state',
        name: t(texts.state),
        narrow: true,
        cell: (one) => (
          <span className="flex flex-col items-start gap-0.5">
            {t(assignmentStateTexts[one.state])}
            {!isEscalated(one) ? null : (
              <Badge tone="life" icon={<OctagonAlert aria-hidden size={12} />}>
                {t(texts.escalation, { step: one.escalationStep })}
              </Badge>
            )}
          </span>
        ),
      },
      {
        id: 'arrive',
        name: t(texts.dueAt),
        narrow: true,
        cell: (one) => (one.arriveDueAt === null ? '–' : format.time(one.arriveDueAt)),
      },
      {
        id: 'actions',
        name: t(texts.actions),
        narrow: true,
        cell: (one) => (
          // A plain button: five hundred of the kit's cost ten times as much, and a row needs no more.
          <button
            type="button"
            tabIndex={-1}
            aria-label={t(texts.actionsFor, { agency: one.agency.name, number: one.incident.number })}
            title={t(texts.actions)}
            onClick={(event) => {
              event.stopPropagation();
              onAct(one);
            }}
            className="focus-ring inline-flex size-8 items-center justify-center rounded-md hover:bg-current/10"
          >
            <Ellipsis aria-hidden size={18} />
          </button>
        ),
      },
    ],
    [t, format, unheard, onAct],
  );
}

/** A box of fixed size: without it each tick of each clock lays out the whole table anew; out of sight it does not at all. */
const clockClass = 'flex h-10 w-40 flex-col [contain:strict] [content-visibility:auto]';

function Clock({ assignment: { clock, sentAt } }: { assignment: AssignmentItem }) {
  const t = useText();
  if (clock === null)
    return (
      <span className={clockClass}>
        <RunningClock since={sentAt} size="small" />
        <span className="text-sm text-ink-soft">{t(texts.withoutClock)}</span>
      </span>
    );
  const label = t(clockGoals[clock.clock]);
  return (
    <span className={clockClass}>
      <RunningClock until={clock.dueAt} label={label} />
      <span className="text-sm text-ink-soft">{label}</span>
    </span>
  );
}
