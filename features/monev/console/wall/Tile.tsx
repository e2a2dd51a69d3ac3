import type { ReactNode } from 'react';
import { cx, type Tone } from '#platform/ui/tone.ts';

const edges: Readonly<Record<Tone, string>> = {
  neutral: 'border-line',
  accent: 'border-accent',
  good: 'border-good',
  warn: 'border-warn',
  life: 'border-life bg-life-soft',
  calm: 'border-calm',
};

/** One field of the wall. */
export function Tile({ title, tone = 'neutral', children }: { title: string; tone?: Tone; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className={cx(
        'flex min-h-0 flex-col gap-[0.4em] overflow-hidden rounded-lg border-2 bg-surface p-[0.8em]',
        edges[tone],
      )}
    >
      <h2 className="text-[1.2em] font-semibold text-ink-soft">{title}</h2>
      {children}
    </section>
  );
}

/** The figure that is read from the far wall. */
export function Big({ children, className }: { children: ReactNode; className?: string }) {
  return <p className={cx('text-[5.5em] leading-none font-bold tabular-nums', className)}>{children}</p>;
}

/** Nothing there, said in words and not by an empty field. */
export function Calm({ children }: { children: ReactNode }) {
  return <p className="text-[1.4em] text-ink-soft">{children}</p>;
}
