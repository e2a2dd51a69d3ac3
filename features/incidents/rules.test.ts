import { describe, expect, test } from 'vitest';
import { type IncidentState, incidentStates, type Priority } from './incident.ts';
import {
  decidePriority,
  decideStep,
  firstName,
  type IncidentStep,
  incidentSteps,
  isInFuture,
  isOpen,
  isResolvedBy,
  maskName,
  missingOf,
  priorityOf,
  type Standing,
  sightOf,
} from './rules.ts';

describe('steps: every state × every step', () => {
  const allowed: Record<string, IncidentState> = {
    'DRAFT verify': 'VERIFIED',
    'DRAFT cancel': 'CANCELLED',
    'DRAFT call_false': 'FALSE_REPORT',
    'VERIFIED dispatch': 'DISPATCHED',
    'VERIFIED resolve': 'RESOLVED',
    'VERIFIED cancel': 'CANCELLED',
    'VERIFIED call_false': 'FALSE_REPORT',
    'DISPATCHED dispatch': 'DISPATCHED',
    'DISPATCHED resolve': 'RESOLVED',
    'DISPATCHED cancel': 'CANCELLED',
    'DISPATCHED call_false': 'FALSE_REPORT',
    'PENDING dispatch': 'DISPATCHED',
    'PENDING resolve': 'RESOLVED',
    'PENDING cancel': 'CANCELLED',
    'PENDING call_false': 'FALSE_REPORT',
    'RESOLVED reopen': 'DISPATCHED',
    'RESOLVED close': 'CLOSED',
    'CLOSED reopen': 'DISPATCHED',
  };
  const all = incidentStates.flatMap((state) =>
    incidentSteps.map((step) => [state, step] as [IncidentState, IncidentStep]),
  );
  test.each(all)('%s %s', (state, step) => {
    const next = allowed[`${state} ${step}`];
    expect(decideStep(state, step)).toEqual(
      next === undefined
        ? { ok: false, refusal: { code: 'incident.not_possible', detail: { state } } }
        : { ok: true, value: next },
    );
  });
  test('open is what can still be worked on', () => {
    expect(incidentStates.filter(isOpen)).toEqual(['DRAFT', 'VERIFIED', 'DISPATCHED', 'PENDING', 'RESOLVED']);
  });
});

test.each([
  [{ hasType: true, hasPlace: true, lifeAtRisk: 'no' }, []],
  [{ hasType: true, hasPlace: true, lifeAtRisk: 'unknown' }, []],
  [{ hasType: true, hasPlace: true, lifeAtRisk: null }, ['life_at_risk']],
  [{ hasType: false, hasPlace: false, lifeAtRisk: null }, ['type', 'place', 'life_at_risk']],
] as const)('missing of %o', (facts, missing) => expect(missingOf(facts)).toEqual(missing));

describe('priority', () => {
  test.each([
    ['P3', 'yes', 'P1'],
    ['P3', 'no', 'P3'],
    ['P2', 'unknown', 'P2'],
    ['P4', null, 'P4'],
  ] as const)('type %s, life at risk %s: %s', (type, life, wanted) => expect(priorityOf(type, life)).toBe(wanted));

  const life = 'no' as const;
  const cases: [string, Parameters<typeof decidePriority>[0], Priority | string][] = [
    ['a draft takes what follows', { current: null, derived: 'P3', lifeAtRisk: life, hasReason: false }, 'P3'],
    ['raised at once', { current: 'P3', derived: 'P1', lifeAtRisk: 'yes', hasReason: false }, 'P1'],
    ['not lowered by the way', { current: 'P1', derived: 'P3', lifeAtRisk: life, hasReason: false }, 'P1'],
    ['lowered with a reason', { current: 'P1', derived: 'P3', lifeAtRisk: life, hasReason: true }, 'P3'],
    ['wanted higher', { current: 'P3', derived: 'P3', lifeAtRisk: life, wanted: 'P2', hasReason: false }, 'P2'],
    [
      'wanted lower, no reason',
      { current: 'P1', derived: 'P3', lifeAtRisk: life, wanted: 'P3', hasReason: false },
      'incident.priority_reason_needed',
    ],
    ['wanted lower, reason', { current: 'P1', derived: 'P3', lifeAtRisk: life, wanted: 'P3', hasReason: true }, 'P3'],
    [
      'wanted lower at risk of life',
      { current: 'P1', derived: 'P1', lifeAtRisk: 'yes', wanted: 'P2', hasReason: true },
      'incident.life_at_risk',
    ],
    [
      'wanted P1 at risk of life',
      { current: 'P2', derived: 'P1', lifeAtRisk: 'yes', wanted: 'P1', hasReason: false },
      'P1',
    ],
  ];
  test.each(cases)('%s', (_name, change, wanted) => {
    const decided = decidePriority(change);
    expect(decided.ok ? decided.value : decided.refusal.code).toBe(wanted);
  });
});

test.each([
  ['nobody was sent', [], false],
  [
    'one still open',
    [
      { ended: true, result: 'DONE' },
      { ended: false, result: null },
    ],
    false,
  ],
  ['all gave it back', [{ ended: true, result: null }], false],
  [
    'one done, one gave it back',
    [
      { ended: true, result: 'DONE' },
      { ended: true, result: null },
    ],
    true,
  ],
  ['nothing found', [{ ended: true, result: 'NOT_FOUND' }], true],
] as const)('resolved when %s', (_name, assignments, wanted) => expect(isResolvedBy(assignments)).toBe(wanted));

describe('who sees what', () => {
  const stranger: Standing = {
    reach: 'tenant',
    worksAll: false,
    openedIt: false,
    tookItsCall: false,
    isNamed: false,
    callInHands: false,
    shown: false,
    agencyPart: 'none',
    agencyOpenedIt: false,
    readsHealth: true,
    sensitive: false,
    state: 'DISPATCHED',
    source: 'call',
  };
  const cases: [string, Partial<Standing>, string, boolean][] = [
    ['a colleague', {}, 'masked', true],
    ['the call taker in the call', { tookItsCall: true, callInHands: true }, 'full', true],
    ['the call taker afterwards', { tookItsCall: true }, 'masked', true],
    ['after a show', { shown: true }, 'full', true],
    ['who types it', { openedIt: true, source: 'radio', state: 'DRAFT' }, 'full', true],
    ['who typed it, once sent', { openedIt: true, source: 'radio' }, 'masked', true],
    ['an agency at work', { reach: 'own_agency', agencyPart: 'working' }, 'first_name', true],
    [
      'an agency at work, even after a show',
      { reach: 'own_agency', agencyPart: 'working', shown: true },
      'first_name',
      true,
    ],
    [
      'an agency that supports, of health',
      { reach: 'own_agency', agencyPart: 'working', readsHealth: false },
      'hidden',
      true,
    ],
    ['an agency that gave it back', { reach: 'own_agency', agencyPart: 'gave_back' }, 'hidden', false],
    ['an agency that opened it', { reach: 'own_agency', agencyOpenedIt: true }, 'first_name', true],
    [
      'an agency that opened it and gave it back',
      { reach: 'own_agency', agencyOpenedIt: true, agencyPart: 'gave_back' },
      'hidden',
      false,
    ],
    ['a stranger, sensitive', { sensitive: true }, 'hidden', false],
    ['a stranger, sensitive, after a show', { sensitive: true, shown: true }, 'hidden', false],
    ['a dispatcher, sensitive', { sensitive: true, worksAll: true }, 'masked', true],
    ['added by name, sensitive', { sensitive: true, isNamed: true }, 'masked', true],
    ['its call taker, sensitive', { sensitive: true, tookItsCall: true }, 'masked', true],
    [
      'an agency at work, sensitive',
      { reach: 'own_agency', agencyPart: 'working', sensitive: true },
      'first_name',
      true,
    ],
  ];
  test.each(cases)('%s', (_name, given, caller, words) => {
    expect(sightOf({ ...stranger, ...given })).toMatchObject({
      caller,
      words,
      details: words && given.readsHealth !== false,
    });
  });
  test('masks', () => {
    expect([maskName(' Sri  Lestari '), firstName(' Sri Lestari')]).toEqual(['S… L…', 'Sri']);
  });
});

test('a report from the future', () => {
  const now = '2026-11-21T10:00:00.000Z';
  expect(
    ['2026-11-21T09:00:00.000Z', '2026-11-21T10:00:59.000Z', '2026-11-21T10:02:00.000Z'].map((at) =>
      isInFuture(at, now),
    ),
  ).toEqual([false, false, true]);
});
