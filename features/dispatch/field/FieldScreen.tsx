import { useState } from 'react';
import type { SessionView } from '#features/people/person.ts';
import { ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { ShownTask, ShownView } from '../field-view.ts';
import { BigButton } from './BigButton.tsx';
import { Conflicts } from './Conflicts.tsx';
import { ConnectionBadge } from './ConnectionBadge.tsx';
import { FieldMenu } from './FieldMenu.tsx';
import { PositionBar } from './PositionBar.tsx';
import { PanicButton, SafetyNotices } from './Safety.tsx';
import { StepButton } from './StepBar.tsx';
import { TaskCard } from './TaskCard.tsx';
import { texts } from './texts.ts';
import { StatusButton, Takeable, useStatusName } from './UnitPanel.tsx';
import { useField } from './use-field.tsx';

/** One page: the unit, the task it works on, the step that leads on. `chosen`: a task of the address. */
export function FieldScreen({
  session,
  chosen,
  onChoose,
}: {
  session: SessionView;
  chosen: string | null;
  onChoose: (assignmentId: string | null) => void;
}) {
  const { view } = useField();
  const [unitId, setUnitId] = useState<string | null>(null);
  const task = view?.tasks.find(({ assignmentId }) => assignmentId === chosen);
  const wanted = task?.unitId ?? unitId;
  const unit = view?.units.find(({ id }) => id === wanted) ?? view?.units[0];
  return (
    <div className="mx-auto flex min-h-full w-full max-w-2xl flex-col">
      <Head session={session} view={view} unit={unit} onUnit={(id) => [setUnitId(id), onChoose(null)]} />
      <main className="flex flex-1 flex-col gap-4 p-3 pb-6">
        <Stale />
        <Conflicts />
        {view === null || unit === undefined ? <Nothing /> : <Work {...{ view, unit, chosen, onChoose }} />}
      </main>
    </div>
  );
}

type Unit = ShownView['units'][number];

function Head({
  session,
  view,
  unit,
  onUnit,
}: {
  session: SessionView;
  view: ShownView | null;
  unit: Unit | undefined;
  onUnit: (id: string) => void;
}) {
  const t = useText();
  return (
    <header className="flex flex-col gap-2 bg-rail p-3 text-rail-ink">
      <div className="flex items-center justify-between gap-2">
        <div className="min-w-0">
          <h1 className="truncate text-2xl font-bold">{unit?.callSign ?? t(texts.app)}</h1>
          {unit === undefined ? null : <UnitWords unit={unit} />}
        </div>
        <FieldMenu session={session} />
      </div>
      <ConnectionBadge />
      {view === null || view.units.length < 2 ? null : (
        <div className="flex flex-wrap gap-2">
          {view.units.map((each) => (
            <BigButton key={each.id} isDisabled={each.id === unit?.id} onPress={() => onUnit(each.id)}>
              {each.callSign}
            </BigButton>
          ))}
        </div>
      )}
    </header>
  );
}

function UnitWords({ unit }: { unit: Unit }) {
  const nameOf = useStatusName(unit);
  return (
    <p className="truncate text-base">
      {unit.agencyName} · <strong>{nameOf(unit.status)}</strong>
    </p>
  );
}

/** What is shown is not what stands now. */
function Stale() {
  const t = useText();
  const format = useFormat();
  const { isAway, seenAt } = useField();
  if (isAway !== true || seenAt === null) return null;
  return (
    <p className="rounded-xl border-2 border-warn bg-warn-soft p-3 text-lg text-warn">
      {t(texts.seenAt, { time: format.time(seenAt) })}
    </p>
  );
}

function Nothing() {
  const t = useText();
  const { view, isAway, isLoaded, error, refetch } = useField();
  if (view !== null)
    return (
      <section className="py-8 text-center">
        <h2 className="text-2xl font-bold">{t(texts.noUnit)}</h2>
        <p className="pt-2 text-lg">{t(texts.noUnitNote)}</p>
      </section>
    );
  if (isAway === true && isLoaded) return <p className="py-8 text-center text-lg">{t(texts.neverSeen)}</p>;
  return error === null || error === undefined ? (
    <Loading label={t(texts.loading)} />
  ) : (
    <ErrorState error={error} onRetry={refetch} />
  );
}

interface WorkProps {
  readonly view: ShownView;
  readonly unit: Unit;
  readonly chosen: string | null;
  readonly onChoose: (assignmentId: string | null) => void;
}

function Work({ view, unit, chosen, onChoose }: WorkProps) {
  const t = useText();
  const mine = view.tasks.filter((task) => task.unitId === unit.id);
  const open = chosen === null ? undefined : mine.find(({ assignmentId }) => assignmentId === chosen);
  const shown = chosen === null ? (mine.find(({ current }) => current) ?? mine[0]) : open;
  const others = mine.filter((task) => task !== shown);
  return (
    <>
      <SafetyNotices unit={unit} />
      {shown === undefined ? <NoTask isGone={chosen !== null} onBack={() => onChoose(null)} /> : null}
      {shown === undefined ? null : (
        <>
          <TaskCard task={shown} unit={unit} />
          <PositionBar unitId={unit.id} />
        </>
      )}
      <OtherTasks tasks={others} onChoose={onChoose} />
      {mine.length === 0 ? <Takeable view={view} unit={unit} /> : null}
      {shown?.isEnding === true ? null : <StatusButton unit={unit} assignmentId={shown?.assignmentId ?? null} />}
      <nav
        aria-label={t(texts.task)}
        className="sticky bottom-0 -mx-3 mt-auto -mb-6 grid grid-cols-[2fr_3fr] items-stretch gap-2 border-t-2 border-line-strong bg-ground p-3"
      >
        <PanicButton unit={unit} />
        {shown === undefined ? null : <StepButton task={shown} unit={unit} />}
      </nav>
    </>
  );
}

function NoTask({ isGone, onBack }: { isGone: boolean; onBack: () => void }) {
  const t = useText();
  return (
    <section className="flex flex-col gap-3 py-6 text-center">
      <h2 className="text-2xl font-bold">{t(isGone ? texts.taskGone : texts.noTask)}</h2>
      <p className="text-lg">{t(isGone ? texts.taskGoneNote : texts.noTaskNote)}</p>
      {isGone ? (
        <BigButton wide onPress={onBack}>
          {t(texts.back)}
        </BigButton>
      ) : null}
    </section>
  );
}

function OtherTasks({ tasks, onChoose }: { tasks: readonly ShownTask[]; onChoose: (id: string) => void }) {
  const t = useText();
  if (tasks.length === 0) return null;
  return (
    <section aria-label={t(texts.otherTasks)} className="flex flex-col gap-2">
      <h2 className="text-xl font-bold">{t(texts.otherTasks)}</h2>
      {tasks.map((task) => (
        <BigButton
          key={task.assignmentId}
          wide
          note={t(task.isEnding ? texts.ending : texts.openTask)}
          onPress={() => onChoose(task.assignmentId)}
        >
          {t(texts.incident, { number: task.incidentNumber })}
          {task.typeName === null ? '' : `: ${t(task.typeName)}`}
        </BigButton>
      ))}
    </section>
  );
}
