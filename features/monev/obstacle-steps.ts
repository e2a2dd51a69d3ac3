import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { isUnfinished, type ObstacleState, type Owner } from './obstacle.ts';

/** What is done with an obstacle. `accept` names who answers for it and until when. */
export const obstacleSteps = ['accept', 'reject', 'merge', 'begin', 'finish', 'verify', 'reopen'] as const;
export type ObstacleStep = (typeof obstacleSteps)[number];

/** The transition table; what is missing is refused. */
export const obstacleTransitions: Readonly<
  Record<ObstacleState, Readonly<Partial<Record<ObstacleStep, ObstacleState>>>>
> = {
  proposed: { accept: 'open', reject: 'rejected', merge: 'merged' },
  open: { begin: 'in_progress', finish: 'done', accept: 'open', reject: 'rejected', merge: 'merged' },
  in_progress: { finish: 'done', accept: 'in_progress' },
  done: { verify: 'verified', reopen: 'open' },
  verified: { reopen: 'open' },
  rejected: { reopen: 'proposed' },
  merged: { reopen: 'proposed' },
};

export interface Steered {
  readonly id: string;
  readonly state: ObstacleState;
  readonly version: number;
  readonly owner: Owner | null;
  readonly dueOn: string | null;
}

export interface StepGiven {
  readonly step: ObstacleStep;
  readonly version: number;
  readonly owner: Owner | null;
  readonly dueOn: string | null;
  readonly reason: string | null;
  /** The obstacle it is merged into, as it stands. */
  readonly into: { readonly id: string; readonly state: ObstacleState } | null;
}

export interface Stepped {
  readonly state: ObstacleState;
  readonly owner: Owner | null;
  readonly dueOn: string | null;
  readonly reason: string | null;
  readonly mergedInto: string | null;
}

export type StepRefusal =
  | 'obstacle.stale'
  | 'obstacle.not_possible'
  | 'obstacle.owner_missing'
  | 'obstacle.reason_missing'
  | 'obstacle.merge_impossible';

/** Where a step leads; what is open always has an owner and a date. */
export function stepObstacle(obstacle: Steered, given: StepGiven): Result<Stepped, StepRefusal> {
  if (obstacle.version !== given.version) return refuse('obstacle.stale', { version: obstacle.version });
  const wanted = obstacleTransitions[obstacle.state][given.step];
  if (wanted === undefined) return refuse('obstacle.not_possible', { state: obstacle.state });
  const owner = given.owner ?? obstacle.owner;
  const dueOn = given.dueOn ?? obstacle.dueOn;
  const kept = { state: wanted, owner, dueOn, reason: null, mergedInto: null };
  if (given.step === 'accept' && (owner === null || dueOn === null)) return refuse('obstacle.owner_missing');
  if (given.step === 'merge') return mergeInto(obstacle, given, kept);
  if (given.step !== 'reject' && given.step !== 'reopen') return ok(kept);
  if (given.reason === null) return refuse('obstacle.reason_missing');
  // One that was closed before anybody owned it goes back to where an owner is named.
  const state = wanted === 'open' && (owner === null || dueOn === null) ? 'proposed' : wanted;
  return ok({ ...kept, state, reason: given.reason });
}

/** Only into one that is not closed itself, and never into itself: no chain ends nowhere. */
function mergeInto(
  obstacle: Steered,
  { into }: StepGiven,
  kept: Stepped,
): Result<Stepped, 'obstacle.merge_impossible'> {
  if (into === null || into.id === obstacle.id || !isUnfinished(into.state)) return refuse('obstacle.merge_impossible');
  return ok({ ...kept, mergedInto: into.id });
}
