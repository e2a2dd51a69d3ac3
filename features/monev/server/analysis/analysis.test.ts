import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { isP4Apart, type Measure, measures, type Split, splitsOf } from '../../analysis.ts';
import { listAnalysisRows, readAnalysis } from '../../analysis-contract.ts';
import { readMonth } from '../../contract.ts';
import { FigureSet } from '../../figure-set.ts';
import { percentile } from '../../figures.ts';
import type { Dimension } from '../../month.ts';
import { fillAtRandom, type MonthRoom, openMonthRoom, type Regency } from './test-month-room.ts';

const seed = Number(process.env['SIGAP_TEST_SEED'] ?? 112);
let room: MonthRoom;
const regencies: Regency[] = [];
beforeAll(async () => {
  room = await openMonthRoom();
  regencies.push(await room.addRegency('barat'));
  regencies.push(await room.addRegency('tengah', 'Asia/Makassar'));
  regencies.push(await room.addRegency('timur', 'Asia/Jayapura'));
  for (const regency of regencies) await fillAtRandom(regency, seed);
});
afterAll(() => room?.close());

const october = { from: '2026-10', to: '2026-10' };
type Asked = { measure: Measure; by: Split; from?: string; to?: string } & Readonly<Record<string, string>>;

async function ask(regency: Regency, asked: Asked, role = 'SUPERVISOR'): Promise<RouteOutput<typeof readAnalysis>> {
  const answer = await regency.get(role, `/api/monev/analysis?${new URLSearchParams({ ...october, ...asked })}`);
  expect(answer.status, answer.text).toBe(200);
  return readAnalysis.output.parse(answer.body);
}
async function rowsOf(regency: Regency, asked: Asked & { key?: string }, role = 'SUPERVISOR') {
  const query = new URLSearchParams({ ...october, limit: '500', ...asked });
  const answer = await regency.get(role, `/api/monev/analysis/rows?${query}`);
  expect(answer.status, answer.text).toBe(200);
  return listAnalysisRows.output.parse(answer.body);
}
async function monthOf(regency: Regency, month: string): Promise<FigureSet> {
  const { body, status, text } = await regency.get('SUPERVISOR', `/api/monev/months/${month}`);
  expect(status, text).toBe(200);
  return new FigureSet(readMonth.output.parse(body).figures);
}
function partsOf(figures: FigureSet, measure: Measure, by: Dimension = 'all', key: string | null = null) {
  const figure = figures.find(measure, by, key);
  if (figure?.kind === 'count') return { part: figure.value, whole: figure.value, times: null };
  if (figure?.kind === 'rate') return { part: figure.part, whole: figure.whole, times: null };
  if (figure?.kind !== 'duration') return null;
  const { count, p50, p90 } = figure;
  return { part: count, whole: count, times: p50 === null || p90 === null ? null : { p50, p90 } };
}

describe(`the same figures as the month page, in three zones (seed ${seed})`, () => {
  test.each([0, 1, 2])('zone %i: every measure, both months, and every split adds up', async (index) => {
    const regency = regencies[index];
    if (regency === undefined) throw new Error('three regencies were made');
    let counted = 0;
    for (const month of ['2026-10', '2026-11']) {
      const figures = await monthOf(regency, month);
      for (const measure of measures) {
        for (const by of splitsOf(measure)) {
          const answer = await ask(regency, { measure, by, from: month, to: month });
          expect(answer.total, `${regency.zone} ${month} ${measure}`).toEqual(partsOf(figures, measure));
          const sum = (part: 'part' | 'whole') => answer.cells.reduce((all, cell) => all + (cell[part] ?? 0), 0);
          const { times: _, ...counts } = answer.total;
          // Of times that leave P4 out of the whole, it is a priority all the same.
          const apart =
            by === 'priority' && isP4Apart(measure) ? (answer.cells.find(({ key }) => key === 'P4')?.whole ?? 0) : 0;
          expect({ part: sum('part') - apart, whole: sum('whole') - apart }, `${month} ${measure} ${by}`).toEqual(
            counts,
          );
        }
        counted += partsOf(figures, measure)?.whole ?? 0;
      }
    }
    expect(counted).toBeGreaterThan(100);
  });

  test('two months together are the sum of each', async () => {
    for (const regency of regencies) {
      const both = await ask(regency, { measure: 'OFFERED', by: 'month', from: '2026-10', to: '2026-11' });
      const [first, second] = [await monthOf(regency, '2026-10'), await monthOf(regency, '2026-11')];
      expect(both.cells.map(({ whole }) => whole)).toEqual([first.count('OFFERED'), second.count('OFFERED')]);
    }
  });

  test('an agency, a type and a priority are those of the month page', async () => {
    for (const regency of regencies) {
      const figures = await monthOf(regency, '2026-10');
      const same = async (measure: 'ASSIGNED' | 'INCIDENTS' | 'REJECTED', by: 'agency' | 'type' | 'priority') => {
        const { cells } = await ask(regency, { measure, by });
        expect(cells.length).toBeGreaterThan(0);
        for (const cell of cells)
          expect(cell.part, `${measure} ${cell.key}`).toBe(figures.count(measure, by, cell.key));
      };
      await same('ASSIGNED', 'agency');
      await same('REJECTED', 'agency');
      await same('INCIDENTS', 'type');
      await same('INCIDENTS', 'priority');
    }
  });

  test('times of an agency and a priority are those of the month page, and their rows say how long each lasted', async () => {
    for (const regency of regencies) {
      const figures = await monthOf(regency, '2026-10');
      for (const [measure, by] of [
        ['T_ACK', 'agency'],
        ['T_ACK', 'priority'],
        ['T_ARRIVAL', 'priority'],
        ['T_RESOLVE', 'priority'],
      ] as const) {
        const { cells } = await ask(regency, { measure, by });
        expect(cells.length).toBeGreaterThan(0);
        for (const cell of cells) {
          expect({ ...cell, key: undefined }, `${measure} ${cell.key}`).toEqual({
            ...partsOf(figures, measure, by, cell.key),
            key: undefined,
          });
          const { items } = await rowsOf(regency, { measure, by, key: cell.key });
          const lasted = items.map(({ ms }) => ms ?? -1).sort((a, b) => a - b);
          expect([lasted.length, percentile(lasted, 0.9)]).toEqual([cell.whole, cell.times?.p90]);
        }
      }
    }
  });

  test('the rows behind a cell are as many as it says, in part and whole', async () => {
    for (const regency of regencies) {
      for (const [measure, by] of [
        ['SERVICE_LEVEL', 'hour'],
        ['INCIDENTS', 'district'],
        ['SLA_ACK', 'agency'],
        ['OFFERED', 'taker'],
      ] as const) {
        const { cells } = await ask(regency, { measure, by });
        for (const cell of cells.filter(({ whole }) => (whole ?? 0) > 0).slice(0, 6)) {
          const { items, total } = await rowsOf(regency, { measure, by, key: cell.key });
          expect([items.length, total]).toEqual([cell.whole, cell.whole]);
          if (measure === 'SERVICE_LEVEL' || measure === 'SLA_ACK')
            expect(items.filter(({ inPart }) => inPart === true)).toHaveLength(cell.part ?? -1);
        }
      }
    }
  });

  test('page by page the same rows once each', async () => {
    const [regency] = regencies;
    if (regency === undefined) throw new Error('three regencies were made');
    const all = await rowsOf(regency, { measure: 'OFFERED', by: 'month' });
    const seen: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const asked = { measure: 'OFFERED', by: 'month', limit: '7', ...(after === '' ? {} : { after }) } as const;
      const { items, next }: RouteOutput<typeof listAnalysisRows> = await rowsOf(regency, asked);
      seen.push(...items.map(({ id }) => id));
      after = next;
    }
    expect(seen).toEqual(all.items.map(({ id }) => id));
  });
});

describe('hours and days are those of the regency’s own zone', () => {
  test.each([
    ['Asia/Jakarta', '2026-08', '1-00'],
    ['Asia/Makassar', '2026-08', '1-01'],
    ['Asia/Jayapura', '2026-08', '1-02'],
  ] as const)('%s: 17:00 UTC of 2 August, a Sunday', async (zone, month, hour) => {
    const regency = await room.addRegency(`jam-${hour}`, zone);
    await regency.addCall({ at: '2026-08-02T17:00:00.000Z' });
    await regency.addCall({ at: '2026-08-02T14:59:59.999Z' });
    const found = async (by: Split) => {
      const { cells } = await ask(regency, { measure: 'OFFERED', by, from: month, to: month });
      return cells.filter(({ whole }) => whole !== 0).map(({ key }) => key);
    };
    expect(await found('hour')).toContain(hour);
    expect(await found('day')).toEqual(['2026-08-02', '2026-08-03']);
    expect(await found('week')).toEqual(['2026-07-27', '2026-08-03']);
  });

  test('the last millisecond of a month is still in it', async () => {
    const regency = await room.addRegency('ujung', 'Asia/Makassar');
    await regency.addCall({ at: '2026-08-31T15:59:59.999Z' });
    await regency.addCall({ at: '2026-08-31T16:00:00.000Z' });
    const { cells } = await ask(regency, { measure: 'OFFERED', by: 'month', from: '2026-08', to: '2026-09' });
    expect(cells).toEqual([
      { key: '2026-08', part: 1, whole: 1, times: null },
      { key: '2026-09', part: 1, whole: 1, times: null },
    ]);
  });
});

test('the months before, and the same a year earlier', async () => {
  const regency = await room.addRegency('banding');
  for (const at of ['2026-08-05', '2026-07-05', '2026-07-06', '2025-08-05', '2025-08-06', '2025-08-07']) {
    await regency.addCall({ at: `${at}T05:00:00.000Z` });
  }
  const answer = await ask(regency, { measure: 'OFFERED', by: 'month', from: '2026-08', to: '2026-08' });
  expect(answer).toMatchObject({
    total: { whole: 1 },
    previous: { from: '2026-07', to: '2026-07', total: { whole: 2 } },
    yearBefore: { from: '2025-08', to: '2025-08', total: { whole: 3 } },
  });
});

test('filters narrow a measure, and what is asked must fit it', async () => {
  const [regency] = regencies;
  if (regency === undefined) throw new Error('three regencies were made');
  const all = await ask(regency, { measure: 'INCIDENTS', by: 'type' });
  const one = await ask(regency, { measure: 'INCIDENTS', by: 'month', type: 'FLOOD' });
  expect(one.total.whole).toBe(all.cells.find(({ key }) => key === 'FLOOD')?.whole);
  const codeOf = async (query: string, role = 'SUPERVISOR') => {
    const { status, body } = await regency.get(role, `/api/monev/analysis?${query}`);
    return [status, body.code];
  };
  expect(await codeOf('measure=OFFERED&by=agency&from=2026-10&to=2026-10')).toEqual([422, 'analysis.split']);
  expect(await codeOf('measure=OFFERED&by=day&from=2026-10&to=2026-09')).toEqual([422, 'analysis.span']);
  expect(await codeOf('measure=OFFERED&by=day&from=2025-10&to=2026-10')).toEqual([422, 'analysis.too_long']);
  expect(await codeOf('measure=OFFERED&by=taker&from=2026-10&to=2026-10', 'AGENCY_HEAD')).toEqual([
    403,
    'analysis.not_for_role',
  ]);
});

test('fewer than five in a district are not for who may not see rows', async () => {
  const regency = await room.addRegency('sedikit');
  const add = async (district: string, count: number) => {
    for (let each = 0; each < count; each++)
      await regency.addIncident({ at: '2026-10-05T05:00:00.000Z', type: 'FLOOD', district });
  };
  await add('35.15.08', 2);
  await add('35.15.14', 6);
  await add('35.15.01', 9);
  const asked = { measure: 'INCIDENTS', by: 'district' } as const;
  const wholes = async (role: string) =>
    Object.fromEntries((await ask(regency, asked, role)).cells.map(({ key, whole }) => [key, whole]));
  expect(await wholes('SUPERVISOR')).toEqual({ '35.15.08': 2, '35.15.14': 6, '35.15.01': 9 });
  // The total says seventeen: the next smallest hides with it.
  expect(await wholes('EXECUTIVE')).toEqual({ '35.15.08': null, '35.15.14': null, '35.15.01': 9 });
  const narrowed = await ask(regency, { measure: 'INCIDENTS', by: 'month', district: '35.15.08' }, 'EXECUTIVE');
  expect([narrowed.total.whole, narrowed.cells[0]?.whole]).toEqual([null, null]);
  const rows = await regency.get(
    'EXECUTIVE',
    '/api/monev/analysis/rows?measure=INCIDENTS&by=month&from=2026-10&to=2026-10',
  );
  expect(rows.status).toBe(403);
});
