import { EarOff, EyeOff, OctagonAlert } from 'lucide-react';
import { priorityTexts } from '#features/incidents/texts.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { useText } from '#platform/web/language.tsx';
import type { FieldView } from '../field-contract.ts';
import type { ShownTask } from '../field-view.ts';
import { assignmentStateTexts, clockTexts } from '../texts.ts';
import { unitStatusTexts } from '../unit-texts.ts';
import { Attach } from './Attach.tsx';
import { CallCaller } from './CallCaller.tsx';
import { NoteBox } from './NoteBox.tsx';
import { PlaceCard } from './PlaceCard.tsx';
import { CannotButton } from './StepBar.tsx';
import { texts } from './texts.ts';

/** Everything a crew needs of a task, the most needed first. */
export function TaskCard({ task, unit }: { task: ShownTask; unit: FieldView['units'][number] }) {
  const t = useText();
  const isHidden = task.sensitive && task.place.text === null && task.place.villageName === null;
  return (
    <article aria-label={t(texts.incident, { number: task.incidentNumber })} className="flex flex-col gap-4">
      <TaskHead task={task} />
      {isHidden ? <p className="text-lg">{t(texts.hidden)}</p> : <PlaceCard place={task.place} />}
      {task.description === null ? null : (
        <section aria-label={t(texts.description)}>
          <h3 className="text-lg font-bold">{t(texts.description)}</h3>
          <p className="text-lg whitespace-pre-line">{task.description}</p>
        </section>
      )}
      {task.callerFirstName === null ? null : (
        <p className="text-lg">
          {t(texts.caller)}: <strong>{task.callerFirstName}</strong>
        </p>
      )}
      <CallCaller task={task} />
      <Attach task={task} />
      <NoteBox task={task} />
      {task.others.length === 0 ? null : (
        <section aria-label={t(texts.others)}>
          <h3 className="text-lg font-bold">{t(texts.others)}</h3>
          <ul className="text-lg">
            {task.others.map((other) => (
              <li key={other.callSign}>
                {other.callSign} ({other.agencyName}): {t(unitStatusTexts[other.status])}
              </li>
            ))}
          </ul>
        </section>
      )}
      <CannotButton task={task} unit={unit} />
    </article>
  );
}

function TaskHead({ task }: { task: ShownTask }) {
  const t = useText();
  return (
    <header className="flex flex-col gap-2">
      {task.lifeAtRisk === 'yes' ? (
        <p className="flex items-center gap-2 rounded-xl bg-life-fill px-3 py-2 text-xl font-bold text-life-ink">
          <OctagonAlert aria-hidden size={28} />
          {t(texts.life)}
        </p>
      ) : null}
      <h2 className="text-2xl font-bold">
        {task.typeName === null ? t(texts.incident, { number: task.incidentNumber }) : t(task.typeName)}
      </h2>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-lg">
        <span className="font-semibold">{t(texts.incident, { number: task.incidentNumber })}</span>
        {task.priority === null ? null : (
          <span>
            {task.priority} · {t(priorityTexts[task.priority])}
          </span>
        )}
        <span>{t(assignmentStateTexts[task.state])}</span>
        {task.clock === null ? null : (
          <span className="inline-flex items-center gap-1">
            {t(clockTexts[task.clock.clock])} <RunningClock until={task.clock.dueAt} label={t(texts.due)} />
          </span>
        )}
      </p>
      <p className="flex flex-wrap gap-2">
        {task.callerCannotSpeak ? (
          <Badge tone="warn" icon={<EarOff aria-hidden size={16} />}>
            {t(texts.cannotSpeak)}
          </Badge>
        ) : null}
        {task.sensitive ? (
          <Badge tone="warn" icon={<EyeOff aria-hidden size={16} />}>
            {t(texts.sensitive)}
          </Badge>
        ) : null}
      </p>
    </header>
  );
}
