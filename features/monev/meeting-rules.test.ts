import { describe, expect, test } from 'vitest';
import { FigureSet } from './figure-set.ts';
import { answeringPairs } from './goals.ts';
import { type AgendaFacts, agendaOf, isReordering } from './meeting-rules.ts';
import type { Figure } from './month.ts';

const level = (part: number, whole: number): Figure => ({
  code: 'SERVICE_LEVEL',
  by: 'all',
  key: null,
  kind: 'rate',
  part,
  whole,
});
const nothing: AgendaFacts = {
  goals: answeringPairs.sigap,
  figures: new FigureSet([]),
  agencies: [],
  obstacles: [],
  actions: [],
  undecided: [],
};
const keys = (facts: Partial<AgendaFacts>) => agendaOf({ ...nothing, ...facts }).map(({ key }) => key);

describe('the agenda of a meeting', () => {
  test('is empty where nothing is to be said', () => {
    expect(agendaOf(nothing)).toEqual([]);
  });

  test.each([
    ['below its target', level(94, 100), ['figure:SERVICE_LEVEL']],
    ['on its target', level(95, 100), []],
    ['without a row', level(0, 0), []],
  ] as const)('holds a figure %s or not', (_name, figure, expected) => {
    expect(keys({ figures: new FigureSet([figure]) })).toEqual(expected);
  });

  test('holds a share that should be small where it is large', () => {
    const nuisance = (part: number) =>
      new FigureSet([{ code: 'NUISANCE_RATE', by: 'all', key: null, kind: 'rate', part, whole: 10 }]);
    const goals = [{ code: 'NUISANCE_RATE', share: 0.5, seconds: null }] as const;
    expect(keys({ figures: nuisance(6), goals })).toEqual(['figure:NUISANCE_RATE']);
    expect(keys({ figures: nuisance(5), goals })).toEqual([]);
    expect(keys({ figures: nuisance(6) })).toEqual([]);
  });

  test('holds agencies that did not acknowledge, with how many of how many', () => {
    const by = { by: 'agency', key: 'DAMKAR', kind: 'count' } as const;
    const figures = new FigureSet([
      { code: 'UNACKNOWLEDGED', ...by, value: 2 },
      { code: 'ASSIGNED', ...by, value: 9 },
    ]);
    const agencies = [
      { code: 'DAMKAR', name: 'Pemadam' },
      { code: 'PSC', name: 'PSC 119' },
    ];
    expect(agendaOf({ ...nothing, figures, agencies })).toMatchObject([
      { key: 'agency:DAMKAR', title: expect.stringMatching(/^Pemadam: /), facts: { part: 2, whole: 9 } },
    ]);
  });

  test('begins with what was left undecided, and holds obstacles until they are verified', () => {
    const obstacle = (id: string, state: 'open' | 'proposed' | 'done' | 'verified' | 'rejected') => ({
      id,
      number: 1,
      title: 'Kendala',
      state,
      dueOn: null,
    });
    expect(
      keys({
        obstacles: [
          obstacle('a', 'open'),
          obstacle('b', 'verified'),
          obstacle('c', 'done'),
          obstacle('d', 'rejected'),
          obstacle('e', 'proposed'),
        ],
        undecided: [{ id: 'x', title: 'Anggaran' }],
        actions: [{ id: 't', task: 'Beli alat', who: 'BPBD', dueOn: '2026-10-01', obstacleId: 'a' }],
      }),
    ).toEqual(['undecided:x', 'obstacle:a', 'obstacle:c', 'obstacle:e', 'action:t']);
  });
});

test.each([
  ['the same in another order', ['a', 'b'], ['b', 'a'], true],
  ['one is missing', ['a', 'b'], ['a'], false],
  ['one stands twice', ['a', 'b'], ['a', 'a'], false],
  ['one is of another meeting', ['a', 'b'], ['a', 'c'], false],
] as const)('a new order: %s', (_name, before, after, expected) => {
  expect(isReordering(before, after)).toBe(expected);
});
