import { Worker } from 'node:worker_threads';
import type { SimulationPlan, WhatIf } from '../../simulation.ts';
import type { SimulationAnswer } from '../../simulation-contract.ts';

export interface SimulationWork {
  readonly plans: Readonly<Record<WhatIf, SimulationPlan>>;
  readonly most: number;
}

export type SimulationMessage =
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'too_much'; readonly calls: number }
  | { readonly type: 'done'; readonly results: SimulationAnswer['results'] };

export type SimulationEnd =
  | Exclude<SimulationMessage, { type: 'progress' }>
  | { readonly type: 'too_long' | 'stopped' };

/** Start it; `stop` when nobody waits for it any more. It ends by itself after `limitMs`. */
export function runInThread(
  work: SimulationWork,
  { limitMs, onProgress }: { readonly limitMs: number; readonly onProgress: (share: number) => void },
): { readonly ended: Promise<SimulationEnd>; readonly stop: () => void } {
  const worker = new Worker(new URL('./simulate-worker.ts', import.meta.url), { workerData: work });
  const { promise: ended, resolve, reject } = Promise.withResolvers<SimulationEnd>();
  const endWith = (end: SimulationEnd) => {
    clearTimeout(timer);
    resolve(end);
    void worker.terminate();
  };
  const timer = setTimeout(() => endWith({ type: 'too_long' }), limitMs);
  worker.on('message', (message: SimulationMessage) => {
    if (message.type === 'progress') onProgress(message.share);
    else endWith(message);
  });
  worker.once('error', (error) => {
    clearTimeout(timer);
    reject(error);
  });
  worker.once('exit', (code) => {
    clearTimeout(timer);
    reject(new Error(`The simulation ended with ${code}`));
  });
  return { ended, stop: () => endWith({ type: 'stopped' }) };
}
