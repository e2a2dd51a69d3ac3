import { describe, expect, test } from 'vitest';
import { FigureSet } from './figure-set.ts';
import type { Dimension, Figure, MonthRows } from './month.ts';
import { obstacleCodes } from './obstacle-catalogue.ts';
import { judgeMonth, type MonthFacts, obstacleRules, proposalKey, type RuleCode, ruleCodes } from './obstacle-rules.ts';

const now = '2026-11-01T00:00:00.000Z';
const scope = (code: string, key: string | null = null, by: Dimension = 'agency') => ({
  code,
  by: key === null ? ('all' as const) : by,
  key,
});
const rate = (code: string, part: number, whole: number, key: string | null = null): Figure => ({
  ...scope(code, key),
  kind: 'rate',
  part,
  whole,
});
const count = (code: string, value: number, key: string | null = null, by: Dimension = 'agency'): Figure => ({
  ...scope(code, key, by),
  kind: 'count',
  value,
});

const noRows: MonthRows = { calls: [], incidents: [], assignments: [] };
const facts = (figures: readonly Figure[], rows: MonthRows = noRows): MonthFacts => ({
  month: '2026-10',
  zone: 'Asia/Jakarta',
  figures: new FigureSet(figures),
  rows,
  agencies: [
    { code: 'DAMKAR', kind: 'OPD' },
    { code: 'POLRES', kind: 'VERT' },
  ],
});

const call = (day: number): MonthRows['calls'][number] => ({
  id: crypto.randomUUID(),
  number: 1,
  nuisanceNo: null,
  direction: 'inbound',
  purpose: 'public',
  state: 'ended',
  arrivedAt: `2026-10-${String(day).padStart(2, '0')}T05:00:00.000Z`,
  queuedAt: null,
  answeredAt: null,
  endedAt: null,
  wrappedUpAt: null,
  disposition: null,
});
const incident = (more: {
  districtCode?: string | null;
  source?: 'call' | 'whatsapp';
  state?: 'MERGED';
}): MonthRows['incidents'][number] => ({
  id: crypto.randomUUID(),
  number: 1,
  source: more.source ?? 'call',
  purpose: 'public',
  state: more.state ?? 'CLOSED',
  typeCode: 'FIRE',
  priority: 'P1',
  districtCode: more.districtCode === undefined ? '35.15.01' : more.districtCode,
  reportedAt: now,
  firstAnsweredAt: null,
  verifiedAt: now,
  resolvedAt: null,
  closedAt: null,
  reopenedCount: 0,
  callerInformedResult: null,
});
const many = <Row>(length: number, make: () => Row): Row[] => Array.from({ length }, make);
const days = (busiest: number): MonthRows => ({
  ...noRows,
  calls: [...many(busiest, () => call(10)), ...[1, 2, 3, 4, 5, 6].flatMap((day) => many(4, () => call(day)))],
});
const incidents = (bad: number, good: number, which: Parameters<typeof incident>[0]): MonthRows => ({
  ...noRows,
  incidents: [
    ...many(bad, () => incident(which)),
    ...many(good, () => incident({})),
    incident({ ...which, state: 'MERGED' }),
  ],
});
const disposition = (key: string, part: number, whole: number) =>
  facts([count('DISPOSITIONS', part, key, 'disposition'), count('ANSWERED', whole)]);
const duration = (p90: number | null, rows: number) =>
  facts([{ ...scope('T_DISPATCH'), kind: 'duration', count: rows, p50: p90, p90, mean: p90 }]);

/** For each rule a month just beyond its threshold, one exactly on it, and one with one row too few to say. */
const cases: Readonly<
  Record<
    RuleCode,
    { readonly bad: MonthFacts; readonly fine: MonthFacts; readonly few: MonthFacts; readonly agency?: string }
  >
> = {
  K01: {
    bad: facts([rate('NUISANCE_RATE', 51, 100)]),
    fine: facts([rate('NUISANCE_RATE', 50, 100)]),
    few: facts([rate('NUISANCE_RATE', 29, 29)]),
  },
  K02: {
    agency: 'DAMKAR',
    bad: facts([rate('SLA_ACK', 7, 10, 'DAMKAR')]),
    fine: facts([rate('SLA_ACK', 8, 10, 'DAMKAR')]),
    few: facts([rate('SLA_ACK', 0, 4, 'DAMKAR')]),
  },
  K04: {
    bad: facts([rate('SERVICE_LEVEL', 89, 100)]),
    fine: facts([rate('SERVICE_LEVEL', 90, 100)]),
    few: facts([rate('SERVICE_LEVEL', 0, 29)]),
  },
  K05: {
    bad: facts([], incidents(2, 10, { districtCode: null })),
    fine: facts([], incidents(1, 9, { districtCode: null })),
    few: facts([], incidents(9, 0, { districtCode: null })),
  },
  K06: {
    bad: disposition('TRANSFER_REGION', 6, 100),
    fine: disposition('TRANSFER_REGION', 5, 100),
    few: disposition('TRANSFER_REGION', 29, 29),
  },
  K07: {
    bad: disposition('INFO_OTHER', 11, 100),
    fine: disposition('INFO_OTHER', 10, 100),
    few: disposition('INFO_OTHER', 29, 29),
  },
  K08: { bad: duration(300_001, 10), fine: duration(300_000, 10), few: duration(900_000, 9) },
  K09: {
    agency: 'DAMKAR',
    bad: facts([count('REJECTED', 3, 'DAMKAR'), count('ASSIGNED', 10, 'DAMKAR')]),
    fine: facts([count('REJECTED', 2, 'DAMKAR'), count('ASSIGNED', 10, 'DAMKAR')]),
    few: facts([count('REJECTED', 4, 'DAMKAR'), count('ASSIGNED', 4, 'DAMKAR')]),
  },
  K11: {
    bad: facts([], incidents(4, 6, { source: 'whatsapp' })),
    fine: facts([], incidents(3, 7, { source: 'whatsapp' })),
    few: facts([], incidents(9, 0, { source: 'whatsapp' })),
  },
  K13: {
    bad: facts([count('FAILED', 2), count('OFFERED', 100)]),
    fine: facts([count('FAILED', 1), count('OFFERED', 100)]),
    few: facts([count('FAILED', 29), count('OFFERED', 29)]),
  },
  K14: {
    bad: facts([], days(13)),
    fine: facts([], days(12)),
    few: facts([], { ...noRows, calls: [...many(40, () => call(1)), call(2)] }),
  },
  K15: {
    bad: disposition('PRANK_CHILD', 21, 100),
    fine: disposition('PRANK_CHILD', 20, 100),
    few: disposition('PRANK_CHILD', 29, 29),
  },
  K17: {
    agency: 'POLRES',
    bad: facts([rate('SLA_ACK', 7, 10, 'POLRES')]),
    fine: facts([rate('SLA_ACK', 8, 10, 'POLRES')]),
    few: facts([rate('SLA_ACK', 0, 4, 'POLRES')]),
  },
};

const outcomeOf = (code: RuleCode, month: MonthFacts, thresholds = {}) =>
  judgeMonth(month, thresholds, now).find((one) => one.code === code && one.agency === (cases[code].agency ?? null));

describe('a rule of the catalogue', () => {
  test.each(ruleCodes)('%s proposes beyond its threshold, with its evidence', (code) => {
    const judged = outcomeOf(code, cases[code].bad);
    expect(judged?.outcome).toBe('proposed');
    expect(judged?.evidence).toMatchObject({
      month: '2026-10',
      threshold: obstacleRules[code].threshold,
      unit: obstacleRules[code].unit,
      computedAt: now,
    });
  });
  test.each(ruleCodes)('%s is fine on its threshold', (code) => {
    expect(outcomeOf(code, cases[code].fine)?.outcome).toBe('fine');
  });
  test.each(ruleCodes)('%s says nothing of too few rows', (code) => {
    expect(outcomeOf(code, cases[code].few)).toMatchObject({ outcome: 'too_few', evidence: null });
  });
  test.each(ruleCodes)('%s says nothing of a month without rows', (code) => {
    const judged = judgeMonth(facts([]), {}, now).filter((one) => one.code === code);
    expect(judged.length).toBeGreaterThan(0);
    expect(judged.every(({ outcome }) => outcome === 'too_few')).toBe(true);
  });
});

test('a regency’s own threshold counts in place of the seed', () => {
  expect(outcomeOf('K01', cases.K01.fine, { K01: 0.4 })?.evidence).toMatchObject({ threshold: 0.4, value: 0.5 });
  expect(outcomeOf('K01', cases.K01.fine, { K01: 0.4 })?.outcome).toBe('proposed');
  expect(outcomeOf('K01', cases.K01.bad, { K01: 0.6 })?.outcome).toBe('fine');
});

test('every code of the catalogue is judged, and what nothing counted can show says so', () => {
  const judged = judgeMonth(facts([]), {}, now);
  expect([...new Set(judged.map(({ code }) => code))]).toEqual([...obstacleCodes]);
  expect(judged.filter(({ outcome }) => outcome === 'no_rule').map(({ code }) => code)).toEqual([
    'K03',
    'K10',
    'K12',
    'K16',
  ]);
});

test('an agency the regency does not command is no slow agency of its own', () => {
  const judged = judgeMonth(cases.K17.bad, {}, now).filter(({ outcome }) => outcome === 'proposed');
  expect(judged.map(({ code, agency }) => [code, agency])).toEqual([['K17', 'POLRES']]);
});

test('the same month, code and agency have one key', () => {
  expect(proposalKey('2026-10', { code: 'K02', agency: 'DAMKAR' })).toBe('2026-10~K02~DAMKAR');
  expect(proposalKey('2026-10', { code: 'K01', agency: null })).toBe('2026-10~K01~');
});
