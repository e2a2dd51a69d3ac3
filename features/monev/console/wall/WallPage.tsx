import { LogOut, Maximize } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { formatDuration } from '#platform/shared/time.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { cx } from '#platform/ui/tone.ts';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useLiveState } from '#platform/web/live.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { useNow } from '#platform/web/ticking.ts';
import { screenNames } from '../../screen-names.ts';
import { readWall } from '../../wall-contract.ts';
import { burnInShift, refreshMs, trustOf } from '../../wall-rules.ts';
import { wallTexts as texts } from '../../wall-texts.ts';
import './wall.css';
import { DesksTile, TodayTile, WaitingTile } from './NowTiles.tsx';
import { AlarmStrip, OpenTile, OverdueTile, RecentTile } from './WorkTiles.tsx';

export type Wall = RouteOutput<typeof readWall>;

/** The control room across the room: one page, no person, and how far it can be believed. Dark whatever the viewer prefers. */
export function WallPage() {
  const t = useText();
  const wall = useRoute(readWall, {}, { refreshMs });
  const now = useNow();
  const shift = burnInShift(now);
  useCommands([fullScreen]);
  return (
    <div
      data-theme="dark"
      className="wall grid min-h-full grid-rows-[auto_auto_1fr] gap-[0.8em] bg-ground p-[1em] text-ink"
      // Moved by pixels, which no class can say.
      ref={(element) => {
        if (element !== null) element.style.translate = `${shift.x - 3}px ${shift.y - 3}px`;
      }}
    >
      <h1 className="sr-only">{t(screenNames.wall)}</h1>
      <WallHead wall={wall.data} hasFailed={wall.error !== null || wall.failureCount > 0} now={now} />
      {wall.data !== undefined ? (
        <WallBody wall={wall.data} now={now} />
      ) : wall.error !== null ? (
        <ErrorState error={wall.error} onRetry={() => void wall.refetch()} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

function WallBody({ wall, now }: { wall: Wall; now: number }) {
  return (
    <>
      <AlarmStrip alarms={wall.alarms} />
      <div className="grid min-h-0 gap-[0.8em] lg:grid-cols-3 lg:grid-rows-[minmax(0,1fr)_minmax(0,1fr)]">
        <WaitingTile wall={wall} now={now} />
        <DesksTile wall={wall} />
        <TodayTile wall={wall} />
        <OpenTile wall={wall} now={now} />
        <OverdueTile wall={wall} />
        <RecentTile wall={wall} />
      </div>
    </>
  );
}

const fullScreen: Command = {
  id: 'wall.full',
  name: texts.fullScreen,
  keys: ['F'],
  group: screenNames.wall,
  run: toggleFullScreen,
};

function toggleFullScreen(): void {
  // A browser may refuse it without a press of the person: then the window stays as it is.
  if (document.fullscreenElement === null) void document.documentElement.requestFullscreen().catch(() => {});
  else void document.exitFullscreen();
}

/** The tenant's clock, how old the figures are, and in red that they can no longer be believed. */
function WallHead({ wall, hasFailed, now }: { wall: Wall | undefined; hasFailed: boolean; now: number }) {
  const t = useText();
  const format = useFormat();
  const live = useLiveState();
  const at = new Date(now).toISOString();
  const ageMs = wall === undefined ? 0 : Math.max(0, now - Date.parse(wall.computedAt));
  const isCut = wall !== undefined && trustOf({ ageMs, isFeedBehind: live.state === 'behind', hasFailed }) === 'cut';
  return (
    <header>
      <div className="flex flex-wrap items-baseline justify-between gap-x-[1.5em]">
        <p className="text-[2.6em] leading-none font-semibold tabular-nums">{format.time(at)}</p>
        <p className="text-[1.3em] text-ink-soft">{format.date(at)}</p>
        <p className={cx('ml-auto text-[1.1em] tabular-nums', isCut ? 'text-life' : 'text-ink-soft')}>
          {wall === undefined ? null : t(texts.age, { age: formatDuration(ageMs) })}
        </p>
        <WallControls />
      </div>
      <p
        role="alert"
        className={cx(
          isCut && 'mt-[0.3em] rounded-lg bg-life-fill p-[0.5em] text-center text-[1.8em] font-bold text-life-ink',
        )}
      >
        {isCut ? t(texts.cut, { time: format.time(wall.computedAt) }) : null}
      </p>
    </header>
  );
}

/** Shown while a hand is on the mouse or the keyboard; a wall that nobody touches has no buttons. */
function WallControls() {
  const t = useText();
  const [isShown, show] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wake = () => {
      show(true);
      clearTimeout(timer);
      timer = setTimeout(() => show(false), 8000);
    };
    const listening = new AbortController();
    for (const name of ['mousemove', 'keydown', 'focusin', 'touchstart']) addEventListener(name, wake, listening);
    wake();
    return () => {
      listening.abort();
      clearTimeout(timer);
    };
  }, []);
  return (
    <div className={cx('flex items-center gap-2 text-base', !isShown && 'opacity-0 focus-within:opacity-100')}>
      <Button size="small" icon={<Maximize aria-hidden size={16} />} onPress={toggleFullScreen} keyHint="F">
        {t(texts.fullScreen)}
      </Button>
      <Link href="/profile">
        <LogOut aria-hidden size={16} className="inline" /> {t(texts.leave)}
      </Link>
    </div>
  );
}
