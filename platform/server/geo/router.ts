import { z } from 'zod';
import { metresBetween, type SpherePoint } from '#platform/shared/sphere.ts';
import { askJson, under } from './ask-json.ts';
import { createBreaker } from './breaker.ts';

/** Which servers are understood. */
export const routerKinds = ['osrm', 'valhalla'] as const;
export type RouterKind = (typeof routerKinds)[number];

/** A way from one point to another; `source` says who says so, and belongs beside every figure that is shown. */
export interface Travel {
  readonly seconds: number;
  readonly metres: number;
  readonly source: 'estimate' | RouterKind;
}

export interface Router {
  readonly kind: RouterKind;
  /** In the order of the origins; null for one that has no way there. Null for all: no answer in time. */
  readonly travelTimes: (
    origins: readonly SpherePoint[],
    destination: SpherePoint,
  ) => Promise<readonly (Travel | null)[] | null>;
}

export interface RouterOptions {
  readonly kind: RouterKind;
  readonly url: string;
  readonly timeoutMs?: number;
  readonly get?: typeof fetch;
  readonly clock?: () => number;
}

export interface EstimateOptions {
  /** How much longer roads are than the straight line. */
  readonly detourFactor: number;
  readonly speedKmh: number;
}

/** Straight line × detour ÷ speed: what can be said without a router. Rivers and islands make it wrong, hence its label. */
export function estimateTravel(from: SpherePoint, to: SpherePoint, options: EstimateOptions): Travel {
  const metres = metresBetween(from, to) * options.detourFactor;
  return { seconds: Math.round(metres / (options.speedKmh / 3.6)), metres: Math.round(metres), source: 'estimate' };
}

/** More origins than servers take in one table by default. */
const maxOrigins = 90;

/** Times of many to one place at OSRM or Valhalla. Never throws; 800 ms at most, and after three silences it rests for 30 s. */
export function createRouter({ kind, url, timeoutMs = 800, get, clock }: RouterOptions): Router {
  const breaker = createBreaker({ failures: 3, restMs: 30_000, ...(clock === undefined ? {} : { clock }) });
  const asked = { timeoutMs, ...(get === undefined ? {} : { get }) };
  return {
    kind,
    travelTimes: async (origins, destination) => {
      if (origins.length === 0) return [];
      const within = origins.slice(0, maxOrigins);
      const found = await breaker.run(async () =>
        kind === 'osrm'
          ? readOsrm(await askJson(osrmAddress(url, within, destination), asked), within.length)
          : readValhalla(
              await askJson(under(url, '/sources_to_targets'), { ...asked, body: valhallaBody(within, destination) }),
              within.length,
            ),
      );
      return found === null ? null : [...found, ...origins.slice(maxOrigins).map(() => null)];
    },
  };
}

function osrmAddress(url: string, origins: readonly SpherePoint[], destination: SpherePoint): URL {
  const points = [...origins, destination].map(({ latitude, longitude }) => `${longitude},${latitude}`).join(';');
  return under(url, `/table/v1/driving/${points}`, {
    sources: origins.map((_, nth) => nth).join(';'),
    destinations: String(origins.length),
    annotations: 'duration,distance',
  });
}

const figure = z.number().nonnegative().nullable();
const osrmAnswer = z.object({
  code: z.literal('Ok'),
  durations: z.array(z.tuple([figure])),
  distances: z.array(z.tuple([figure])),
});

function readOsrm(answer: unknown, count: number): (Travel | null)[] | null {
  const read = osrmAnswer.safeParse(answer);
  if (!read.success || read.data.durations.length !== count || read.data.distances.length !== count) return null;
  const { durations, distances } = read.data;
  return durations.map(([seconds], nth) => travelOf(seconds, distances[nth]?.[0] ?? null, 'osrm'));
}

function valhallaBody(origins: readonly SpherePoint[], destination: SpherePoint) {
  const location = ({ latitude, longitude }: SpherePoint) => ({ lat: latitude, lon: longitude });
  return { sources: origins.map(location), targets: [location(destination)], costing: 'auto', units: 'kilometers' };
}

const valhallaAnswer = z.object({
  sources_to_targets: z.array(z.tuple([z.object({ time: figure, distance: figure })])),
});

function readValhalla(answer: unknown, count: number): (Travel | null)[] | null {
  const read = valhallaAnswer.safeParse(answer);
  if (!read.success || read.data.sources_to_targets.length !== count) return null;
  return read.data.sources_to_targets.map(([{ time, distance }]) =>
    travelOf(time, distance === null ? null : distance * 1000, 'valhalla'),
  );
}

function travelOf(seconds: number | null, metres: number | null, source: RouterKind): Travel | null {
  return seconds === null || metres === null
    ? null
    : { seconds: Math.round(seconds), metres: Math.round(metres), source };
}
