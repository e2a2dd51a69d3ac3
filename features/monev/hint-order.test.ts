import { describe, expect, test } from 'vitest';
import { hintSeeds } from '#features/calls/hint.ts';
import { type HintsNow, hindrancesOf, type Signed, seatFor, stopCauseOf } from './hint-order.ts';

const now = '2026-11-23T10:00:00.000Z';
const good: HintsNow = {
  content: hintSeeds,
  countsFrom: '2026-10-24T10:00:00.000Z',
  judged: 50,
  precision: { estimate: 0.97, low: 0.9, high: 1 },
  isHistoryStopped: false,
};

describe('what stands in the way of ordering', () => {
  test.each<[string, Partial<HintsNow>, string[]]>([
    ['nothing', {}, []],
    ['a day too early', { countsFrom: '2026-10-25T10:00:00.000Z' }, ['too_early']],
    ['no call was scored', { countsFrom: null, judged: 0, precision: null }, ['too_early', 'too_few', 'not_precise']],
    ['49 were judged', { judged: 49 }, ['too_few']],
    ['precise, but not surely', { precision: { estimate: 0.97, low: 0.8999, high: 1 } }, ['not_precise']],
    ['the bound was broken', { isHistoryStopped: true }, ['bound_broken']],
  ])('%s', (_name, change, wanted) => expect(hindrancesOf({ ...good, ...change }, now)).toEqual(wanted));
});

describe('hints that order stop', () => {
  test.each<[string, Partial<HintsNow>, string | null]>([
    ['not while they are right', {}, null],
    ['not because old judgements have left the 90 days', { judged: 20 }, null],
    ['when the lower bound falls', { precision: { estimate: 0.97, low: 0.89, high: 1 } }, 'not_precise'],
    ['when nothing is known any more', { judged: 0, precision: null }, 'not_precise'],
    ['when a call waited too long', { isHistoryStopped: true }, 'bound_broken'],
  ])('%s', (_name, change, wanted) => expect(stopCauseOf({ ...good, ...change })).toBe(wanted));
});

describe('two people sign', () => {
  const nobody: Signed = { room: null, head: null };
  test.each<[string, Signed, { userId: string; may: readonly ('room' | 'head')[] }, string]>([
    ['the supervisor first', nobody, { userId: 'ani', may: ['room'] }, 'room'],
    ['the head first', nobody, { userId: 'kadis', may: ['head'] }, 'head'],
    ['the head second', { room: 'ani', head: null }, { userId: 'kadis', may: ['head'] }, 'head'],
    ['a second supervisor', { room: 'ani', head: null }, { userId: 'budi', may: ['room'] }, 'hint.seat_taken'],
    ['one who is both', { room: 'ani', head: null }, { userId: 'ani', may: ['room', 'head'] }, 'hint.own'],
    ['another who is both', { room: 'ani', head: null }, { userId: 'dewi', may: ['room', 'head'] }, 'head'],
    ['a third', { room: 'ani', head: 'kadis' }, { userId: 'budi', may: ['room'] }, 'hint.signed_already'],
  ])('%s', (_name, signed, who, wanted) => {
    const found = seatFor(signed, who);
    expect(found.ok ? found.value : found.refusal.code).toBe(wanted);
  });
});
