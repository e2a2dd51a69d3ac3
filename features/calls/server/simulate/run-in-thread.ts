import { Worker } from 'node:worker_threads';
import type { Refusal } from '#platform/shared/result.ts';
import type { planOf } from '../../simulate/plan.ts';
import type { SimulationAnswer } from '../../simulation-contract.ts';
import type { SimulationQuestion } from '../../simulation-question.ts';
import type { SimulationRefusal } from '../../simulation-texts.ts';

/** The question and what the database says; even the reading of a file with arrivals is done in the thread. */
export interface SimulationWork {
  readonly question: SimulationQuestion;
  readonly known: Parameters<typeof planOf>[1];
  readonly most: number;
}

export type SimulationMessage =
  /** The question is sound: it computes from here on. */
  | { readonly type: 'begun' }
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'refused'; readonly refusal: Refusal<SimulationRefusal> }
  | { readonly type: 'done'; readonly results: SimulationAnswer['results'] };

export type SimulationEnd =
  | Extract<SimulationMessage, { type: 'refused' | 'done' }>
  | { readonly type: 'too_long' | 'too_large' | 'stopped' };

/** Megabytes of a thread: a question that takes more ends by itself, and the process that leads calls goes on. */
const mostMemoryMb = 512;

/** Start it; `stop` when nobody waits for it any more. It ends by itself after `limitMs`. */
export function runInThread(
  work: SimulationWork,
  told: {
    readonly limitMs: number;
    readonly onBegun?: () => void;
    readonly onProgress?: (share: number) => void;
  },
): { readonly ended: Promise<SimulationEnd>; readonly stop: () => void } {
  const worker = new Worker(new URL('./simulate-worker.ts', import.meta.url), {
    workerData: work,
    resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
  });
  const { promise: ended, resolve, reject } = Promise.withResolvers<SimulationEnd>();
  const endWith = (end: SimulationEnd) => {
    clearTimeout(timer);
    resolve(end);
    void worker.terminate();
  };
  const timer = setTimeout(() => endWith({ type: 'too_long' }), told.limitMs);
  worker.on('message', (message: SimulationMessage) => {
    if (message.type === 'begun') told.onBegun?.();
    else if (message.type === 'progress') told.onProgress?.(message.share);
    else endWith(message);
  });
  worker.once('error', (error) => {
    clearTimeout(timer);
    if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ type: 'too_large' });
    else reject(error);
  });
  worker.once('exit', (code) => {
    clearTimeout(timer);
    reject(new Error(`The simulation ended with ${code}`));
  });
  return { ended, stop: () => endWith({ type: 'stopped' }) };
}
