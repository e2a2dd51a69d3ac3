import { describe, expect, test } from 'vitest';
import { obstacleStates } from './obstacle.ts';
import { obstacleSteps, obstacleTransitions, type StepGiven, stepObstacle } from './obstacle-steps.ts';

const owner = { kind: 'user', id: '018f0000-0000-7000-8000-000000000001' } as const;
const given = (more: Partial<StepGiven>): StepGiven => ({
  step: 'accept',
  version: 1,
  owner: null,
  dueOn: null,
  reason: null,
  into: null,
  ...more,
});
const proposed = { id: 'a', state: 'proposed', version: 1, owner: null, dueOn: null } as const;
const open = { ...proposed, state: 'open', owner, dueOn: '2026-12-01' } as const;

describe('a step of an obstacle', () => {
  test.each([
    ['accepted with owner and date', proposed, given({ owner, dueOn: '2026-12-01' }), 'open'],
    ['begun', open, given({ step: 'begin' }), 'in_progress'],
    ['finished', { ...open, state: 'in_progress' }, given({ step: 'finish' }), 'done'],
    ['verified', { ...open, state: 'done' }, given({ step: 'verify' }), 'verified'],
    ['reopened with its owner', { ...open, state: 'verified' }, given({ step: 'reopen', reason: 'Terulang' }), 'open'],
    [
      'reopened without an owner',
      { ...proposed, state: 'rejected' },
      given({ step: 'reopen', reason: 'Keliru' }),
      'proposed',
    ],
    ['rejected with a reason', proposed, given({ step: 'reject', reason: 'Sudah wajar' }), 'rejected'],
    [
      'given to another owner while it is worked on',
      { ...open, state: 'in_progress' },
      given({ owner }),
      'in_progress',
    ],
    ['merged', proposed, given({ step: 'merge', into: { id: 'b', state: 'open' } }), 'merged'],
  ] as const)('%s', (_name, from, step, state) => {
    expect(stepObstacle(from, step)).toMatchObject({ ok: true, value: { state } });
  });

  test.each([
    ['somebody else was faster', proposed, given({ version: 2, owner, dueOn: '2026-12-01' }), 'obstacle.stale'],
    ['nobody answers for it', proposed, given({ dueOn: '2026-12-01' }), 'obstacle.owner_missing'],
    ['it has no date', proposed, given({ owner }), 'obstacle.owner_missing'],
    ['it is verified before it is done', open, given({ step: 'verify' }), 'obstacle.not_possible'],
    ['it is rejected without a reason', proposed, given({ step: 'reject' }), 'obstacle.reason_missing'],
    [
      'it is reopened without a reason',
      { ...open, state: 'done' },
      given({ step: 'reopen' }),
      'obstacle.reason_missing',
    ],
    [
      'it is merged into itself',
      proposed,
      given({ step: 'merge', into: { id: 'a', state: 'open' } }),
      'obstacle.merge_impossible',
    ],
    [
      'it is merged into a closed one',
      proposed,
      given({ step: 'merge', into: { id: 'b', state: 'verified' } }),
      'obstacle.merge_impossible',
    ],
    ['it is merged into none', proposed, given({ step: 'merge' }), 'obstacle.merge_impossible'],
  ] as const)('refused: %s', (_name, from, step, code) => {
    expect(stepObstacle(from, step)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('whatever is open afterwards has an owner and a date', () => {
    for (const state of obstacleStates)
      for (const step of obstacleSteps)
        for (const from of [
          { ...proposed, state },
          { ...open, state },
        ]) {
          const stepped = stepObstacle(from, given({ step, reason: 'Sebab', into: { id: 'b', state: 'open' } }));
          if (!stepped.ok || (stepped.value.state !== 'open' && stepped.value.state !== 'in_progress')) continue;
          // States that cannot be reached without an owner may be left without one by this walk over all of them.
          if (from.owner === null && step !== 'accept' && step !== 'reopen') continue;
          expect(stepped.value.owner, `${state} ${step}`).not.toBeNull();
          expect(stepped.value.dueOn, `${state} ${step}`).not.toBeNull();
        }
    expect(Object.keys(obstacleTransitions).sort()).toEqual([...obstacleStates].sort());
  });
});
