import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { Kbd } from './Kbd.tsx';
import { cx } from './tone.ts';

export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger';
export type ButtonSize = 'small' | 'normal' | 'large';

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode;
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
  /** A lucide icon before the name. */
  readonly icon?: ReactNode;
  /** The key that does the same. */
  readonly keyHint?: string | undefined;
  /** The key means another button now. Its room stays: a button that grows under the pointer loses the press. */
  readonly isKeyAsleep?: boolean;
  /** Why it is disabled, shown under the name. */
  readonly reason?: string | undefined;
  readonly wide?: boolean;
}

const looks: Readonly<Record<ButtonLook, string>> = {
  primary: 'bg-accent-fill text-accent-ink border-transparent data-hovered:brightness-110 data-pressed:brightness-90',
  plain: 'bg-surface text-ink border-line-strong data-hovered:bg-raised data-pressed:bg-accent-soft',
  quiet: 'bg-transparent text-ink border-transparent data-hovered:bg-raised data-pressed:bg-accent-soft',
  danger: 'bg-life-fill text-life-ink border-transparent data-hovered:brightness-110 data-pressed:brightness-90',
};
const sizes: Readonly<Record<ButtonSize, string>> = {
  small: 'min-h-7 px-2 py-0.5 text-sm gap-1.5 rounded',
  normal: 'min-h-9 px-3 py-1 gap-2 rounded-md',
  large: 'min-h-12 px-5 py-2 text-lg gap-2.5 rounded-lg font-semibold',
};

/** A button. Disabled buttons say why by `reason`. */
export function Button({
  children,
  look = 'plain',
  size = 'normal',
  icon,
  keyHint,
  isKeyAsleep,
  reason,
  wide,
  ...props
}: ButtonProps) {
  return (
    <AriaButton
      {...props}
      className={cx(
        'focus-ring inline-flex items-center justify-center border font-medium transition-[filter,background-color]',
        'data-disabled:border-line data-disabled:bg-raised data-disabled:text-ink-soft data-disabled:cursor-not-allowed',
        looks[look],
        sizes[size],
        wide === true && 'w-full',
      )}
    >
      {icon}
      <span className="flex flex-col items-start leading-tight">
        <span>{children}</span>
        {reason === undefined ? null : <span className="text-xs font-normal">{reason}</span>}
      </span>
      {keyHint === undefined ? null : (
        <span className={isKeyAsleep === true ? 'invisible' : 'contents'}>
          <Kbd keys={keyHint} />
        </span>
      )}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  /** What it does; read aloud and shown as a tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly size?: 'small' | 'normal';
}

/** A button that shows only an icon; at least 24 px square (WCAG 2.2, 2.5.8). */
export function IconButton({ label, icon, size = 'normal', ...props }: IconButtonProps) {
  return (
    <AriaButton
      {...props}
      aria-label={label}
      render={(dom) => <button {...dom} title={label} />}
      className={cx(
        'focus-ring inline-flex items-center justify-center rounded-md text-current data-hovered:bg-current/10 data-pressed:bg-current/20 data-disabled:opacity-50',
        size === 'small' ? 'size-7' : 'size-9',
      )}
    >
      {icon}
    </AriaButton>
  );
}
