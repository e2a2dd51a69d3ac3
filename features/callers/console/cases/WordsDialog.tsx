import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { caseText } from '../../case.ts';

interface WordsDialogProps {
  /** Also the name of the act. */
  readonly title: string;
  readonly label: string;
  readonly onClose: () => void;
  readonly onConfirm: (words: string) => void;
  readonly isPending: boolean;
  readonly isDanger?: boolean;
  readonly isBlocked?: boolean;
  readonly error: string | null;
  /** Fields before the words. */
  readonly children?: ReactNode;
}

/** An act on a case with the words that go with it. Mounted while it is open. */
export function WordsDialog({ label, onConfirm, children, isBlocked, ...dialog }: WordsDialogProps) {
  const [words, setWords] = useState('');
  return (
    <ConfirmDialog
      {...dialog}
      confirmName={dialog.title}
      isOpen
      onConfirm={() => onConfirm(words.trim())}
      isBlocked={isBlocked === true || !caseText.safeParse(words).success}
    >
      {children}
      <TextArea label={label} value={words} onChange={setWords} maxLength={2000} isRequired />
    </ConfirmDialog>
  );
}
