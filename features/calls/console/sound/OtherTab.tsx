import { useState } from 'react';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { soundTexts } from '../../sound-texts.ts';
import { thePhone } from '../phone.ts';
import { lineTexts, texts } from '../texts.ts';
import { usePhone } from '../use-desk.ts';

/** The telephone is in another tab: said plainly, and taken over with one key; asked first while that tab is in a call. */
export function OtherTab() {
  const t = useText();
  const { isOtherTabBusy } = usePhone();
  const [isAsking, setAsking] = useState(false);
  const command: Command = {
    id: 'phone.takeOver',
    name: soundTexts.takeOver,
    keys: ['Alt+F'],
    group: texts.calls,
    run: () => (isOtherTabBusy ? setAsking(true) : thePhone().takeOver()),
  };
  useCommands([command]);
  return (
    <div className="p-2">
      <Notice tone="warn">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p>
            {t(lineTexts.other_tab)}
            {isOtherTabBusy ? ` ${t(soundTexts.otherTabBusy)}` : null}
          </p>
          <CommandButton command={command} size="small" />
        </div>
      </Notice>
      <ConfirmDialog
        title={t(soundTexts.takeOver)}
        confirmName={t(soundTexts.takeOver)}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          thePhone().takeOver();
        }}
      >
        <p>{t(soundTexts.takeOverQuestion)}</p>
      </ConfirmDialog>
    </div>
  );
}
