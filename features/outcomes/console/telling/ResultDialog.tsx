import { useState } from 'react';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type TryResult, tryResults } from '../../telling.ts';
import { type CallerTaskView, endCallerTask } from '../../telling-contract.ts';
import { taskResultTexts } from '../../telling-texts.ts';
import { texts } from './texts.ts';

/** What became of one try. Mounted while it is open, so that each opening starts empty. */
export function ResultDialog({ task, onClose }: { task: CallerTaskView; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [result, setResult] = useState<TryResult | null>(null);
  const [note, setNote] = useState('');
  const end = useCommand(endCallerTask, {
    invalidates: ['/api/caller-tasks', '/api/incidents'],
    onDone: () => {
      toast(t(texts.recorded));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t(texts.recordTitle, { number: task.incident.number })}
      confirmName={t(texts.record)}
      isOpen
      onClose={onClose}
      onConfirm={() => result !== null && end.mutate({ params: { id: task.id }, body: { result, note } })}
      isPending={end.isPending}
      isBlocked={result === null}
      error={end.error && errorText(end.error)}
    >
      <RadioCards<TryResult>
        label={t(texts.result)}
        columns={1}
        isRequired
        options={tryResults.map((id, index) => ({ id, name: t(taskResultTexts[id]), key: String(index + 1) }))}
        value={result}
        onChange={setResult}
      />
      <TextArea
        label={t(texts.note)}
        description={t(texts.noteHint)}
        value={note}
        onChange={setNote}
        rows={2}
        maxLength={1000}
      />
    </ConfirmDialog>
  );
}
