import type { RefObject } from 'react';
import { Menu as AriaMenu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { listClass, optionClass, popoverClass } from './field-classes.ts';
import { Kbd } from './Kbd.tsx';
import type { MenuProps } from './Menu.tsx';

interface MenuListProps extends Pick<MenuProps, 'label' | 'entries'> {
  readonly trigger: RefObject<HTMLButtonElement | null>;
  readonly isOpen: boolean;
  /** Where the keyboard starts. */
  readonly start: 'first' | 'last';
  readonly onClose: () => void;
}

/** The open list of a `Menu`; apart from it, because a page opens without any. */
export function MenuList({ label, entries, trigger, isOpen, start, onClose }: MenuListProps) {
  const blocked = entries.filter((entry) => entry.reason !== undefined).map((entry) => entry.id);
  return (
    <Popover
      triggerRef={trigger}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      placement="bottom start"
      className={popoverClass}
    >
      <AriaMenu
        aria-label={label}
        items={entries}
        disabledKeys={blocked}
        autoFocus={start}
        onClose={onClose}
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
  );
}
