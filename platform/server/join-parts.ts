import type { Listener } from './action.ts';
import type { Feature } from './feature.ts';

/** A subject within a large feature, as far as it has anything of it. */
export type FeaturePart = Partial<Omit<Feature, 'name'>>;

/**
 * The subjects of a large feature as that feature. Listeners of one event and the filling of a new tenant run in the order of the
 * parts; a deadline or a job belongs to one of them.
 */
export function joinParts(name: string, parts: readonly FeaturePart[]): Feature {
  const heard = new Set(parts.flatMap(({ listeners }) => Object.keys(listeners ?? {})));
  const listenerOf = (event: string): Listener => {
    const listeners = parts.flatMap((part) => part.listeners?.[event] ?? []);
    return async (ctx, told) => {
      for (const listener of listeners) await listener(ctx, told);
    };
  };
  return {
    name,
    routes: parts.flatMap(({ routes }) => routes ?? []),
    plugins: parts.flatMap(({ plugins }) => plugins ?? []),
    listeners: Object.fromEntries([...heard].map((event) => [event, listenerOf(event)])),
    deadlines: owned(
      name,
      parts.map(({ deadlines }) => deadlines),
    ),
    jobs: owned(
      name,
      parts.map(({ jobs }) => jobs),
    ),
    seedTenant: async (ctx) => {
      for (const part of parts) await part.seedTenant?.(ctx);
    },
  };
}

function owned<Value>(
  name: string,
  given: readonly (Readonly<Record<string, Value>> | undefined)[],
): Readonly<Record<string, Value>> {
  const all = new Map<string, Value>();
  for (const [key, value] of given.flatMap((each) => Object.entries(each ?? {}))) {
    if (all.has(key)) throw new Error(`Two parts of ${name} own ${key}`);
    all.set(key, value);
  }
  return Object.fromEntries(all);
}
