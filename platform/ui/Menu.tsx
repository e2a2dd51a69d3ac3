import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { listClass, optionClass, popoverClass } from './field-classes.ts';
import { Kbd } from './Kbd.tsx';

export interface MenuEntry {
  readonly id: string;
  readonly name: string;
  readonly icon?: ReactNode;
  readonly keyHint?: string | undefined;
  /** Why it cannot be chosen now. */
  readonly reason?: string | undefined;
  readonly onAction: () => void;
}

export interface MenuProps {
  /** What the button says; read aloud when `trigger` is only an icon. */
  readonly label: string;
  readonly trigger?: ReactNode;
  readonly entries: readonly MenuEntry[];
}

/** A button that opens a list of acts. */
export function Menu({ label, trigger, entries }: MenuProps) {
  const blocked = entries.filter((entry) => entry.reason !== undefined).map((entry) => entry.id);
  return (
    <MenuTrigger>
      <AriaButton
        aria-label={label}
        className="focus-ring inline-flex min-h-9 items-center gap-2 rounded-md px-2.5 data-hovered:bg-current/10"
      >
        {trigger ?? label}
      </AriaButton>
      <Popover className={popoverClass}>
        <AriaMenu
          items={entries}
          disabledKeys={blocked}
          onAction={(key) => entries.find((entry) => entry.id === key)?.onAction()}
          className={listClass}
        >
          {(entry) => (
            <MenuItem id={entry.id} textValue={entry.name} className={`${optionClass} min-w-52`}>
              <span className="flex items-center gap-2">
                {entry.icon}
                <span className="flex-1">{entry.name}</span>
                {entry.keyHint === undefined ? null : <Kbd keys={entry.keyHint} />}
              </span>
              {entry.reason === undefined ? null : <span className="text-sm">{entry.reason}</span>}
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
