import type { SimulationPlan, SimulationResult, WhatIf } from '../simulation.ts';
import { drawCalls } from './draw-calls.ts';
import { figuresOf } from './figures.ts';
import { type CentreRun, runCentre } from './run-centre.ts';

/** More was asked than is worked on at once. */
export class TooMuchToSimulate extends Error {
  readonly calls: number;
  readonly most: number;

  constructor(calls: number, most: number) {
    super(`${calls} calls in all replications are more than ${most}`);
    this.calls = calls;
    this.most = most;
  }
}

/** All replications of a plan, each with a seed of its own. Throws if a single call was lost on the way. */
export function simulate(
  plan: SimulationPlan,
  {
    most = Number.POSITIVE_INFINITY,
    onProgress = () => undefined,
  }: { readonly most?: number; readonly onProgress?: (share: number) => void } = {},
): SimulationResult {
  const runs: CentreRun[] = [];
  let offered = 0;
  for (let turn = 0; turn < plan.replications; turn++) {
    const seed = plan.seed + turn;
    const calls = drawCalls(plan, seed);
    offered += calls.length;
    const expected = Math.round((offered / (turn + 1)) * plan.replications);
    if (expected > most) throw new TooMuchToSimulate(expected, most);
    runs.push(runCentre(plan, calls, seed));
    onProgress((turn + 1) / plan.replications);
  }
  const result = figuresOf(plan, runs);
  const { answered, abandoned, overflowed, laddersOpened } = result.ends;
  const ended = new Set(runs.flatMap((run, turn) => run.calls.map(({ id }) => `${turn} ${id}`)));
  const isWhole = ended.size === offered && answered + abandoned + overflowed === offered;
  if (!isWhole || laddersOpened !== abandoned)
    throw new Error(`The model lost calls: ${offered} came, ${ended.size} ended, ${laddersOpened} ladders`);
  return { ...result, ends: { ...result.ends, offered, unended: offered - ended.size } };
}

/** From 22 to 6: who is awake then is fewest. */
const isNight = (hour: number) => hour >= 22 || hour < 6;

/** Never below one: an empty centre needs no simulator. */
export function fewerAtNight(takers: readonly number[], fewer: number): number[] {
  return takers.map((count, hour) => (isNight(hour) ? Math.max(Math.min(1, count), count - fewer) : count));
}

/** The questions side by side; each with the same seeds, so with the same callers where the question leaves them. */
export function whatIfPlans(
  plan: SimulationPlan,
  by: { readonly fewerAtNight: number; readonly hoaxShare: number },
): Readonly<Record<WhatIf, SimulationPlan>> {
  return {
    as_it_is: plan,
    fewer_at_night: { ...plan, takers: fewerAtNight(plan.takers, by.fewerAtNight) },
    more_hoaxes: { ...plan, hoaxShare: by.hoaxShare },
    fifo: { ...plan, policy: 'fifo' },
  };
}
