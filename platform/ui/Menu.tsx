import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { part } from '#platform/web/part.tsx';

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

const MenuList = part(() => import('./MenuList.tsx').then((file) => file.MenuList));

/** A button that opens a list of acts, by a press or an arrow. */
export function Menu({ label, trigger, entries }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  // Null: never opened. Once opened the list stays mounted, so that a dialog it opens gives the focus back to the button.
  const [start, setStart] = useState<'first' | 'last' | null>(null);
  const open = (from: 'first' | 'last') => {
    setStart(from);
    setOpen(true);
  };
  const handleKey = (event: Pick<KeyboardEvent, 'key' | 'preventDefault'>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    // The page would scroll.
    event.preventDefault();
    open(event.key === 'ArrowDown' ? 'first' : 'last');
  };
  return (
    <>
      <AriaButton
        ref={button}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPress={() => open('first')}
        onKeyDown={handleKey}
        className="focus-ring inline-flex min-h-9 items-center gap-2 rounded-md px-2.5 data-hovered:bg-current/10"
      >
        {trigger ?? label}
      </AriaButton>
      {start === null ? null : (
        <MenuList
          label={label}
          entries={entries}
          trigger={button}
          isOpen={isOpen}
          start={start}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
