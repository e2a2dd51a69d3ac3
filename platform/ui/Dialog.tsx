import { X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { CommandLayerContext, commandTable } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { Button, IconButton } from './Button.tsx';
import { Notice } from './Notice.tsx';
import { texts } from './texts.ts';
import { cx } from './tone.ts';

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

const widths = { small: 'max-w-md', normal: 'max-w-2xl', wide: 'max-w-5xl' };

/** A dialog over the page; commands of the page sleep while it is open. */
export function Dialog({ title, isOpen, onClose, size = 'normal', actions, mustAnswer, children }: DialogProps) {
  const t = useText();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={mustAnswer !== true}
      isKeyboardDismissDisabled={mustAnswer === true}
      className="fixed inset-0 z-40 flex items-start justify-center overflow-auto bg-black/55 p-3 pt-[8vh]"
    >
      <Modal className={cx('w-full rounded-xl border border-line bg-surface text-ink shadow-float', widths[size])}>
        <AriaDialog aria-label={title} className="flex max-h-[84vh] flex-col outline-none">
          <CommandLayer>
            <header className="flex items-center justify-between gap-3 border-b border-line px-4 py-2.5">
              <h2 className="text-lg font-semibold">{title}</h2>
              {mustAnswer === true ? null : (
                <IconButton label={t(texts.close)} icon={<X aria-hidden size={18} />} onPress={onClose} />
              )}
            </header>
            <div className="min-h-0 flex-1 overflow-auto p-4">{children}</div>
            {actions === undefined ? null : (
              <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">{actions}</footer>
            )}
          </CommandLayer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Commands registered inside take the keys, those outside sleep. */
function CommandLayer({ children }: { children: ReactNode }) {
  const [layer, setLayer] = useState<number | null>(null);
  useEffect(() => {
    const opened = commandTable.openLayer();
    setLayer(opened.layer);
    return opened.close;
  }, []);
  // The layer must exist before anything inside registers with it.
  return layer === null ? null : <CommandLayerContext value={layer}>{children}</CommandLayerContext>;
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
