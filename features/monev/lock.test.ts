import { describe, expect, test } from 'vitest';
import { changedFigures, changedRows, redefined } from './lock.ts';
import type { Figure, MonthRows } from './month.ts';

const at = '2026-10-10T05:00:00.000Z';
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const call = {
  id: id(1),
  number: 1,
  direction: 'inbound',
  purpose: 'public',
  state: 'ended',
  arrivedAt: at,
  queuedAt: at,
  answeredAt: at,
  endedAt: at,
  wrappedUpAt: null,
  disposition: 'PRANK_CHILD',
  nuisanceNo: 1,
} as const satisfies MonthRows['calls'][number];
const incident = {
  id: id(2),
  number: 7,
  source: 'call',
  purpose: 'public',
  state: 'DISPATCHED',
  typeCode: 'FLOOD',
  priority: 'P2',
  districtCode: null,
  reportedAt: at,
  firstAnsweredAt: at,
  verifiedAt: at,
  resolvedAt: null,
  closedAt: null,
  reopenedCount: 0,
  callerInformedResult: null,
} as const satisfies MonthRows['incidents'][number];
const assignment = {
  id: id(3),
  incidentId: id(2),
  agencyCode: 'BPBD',
  part: 'lead',
  state: 'SENT',
  sentAt: at,
  acknowledgedAt: null,
  enRouteAt: null,
  arrivedAt: null,
  finishedAt: null,
  endedAt: null,
  acknowledgeDueAt: null,
  arriveDueAt: null,
  resolveDueAt: null,
} as const satisfies MonthRows['assignments'][number];
const before: MonthRows = { calls: [call], incidents: [incident], assignments: [assignment] };

describe('rows since the lock', () => {
  test.each<[string, MonthRows, unknown[]]>([
    ['nothing', before, []],
    ['only the ordinal of a number is another', { ...before, calls: [{ ...call, nuisanceNo: 9 }] }, []],
    [
      'a call judged anew',
      { ...before, calls: [{ ...call, disposition: 'EMERGENCY_NEW' }] },
      [
        {
          kind: 'changed',
          number: 1,
          fields: [{ name: 'disposition', before: 'PRANK_CHILD', after: 'EMERGENCY_NEW' }],
        },
      ],
    ],
    [
      'a time that came late',
      { ...before, assignments: [{ ...assignment, acknowledgedAt: at }] },
      [{ table: 'assignments', number: 7, fields: [{ name: 'acknowledgedAt', before: null, after: at }] }],
    ],
    [
      'a row that came',
      { ...before, calls: [call, { ...call, id: id(9), number: 9 }] },
      [{ kind: 'added', number: 9 }],
    ],
    [
      'an incident that went to another month',
      { ...before, incidents: [], assignments: [] },
      [
        { kind: 'removed', table: 'incidents', number: 7 },
        { kind: 'removed', table: 'assignments', number: 7 },
      ],
    ],
  ])('%s', (_, after, changes) => {
    expect(changedRows(before, after)).toMatchObject(changes);
    expect(changedRows(before, after)).toHaveLength(changes.length);
  });
});

describe('figures since the lock', () => {
  const count = (code: string, value: number): Figure => ({ code, by: 'all', key: null, kind: 'count', value });
  const locked = {
    figures: [count('NUISANCE', 3), count('GHOST', 1)],
    dictionary: { version: 1, kpis: { NUISANCE: 1, GHOST: 1 } },
  };
  test('one that differs is shown with both values', () => {
    expect(changedFigures(locked, [count('NUISANCE', 2), count('GHOST', 1)], { NUISANCE: 1, GHOST: 1 })).toEqual([
      { before: count('NUISANCE', 3), after: count('NUISANCE', 2) },
    ]);
  });
  test('one that is defined otherwise today, or is new, is no correction', () => {
    const versions = { NUISANCE: 2, GHOST: 1, REROUTED: 1 };
    expect(changedFigures(locked, [count('NUISANCE', 9), count('GHOST', 1), count('REROUTED', 4)], versions)).toEqual(
      [],
    );
    expect(redefined(locked, versions)).toEqual(['NUISANCE']);
  });
  test('a line of a breakdown that came or went has no other side', () => {
    const line: Figure = { ...count('NUISANCE', 1), by: 'disposition', key: 'PRANK_CHILD' };
    expect(changedFigures({ ...locked, figures: [line] }, [], { NUISANCE: 1 })).toEqual([
      { before: line, after: null },
    ]);
    expect(changedFigures({ ...locked, figures: [] }, [line], { NUISANCE: 1 })).toEqual([
      { before: null, after: line },
    ]);
  });
});
