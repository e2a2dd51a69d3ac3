import type { ReactNode } from 'react';
import { cx, type Tone } from './tone.ts';

export interface PageProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  /** `full` fills the height and lets its parts scroll (desks, boards); `text` keeps lines short. */
  readonly width?: 'text' | 'normal' | 'full';
  readonly children: ReactNode;
}

const widths = { text: 'max-w-3xl', normal: 'max-w-7xl', full: 'h-full max-w-none' };

/** The frame of one screen: its title is the page's only first-level heading. */
export function Page({ title, description, actions, width = 'normal', children }: PageProps) {
  return (
    <div className={cx('mx-auto flex w-full flex-col gap-4 p-4', widths[width])}>
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div>
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          {description === undefined ? null : <p className="text-ink-soft">{description}</p>}
        </div>
        {actions === undefined ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export interface CardProps {
  readonly title?: string;
  readonly actions?: ReactNode;
  readonly tone?: Tone;
  /** Its content brings its own margins (a table). */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

const edges: Readonly<Record<Tone, string>> = {
  neutral: 'border-line',
  accent: 'border-accent',
  good: 'border-good',
  warn: 'border-warn',
  life: 'border-life',
  calm: 'border-calm',
};

/** A part of a screen with a heading of its own. */
export function Card({ title, actions, tone = 'neutral', flush, children }: CardProps) {
  return (
    <section
      {...(title === undefined ? {} : { 'aria-label': title })}
      className={cx('flex min-h-0 min-w-0 flex-col rounded-lg border bg-surface', edges[tone])}
    >
      {title === undefined ? null : (
        <header className="flex min-h-11 flex-wrap items-center justify-between gap-2 border-b border-line px-3 py-1.5">
          <h2 className="font-semibold">{title}</h2>
          {actions === undefined ? null : <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </header>
      )}
      <div className={cx('min-h-0 flex-1', flush === true ? 'overflow-auto' : 'p-3')}>{children}</div>
    </section>
  );
}

/** A figure to be read across the room, with what it counts. */
export function Figure({
  label,
  value,
  unit,
  hint,
  tone = 'neutral',
}: {
  label: string;
  value: ReactNode;
  unit?: string;
  hint?: ReactNode;
  tone?: Tone;
}) {
  return (
    <div data-tone={tone} className={cx('flex flex-col gap-0.5 rounded-lg border bg-surface px-3 py-2', edges[tone])}>
      <span className="text-sm text-ink-soft">{label}</span>
      <span className="flex items-baseline gap-1.5">
        <span className="text-3xl font-semibold leading-tight tracking-tight">{value}</span>
        {unit === undefined ? null : <span className="text-ink-soft">{unit}</span>}
      </span>
      {hint === undefined ? null : <span className="text-sm text-ink-soft">{hint}</span>}
    </div>
  );
}
