import { describe, expect, test } from 'vitest';
import { type IncidentState, incidentStates } from '#features/incidents/incident.ts';
import { decideCancel, decideClose, decideInform, decideResolve } from './rules.ts';

const codeOf = (result: { ok: true; value: unknown } | { ok: false; refusal: { code: string } }) =>
  result.ok ? (result.value ?? 'ok') : result.refusal.code;
const outcome = (
  of: (state: IncidentState) => Parameters<typeof codeOf>[0],
  allowed: Partial<Record<IncidentState, string>>,
) =>
  expect(Object.fromEntries(incidentStates.map((state) => [state, codeOf(of(state))]))).toEqual(
    Object.fromEntries(incidentStates.map((state) => [state, allowed[state] ?? 'outcome.not_possible'])),
  );

describe('every state', () => {
  test('close, the caller informed, tried or not needed', () => {
    for (const result of ['informed', 'tried', 'not_needed'] as const)
      outcome((state) => decideClose(state, result, 'user'), { RESOLVED: 'CLOSED' });
  });
  test('close, the caller not informed', () =>
    outcome((state) => decideClose(state, null, 'user'), { RESOLVED: 'outcome.caller_not_informed' }));
  test('close a parent whose children are open', () => {
    const open = { open: 2, areLeft: false };
    outcome((state) => decideClose(state, 'informed', 'user', open), { RESOLVED: 'outcome.children_open' });
    outcome((state) => decideClose(state, 'informed', 'user', { ...open, areLeft: true }), { RESOLVED: 'CLOSED' });
  });
  test('close by the timer', () => outcome((state) => decideClose(state, null, 'timer'), { RESOLVED: 'CLOSED' }));
  test('resolve without an agency', () =>
    outcome((state) => decideResolve(state, 0), { VERIFIED: 'RESOLVED', DISPATCHED: 'RESOLVED', PENDING: 'RESOLVED' }));
  test('resolve while an agency is at work', () =>
    outcome((state) => decideResolve(state, 1), {
      VERIFIED: 'outcome.assignments_open',
      DISPATCHED: 'outcome.assignments_open',
      PENDING: 'outcome.assignments_open',
    }));
  test('cancel by a dispatcher', () =>
    outcome((state) => decideCancel(state, false, true), {
      DRAFT: 'CANCELLED',
      VERIFIED: 'CANCELLED',
      DISPATCHED: 'CANCELLED',
      PENDING: 'CANCELLED',
    }));
  test('false report, by a dispatcher', () =>
    outcome((state) => decideCancel(state, true, true), {
      DRAFT: 'FALSE_REPORT',
      VERIFIED: 'FALSE_REPORT',
      DISPATCHED: 'FALSE_REPORT',
      PENDING: 'FALSE_REPORT',
    }));
  test('cancel by a call taker', () =>
    outcome((state) => decideCancel(state, false, false), {
      DRAFT: 'CANCELLED',
      VERIFIED: 'outcome.needs_dispatcher',
      DISPATCHED: 'outcome.needs_dispatcher',
      PENDING: 'outcome.needs_dispatcher',
    }));
  test('inform the caller', () =>
    outcome(decideInform, {
      VERIFIED: 'ok',
      DISPATCHED: 'ok',
      PENDING: 'ok',
      RESOLVED: 'ok',
      CLOSED: 'ok',
      FALSE_REPORT: 'ok',
      CANCELLED: 'ok',
    }));
});
