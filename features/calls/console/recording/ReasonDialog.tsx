import { useState } from 'react';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { texts } from './texts.ts';

interface ReasonDialogProps {
  readonly title: string;
  readonly confirmName: string;
  readonly onClose: () => void;
  readonly onConfirm: (reason: string) => void;
  readonly isPending: boolean;
  readonly isDanger?: boolean;
  readonly error: string | null;
}

/** Asks why before something is done with a recording. Mounted while it is open. */
export function ReasonDialog({ onConfirm, ...dialog }: ReasonDialogProps) {
  const t = useText();
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog {...dialog} isOpen onConfirm={() => onConfirm(reason.trim())} isBlocked={reason.trim().length < 5}>
      <TextField
        label={t(texts.why)}
        description={t(texts.whyNote)}
        value={reason}
        onChange={setReason}
        maxLength={300}
        autoFocus
      />
    </ConfirmDialog>
  );
}
