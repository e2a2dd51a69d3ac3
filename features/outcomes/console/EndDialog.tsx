import { useState } from 'react';
import type { IncidentView } from '#features/incidents/contract.ts';
import { cancelReasons, reopenReasons, resolutionReasons } from '#features/incidents/incident.ts';
import { reasonTexts } from '#features/incidents/texts.ts';
import type { Text } from '#platform/shared/texts.ts';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { cancelIncident, reopenIncident, resolveIncident } from '../contract.ts';
import { texts } from './texts.ts';

export type Ending = 'reopen' | 'resolve' | 'cancel';

interface EndDialogProps {
  readonly incident: IncidentView;
  readonly ending: Ending;
  readonly onClose: () => void;
}

/** Reopen, resolve without an agency, or cancel: each with its own reasons. Mounted while it is open. */
export function EndDialog({ incident, ending, onClose }: EndDialogProps) {
  const invalidates = ['/api/incidents', '/api/assignments', '/api/board'];
  const reopen = useCommand(reopenIncident, { invalidates, onDone: onClose });
  const resolve = useCommand(resolveIncident, { invalidates, onDone: onClose });
  const cancel = useCommand(cancelIncident, { invalidates, onDone: onClose });
  const params = { id: incident.id };
  switch (ending) {
    case 'reopen':
      return (
        <ReasonForm
          name={texts.reopen}
          about={texts.reopenNote}
          reasons={reopenReasons}
          state={reopen}
          onClose={onClose}
          onConfirm={(reason, note) => reopen.mutate({ params, body: { reason, ...note } })}
        />
      );
    case 'resolve':
      return (
        <ReasonForm
          name={texts.resolve}
          reasons={resolutionReasons}
          state={resolve}
          onClose={onClose}
          onConfirm={(reason, note) => resolve.mutate({ params, body: { reason, ...note } })}
        />
      );
    case 'cancel':
      return (
        <ReasonForm
          name={texts.cancel}
          about={texts.cancelNote}
          reasons={cancelReasons}
          state={cancel}
          isDanger
          onClose={onClose}
          onConfirm={(reason, note) => cancel.mutate({ params, body: { reason, ...note } })}
        />
      );
  }
}

interface ReasonFormProps<Reason extends string> {
  readonly name: Text;
  readonly about?: Text;
  readonly reasons: readonly Reason[];
  readonly state: { readonly isPending: boolean; readonly error: unknown };
  readonly isDanger?: boolean;
  readonly onClose: () => void;
  readonly onConfirm: (reason: Reason, note: { note?: string }) => void;
}

function ReasonForm<Reason extends keyof typeof reasonTexts>(props: ReasonFormProps<Reason>) {
  const t = useText();
  const errorText = useErrorText();
  const [reason, setReason] = useState<Reason | null>(null);
  const [words, setWords] = useState('');
  const { isPending, error } = props.state;
  const confirm = () => {
    if (reason === null || isPending) return;
    props.onConfirm(reason, words.trim() === '' ? {} : { note: words.trim() });
  };
  return (
    <ConfirmDialog
      title={t(props.name)}
      confirmName={t(props.name)}
      isOpen
      isDanger={props.isDanger ?? false}
      onClose={props.onClose}
      onConfirm={confirm}
      isPending={isPending}
      isBlocked={reason === null}
      error={error === null ? null : errorText(error)}
    >
      <ConfirmKey name={props.name} isBlocked={reason === null} onConfirm={confirm} />
      {props.about === undefined ? null : <p className="text-ink-soft">{t(props.about)}</p>}
      <RadioCards
        label={t(texts.reason)}
        isRequired
        columns={1}
        value={reason}
        onChange={setReason}
        options={props.reasons.map((id, index) => ({ id, name: t(reasonTexts[id]), key: String(index + 1) }))}
      />
      <TextArea label={t(texts.wordsOptional)} value={words} onChange={setWords} rows={2} maxLength={2000} />
    </ConfirmDialog>
  );
}

/** Ctrl+Enter confirms from within the words field; inside the dialog, so that its layer takes the key. */
function ConfirmKey({ name, isBlocked, onConfirm }: { name: Text; isBlocked: boolean; onConfirm: () => void }) {
  useCommands([
    {
      id: 'dialog.confirm',
      name,
      keys: ['Ctrl+Enter'],
      when: () => (isBlocked ? texts.chooseReason : true),
      run: onConfirm,
    },
  ]);
  return null;
}
