/** How one component is: `degraded` works with less (calls are still taken), `failed` means that this process cannot serve. */
export type ComponentState = 'ok' | 'degraded' | 'failed';

export interface ComponentReport {
  readonly state: ComponentState;
  /** For an operator, in a few words or figures; nothing personal and no secret, for anybody may read it. */
  readonly detail: string;
  readonly ms: number;
}

export interface HealthReport {
  /** The worst of those that matter. */
  readonly state: ComponentState;
  readonly components: Readonly<Record<string, ComponentReport>>;
}

export interface Found {
  readonly ok: boolean;
  readonly detail?: string;
}

export interface Health {
  /**
   * Register a component. `essential`: without it this process cannot serve, and a proxy should turn away from it (503);
   * else it is shown as degraded. A check that throws or takes longer than `withinMs` counts as not ok.
   */
  readonly add: (
    name: string,
    check: () => Promise<Found>,
    options?: { essential?: boolean; withinMs?: number },
  ) => void;
  readonly check: () => Promise<HealthReport>;
}

/** What is asked at once is answered at once: a result is kept this long, however many probes ask. */
const keptMs = 1000;

export function createHealth(): Health {
  const components = new Map<string, () => Promise<ComponentReport>>();
  let last: { at: number; report: Promise<HealthReport> } | null = null;
  return {
    add: (name, check, { essential = false, withinMs = 2000 } = {}) => {
      last = null;
      components.set(name, () => ask(check, essential ? 'failed' : 'degraded', withinMs));
    },
    check: () => {
      const now = performance.now();
      if (last === null || now - last.at > keptMs) last = { at: now, report: askAll(components) };
      return last.report;
    },
  };
}

async function askAll(components: ReadonlyMap<string, () => Promise<ComponentReport>>): Promise<HealthReport> {
  const found = await Promise.all([...components].map(async ([name, check]) => [name, await check()] as const));
  const states = found.map(([, { state }]) => state);
  const state = states.includes('failed') ? 'failed' : states.includes('degraded') ? 'degraded' : 'ok';
  return { state, components: Object.fromEntries(found) };
}

async function ask(check: () => Promise<Found>, whenBad: ComponentState, withinMs: number): Promise<ComponentReport> {
  const began = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Found>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, detail: `no answer within ${withinMs} ms` }), withinMs);
  });
  const failed = (error: unknown): Found => ({ ok: false, detail: error instanceof Error ? error.name : 'failed' });
  const found = await Promise.race([check().catch(failed), late]);
  clearTimeout(timer);
  return { state: found.ok ? 'ok' : whenBad, detail: found.detail ?? '', ms: Math.round(performance.now() - began) };
}
