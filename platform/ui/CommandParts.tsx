import { useState } from 'react';
import { type Command, reasonAgainst, useActiveCommands, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { Button, type ButtonProps } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { Kbd } from './Kbd.tsx';
import { texts } from './texts.ts';

/** A button that is a command: its name, its key, and the reason why it cannot be used now. */
export function CommandButton({
  command,
  ...props
}: { command: Command } & Omit<ButtonProps, 'children' | 'onPress' | 'isDisabled' | 'reason' | 'keyHint'>) {
  const t = useText();
  const reason = reasonAgainst(command);
  return (
    <Button
      {...props}
      keyHint={command.keys?.[0]}
      isDisabled={reason !== null}
      reason={reason === null ? undefined : t(reason)}
      onPress={() => void command.run()}
    >
      {t(command.name)}
    </Button>
  );
}

const CommandList = part(() => import('./CommandList.tsx').then((file) => file.CommandList));

/** Ctrl+K: find any command by name. Once per app. */
export function CommandPalette() {
  const t = useText();
  const [open, setOpen] = useState<readonly Command[] | null>(null);
  const commands = useActiveCommands();
  useCommands([
    {
      id: 'palette.open',
      name: texts.commands,
      keys: ['Ctrl+K'],
      group: texts.general,
      run: () => setOpen(commands.filter((one) => one.id !== 'palette.open')),
    },
  ]);
  const handleAction = (id: string) => {
    const command = open?.find((one) => one.id === id);
    setOpen(null);
    if (command !== undefined && reasonAgainst(command) === null) void command.run();
  };
  return (
    <Dialog title={t(texts.commands)} isOpen={open !== null} onClose={() => setOpen(null)} size="small">
      <CommandList commands={open ?? []} onAction={handleAction} />
    </Dialog>
  );
}

/** `?`: every key that works here. Once per app. */
export function KeyHelp() {
  const t = useText();
  const [open, setOpen] = useState<readonly Command[] | null>(null);
  const commands = useActiveCommands();
  useCommands([{ id: 'keys.show', name: texts.keys, keys: ['?'], group: texts.general, run: () => setOpen(commands) }]);
  const groups = Map.groupBy(
    (open ?? []).filter((command) => (command.keys?.length ?? 0) > 0),
    (command) => t(command.group ?? texts.general),
  );
  return (
    <Dialog title={t(texts.keys)} isOpen={open !== null} onClose={() => setOpen(null)}>
      <p className="mb-3 text-sm text-ink-soft">{t(texts.keysNote)}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {[...groups].map(([group, members]) => (
          <section key={group}>
            <h3 className="mb-1 font-semibold">{group}</h3>
            <dl className="grid grid-cols-[1fr_max-content] gap-x-3 gap-y-1">
              {members.map((command) => (
                <div key={command.id} className="contents">
                  <dt>{t(command.name)}</dt>
                  <dd className="flex gap-1">
                    {command.keys?.map((key) => (
                      <Kbd key={key} keys={key} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
