import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { drawCalls } from '../../simulate/draw-calls.ts';
import { planOf } from '../../simulate/plan.ts';
import { simulate, whatIfPlans } from '../../simulate/simulate.ts';
import { type SimulationPlan, type WhatIf, whatIfs } from '../../simulation.ts';
import type { SimulationMessage, SimulationWork } from './run-in-thread.ts';

/*
 * Works on the questions of one screen in a thread of its own: seconds of computing, for which no telephone may wait.
 * On Linux the priority is that of the thread that sets it: whatever else this machine does comes first.
 */
setPriority(constants.priority.PRIORITY_LOW);

// What run-in-thread.ts hands over.
const { question, known, most } = workerData as SimulationWork;
const tell = (message: SimulationMessage) => parentPort?.postMessage(message);

const plan = planOf(question, known);
if (plan.ok) answer(whatIfPlans(plan.value, { fewerAtNight: question.fewerAtNight, hoaxShare: question.moreHoaxes }));
else tell({ type: 'refused', refusal: plan.refusal });

function answer(plans: Readonly<Record<WhatIf, SimulationPlan>>): void {
  const sizes = whatIfs.map((name) => drawCalls(plans[name], plans[name].seed).length * plans[name].replications);
  const calls = sizes.reduce((sum, size) => sum + size, 0);
  if (calls > most) {
    tell({ type: 'refused', refusal: { code: 'simulation.too_much', detail: { calls, most } } });
    return;
  }
  tell({ type: 'begun' });
  let done = 0;
  const results = whatIfs.map((name, index) => {
    const size = sizes[index] ?? 0;
    const onProgress = (share: number) => tell({ type: 'progress', share: (done + share * size) / Math.max(1, calls) });
    const result = simulate(plans[name], { onProgress });
    done += size;
    return { name, takers: [...plans[name].takers], ...result };
  });
  tell({ type: 'done', results });
}
