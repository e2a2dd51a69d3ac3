import { describe, expect, test } from 'vitest';
import type { KnownCall } from './facts.ts';
import { isRevealed, peopleBehind, revealAt, summarise } from './rules.ts';

const at = '2026-11-21T13:00:00.000Z';
const ago = (minutes: number) => new Date(Date.parse(at) - minutes * 60_000).toISOString();
const call = (minutes: number, disposition: string | null, by: string | null = 'ani', state = 'ended'): KnownCall => ({
  state,
  disposition,
  by,
  at: ago(minutes),
});

describe('earlier calls of a number as facts', () => {
  test('a number that never called', () => {
    expect(summarise([], at)).toEqual({
      ...{ calls: 0, isMore: false, lastAt: null, lost: 0, lostLately: 0, lostLastAt: null },
      ...{ byClass: [], nuisance: null, nuisanceByClass: [] },
    });
  });

  test('four calls, three closed as nuisance by two call takers, the last 26 days ago', () => {
    const day = 24 * 60;
    const facts = summarise(
      [
        call(20 * day, 'EMERGENCY_NEW', 'budi'),
        call(26 * day, 'PRANK_CHILD', 'ani'),
        call(27 * day, 'PRANK_ADULT', 'budi'),
        call(28 * day, 'PRANK_CHILD', 'ani'),
      ],
      at,
    );
    expect(facts.calls).toBe(4);
    expect(facts.nuisance).toEqual({ calls: 3, takers: 2, lastAt: ago(26 * day) });
    expect(facts.nuisanceByClass.map(({ code, calls, takers }) => [code, calls, takers])).toEqual([
      ['PRANK_CHILD', 2, 1],
      ['PRANK_ADULT', 1, 1],
    ]);
    expect(facts.byClass.map(({ code }) => code)).toEqual(['EMERGENCY_NEW']);
  });

  test('a silent call judges nobody: it is told at once', () => {
    expect(summarise([call(60, 'GHOST')], at)).toMatchObject({
      nuisance: null,
      byClass: [{ code: 'GHOST', calls: 1 }],
    });
  });

  test('calls lost within half an hour are told apart from older ones', () => {
    const lost = (minutes: number) => call(minutes, 'ABANDONED_QUEUE', null, 'lost');
    expect(summarise([lost(3), lost(29), lost(31)], at)).toMatchObject({
      lost: 3,
      lostLately: 2,
      lostLastAt: ago(3),
      byClass: [{ code: 'ABANDONED_QUEUE', calls: 3, takers: 0 }],
    });
  });

  test('of a flood the newest two hundred are counted', () => {
    const many = Array.from({ length: 201 }, (_, index) => call(index + 1, 'PRANK_ADULT'));
    expect(summarise(many, at)).toMatchObject({ calls: 200, isMore: true, nuisance: { calls: 200, takers: 1 } });
  });
});

describe('the judgement of others', () => {
  test.each([
    ['is hidden while it rings', { answeredAt: null, endedAt: null }, at, false],
    ['is hidden 4.999 s after the answer', { answeredAt: at, endedAt: null }, '2026-11-21T13:00:04.999Z', false],
    ['is seen 5 s after the answer', { answeredAt: at, endedAt: null }, '2026-11-21T13:00:05.000Z', true],
    ['is seen of a call that is over', { answeredAt: at, endedAt: ago(-1) }, ago(-1), true],
    ['is seen of a call that was lost', { answeredAt: null, endedAt: at }, at, true],
  ] as const)('%s', (_name, given, now, expected) => {
    expect(isRevealed(revealAt(given), Date.parse(now))).toBe(expected);
  });
});

test.each([
  ['nobody', [], 0],
  ['one', ['Sri Lestari'], 1],
  ['one with and without title', ['Pak Budi', 'Budi Santoso', 'budi'], 1],
  ['two of one family', ['Budi Santoso', 'Siti Santoso'], 2],
  ['no name', ['-', 'Pak'], 0],
])('people behind a number: %s', (_name, names, expected) => {
  expect(peopleBehind(names)).toBe(expected);
});
