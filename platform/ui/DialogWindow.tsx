import { X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { CommandLayerContext, commandTable } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { IconButton } from './Button.tsx';
import type { DialogProps } from './Dialog.tsx';
import { texts } from './texts.ts';
import { cx } from './tone.ts';

const widths = { small: 'max-w-md', normal: 'max-w-2xl', wide: 'max-w-5xl' };

/** What `Dialog` shows; apart from it, because a page opens without dialogs. */
export function DialogWindow({ title, isOpen, onClose, size = 'normal', actions, mustAnswer, children }: DialogProps) {
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
