import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components/Checkbox';
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components/Switch';

export interface CheckboxProps extends Omit<AriaCheckboxProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode;
}

/** A tick: takes effect when the form is sent. */
export function Checkbox({ children, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox {...props} className="group inline-flex min-h-7 items-center gap-2 data-disabled:text-ink-soft">
      {({ isIndeterminate, isSelected }) => (
        <>
          <span
            aria-hidden
            className="inline-flex size-5 shrink-0 items-center justify-center rounded border-2 border-line-strong bg-surface group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-selected:border-transparent group-data-selected:bg-accent-fill group-data-selected:text-accent-ink"
          >
            {isIndeterminate ? <Minus size={14} /> : isSelected ? <Check size={14} strokeWidth={3} /> : null}
          </span>
          <span>{children}</span>
        </>
      )}
    </AriaCheckbox>
  );
}

export interface SwitchProps extends Omit<AriaSwitchProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode;
}

/** A switch: takes effect at once. */
export function Switch({ children, ...props }: SwitchProps) {
  return (
    <AriaSwitch {...props} className="group inline-flex min-h-7 items-center gap-2 data-disabled:text-ink-soft">
      <span
        aria-hidden
        className="inline-flex h-5 w-9 shrink-0 items-center rounded-full border-2 border-line-strong bg-surface p-0.5 group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-selected:border-accent-fill group-data-selected:bg-accent-fill"
      >
        <span className="size-3 rounded-full bg-line-strong transition-transform group-data-selected:translate-x-4 group-data-selected:bg-accent-ink" />
      </span>
      <span>{children}</span>
    </AriaSwitch>
  );
}
