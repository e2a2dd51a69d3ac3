import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { drawCalls } from '../../simulate/draw-calls.ts';
import { simulate } from '../../simulate/simulate.ts';
import { whatIfs } from '../../simulation.ts';
import type { SimulationMessage, SimulationWork } from './run-in-thread.ts';

/*
 * Works on the questions of one screen in a thread of its own: seconds of computing, for which no telephone may wait.
 * On Linux the priority is that of the thread that sets it: whatever else this machine does comes first.
 */
setPriority(constants.priority.PRIORITY_LOW);

// What run-in-thread.ts hands over.
const { plans, most } = workerData as SimulationWork;
const tell = (message: SimulationMessage) => parentPort?.postMessage(message);

const sizes = whatIfs.map((name) => drawCalls(plans[name], plans[name].seed).length * plans[name].replications);
const calls = sizes.reduce((sum, size) => sum + size, 0);
if (calls > most) tell({ type: 'too_much', calls });
else {
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
