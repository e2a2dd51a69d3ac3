import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx, type Tone, toneSoft } from './tone.ts';

/** The sign that stands for a tone, so that colour is never alone. */
export function ToneIcon({ tone, size = 18 }: { tone: Tone; size?: number }) {
  if (tone === 'life') return <OctagonAlert aria-hidden size={size} className="shrink-0" />;
  if (tone === 'warn') return <TriangleAlert aria-hidden size={size} className="shrink-0" />;
  if (tone === 'good') return <CircleCheck aria-hidden size={size} className="shrink-0" />;
  return <Info aria-hidden size={size} className="shrink-0" />;
}

export interface NoticeProps {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** A message in the flow of the page; read aloud when it appears (at once for `life`). */
export function Notice({ tone = 'calm', title, children, action }: NoticeProps) {
  return (
    <div
      role={tone === 'life' ? 'alert' : 'status'}
      data-tone={tone}
      className={cx('flex items-start gap-2 rounded-md border px-3 py-2', toneSoft[tone])}
    >
      <span className="pt-0.5">
        <ToneIcon tone={tone} />
      </span>
      <div className="min-w-0 flex-1">
        {title === undefined ? null : <p className="font-semibold">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  );
}
