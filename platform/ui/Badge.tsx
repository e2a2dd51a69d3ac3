import type { ReactNode } from 'react';
import { cx, type Tone, toneSoft, toneText } from './tone.ts';

export interface BadgeProps {
  readonly tone?: Tone;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A short word in a frame: a state, a priority, a count. */
export function Badge({ tone = 'neutral', icon, children }: BadgeProps) {
  return (
    <span
      data-tone={tone}
      className={cx(
        'inline-flex items-center gap-1 whitespace-nowrap rounded border px-1.5 text-sm font-medium',
        toneSoft[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}

/** Each tone has its own shape, for those who see no colour and for screens across the room. */
const shapes: Readonly<Record<Tone, ReactNode>> = {
  neutral: <rect x="3" y="3" width="10" height="10" fill="none" stroke="currentColor" strokeWidth="2" />,
  accent: <rect x="3" y="3" width="10" height="10" fill="currentColor" />,
  good: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  warn: <path d="M8 1.5 15 14H1Z" fill="currentColor" />,
  life: <path d="M8 0 16 8 8 16 0 8Z" fill="currentColor" />,
  calm: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2.5" />,
};

/** A state as colour, shape and word. */
export function StatusDot({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <svg aria-hidden="true" width="13" height="13" viewBox="0 0 16 16" className={cx('shrink-0', toneText[tone])}>
        {shapes[tone]}
      </svg>
      <span>{children}</span>
    </span>
  );
}
