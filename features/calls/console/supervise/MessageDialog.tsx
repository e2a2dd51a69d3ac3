import { useState } from 'react';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import type { PersonRef } from '../../contract.ts';
import { longestMessage } from '../../supervise.ts';
import { sendDeskMessage } from '../../supervise-contract.ts';
import { superviseTexts as texts } from './supervise-screen-texts.ts';

/** A short text that is on the desk's screen at once. */
export function MessageDialog({ to, onClose }: { to: PersonRef; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [words, setWords] = useState('');
  const send = useCommand(sendDeskMessage, {
    invalidates: ['/api/supervision/messages'],
    onDone: () => {
      toast(t(texts.sent));
      onClose();
    },
  });
  const typed = words.trim();
  return (
    <ConfirmDialog
      title={t(texts.writeTo, { name: to.displayName })}
      confirmName={t(texts.send)}
      isOpen
      onClose={onClose}
      onConfirm={() => send.mutate({ params: { id: to.id }, body: { words: typed } })}
      isPending={send.isPending}
      isBlocked={typed === '' || typed.length > longestMessage}
      error={send.error && errorText(send.error)}
    >
      <TextField label={t(texts.message)} description={t(texts.messageNote)} value={words} onChange={setWords} />
    </ConfirmDialog>
  );
}
