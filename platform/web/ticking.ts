import { useSyncExternalStore } from 'react';

/** A clock that follows the server's: a desk whose own clock is wrong still shows the right age of a call. */
export interface Ticking {
  /** Milliseconds since 1970 by the server's clock. */
  readonly now: () => number;
  /** Told the server's time as it arrives (`hello`, `beat`). */
  readonly setServerTime: (serverNow: number) => void;
  /** Told once a second while anybody listens. */
  readonly subscribe: (listener: () => void) => () => void;
  /** The second last told to listeners; stable between ticks. */
  readonly second: () => number;
}

/** One interval for all running clocks of a page, stopped while nobody looks. */
export function createTicking(clock: () => number = Date.now): Ticking {
  const listeners = new Set<() => void>();
  let offset = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const now = () => clock() + offset;
  const wholeSecond = () => Math.floor(now() / 1000) * 1000;
  let second = wholeSecond();
  const tick = () => {
    const next = wholeSecond();
    if (next === second) return;
    second = next;
    for (const listener of listeners) listener();
  };
  return {
    now,
    second: () => second,
    setServerTime: (serverNow) => {
      // Delivery takes a few milliseconds; differences below a second are that, not a wrong clock.
      const found = serverNow - clock();
      offset = Math.abs(found) < 1000 ? 0 : found;
      if (listeners.size > 0) tick();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      second = wholeSecond();
      timer ??= setInterval(tick, 250);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

/** The clock of this page. */
export const ticking: Ticking = createTicking();

/** The server's time in whole seconds (as milliseconds since 1970); the component renders once a second. */
export function useNow(): number {
  return useSyncExternalStore(ticking.subscribe, ticking.second);
}
