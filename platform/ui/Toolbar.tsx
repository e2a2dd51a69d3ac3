import type { ReactNode } from 'react';
import { Toolbar as AriaToolbar } from 'react-aria-components/Toolbar';

/** A row of controls that is one stop for Tab; the arrows move inside. */
export function Toolbar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <AriaToolbar aria-label={label} className="flex flex-wrap items-end gap-2">
      {children}
    </AriaToolbar>
  );
}
