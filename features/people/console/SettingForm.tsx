import type { ReactNode } from 'react';
import { Dialog, type DialogProps } from '#platform/ui/Dialog.tsx';
import { cx } from '#platform/ui/tone.ts';
import { ChangeFoot } from './ChangeFoot.tsx';
import type { useSettingDraft } from './use-setting-draft.ts';

interface SettingFormProps {
  readonly draft: Pick<ReturnType<typeof useSettingDraft>, 'reason' | 'setReason' | 'takeLatest'>;
  /** The command that saves. */
  readonly command: { readonly error: unknown; readonly isPending: boolean; readonly reset: () => void };
  /** What is typed cannot be saved yet. */
  readonly isBlocked?: boolean;
  /** Shown, not changed: no reason is asked for. */
  readonly isReadOnly?: boolean;
  readonly onSave: () => void;
  /** Left out where there is no history yet: a new row. */
  readonly onHistory?: () => void;
  readonly children: ReactNode;
}

/** The form of one setting: its fields, and the foot that asks why and saves. */
export function SettingForm({ draft, command, isReadOnly, onHistory, children, ...foot }: SettingFormProps) {
  const handleLatest = () => {
    draft.takeLatest();
    command.reset();
  };
  return (
    <div className={cx('flex flex-col gap-3', onHistory !== undefined && 'pt-1')}>
      {children}
      {isReadOnly === true ? null : (
        <ChangeFoot
          {...foot}
          reason={draft.reason}
          onReason={draft.setReason}
          error={command.error}
          isPending={command.isPending}
          {...(onHistory === undefined ? {} : { onHistory, onLatest: handleLatest })}
        />
      )}
    </div>
  );
}

type NewSettingDialogProps = Pick<DialogProps, 'title' | 'size' | 'onClose'> &
  Omit<SettingFormProps, 'onHistory' | 'isReadOnly'>;

/** A setting that does not exist yet. Mounted while it is open, so that each opening starts empty. */
export function NewSettingDialog({ title, size, onClose, ...form }: NewSettingDialogProps) {
  return (
    <Dialog title={title} isOpen onClose={onClose} {...(size === undefined ? {} : { size })}>
      <SettingForm {...form} />
    </Dialog>
  );
}
