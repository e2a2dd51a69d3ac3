import type { Text } from '#platform/shared/texts.ts';
import { useCommands } from '#platform/web/commands.ts';
import { texts } from './texts.ts';

/** Ctrl+Enter confirms from within the words field; inside the dialog, so that its layer takes the key. */
export function ConfirmKey({ name, isBlocked, onConfirm }: { name: Text; isBlocked: boolean; onConfirm: () => void }) {
  useCommands([
    {
      id: 'dialog.confirm',
      name,
      keys: ['Ctrl+Enter'],
      when: () => (isBlocked ? texts.chooseReason : true),
      run: onConfirm,
    },
  ]);
  return null;
}
