/** Counts per key in windows of a minute, in this process. `take` says how many seconds to wait, 0: go on. */
export interface RequestWindow {
  readonly take: (key: string) => number;
}

const windowMs = 60_000;
/** Keys that are remembered; a flood of new ones empties the count early rather than the memory. */
const mostKeys = 20_000;

/** At most `most` requests a minute for each key (an address, a token). */
export function requestWindow(most: number, now: () => number = Date.now): RequestWindow {
  let counts = new Map<string, number>();
  let began = now();
  return {
    take: (key) => {
      const at = now();
      if (at - began >= windowMs || counts.size >= mostKeys) {
        counts = new Map();
        began = at;
      }
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count > most ? Math.ceil((windowMs - (at - began)) / 1000) : 0;
    },
  };
}
