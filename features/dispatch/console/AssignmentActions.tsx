import { useState } from 'react';
import type { Text } from '#platform/shared/texts.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import type { AssignmentItem } from '../contract.ts';
import { assignmentCan } from '../rules.ts';
import { type AskedStep, StepDialog } from './StepDialog.tsx';
import { type AgencyStep, agencySteps, stepTexts } from './steps.ts';
import { useStepRefused } from './TaskCard.tsx';
import { texts } from './texts.ts';
import { type PlainStep, useStep } from './use-step.ts';

interface Act {
  readonly step: AskedStep | PlainStep;
  readonly name: Text;
  /** Null: possible now. */
  readonly reason: Text | null;
}

const asked: readonly string[] = ['reject', 'finish', 'cancel', 'reroute', 'phone_note', 'link'] satisfies AskedStep[];
function isAsked(step: AskedStep | PlainStep): step is AskedStep {
  return asked.includes(step);
}

/** What the control room itself may do with an assignment, each with the reason when it cannot. */
function useRoomActs(assignment: AssignmentItem): readonly Act[] {
  const can = useCan();
  const reasonOf = (kind: 'reroute' | 'cancel' | 'fail_send') => {
    if (!can('assignment.cancel')) return texts.notAllowed;
    return assignmentCan[assignment.state].includes(kind) ? null : texts.stateForbids;
  };
  return [
    { step: 'reroute', name: texts.reroute, reason: reasonOf('reroute') },
    { step: 'phone_note', name: texts.phoneNote, reason: can('incident.note') ? null : texts.notAllowed },
    { step: 'link', name: texts.link, reason: can('assignment.send') ? null : texts.notAllowed },
    { step: 'fail_send', name: texts.failSend, reason: reasonOf('fail_send') },
    { step: 'cancel', name: texts.cancel, reason: reasonOf('cancel') },
  ];
}

/** What the agency said by telephone or radio, entered for it. */
function useAgencyActs(assignment: AssignmentItem): readonly Act[] {
  const can = useCan();
  if (!can('assignment.work')) return [];
  return agencySteps
    .filter((step) => assignmentCan[assignment.state].includes(step))
    .map((step: AgencyStep): Act => ({ step, name: stepTexts[step], reason: null }));
}

/** Act on an assignment: a plain step at once, an asked one through its dialog. */
export function useActs(onDone?: () => void) {
  const [asking, setAsking] = useState<{ assignment: AssignmentItem; step: AskedStep } | null>(null);
  const step = useStep({ onRefused: useStepRefused(), ...(onDone === undefined ? {} : { onDone }) });
  return {
    isPending: step.isPending,
    act: (assignment: AssignmentItem, wanted: AskedStep | PlainStep) => {
      if (isAsked(wanted)) setAsking({ assignment, step: wanted });
      else if (!step.isPending) step.mutate({ id: assignment.id, kind: wanted });
    },
    dialog:
      asking === null ? null : (
        <StepDialog
          assignment={asking.assignment}
          step={asking.step}
          onClose={() => {
            setAsking(null);
            onDone?.();
          }}
        />
      ),
  };
}

interface ButtonsProps {
  readonly assignment: AssignmentItem;
  readonly isPending: boolean;
  readonly onAct: (step: AskedStep | PlainStep) => void;
  readonly size?: 'small' | 'normal';
  /** The digits of `NumberKeys` are shown. */
  readonly isNumbered?: boolean;
}

/** The acts as buttons, those on behalf of the agency under a heading of their own. */
export function ActButtons({ assignment, isPending, onAct, size = 'normal', isNumbered }: ButtonsProps) {
  const t = useText();
  const room = useRoomActs(assignment);
  const agency = useAgencyActs(assignment);
  const possible = [...room, ...agency].filter((act) => act.reason === null);
  const button = (act: Act) => (
    <Button
      key={act.step}
      size={size}
      isDisabled={isPending || act.reason !== null}
      reason={act.reason === null ? undefined : t(act.reason)}
      keyHint={isNumbered === true && act.reason === null ? String(possible.indexOf(act) + 1) : undefined}
      onPress={() => onAct(act.step)}
    >
      {t(act.name)}
    </Button>
  );
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">{room.filter((act) => act.reason !== texts.stateForbids).map(button)}</div>
      {agency.length === 0 ? null : (
        <div className="flex flex-wrap items-center gap-2">
          <span className="text-sm text-ink-soft">{t(texts.onBehalf)}:</span>
          {agency.map(button)}
        </div>
      )}
    </div>
  );
}

/** Everything that can be done with one assignment of the board; numbers choose. */
export function ActionsDialog({
  assignment,
  onClose,
  onOpenIncident,
}: {
  assignment: AssignmentItem;
  onClose: () => void;
  onOpenIncident: () => void;
}) {
  const t = useText();
  const { act, dialog, isPending } = useActs(onClose);
  return (
    <Dialog
      title={t(texts.actionsFor, { agency: assignment.agency.name, number: assignment.incident.number })}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onOpenIncident}>{t(texts.openIncident)}</Button>}
    >
      <NumberKeys assignment={assignment} onAct={(step) => act(assignment, step)} />
      <ActButtons assignment={assignment} isPending={isPending} isNumbered onAct={(step) => act(assignment, step)} />
      {dialog}
    </Dialog>
  );
}

/** 1 to 9 in the order of the buttons; inside the dialog, so that its layer takes the keys. */
function NumberKeys({ assignment, onAct }: Pick<ButtonsProps, 'assignment' | 'onAct'>) {
  const acts = [...useRoomActs(assignment), ...useAgencyActs(assignment)].filter((act) => act.reason === null);
  useCommands(
    acts.map((act, index) => ({
      id: `act.${act.step}`,
      name: act.name,
      keys: [String(index + 1)],
      run: () => onAct(act.step),
    })),
  );
  return null;
}
