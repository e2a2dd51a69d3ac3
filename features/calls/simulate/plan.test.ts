import { describe, expect, test } from 'vitest';
import { queueSeeds } from '../queue.ts';
import type { Arrival } from '../simulation.ts';
import { simulationQuestion } from '../simulation-question.ts';
import { sentencesOf } from '../simulation-sentence.ts';
import { readArrivals } from './arrivals-csv.ts';
import { basisOf } from './basis.ts';
import { planOf, type RecordedPeriod } from './plan.ts';
import { simulate } from './simulate.ts';

const zone = 'Asia/Makassar';
const nothing: RecordedPeriod = { arrivals: [], reactions: [], missed: 0, takers: null };
const known = { zone, settings: queueSeeds, now: '2026-11-21T02:00:00.000Z', recorded: nothing } as const;
const head = 'arrived_at,kind,caller,talk_s,patience_s';

describe('an arrivals file', () => {
  test('says when, what, and what is known of it', () => {
    const csv = [
      head,
      '2026-11-20 08:15:00,real,a,95.5,',
      '2026-11-20T00:15:00Z,prank_abusive,a,,12',
      '2026-11-20T08:16+08:00,,,,',
    ].join('\r\n');
    expect(readArrivals(`\uFEFF${csv}`, zone)).toEqual({
      ok: true,
      value: [
        {
          at: Date.parse('2026-11-20T00:15:00Z'),
          kind: 'real',
          disposition: 'EMERGENCY_NEW',
          caller: 'a',
          talkS: 95.5,
          leftAfterS: null,
          waitedS: null,
        },
        expect.objectContaining({ kind: 'prank', disposition: 'PRANK_ABUSIVE', talkS: null, leftAfterS: 12 }),
        expect.objectContaining({ at: Date.parse('2026-11-20T00:16:00Z'), kind: null, caller: null }),
      ],
    });
  });

  test.each([
    ['kemarin,real', 'arrived_at', 'time'],
    ['2026-02-30 08:00:00,real', 'arrived_at', 'time'],
    ['2026-11-20 24:00:00,real', 'arrived_at', 'time'],
    [',real', 'arrived_at', 'empty'],
    ['2026-11-20 08:00:00,kebakaran', 'kind', 'kind'],
    ['2026-11-20 08:00:00,real,x,-1,', 'talk_s', 'seconds'],
    ['2026-11-20 08:00:00,real,x,,lama', 'patience_s', 'seconds'],
  ])('%s is wrong in %s', (line, column, why) => {
    const cells = line.split(',');
    const padded = [...cells, ...new Array<string>(5 - cells.length).fill('')].join(',');
    expect(readArrivals(`${head}\n2026-11-20 07:00:00,real,,,\n${padded}\n`, zone)).toEqual({
      ok: false,
      refusal: { code: 'simulation.file_line', detail: { line: 3, column, why } },
    });
  });

  test('a column that is missing, and what is no CSV', () => {
    expect(readArrivals('waktu,kind\n1,2\n', zone)).toMatchObject({
      refusal: { code: 'simulation.file_column', detail: { column: 'arrived_at', columns: 'waktu, kind' } },
    });
    expect(readArrivals(`${head}\n"a,b\n`, zone)).toMatchObject({ refusal: { code: 'simulation.file_broken' } });
  });
});

describe('a plan', () => {
  const ask = (change: object) => simulationQuestion.parse({ source: { type: 'generated', perHour: 10 }, ...change });

  test('nothing is known: published and assumed, said in the form', () => {
    expect(basisOf(known, { from: '2026-11-14', days: 7 })).toMatchObject({
      basis: 'published',
      perHour: 5.5,
      hoaxShare: 0.807,
      calls: 0,
      patienceS: 90,
      missedShare: 0.05,
    });
  });

  const at = (index: number): Arrival => ({
    at: Date.parse('2026-11-19T16:00:00Z') + index * 24 * 60_000,
    kind: index % 5 === 0 ? 'real' : 'prank',
    disposition: null,
    caller: String(index),
    talkS: 40,
    leftAfterS: null,
    waitedS: 4,
  });
  const recorded: RecordedPeriod = {
    arrivals: Array.from({ length: 60 }, (_, index) => at(index)),
    reactions: new Array<number>(30).fill(2.5),
    missed: 10,
    takers: new Array<number>(24).fill(3),
  };

  test('what was recorded comes first, and what is said comes before it', () => {
    const source = { type: 'recorded', from: '2026-11-20', days: 1 };
    const measured = planOf(ask({ source }), { ...known, recorded });
    if (!measured.ok) throw new Error(measured.refusal.code);
    expect(measured.value).toMatchObject({
      from: Date.parse('2026-11-19T16:00:00Z'),
      to: Date.parse('2026-11-20T16:00:00Z'),
      takers: recorded.takers,
      missedShare: 0.25,
      reaction: { type: 'measured' },
      patience: { type: 'exponential', meanS: 240 },
      talk: { prank: { type: 'measured' }, ghost: { type: 'lognormal', meanS: 12 } },
    });
    const said = planOf(ask({ source, patienceS: 30, reactionS: 4, missedShare: 0, talkS: { prank: 10 } }), {
      ...known,
      recorded,
    });
    expect(said).toMatchObject({
      value: { missedShare: 0, patience: { meanS: 30 }, reaction: { meanS: 4 }, talk: { prank: { meanS: 10 } } },
    });
    expect(basisOf({ ...known, recorded }, { from: '2026-11-20', days: 1 })).toMatchObject({ basis: 'recorded' });
  });

  test('a day without calls is refused', () => {
    const source = { type: 'recorded', from: '2026-11-25', days: 1 };
    expect(planOf(ask({ source }), { ...known, recorded })).toMatchObject({ refusal: { code: 'simulation.no_calls' } });
  });

  test('a file covers its whole days', () => {
    const csv = 'arrived_at,kind\n2026-11-20 08:00:00,real\n2026-11-21 09:00:00,ghost\n';
    const plan = planOf(ask({ source: { type: 'file', csv } }), known);
    expect(plan).toMatchObject({
      value: { from: Date.parse('2026-11-19T16:00:00Z'), to: Date.parse('2026-11-21T16:00:00Z'), warmUpMs: 0 },
    });
  });

  test('what came out is said in words', () => {
    const plan = planOf(ask({ source: { type: 'recorded', from: '2026-11-20', days: 1 } }), { ...known, recorded });
    if (!plan.ok) throw new Error(plan.refusal.code);
    const said = sentencesOf(simulate(plan.value));
    expect(said.id).toMatch(/^Dari 12 panggilan sungguhan per hari, \d/);
    expect(said.en).toMatch(/^Of 12 genuine calls a day, \d/);
  });
});
