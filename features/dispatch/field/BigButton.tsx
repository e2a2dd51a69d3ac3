import type { ReactNode } from 'react';
import { Button, type ButtonProps } from 'react-aria-components/Button';
import { cx } from '#platform/ui/tone.ts';

/** What a button of this app is painted as; `step` is the one that leads on. */
type Paint = 'step' | 'plain' | 'good' | 'danger' | 'quiet';

const paints: Readonly<Record<Paint, string>> = {
  step: 'bg-accent-fill text-accent-ink border-transparent text-2xl font-bold',
  plain: 'bg-surface text-ink border-line-strong text-lg font-semibold',
  good: 'bg-good text-surface border-transparent text-2xl font-bold',
  danger: 'bg-life-fill text-life-ink border-transparent text-lg font-bold',
  quiet: 'bg-transparent text-current border-transparent text-lg font-semibold',
};

export interface BigButtonProps extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  readonly children: ReactNode;
  /** Under the name, in small. */
  readonly note?: string;
  readonly icon?: ReactNode;
  readonly paint?: Paint;
  readonly wide?: boolean;
}

/** A button for gloves: at least 64 px in both directions (field.css). */
export function BigButton({ children, note, icon, paint = 'plain', wide, ...props }: BigButtonProps) {
  return (
    <Button {...props} className={bigClass(paint, wide)}>
      {icon}
      <span className="flex min-w-0 flex-col leading-tight">
        <span>{children}</span>
        {note === undefined ? null : <span className="text-base font-normal">{note}</span>}
      </span>
    </Button>
  );
}

/** The same for a link that looks like a button. */
export function bigClass(paint: Paint, wide: boolean | undefined): string {
  return cx(
    'focus-ring inline-flex items-center justify-center gap-3 rounded-xl border-2 px-4 py-2 text-center data-pressed:brightness-90 data-disabled:border-line data-disabled:bg-raised data-disabled:text-ink-soft',
    paints[paint],
    wide === true && 'w-full',
  );
}

/** A link out of the app: to a map, to the guide. */
export function BigLink({ href, icon, children }: { href: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className={cx(bigClass('plain', true), 'field-target')}>
      {icon}
      {children}
    </a>
  );
}
