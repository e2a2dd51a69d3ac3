import type { ActionContext } from '#platform/server/action.ts';
import type { Log } from '#platform/server/log/log.ts';

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** A way as a router knows it. `source` names the router. */
export interface TravelTime {
  readonly seconds: number;
  readonly metres: number;
  readonly source: string;
}

/**
 * The port of a road router: one answer per origin in their order, null for an origin it has no way from; null as a whole:
 * it is not configured or does not answer. An adapter stops asking when the signal is aborted.
 */
export type TravelTimes = (
  origins: readonly Point[],
  destination: Point,
  signal: AbortSignal,
) => Promise<readonly (TravelTime | null)[] | null>;

/** The router of a regency; null where it has none. */
export type RouterOf = (ctx: ActionContext) => Promise<TravelTimes | null>;

/** Longer than this nobody waits for a road: the straight line is on the screen and a unit must go. */
const budgetMs = 800;

/** What the router says within its time; null when there is none, it fails, or it takes longer. Never throws. */
export async function askRouter(
  router: TravelTimes | null,
  asked: { readonly origins: readonly Point[]; readonly destination: Point; readonly log: Log },
): Promise<readonly (TravelTime | null)[] | null> {
  if (router === null || asked.origins.length === 0) return null;
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), budgetMs);
  });
  try {
    const answer = await Promise.race([router(asked.origins, asked.destination, stop.signal), late]);
    return answer !== null && answer.length === asked.origins.length ? answer : null;
  } catch (error) {
    asked.log.warn({ error: String(error) }, 'the router failed; straight-line estimates are shown');
    return null;
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}
