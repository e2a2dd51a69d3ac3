import { useState } from 'react';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { acceptSheet, appealSheet, type MySheet } from '../contract.ts';
import { leastNote } from '../rules.ts';
import { texts } from './texts.ts';

interface AnswerDialogProps {
  readonly id: MySheet['id'];
  readonly answer: 'accept' | 'appeal';
  readonly onClose: () => void;
}

/** Accept a sheet, or say in words what is wrong with it. */
export function AnswerDialog({ id, answer, onClose }: AnswerDialogProps) {
  const t = useText();
  const errorText = useErrorText();
  const [words, setWords] = useState('');
  const options = { invalidates: ['/api/quality'], onDone: onClose };
  const accept = useCommand(acceptSheet, options);
  const appeal = useCommand(appealSheet, options);
  const isAppeal = answer === 'appeal';
  const error = accept.error ?? appeal.error;
  return (
    <ConfirmDialog
      title={t(texts[answer])}
      isOpen
      onClose={onClose}
      confirmName={t(texts[answer])}
      onConfirm={() =>
        isAppeal ? appeal.mutate({ params: { id }, body: { words } }) : accept.mutate({ params: { id } })
      }
      isBlocked={isAppeal && words.trim().length < leastNote}
      isPending={accept.isPending || appeal.isPending}
      error={error === null ? null : errorText(error)}
    >
      <p>{t(isAppeal ? texts.appealNote : texts.acceptAsk)}</p>
      {isAppeal ? (
        <TextArea label={t(texts.appealWords)} value={words} onChange={setWords} maxLength={2000} isRequired />
      ) : null}
    </ConfirmDialog>
  );
}
