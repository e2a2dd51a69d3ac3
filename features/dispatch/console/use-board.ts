import { useCallback, useEffect, useRef } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { useLive } from '#platform/web/live.tsx';
import { useRevise, useRoute } from '#platform/web/query-options.ts';
import { readBoard } from '../contract.ts';
import { afterEvent } from '../rules.ts';
import { usePolling } from './use-alerting.ts';

export type Board = RouteOutput<typeof readBoard>;
export type Waiting = Board['unassigned'][number];
export type Unheard = Board['notAlerting'][number];

/** Between two readings. In a surge the screen rests three times as long as a reading took, so that keys are heard. */
const shortestRestMs = 250;
const longestRestMs = 2000;
/** A frame takes 16; longer than this the screen is busy, and the reading need not wait for it. */
const longestFrameMs = 100;

/**
 * The board, read anew when anything on it changed: at once, and once more when something changed while it was being
 * read. A rule of live-rules.ts would cancel and repeat the reading with every message, and in a surge never finish one.
 */
export function useBoard() {
  const board = useRoute(readBoard, {});
  const revise = useRevise(readBoard, {});
  const refetch = board.refetch;
  const isReading = useRef(false);
  const isStale = useRef(false);
  const refresh = useCallback(async () => {
    isStale.current = true;
    if (isReading.current) return;
    isReading.current = true;
    await painted();
    while (isStale.current) {
      isStale.current = false;
      const start = performance.now();
      await refetch();
      const rest = Math.max(shortestRestMs, Math.min(3 * (performance.now() - start), longestRestMs));
      await new Promise((resolve) => setTimeout(resolve, rest));
    }
    isReading.current = false;
  }, [refetch]);
  useLive('assignment.*', (message) => {
    revise((known) => ({ ...known, assignments: [...afterEvent(known.assignments, message)] }));
    void refresh();
  });
  useLive('incident.*', refresh);
  useLive('alerting.*', refresh);
  usePolling(refresh);
  return board;
}

/** What the message itself said is on the screen before the reading begins; a hidden tab paints nothing and does not wait. */
function painted(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve();
    requestAnimationFrame(() => channel.port2.postMessage(null));
    // A tab that is hidden this moment gets no frame any more.
    setTimeout(resolve, longestFrameMs);
  });
}

/** Told what is new on the board since the last reading; the first reading is not news. */
export function useNews<Row>(
  rows: readonly Row[] | undefined,
  keyOf: (row: Row) => string,
  onNews: (news: readonly Row[]) => void,
): void {
  const known = useRef<ReadonlySet<string> | null>(null);
  const tell = useRef(onNews);
  useEffect(() => {
    tell.current = onNews;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: keyOf is written in place; what counts is that the rows changed
  useEffect(() => {
    if (rows === undefined) return;
    const before = known.current;
    const keys = new Set(rows.map(keyOf));
    known.current = keys;
    if (before === null) return;
    const news = rows.filter((row) => !before.has(keyOf(row)));
    if (news.length > 0) tell.current(news);
  }, [rows]);
}
