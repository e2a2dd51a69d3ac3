import { useState } from 'react';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type CloseReason, closeReasons } from '../../follow-up.ts';
import { closeFollowUp, type FollowUpView } from '../../follow-up-contract.ts';
import { closeReasonTexts } from '../../follow-up-texts.ts';
import { texts } from './texts.ts';

/** No lost call disappears without a reason. Mounted while it is open, so that each opening starts empty. */
export function CloseDialog({ followUp, onClose }: { followUp: FollowUpView; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [reason, setReason] = useState<CloseReason | null>(null);
  const [note, setNote] = useState('');
  const close = useCommand(closeFollowUp, {
    onDone: () => {
      toast(t(texts.closed));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={`${t(texts.close)} · ${followUp.call.number}`}
      confirmName={t(texts.close)}
      isOpen
      onClose={onClose}
      onConfirm={() => reason !== null && close.mutate({ params: { id: followUp.id }, body: { reason, note } })}
      isPending={close.isPending}
      isBlocked={reason === null || (reason === 'other' && note.trim() === '')}
      error={close.error && errorText(close.error)}
    >
      <RadioCards<CloseReason>
        label={t(texts.reason)}
        columns={1}
        isRequired
        options={closeReasons.map((id, index) => ({ id, name: t(closeReasonTexts[id]), key: String(index + 1) }))}
        value={reason}
        onChange={setReason}
      />
      <TextArea
        label={t(texts.words)}
        value={note}
        onChange={setNote}
        rows={2}
        maxLength={500}
        isRequired={reason === 'other'}
      />
    </ConfirmDialog>
  );
}
