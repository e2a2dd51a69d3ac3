import { type ReactNode, useState } from 'react';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';
import { texts } from './texts.ts';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly size?: 'small' | 'normal' | 'wide';
  /** Buttons at the foot, the main one last. */
  readonly actions?: ReactNode;
  /** It can only be left by its own buttons. */
  readonly mustAnswer?: boolean;
  readonly children: ReactNode;
}

const DialogWindow = part(() => import('./DialogWindow.tsx').then((file) => file.DialogWindow));

/** A dialog over the page; commands of the page sleep while it is open. */
export function Dialog(props: DialogProps) {
  const [wasOpened, setOpened] = useState(props.isOpen);
  if (props.isOpen && !wasOpened) setOpened(true);
  return wasOpened ? <DialogWindow {...props} /> : null;
}

export interface ConfirmDialogProps extends Omit<DialogProps, 'actions' | 'size'> {
  /** The name of the act itself (`Tutup kejadian`), never `OK`. */
  readonly confirmName: string;
  readonly onConfirm: () => void;
  readonly isDanger?: boolean;
  readonly isPending?: boolean;
  /** The act is not possible yet (a reason is missing). */
  readonly isBlocked?: boolean;
  readonly error?: string | null;
}

/** Asks once more before an act that is hard to take back. */
export function ConfirmDialog({
  confirmName,
  onConfirm,
  isDanger,
  isPending,
  isBlocked,
  error,
  children,
  ...dialog
}: ConfirmDialogProps) {
  const t = useText();
  return (
    <Dialog
      {...dialog}
      size="small"
      actions={
        <>
          <Button onPress={dialog.onClose}>{t(texts.cancel)}</Button>
          <Button
            look={isDanger === true ? 'danger' : 'primary'}
            onPress={onConfirm}
            isPending={isPending ?? false}
            isDisabled={isBlocked ?? false}
          >
            {confirmName}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {children}
        {error === null || error === undefined ? null : <Notice tone="life">{error}</Notice>}
      </div>
    </Dialog>
  );
}
