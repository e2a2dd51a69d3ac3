import { useState } from 'react';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import type { CallView } from '../../contract.ts';
import { type SuperviseReason, superviseReasons } from '../../supervise.ts';
import { beginSupervision } from '../../supervise-contract.ts';
import { superviseReasonTexts } from '../../supervise-texts.ts';
import { thePhone } from '../phone.ts';
import { superviseTexts as texts } from './supervise-screen-texts.ts';

/** Say why; then one's own telephone rings for this call and answers by itself. */
export function ListenDialog({ call, onClose }: { call: CallView; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [reason, setReason] = useState<SuperviseReason | null>(null);
  const [note, setNote] = useState('');
  const begin = useCommand(beginSupervision, {
    invalidates: ['/api/supervision', '/api/desk', '/api/presences'],
    onDone: () => {
      thePhone().answer(call.id);
      onClose();
    },
  });
  const words = note.trim();
  return (
    <ConfirmDialog
      title={t(texts.listenTitle, { number: call.number })}
      confirmName={t(texts.listen)}
      isOpen
      onClose={onClose}
      onConfirm={() => {
        if (reason !== null) begin.mutate({ params: { id: call.id }, body: { reason, note: words } });
      }}
      isPending={begin.isPending}
      isBlocked={reason === null || (reason === 'other' && words.length < 5)}
      error={begin.error && errorText(begin.error)}
    >
      <p className="text-ink-soft">{t(texts.listenNote)}</p>
      <Select
        label={t(texts.reason)}
        isRequired
        options={superviseReasons.map((id) => ({ id, name: t(superviseReasonTexts[id]) }))}
        value={reason}
        onChange={setReason}
      />
      <TextField label={t(texts.words)} value={note} onChange={setNote} />
    </ConfirmDialog>
  );
}
