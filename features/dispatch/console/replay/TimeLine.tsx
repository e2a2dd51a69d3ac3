import type { KeyboardEvent, PointerEvent } from 'react';
import { msBetween, plusMs } from '#platform/shared/time.ts';
import { cx } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { momentOf, shareOf } from '../../replay-rules.ts';
import { replayTexts as texts } from './texts.ts';
import type { Played, Player } from './use-player.ts';

const stepMs = 5000;

/** The whole of it in a line: events as ticks, recordings as bars, and where one is; by mouse, finger and keys. */
export function TimeLine({ played, player }: { played: Played; player: Player }) {
  const t = useText();
  const format = useFormat();
  const { span, events, recordings } = played;
  const { at, seek } = player;
  const whole = msBetween(span.from, span.to);
  const handlePointer = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const box = event.currentTarget.getBoundingClientRect();
    seek(momentOf(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)), span));
  };
  const handleKey = (event: KeyboardEvent) => {
    const to = {
      ArrowLeft: plusMs(at, -stepMs),
      ArrowDown: plusMs(at, -stepMs),
      ArrowRight: plusMs(at, stepMs),
      ArrowUp: plusMs(at, stepMs),
      PageDown: plusMs(at, -12 * stepMs),
      PageUp: plusMs(at, 12 * stepMs),
      Home: span.from,
      End: span.to,
    }[event.key];
    if (event.key === ' ') {
      event.preventDefault();
      player.commands.toggle.run();
    }
    if (to === undefined) return;
    event.preventDefault();
    seek(to);
  };
  const left = (moment: string) => `${shareOf(moment, span) * 100}%`;
  const passed = msBetween(span.from, at);
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t(texts.position)}
      aria-valuemin={0}
      aria-valuemax={Math.round(whole / 1000)}
      aria-valuenow={Math.round(passed / 1000)}
      aria-valuetext={t(texts.positionOf, {
        at: format.time(at),
        passed: format.duration(passed),
        whole: format.duration(whole),
      })}
      onKeyDown={handleKey}
      onPointerDown={handlePointer}
      onPointerMove={handlePointer}
      className="focus-ring relative h-14 cursor-pointer touch-none rounded-md border border-line-strong bg-raised select-none"
    >
      {recordings.map((one) => (
        <span
          key={one.callId}
          aria-hidden
          className="absolute bottom-1 h-3 rounded-xs bg-accent-fill opacity-60"
          style={{
            left: left(one.from),
            width: `${(shareOf(plusMs(one.from, one.durationMs), span) - shareOf(one.from, span)) * 100}%`,
            minWidth: 2,
          }}
        />
      ))}
      {events.map((event) => (
        <span
          key={event.seq}
          aria-hidden
          className={cx(
            'absolute top-1 h-7 w-0.5',
            event.name === 'assignment.escalated' || event.name === 'assignment.rejected'
              ? 'bg-life'
              : event.name.startsWith('assignment.')
                ? 'bg-accent'
                : 'bg-ink-soft',
          )}
          style={{ left: left(event.at) }}
        />
      ))}
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 w-1 -translate-x-1/2 bg-ink"
        style={{ left: left(at) }}
      />
    </div>
  );
}
