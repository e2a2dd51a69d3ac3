import { describe, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids.ts';
import type { OpenItem, OpenKind } from './handover.ts';
import { answersOf, judgeClosing, judgeTaking } from './handover-rules.ts';

const item = (kind: OpenKind): OpenItem => ({ kind, id: newId(), label: '7', path: '/x/7' });
const [call, assignment, incident, wave] = [item('call'), item('assignment'), item('incident'), item('wave')];

test.each([
  ['nothing is open', [], null, null],
  ['open incidents and waves go over to the next shift', [incident, wave], null, null],
  ['a call without a class', [call, incident], null, { calls: 1, assignments: 0 }],
  ['an assignment without an answer', [assignment], null, { calls: 0, assignments: 1 }],
  ['both, with a reason', [call, assignment], 'Jaringan OPD putus', null],
] as const)('closing when %s', (_name, items, reason, blockers) => {
  const found = judgeClosing(items, reason);
  expect(found.ok ? null : found.refusal).toEqual(
    blockers === null ? null : { code: 'handover.reason_missing', detail: blockers },
  );
});

test('a checklist has every point as it is set, and none that it does not know', () => {
  const points = [
    { id: 'a', text: 'Telepon' },
    { id: 'b', text: 'Listrik' },
  ];
  expect(answersOf(points, ['b', 'z'])).toEqual([
    { id: 'a', text: 'Telepon', done: false },
    { id: 'b', text: 'Listrik', done: true },
  ]);
});

describe('taking over', () => {
  const standing = { writtenBy: 'sri', takenBy: null, items: [call, incident] };
  test.each([
    ['every item', standing, 'bagus', [call.id, incident.id], null],
    ['one is left out', standing, 'bagus', [call.id], 'handover.items_missing'],
    ['nothing was open', { ...standing, items: [] }, 'bagus', [], null],
    ["one's own", standing, 'sri', [call.id, incident.id], 'handover.own'],
    ['a second time', { ...standing, takenBy: 'nur' }, 'bagus', [call.id, incident.id], 'handover.taken'],
  ] as const)('%s', (_name, handover, by, acknowledged, code) => {
    const found = judgeTaking(handover, by, acknowledged);
    expect(found.ok ? null : found.refusal.code).toBe(code);
  });
});
