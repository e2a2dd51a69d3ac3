import { OctagonAlert, Timer, TriangleAlert } from 'lucide-react';
import { formatDuration, type Instant } from '#platform/shared/time.ts';
import { useText } from '#platform/web/language.tsx';
import { useNow } from '#platform/web/ticking.ts';
import { texts } from './texts.ts';
import { cx, toneText } from './tone.ts';

export interface RunningClockProps {
  /** Counts up from here. With `until` too, it counts down. */
  readonly since?: Instant | null;
  /** The deadline: counts down to it, then up as overdue. */
  readonly until?: Instant | null;
  /** The clock stands: show what it read at this moment. */
  readonly stoppedAt?: Instant | null;
  /** Milliseconds before the deadline from which it warns; default 60 s. */
  readonly warnMs?: number;
  /** What it measures, read aloud before the figure. */
  readonly label?: string;
  readonly size?: 'small' | 'normal' | 'huge';
}

const sizes = { small: 'text-sm', normal: 'text-base', huge: 'text-4xl' };

/** A clock that runs: elapsed, remaining or overdue, by figure, sign and word. */
export function RunningClock(props: RunningClockProps) {
  const now = useNow();
  return <ClockFace {...props} now={props.stoppedAt == null ? now : Date.parse(props.stoppedAt)} />;
}

function ClockFace({
  since,
  until,
  warnMs = 60_000,
  label,
  size = 'normal',
  now,
}: RunningClockProps & { now: number }) {
  const t = useText();
  const left = until == null ? null : Date.parse(until) - now;
  const elapsed = since == null ? null : now - Date.parse(since);
  const state = left === null ? 'elapsed' : left < 0 ? 'overdue' : 'remaining';
  const figure = formatDuration(Math.abs(left ?? elapsed ?? 0));
  const tone = state === 'overdue' ? 'life' : left !== null && left <= warnMs ? 'warn' : 'neutral';
  const Icon = tone === 'life' ? OctagonAlert : tone === 'warn' ? TriangleAlert : Timer;
  const icon = size === 'huge' ? 28 : 14;
  return (
    <span
      role="timer"
      aria-label={`${label ?? ''} ${t(texts[state])} ${figure}`.trim()}
      className={cx('inline-flex items-center gap-1 whitespace-nowrap tabular-nums', sizes[size])}
    >
      <Icon aria-hidden size={icon} className={cx('shrink-0', toneText[tone])} />
      <span className={cx('font-semibold', tone === 'neutral' ? 'text-ink' : toneText[tone])}>{figure}</span>
      {state === 'elapsed' ? null : (
        <span
          className={cx(size === 'huge' ? 'text-lg' : 'text-sm', tone === 'neutral' ? 'text-ink-soft' : toneText[tone])}
        >
          {t(texts[state])}
        </span>
      )}
    </span>
  );
}
