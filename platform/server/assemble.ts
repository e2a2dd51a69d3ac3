import type { BoundRoute, Listener, Listeners } from './action.ts';
import type { Feature } from './feature.ts';
import type { HttpPlugin } from './http/plugin.ts';
import type { JobHandler } from './jobs/jobs.ts';
import type { DeadlineHandler } from './timers/deadlines.ts';

export interface Assembled {
  readonly routes: readonly BoundRoute[];
  readonly plugins: readonly HttpPlugin[];
  readonly listeners: Listeners;
  readonly deadlines: Readonly<Record<string, DeadlineHandler>>;
  readonly jobs: Readonly<Record<string, JobHandler>>;
}

/** Put the features together. Two features may hear the same event; a deadline kind, a task or an address has one owner. */
export function assemble(features: readonly Feature[]): Assembled {
  const listeners: Record<string, Listener[]> = {};
  const deadlines: Record<string, DeadlineHandler> = {};
  const jobs: Record<string, JobHandler> = {};
  const addresses = new Set<string>();
  for (const feature of features) {
    for (const [name, listener] of Object.entries(feature.listeners ?? {}))
      listeners[name] = [...(listeners[name] ?? []), listener];
    for (const [kind, handler] of Object.entries(feature.deadlines ?? {}))
      own(deadlines, `deadline ${kind}`, kind, handler);
    for (const [task, handler] of Object.entries(feature.jobs ?? {})) own(jobs, `job ${task}`, task, handler);
    for (const { method, path } of [...feature.routes.map((bound) => bound.route), ...(feature.plugins ?? [])]) {
      const address = `${method} ${path}`;
      if (addresses.has(address)) throw new Error(`Two features serve ${address}; the second is ${feature.name}`);
      addresses.add(address);
    }
  }
  return {
    routes: features.flatMap((feature) => feature.routes),
    plugins: features.flatMap((feature) => feature.plugins ?? []),
    listeners,
    deadlines,
    jobs,
  };
}

function own<Value>(all: Record<string, Value>, what: string, key: string, value: Value): void {
  if (key in all) throw new Error(`Two features own the ${what}`);
  all[key] = value;
}
