import { useEffect, useMemo, useRef, useState } from 'react';
import { agencyId } from '#features/agencies/agency.ts';
import { readSession } from '#features/people/contract.ts';
import { present } from '#platform/shared/result.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Page } from '#platform/ui/Page.tsx';
import { EmptyState, Loading, QueryView } from '#platform/ui/QueryView.tsx';
import { Tabs } from '#platform/ui/Tabs.tsx';
import { texts as kitTexts } from '#platform/ui/texts.ts';
import { call } from '#platform/web/api-client.ts';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import type { AssignmentId } from '../assignment.ts';
import { type AssignmentItem, deliverAssignment, listAssignments } from '../contract.ts';
import { assignmentCan, isTerminal } from '../rules.ts';
import type { Alarm } from './alarm.ts';
import { SoundBar, SoundNotice } from './SoundBar.tsx';
import type { AskedStep } from './StepDialog.tsx';
import { type AgencyStep, agencySteps, isNew, stepKeys, stepTexts } from './steps.ts';
import { nameOf, TaskCard, useStepRefused } from './TaskCard.tsx';
import { texts } from './texts.ts';
import { useAlarm, useDesktopNotices, useFlashingTitle, usePolling, useReport, useRinging } from './use-alerting.ts';
import { useStep } from './use-step.ts';

const OutageButton = part(() =>
  import('#features/agencies/console/cover/OutageBar.tsx').then((file) => file.OutageButton),
);
const OutageNotice = part(() =>
  import('#features/agencies/console/cover/OutageBar.tsx').then((file) => file.OutageNotice),
);
const StepDialog = part(() => import('./StepDialog.tsx').then((file) => file.StepDialog));
const AgencyBroadcasts = part(() => import('./surge/AgencyBroadcasts.tsx').then((file) => file.AgencyBroadcasts));
const PushSwitch = part(() =>
  import('#features/agencies/console/channels/PushSwitch.tsx').then((file) => file.PushSwitch),
);
const TaskHistory = part(() => import('./TaskHistory.tsx').then((file) => file.TaskHistory), Loading);

const agencyIdOf = agencyId.nullable();

/** The screen an agency keeps open: it sounds for every new task until somebody takes it. */
export function AgencyPage() {
  const t = useText();
  const session = useRoute(readSession, {});
  const [tab, setTab] = usePlace('tab');
  const { alarm, sound } = useAlarm();
  useReport(sound);
  const open = useRoute(listAssignments, { query: { group: 'open', limit: 200 } });
  usePolling(open.refetch);
  const tasks = useMemo(() => inOrder(open.data?.items ?? []), [open.data]);
  const ring = useAlarmFor(tasks, open.dataUpdatedAt, alarm);
  const agency = session.data?.user.agencyName ?? '';
  const ownId = agencyIdOf.parse(session.data?.user.agencyId ?? null);
  return (
    <Page
      title={t(texts.tasksOf, { agency })}
      actions={
        <>
          {ownId === null ? null : <OutageButton agencyId={ownId} />}
          <PushSwitch />
          <SoundBar alarm={alarm} sound={sound} />
        </>
      }
    >
      {ownId === null ? null : <AgencyBroadcasts />}
      {ownId === null ? null : <OutageNotice agencyId={ownId} />}
      <SoundNotice alarm={alarm} sound={sound} />
      <Tabs
        label={t(texts.tasks)}
        selected={tab === 'history' ? 'history' : 'open'}
        onSelect={(next) => setTab(next === 'history' ? next : null)}
        tabs={[
          {
            id: 'open',
            name: t(texts.openTab),
            badge: <Badge tone={ring.fresh.length > 0 ? 'life' : 'neutral'}>{tasks.length}</Badge>,
            content: <QueryView query={open}>{() => <OpenTasks tasks={tasks} ring={ring} />}</QueryView>,
          },
          { id: 'history', name: t(texts.historyTab), content: <TaskHistory /> },
        ]}
      />
    </Page>
  );
}

/** New ones first, then by priority, then what is due next. */
function inOrder(items: readonly AssignmentItem[]): readonly AssignmentItem[] {
  const key = (task: AssignmentItem) =>
    `${isNew(task.state) ? 0 : 1} ${task.incident.priority ?? 'P9'} ${task.clock?.dueAt ?? '9'} ${task.id}`;
  return items.filter((task) => !isTerminal(task.state)).toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

type Ring = ReturnType<typeof useRinging> & { readonly fresh: readonly AssignmentItem[] };

/** Sound, title, desktop notice and the report that it reached this screen. */
function useAlarmFor(tasks: readonly AssignmentItem[], fetchedAt: number, alarm: Alarm): Ring {
  const t = useText();
  const fresh = useMemo(() => tasks.filter((task) => isNew(task.state)), [tasks]);
  const ring = useRinging(fresh, fetchedAt);
  const count = Math.max(fresh.length, ring.ringing.length);
  const first = fresh[0];
  useEffect(() => alarm.setRinging(ring.ringing.length > 0), [alarm, ring.ringing.length]);
  useEffect(() => () => alarm.setRinging(false), [alarm]);
  useFlashingTitle(
    count === 0 ? null : t(texts.newTaskTitle, { count }),
    t(texts.newTaskAlternate, { count, what: first === undefined ? t(texts.newTasks) : nameOf(first, t) }),
  );
  useDesktopNotices(
    useMemo(
      () =>
        fresh.map((task) => ({
          id: task.id,
          title: t(texts.newTaskNotice, { what: `${task.incident.priority ?? ''} ${nameOf(task, t)}` }),
          body: [task.incident.villageName, task.incident.districtName].filter(Boolean).join(', '),
        })),
      [fresh, t],
    ),
  );
  useDelivered(fresh);
  return { ...ring, fresh };
}

/** Say once for each task that it is on this screen; a try that failed is repeated with the next refresh. */
function useDelivered(fresh: readonly AssignmentItem[]): void {
  const said = useRef(new Set<string>());
  useEffect(() => {
    for (const task of fresh) {
      if (task.state === 'DELIVERED' || said.current.has(task.id)) continue;
      said.current.add(task.id);
      call(deliverAssignment, { params: { id: task.id } }).catch((error: unknown) => {
        said.current.delete(task.id);
        console.warn('Delivery not reported', error);
      });
    }
  }, [fresh]);
}

/** Cards of each kind at first: every card asks for its own task, and the alarm rings for all of them anyway. */
const cardsAtFirst = 12;

function OpenTasks({ tasks, ring }: { tasks: readonly AssignmentItem[]; ring: Ring }) {
  const t = useText();
  const [chosen, setChosen] = useState<AssignmentId | null>(null);
  const [limit, setLimit] = useState(cardsAtFirst);
  const [opened, setOpened] = useState<AssignmentId | null>(null);
  const [asked, setAsked] = useState<{ task: AssignmentItem; step: AskedStep } | null>(null);
  const step = useStep({ onRefused: useStepRefused() });
  const selected = tasks.find((task) => task.id === chosen) ?? tasks[0];
  const act = (task: AssignmentItem, wanted: AgencyStep) => {
    if (step.isPending) return;
    if (wanted === 'reject' || wanted === 'finish') setAsked({ task, step: wanted });
    else step.mutate({ id: task.id, kind: wanted });
  };
  useTaskCommands({ tasks, selected, onChoose: setChosen, onStep: act });
  if (tasks.length === 0)
    return (
      <EmptyState title={t(texts.noTasks)}>
        <p>{t(texts.noTasksNote)}</p>
      </EmptyState>
    );
  const card = (task: AssignmentItem) => (
    <TaskCard
      key={task.id}
      task={task}
      isSelected={task.id === selected?.id}
      isOpen={opened === task.id}
      isBusy={step.isPending && step.variables.id === task.id}
      ringing={!isNew(task.state) ? null : ring.isSilenced(task.id) ? 'silenced' : 'rings'}
      onSelect={() => setChosen(task.id)}
      onToggle={() => setOpened(opened === task.id ? null : task.id)}
      onSilence={() => ring.silence(task.id)}
      onStep={(wanted) => act(task, wanted)}
    />
  );
  const working = tasks.filter((task) => !isNew(task.state));
  return (
    <div className="flex flex-col gap-6">
      {ring.fresh.length === 0 ? null : (
        <section aria-labelledby="tasks-new" className="flex flex-col gap-3">
          <h2 id="tasks-new" className="text-lg font-semibold text-life">
            {t(texts.newTasks)} ({ring.fresh.length})
          </h2>
          {ring.fresh.slice(0, limit).map(card)}
        </section>
      )}
      {working.length === 0 ? null : (
        <section aria-labelledby="tasks-working" className="flex flex-col gap-3">
          <h2 id="tasks-working" className="text-lg font-semibold">
            {t(texts.workingTasks)} ({working.length})
          </h2>
          <div className="grid items-start gap-3 xl:grid-cols-2">{working.slice(0, limit).map(card)}</div>
        </section>
      )}
      {Math.max(ring.fresh.length, working.length) > limit ? (
        <Button onPress={() => setLimit(limit + cardsAtFirst)}>{t(kitTexts.more)}</Button>
      ) : null}
      {asked === null ? null : <StepDialog assignment={asked.task} step={asked.step} onClose={() => setAsked(null)} />}
    </div>
  );
}

interface TaskCommands {
  readonly tasks: readonly AssignmentItem[];
  readonly selected: AssignmentItem | undefined;
  readonly onChoose: (id: AssignmentId) => void;
  readonly onStep: (task: AssignmentItem, step: AgencyStep) => void;
}

/** The keys act on the selected task; Alt with the arrows selects. */
function useTaskCommands({ tasks, selected, onChoose, onStep }: TaskCommands): void {
  const move = (by: number) => {
    const index = tasks.findIndex((task) => task.id === selected?.id);
    const next = tasks[Math.min(Math.max(index + by, 0), tasks.length - 1)];
    if (next === undefined) return;
    onChoose(next.id);
    document.querySelector(`[aria-current="true"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const steps = agencySteps.map(
    (step): Command => ({
      id: `task.${step}`,
      name: stepTexts[step],
      keys: [stepKeys[step]],
      group: texts.tasks,
      when: () => {
        if (selected === undefined) return texts.chooseTask;
        return assignmentCan[selected.state].includes(step) || texts.stateForbids;
      },
      run: () => onStep(present(selected, '`when` lets no step run without a task'), step),
    }),
  );
  useCommands([
    ...steps,
    { id: 'task.next', name: texts.nextTask, keys: ['Alt+ArrowDown'], group: texts.tasks, run: () => move(1) },
    { id: 'task.previous', name: texts.previousTask, keys: ['Alt+ArrowUp'], group: texts.tasks, run: () => move(-1) },
  ]);
}
