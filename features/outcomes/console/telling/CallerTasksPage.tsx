import { ClipboardCheck, Hand, PhoneOutgoing, Undo2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { thePhone } from '#features/calls/console/phone.ts';
import { readSession } from '#features/people/contract.ts';
import type { Text } from '#platform/shared/texts.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { type Format, type Translate, useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { screenNames } from '../../screen-names.ts';
import {
  type CallerTaskView,
  callCaller,
  claimCallerTask,
  listCallerTasks,
  releaseCallerTask,
} from '../../telling-contract.ts';
import { taskCauseTexts, taskResultTexts } from '../../telling-texts.ts';
import { ResultDialog } from './ResultDialog.tsx';
import { texts } from './texts.ts';

/** Callers whom somebody must tell by voice: take one, call by the centre, note what became of it. */
export function CallerTasksPage() {
  const t = useText();
  const format = useFormat();
  const [place, setPlace] = usePlace('group');
  const [chosenId, setChosen] = usePlace('row');
  const group = place === 'done' ? 'done' : 'open';
  const list = useRoute(listCallerTasks, { query: { group } });
  const chosen = (list.data?.items ?? []).find((one) => one.id === chosenId) ?? null;
  const [isEnding, setEnding] = useState(false);
  const commands = useTaskCommands(chosen, () => setEnding(true));
  const columns = useMemo(() => columnsOf(group, t, format), [group, t, format]);
  return (
    <Page
      title={t(screenNames.callerTasks)}
      description={t(texts.tasksNote)}
      actions={
        group === 'open' ? (
          <>
            <CommandButton command={commands.claim} icon={<Hand aria-hidden size={16} />} />
            <CommandButton command={commands.call} look="primary" icon={<PhoneOutgoing aria-hidden size={16} />} />
            <CommandButton command={commands.record} icon={<ClipboardCheck aria-hidden size={16} />} />
            <CommandButton command={commands.release} icon={<Undo2 aria-hidden size={16} />} />
          </>
        ) : null
      }
    >
      <div className="max-w-56">
        <Select<'open' | 'done'>
          label={t(texts.show)}
          value={group}
          onChange={(next) => setPlace(next === 'open' ? null : next)}
          options={(['open', 'done'] as const).map((id) => ({ id, name: t(texts[id]) }))}
        />
      </div>
      <Card flush>
        <QueryView query={list}>
          {({ items }) => (
            <div className="overflow-x-auto">
              <Table
                label={t(screenNames.callerTasks)}
                columns={columns}
                rows={items}
                idOf={(one) => one.id}
                onOpen={(one) => setChosen(one.id)}
                onFocusRow={(one) => setChosen(one.id)}
                selectedId={chosenId}
                isUrgent={(one) => one.overdueAt !== null && one.state !== 'done'}
                empty={<EmptyState title={t(group === 'open' ? texts.noneOpen : texts.noneDone)} />}
              />
            </div>
          )}
        </QueryView>
      </Card>
      {isEnding && chosen !== null ? <ResultDialog task={chosen} onClose={() => setEnding(false)} /> : null}
    </Page>
  );
}

function columnsOf(group: 'open' | 'done', t: Translate, format: Format): Column<CallerTaskView>[] {
  return [
    {
      id: 'incident',
      name: t(texts.incident),
      isRowHeader: true,
      cell: ({ incident }) => (
        <span className="flex flex-wrap items-center gap-x-2">
          <Link href={`/incidents/${incident.id}`}>{`#${incident.number}`}</Link>
          {incident.type === null ? t(texts.hidden) : t(incident.type)}
          {incident.priority === null ? null : <Badge>{incident.priority}</Badge>}
        </span>
      ),
    },
    { id: 'cause', name: t(texts.cause), cell: ({ cause }) => t(taskCauseTexts[cause]) },
    group === 'open'
      ? { id: 'due', name: t(texts.dueColumn), narrow: true, cell: (task) => <Due task={task} t={t} /> }
      : {
          id: 'result',
          name: t(texts.result),
          cell: ({ result, endedAt }) => (
            <span className="flex flex-col">
              {result === null ? '–' : t(taskResultTexts[result])}
              <span className="text-sm text-ink-soft">{endedAt === null ? '' : format.full(endedAt)}</span>
            </span>
          ),
        },
    {
      id: 'claimed',
      name: t(texts.claimedBy),
      cell: ({ claimedBy }) => claimedBy?.displayName ?? <span className="text-ink-soft">{t(texts.nobody)}</span>,
    },
    {
      id: 'tries',
      name: t(texts.tries),
      cell: ({ tries, most }) => (
        <span className="flex flex-wrap items-center gap-x-2">
          <Badge>{t(texts.ofTries, { count: tries.length, most })}</Badge>
          {tries.map(({ at, result }) => `${format.time(at)} ${t(taskResultTexts[result])}`).join(' · ')}
        </span>
      ),
    },
  ];
}

function Due({ task, t }: { task: CallerTaskView; t: Translate }) {
  const { overdueAt, dueAt } = task;
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      {overdueAt === null ? null : <Badge tone="life">{t(texts.overdue)}</Badge>}
      <RunningClock
        {...(overdueAt === null ? { until: dueAt } : { since: overdueAt })}
        size="small"
        label={t(texts.dueColumn)}
      />
    </span>
  );
}

/** What one does with the chosen row; a control that cannot be used says why. */
function useTaskCommands(chosen: CallerTaskView | null, onRecord: () => void) {
  const t = useText();
  const errorText = useErrorText();
  const can = useCan();
  const me = useRoute(readSession, {}).data?.user.id ?? null;
  const invalidates = ['/api/caller-tasks'];
  const onRefused = (error: unknown) => toast(errorText(error), 'life');
  const take = useCommand(claimCallerTask, { invalidates, onRefused });
  const giveBack = useCommand(releaseCallerTask, { invalidates, onRefused });
  const call = useCommand(callCaller, {
    invalidates: [...invalidates, '/api/calls', '/api/desk'],
    onRefused,
    onDone: ({ callId }) => {
      // Our own telephone rings now: the desk asked for it, so it takes it by itself.
      thePhone().answer(callId);
      toast(t(texts.calling));
    },
  });
  const holder = chosen?.claimedBy?.id ?? null;
  const free = (): true | Text => {
    if (chosen === null) return texts.chooseFirst;
    if (chosen.state === 'done') return texts.isDone;
    return holder === null || holder === me ? true : texts.isTheirs;
  };
  const act = (id: string, name: Text, keys: string[], when: () => true | Text, run: (task: CallerTaskView) => void) =>
    ({
      id: `caller-task.${id}`,
      name,
      keys,
      group: screenNames.callerTasks,
      when,
      run: () => {
        if (chosen !== null) run(chosen);
      },
    }) satisfies Command;
  const commands = {
    claim: act(
      'claim',
      texts.claim,
      ['Alt+K'],
      () => (holder !== null && holder === me ? texts.isMine : free()),
      ({ id }) => take.mutate({ params: { id } }),
    ),
    call: act(
      'call',
      texts.call,
      ['Alt+T'],
      () => (can('call.take') ? free() : texts.notDesk),
      ({ id }) => call.mutate({ params: { id } }),
    ),
    record: act('record', texts.record, ['F8'], free, onRecord),
    release: act(
      'release',
      texts.release,
      ['F9'],
      () => {
        if (chosen === null) return texts.chooseFirst;
        if (holder === null) return texts.notClaimed;
        return holder === me || can('presence.order') ? true : texts.isTheirs;
      },
      ({ id }) => giveBack.mutate({ params: { id } }),
    ),
  };
  useCommands(Object.values(commands));
  return commands;
}
