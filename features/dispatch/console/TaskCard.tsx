import { BellOff, ChevronDown, ChevronUp, MapPin } from 'lucide-react';
import { cannotSpeakTexts } from '#features/calls/silent-texts.ts';
import { CardAnswers } from '#features/incidents/console/card/CardAnswers.tsx';
import { cardTexts } from '#features/incidents/console/card/texts.ts';
import { PriorityMark } from '#features/incidents/console/IncidentMarks.tsx';
import type { Text } from '#platform/shared/texts.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { cx } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type AssignmentItem, type AssignmentView, readAssignment } from '../contract.ts';
import { assignmentCan } from '../rules.ts';
import { assignmentStateTexts, partTexts } from '../texts.ts';
import { IncidentMarks } from './IncidentMarks.tsx';
import { type AgencyStep, agencySteps, clockLabels, isNew, mainStep, stepKeys, stepTexts } from './steps.ts';
import { TaskDetail } from './TaskDetail.tsx';
import { texts } from './texts.ts';

interface TaskCardProps {
  readonly task: AssignmentItem;
  /** The keys act on this one. */
  readonly isSelected: boolean;
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  /** It rings and may be silenced; null: it does not ring. */
  readonly ringing: 'rings' | 'silenced' | null;
  readonly onSelect: () => void;
  readonly onToggle: () => void;
  readonly onSilence: () => void;
  readonly onStep: (step: AgencyStep) => void;
}

const AssignedUnits = part(() => import('./units/AssignedUnits.tsx').then((file) => file.AssignedUnits));

const AttachmentsCard = part(() => import('./attachments/AttachmentsCard.tsx').then((file) => file.AttachmentsCard));

/** One task: what, where, how long still, and the buttons of what can be done. */
export function TaskCard({ task, isSelected, isOpen, ...props }: TaskCardProps) {
  const t = useText();
  const view = useRoute(readAssignment, { params: { id: task.id } }).data;
  const fresh = isNew(task.state);
  const overdue = task.clock?.overdue === true;
  const Chevron = isOpen ? ChevronUp : ChevronDown;
  return (
    <article
      aria-label={`${t(texts.incidentNumber, { number: task.incident.number })}: ${nameOf(task, t)}`}
      aria-current={isSelected}
      onFocusCapture={props.onSelect}
      onPointerDownCapture={props.onSelect}
      className={cx(
        'flex flex-col gap-3 rounded-xl border-2 bg-surface p-3 sm:p-4',
        overdue || (fresh && task.incident.priority === 'P1') ? 'border-life' : fresh ? 'border-warn' : 'border-line',
        isSelected && 'ring-2 ring-accent ring-offset-2 ring-offset-ground',
        isOpen && 'xl:col-span-full',
      )}
    >
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="flex min-w-0 flex-col gap-1.5">
          <p className="flex flex-wrap items-center gap-1.5">
            <PriorityMark priority={task.incident.priority} />
            <IncidentMarks {...task.incident} />
            <Badge tone={task.part === 'lead' ? 'accent' : 'neutral'}>{t(partTexts[task.part])}</Badge>
            <span className="text-sm text-ink-soft">
              {t(texts.incidentNumber, { number: task.incident.number })} · {t(assignmentStateTexts[task.state])}
            </span>
          </p>
          <h3 className={cx('font-semibold leading-tight', fresh ? 'text-2xl' : 'text-lg')}>{nameOf(task, t)}</h3>
        </div>
        <TaskClock task={task} isLarge={fresh} />
      </header>
      {task.incident.callerCannotSpeak ? <Notice tone="life">{t(cannotSpeakTexts.warning)}</Notice> : null}
      <TaskPlace task={task} view={view} isLarge={fresh} />
      <CardAnswers incidentId={task.incident.id} title={t(cardTexts.caller)} plain />
      <TaskButtons task={task} isSelected={isSelected} isBusy={props.isBusy} onStep={props.onStep} />
      {fresh ? null : <AssignedUnits assignment={task} />}
      <footer className="flex flex-wrap items-center gap-2">
        <Button
          size="small"
          look="quiet"
          aria-expanded={isOpen}
          icon={<Chevron aria-hidden size={16} />}
          onPress={props.onToggle}
        >
          {t(isOpen ? texts.hideDetails : texts.details)}
        </Button>
        {props.ringing === 'rings' ? (
          <Button size="small" look="quiet" icon={<BellOff aria-hidden size={16} />} onPress={props.onSilence}>
            {t(texts.silence)}
          </Button>
        ) : null}
        {props.ringing === 'silenced' ? (
          <span className="inline-flex items-center gap-1 text-sm text-ink-soft">
            <BellOff aria-hidden size={14} />
            {t(texts.silenced)}
          </span>
        ) : null}
      </footer>
      {isOpen && view !== undefined ? <TaskDetail task={view} /> : null}
      {isOpen ? <AttachmentsCard incidentId={task.incident.id} /> : null}
    </article>
  );
}

/** What it is, in the reader's language. */
export function nameOf(task: AssignmentItem, t: (text: Text) => string): string {
  return task.incident.type === null ? t(texts.untyped) : t(task.incident.type.name);
}

function TaskClock({ task, isLarge }: { task: AssignmentItem; isLarge: boolean }) {
  const t = useText();
  const label = t(task.clock === null ? texts.since : clockLabels[task.clock.clock]);
  return (
    <p className="flex flex-col">
      <span className="text-sm text-ink-soft">{label}</span>
      <RunningClock
        label={label}
        {...(task.clock === null ? { since: task.sentAt } : { until: task.clock.dueAt })}
        size={isLarge ? 'huge' : 'normal'}
        warnMs={30_000}
      />
    </p>
  );
}

function TaskPlace({
  task,
  view,
  isLarge,
}: {
  task: AssignmentItem;
  view: AssignmentView | undefined;
  isLarge: boolean;
}) {
  const t = useText();
  const region = [task.incident.villageName, task.incident.districtName].filter(Boolean).join(', ');
  const place = view?.place.text ?? null;
  const landmark = view?.place.landmark ?? null;
  const point = view?.place.point ?? null;
  return (
    <div className="flex flex-col gap-1">
      <p className={cx('flex items-start gap-1.5', isLarge ? 'text-xl' : 'text-base')}>
        <MapPin aria-hidden size={isLarge ? 22 : 18} className="mt-0.5 shrink-0 text-accent" />
        <span>
          <span className="font-semibold">{place ?? region}</span>
          {place === null || region === '' ? null : <span className="text-ink-soft"> — {region}</span>}
          {place === null && region === '' ? t(texts.noPlace) : null}
        </span>
      </p>
      {landmark === null ? null : (
        <p>
          <span className="text-ink-soft">{t(texts.landmark)}:</span> {landmark}
        </p>
      )}
      {view?.description == null ? null : (
        <p className="whitespace-pre-line">
          <span className="text-ink-soft">{t(texts.task)}:</span> {view.description}
        </p>
      )}
      {point === null ? null : (
        <a
          href={`geo:${point.latitude},${point.longitude}?q=${point.latitude},${point.longitude}`}
          className="focus-ring self-start rounded text-accent underline"
        >
          {t(texts.openMap, { point: `${point.latitude.toFixed(5)}, ${point.longitude.toFixed(5)}` })}
        </a>
      )}
    </div>
  );
}

type ButtonsProps = Pick<TaskCardProps, 'task' | 'isSelected' | 'isBusy' | 'onStep'>;

function TaskButtons({ task, isSelected, isBusy, onStep }: ButtonsProps) {
  const t = useText();
  const main = mainStep(task.state);
  const possible = agencySteps.filter((step) => assignmentCan[task.state].includes(step));
  const ordered = possible.toSorted((a, b) => Number(b === main) - Number(a === main));
  return (
    <div className="flex flex-col gap-2 sm:flex-row sm:flex-wrap">
      {ordered.map((step) => (
        <Button
          key={step}
          size={step === main ? 'large' : 'normal'}
          look={step === main ? 'primary' : 'plain'}
          keyHint={stepKeys[step]}
          isKeyAsleep={!isSelected}
          isDisabled={isBusy}
          onPress={() => onStep(step)}
        >
          {t(stepTexts[step])}
        </Button>
      ))}
    </div>
  );
}

/** A step went wrong: told where no place is nearer. */
export function useStepRefused(): (error: unknown) => void {
  const errorText = useErrorText();
  return (error) => toast(errorText(error), 'life');
}
