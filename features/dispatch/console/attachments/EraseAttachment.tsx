import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type AttachmentItem, eraseAttachment, listAttachments } from '../../field-contract.ts';
import { attachmentTexts as texts } from './texts.ts';

/** Asks why and once more, because nothing brings it back. */
export function EraseAttachment({ item }: { item: AttachmentItem }) {
  const t = useText();
  const errorText = useErrorText();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const erase = useCommand(eraseAttachment, {
    invalidates: [listAttachments.path],
    onDone: () => {
      setAsking(false);
      toast(t(texts.erasedNow));
    },
  });
  return (
    <>
      <Button size="small" icon={<Trash2 aria-hidden size={14} />} onPress={() => setAsking(true)}>
        {t(texts.erase)}
      </Button>
      <ConfirmDialog
        title={t(texts.erase)}
        confirmName={t(texts.erase)}
        isOpen={isAsking}
        isDanger
        onClose={() => setAsking(false)}
        onConfirm={() => erase.mutate({ params: { id: item.id }, body: { reason: reason.trim() } })}
        isPending={erase.isPending}
        isBlocked={reason.trim().length < 5}
        error={erase.error === null ? null : errorText(erase.error)}
      >
        <p>{t(texts.eraseNote)}</p>
        <TextField
          label={t(texts.eraseReason)}
          description={t(texts.eraseReasonNote)}
          value={reason}
          onChange={setReason}
          maxLength={300}
          autoFocus
        />
      </ConfirmDialog>
    </>
  );
}
