/** What stands between us and a server of others: after some failures in a row it is left alone for a while. */
export interface Breaker {
  /** Null at once while the other side is left alone, and when `work` gives null or throws. */
  readonly run: <Value>(work: () => Promise<Value | null>) => Promise<Value | null>;
  readonly isOpen: () => boolean;
}

export interface BreakerOptions {
  /** Failures in a row until it is left alone. */
  readonly failures: number;
  /** Milliseconds until one request tries again; if that fails too, the time begins anew. */
  readonly restMs: number;
  /** Milliseconds of a clock that never goes back. */
  readonly clock?: () => number;
}

/** A circuit breaker. A server that is away must cost people who type a time limit once, not with every letter. */
export function createBreaker({ failures, restMs, clock = () => performance.now() }: BreakerOptions): Breaker {
  let failed = 0;
  let restsUntil = Number.NEGATIVE_INFINITY;
  let isTrying = false;
  const isOpen = () => failed >= failures && (clock() < restsUntil || isTrying);
  return {
    isOpen,
    run: async (work) => {
      if (isOpen()) return null;
      isTrying = failed >= failures;
      try {
        const value = await work();
        failed = value === null ? failed + 1 : 0;
        return value;
      } catch {
        failed += 1;
        return null;
      } finally {
        isTrying = false;
        if (failed >= failures) restsUntil = clock() + restMs;
      }
    },
  };
}
