import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { changeIncident, type IncidentView } from '../contract.ts';
import { type Priority, priorities, priorityReasons } from '../incident.ts';
import { isMoreUrgent, isOpen } from '../rules.ts';
import { priorityTexts } from '../texts.ts';
import { reasonTexts } from '../timeline-texts.ts';
import { PriorityMark } from './IncidentMarks.tsx';
import { priorityControlTexts as texts } from './priority-texts.ts';

/** The priority, and the way to another one: raised at once, lowered only with a reason. */
export function PriorityControl({ incident }: { incident: IncidentView }) {
  const t = useText();
  const can = useCan();
  const [isAsking, setAsking] = useState(false);
  const current = incident.priority;
  const mayChange = current !== null && can('incident.edit') && isOpen(incident.state) && !incident.withheld;
  const ask: Command = {
    id: 'incident.priority',
    name: texts.change,
    keys: ['p'],
    group: texts.group,
    run: () => setAsking(true),
  };
  useCommands(mayChange ? [ask] : []);
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <PriorityMark priority={current} />
      {mayChange ? (
        <Button size="small" look="quiet" keyHint="p" onPress={() => setAsking(true)}>
          {t(texts.change)}
        </Button>
      ) : null}
      {isAsking && current !== null ? (
        <PriorityDialog incident={incident} current={current} onClose={() => setAsking(false)} />
      ) : null}
    </span>
  );
}

interface PriorityDialogProps {
  readonly incident: IncidentView;
  readonly current: Priority;
  readonly onClose: () => void;
}

function PriorityDialog({ incident, current, onClose }: PriorityDialogProps) {
  const t = useText();
  const errorText = useErrorText();
  const [wanted, setWanted] = useState<Priority | null>(null);
  const [reason, setReason] = useState<(typeof priorityReasons)[number] | null>(null);
  const change = useCommand(changeIncident, { invalidates: ['/api/incidents', '/api/board'], onDone: onClose });
  const lowers = wanted !== null && isMoreUrgent(current, wanted);
  // Danger to life keeps it at P1: who lowers it says that there is none.
  const endsDanger = lowers && incident.lifeAtRisk === 'yes';
  const send = () => {
    if (wanted === null) return;
    change.mutate({
      params: { id: incident.id },
      body: {
        version: incident.version,
        priority: wanted,
        ...(lowers && reason !== null ? { priorityReason: reason } : {}),
        ...(endsDanger ? { lifeAtRisk: 'no' as const } : {}),
      },
    });
  };
  return (
    <ConfirmDialog
      title={t(texts.title, { priority: current })}
      confirmName={t(lowers ? texts.lower : texts.change)}
      isOpen
      onClose={onClose}
      onConfirm={send}
      isPending={change.isPending}
      isBlocked={wanted === null || wanted === current || (lowers && reason === null)}
      isDanger={lowers}
      error={change.error && errorText(change.error)}
    >
      <RadioCards
        label={t(texts.wanted)}
        columns={2}
        value={wanted}
        onChange={setWanted}
        options={priorities.map((level, index) => ({
          id: level,
          name: `${level} · ${t(priorityTexts[level])}`,
          key: String(index + 1),
          isDisabled: level === current,
        }))}
      />
      {lowers ? (
        <RadioCards
          label={t(texts.reason)}
          description={t(texts.reasonNote)}
          isRequired
          columns={1}
          value={reason}
          onChange={setReason}
          options={priorityReasons.map((one, index) => ({
            id: one,
            name: t(reasonTexts[one]),
            key: 'abcd'.charAt(index),
          }))}
        />
      ) : null}
      {endsDanger ? <Notice tone="warn">{t(texts.endsDanger)}</Notice> : null}
    </ConfirmDialog>
  );
}
