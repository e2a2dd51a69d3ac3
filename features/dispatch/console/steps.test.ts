import { describe, expect, it } from 'vitest';
import { assignmentStates } from '../assignment.ts';
import { assignmentCan, isTerminal } from '../rules.ts';
import { agencySteps, isEscalated, isNew, mainStep, stepKeys } from './steps.ts';

describe('the step that comes next', () => {
  it.each(assignmentStates)('is one the rules allow in %s, or none when it has ended', (state) => {
    const step = mainStep(state);
    if (isTerminal(state)) expect(step).toBeNull();
    else expect(assignmentCan[state]).toContain(step);
  });

  it('is to acknowledge exactly while nobody has taken the task', () => {
    expect(assignmentStates.filter(isNew)).toEqual(['SENT', 'DELIVERED', 'SEND_FAILED']);
  });

  it('has a key of its own for each step', () => {
    expect(new Set(agencySteps.map((step) => stepKeys[step])).size).toBe(agencySteps.length);
  });
});

describe('an escalation', () => {
  it.each([
    ['overdue and raised', 2, { overdue: true }, true],
    ['taken up since: the next clock runs', 2, { overdue: false }, false],
    ['ended', 2, null, false],
    ['overdue, not raised yet', 0, { overdue: true }, false],
  ] as const)('%s', (_name, escalationStep, clock, expected) => {
    expect(isEscalated({ escalationStep, clock })).toBe(expected);
  });
});
