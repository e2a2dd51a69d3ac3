import { useCallback, useEffect, useRef, useState } from 'react';
import type { Instant } from '#platform/shared/time.ts';
import { plusMs } from '#platform/shared/time.ts';
import { useCommands } from '#platform/web/commands.ts';
import {
  advance,
  neighbour,
  type PlayedEvent,
  type PlayedRecording,
  type ReplaySpeed,
  replaySpeeds,
  type Span,
  within,
} from '../../replay-rules.ts';
import { replayTexts as texts } from './texts.ts';

export interface Played {
  readonly span: Span;
  readonly events: readonly PlayedEvent[];
  readonly recordings: readonly PlayedRecording[];
}

/** The watcher's own time is looked at this often; what is drawn follows it. */
const tickMs = 100;
/** A tab that slept does not leap to where it would be by now. */
const longestTickMs = 500;
const stepMs = 5000;

/** What plays, where, and how fast; by buttons and by keys. */
export function usePlayer(played: Played) {
  const [at, setAt] = useState<Instant>(played.span.from);
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<ReplaySpeed>('1');
  const [skips, setSkips] = useState(true);
  const latest = useRef({ played, speed, skips });
  latest.current = { played, speed, skips };
  useEffect(() => {
    if (!isPlaying) return;
    let before = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      const { played: known, ...how } = latest.current;
      const ms = Math.min(now - before, longestTickMs);
      before = now;
      setAt((old) => advance(old, ms, { ...known, speed: Number(how.speed), skips: how.skips }));
    }, tickMs);
    return () => clearInterval(timer);
  }, [isPlaying]);
  const hasEnded = at >= played.span.to;
  useEffect(() => {
    if (hasEnded) setPlaying(false);
  }, [hasEnded]);
  const seek = useCallback((to: Instant) => setAt(within(to, latest.current.played.span)), []);
  const toggle = () => {
    if (!isPlaying && hasEnded) setAt(played.span.from);
    setPlaying(!isPlaying);
  };
  const change = (by: 1 | -1) => {
    const index = replaySpeeds.indexOf(speed) + by;
    setSpeed(replaySpeeds[Math.max(0, Math.min(replaySpeeds.length - 1, index))] ?? speed);
  };
  const step = (way: 'next' | 'previous') => seek(neighbour(played.events, at, way, played.span));
  const command = (id: string, name: (typeof texts)[keyof typeof texts], key: string, run: () => void) => ({
    id: `replay.${id}`,
    name,
    keys: [key],
    group: texts.replay,
    run,
  });
  const commands = {
    toggle: command('toggle', isPlaying ? texts.pause : texts.play, 'k', toggle),
    next: command('next', texts.next, '.', () => step('next')),
    previous: command('previous', texts.previous, ',', () => step('previous')),
    forward: command('forward', texts.forward, 'l', () => seek(plusMs(at, stepMs))),
    backward: command('backward', texts.backward, 'j', () => seek(plusMs(at, -stepMs))),
    faster: command('faster', texts.faster, '+', () => change(1)),
    slower: command('slower', texts.slower, '-', () => change(-1)),
  };
  useCommands(Object.values(commands));
  return { at, isPlaying, speed, skips, seek, setSpeed, setSkips, commands };
}

export type Player = ReturnType<typeof usePlayer>;
