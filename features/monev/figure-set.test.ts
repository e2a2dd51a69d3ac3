import { expect, test } from 'vitest';
import { dispositions } from '#features/calls/call.ts';
import { dispositionGroups, FigureSet, figureNameText, parseFigureName } from './figure-set.ts';
import { figuresOf } from './figures.ts';
import { kpiCodes } from './kpi.ts';

test('a figure’s name survives the address; anything else is no figure', () => {
  for (const code of kpiCodes)
    expect(parseFigureName(figureNameText({ code, by: 'all', key: null }))).toEqual({ code, by: 'all', key: null });
  const odd = { code: 'T_ACK', by: 'agency', key: 'A~B' } as const;
  expect(parseFigureName(figureNameText(odd))).toEqual(odd);
  expect([
    parseFigureName(null),
    parseFigureName('MAGIC'),
    parseFigureName('OFFERED~agency~X'),
    parseFigureName('toString'),
  ]).toEqual([null, null, null, null]);
});

test('every disposition is in exactly one group of the funnel', () => {
  expect(Object.values(dispositionGroups).flat().toSorted()).toEqual([...dispositions].toSorted());
});

test('figures are found by name, breakdowns largest first', () => {
  const set = new FigureSet([
    ...figuresOf({ calls: [], incidents: [], assignments: [] }),
    { code: 'INCIDENTS', by: 'type', key: 'FLOOD', kind: 'count', value: 2 },
    { code: 'INCIDENTS', by: 'type', key: 'GAS_LEAK', kind: 'count', value: 9 },
  ]);
  expect(set.keys('INCIDENTS', 'type')).toEqual(['GAS_LEAK', 'FLOOD']);
  expect([set.count('INCIDENTS', 'type', 'FLOOD'), set.count('OFFERED'), set.find('T_ACK', 'agency', 'X')]).toEqual([
    2,
    0,
    null,
  ]);
});
