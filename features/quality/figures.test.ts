import { expect, test } from 'vitest';
import { calibrationOf, namedCriteria, trendCsv, trendOf } from './figures.ts';
import type { Criterion, Scorecard } from './scorecard.ts';

const named = (id: string, name: string): Criterion => ({
  id,
  name: { id: name, en: name },
  help: { id: '-', en: '-' },
  kind: 'yes_no',
  weight: 1,
  isCritical: false,
  mayNotApply: true,
});
const card = (...criteria: Criterion[]): Scorecard => ({ sections: [{ name: { id: 's', en: 's' }, criteria }] });

test('criteria have the words of the newest card that has them, and one that is gone stays', () => {
  const found = namedCriteria([
    card(named('a', 'A lama'), named('b', 'B')),
    card(named('c', 'C'), named('a', 'A baru')),
  ]);
  expect(found.map(({ id, name }) => [id, name.id])).toEqual([
    ['c', 'C'],
    ['a', 'A baru'],
    ['b', 'B'],
  ]);
});

const sheets = [
  { month: '2026-11', answers: { a: 'yes', b: '2' } },
  { month: '2026-11', answers: { a: 'no', b: '1' } },
  { month: '2026-11', answers: { a: 'na', b: '0' } },
  { month: '2026-12', answers: { b: 'na' } },
] as const;

test.each([
  [
    'yes and no, not what does not apply',
    'a',
    [
      [1, 2],
      [0, 0],
    ],
  ],
  [
    'a scale counts where it is wholly fulfilled',
    'b',
    [
      [1, 3],
      [0, 0],
    ],
  ],
  [
    'a criterion nobody answered',
    'c',
    [
      [0, 0],
      [0, 0],
    ],
  ],
] as const)('trend: %s', (_name, id, expected) => {
  const found = trendOf(id, sheets, ['2026-11', '2026-12']);
  expect(found.map(({ part, whole }) => [part, whole])).toEqual(expected);
  expect(found[1]?.interval).toBeNull();
});

test('only criteria that both answered are compared', () => {
  expect(
    calibrationOf('a', [
      [{ a: 'yes' }, { a: 'yes' }],
      [{ a: 'no' }, { a: 'yes' }],
      [{ a: 'no' }, {}],
    ]),
  ).toMatchObject({ n: 2, same: 1 });
});

test('the file has a line for each month with sheets', () => {
  const rows = trendOf('b', sheets, ['2026-11', '2026-12']).map((one) => ({ ...one, id: 'b' }));
  expect(trendCsv(rows)).toBe(
    'month,criterion,fulfilled,applied,share,low,high\r\n2026-11,b,1,3,0.3333,0.0615,0.7923\r\n',
  );
});
