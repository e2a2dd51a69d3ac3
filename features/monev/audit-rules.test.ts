import { describe, expect, test } from 'vitest';
import { auditedCodes, type SecondCode, secondCodes } from './audit.ts';
import {
  type AsideCall,
  agreementOf,
  consequenceOf,
  endOfTold,
  matchOf,
  type NearIncident,
  type ToldCall,
} from './audit-rules.ts';

describe('a second judgement', () => {
  test.each<[string, string, SecondCode, string]>([
    ['the same class', 'PRANK_CHILD', 'PRANK_CHILD', 'agrees'],
    ['another prank', 'PRANK_CHILD', 'PRANK_ADULT', 'agrees'],
    ['a hoax among pranks', 'HOAX_CONFIRMED', 'PRANK_ADULT', 'agrees'],
    ['a wrong number for a pocket', 'ACCIDENTAL', 'WRONG_NUMBER', 'agrees'],
    ['silence for a prank', 'PRANK_CHILD', 'GHOST', 'otherwise'],
    ['a question for a prank', 'PRANK_ADULT', 'INFO_PUBLIC', 'otherwise'],
    ['help was needed', 'PRANK_CHILD', 'EMERGENCY_NEW', 'emergency'],
    ['help was needed, not for life', 'ACCIDENTAL', 'URGENT_NONLIFE', 'emergency'],
    ['somebody silent in need', 'GHOST', 'SILENT_NEED', 'emergency'],
    ['nothing to be heard', 'GHOST', 'UNHEARD', 'unheard'],
  ])('%s', (_name, first, second, agreement) => expect(agreementOf(first, second)).toBe(agreement));

  test('reopens for every audited class exactly where it says that somebody needed help', () => {
    for (const first of auditedCodes)
      for (const second of secondCodes)
        expect(consequenceOf(first, second).reopens, `${first} ${second}`).toBe(
          agreementOf(first, second) === 'emergency',
        );
  });

  test.each<[string, SecondCode, string | null]>([
    ['PRANK_CHILD', 'EMERGENCY_NEW', 'EMERGENCY_NEW'],
    ['PRANK_CHILD', 'SILENT_NEED', 'GHOST'],
    ['GHOST', 'SILENT_NEED', null],
    ['GHOST', 'URGENT_NONLIFE', 'URGENT_NONLIFE'],
    ['PRANK_CHILD', 'GHOST', null],
  ])('of %s as %s sets the class %s', (first, second, code) => expect(consequenceOf(first, second).code).toBe(code));
});

const call: AsideCall = {
  id: 'call',
  arrivedAt: '2026-11-20T03:00:00.000Z',
  caller: '+6281230000001',
  places: [{ latitude: -7.45, longitude: 112.7, uncertaintyM: 50 }],
};
const incident: NearIncident = {
  id: 'incident',
  state: 'DISPATCHED',
  priority: 'P1',
  reportedAt: '2026-11-20T05:00:00.000Z',
  point: { latitude: -7.45, longitude: 112.705 },
  numbers: ['+6281239999999'],
  callIds: ['another'],
};

describe('a match with a real incident', () => {
  const far = { latitude: -7.45, longitude: 112.8 };
  test.each<[string, Partial<AsideCall>, Partial<NearIncident>, string | null]>([
    ['within a kilometre', {}, {}, 'place'],
    ['the same number far away', {}, { point: far, numbers: ['+6281230000001'] }, 'number'],
    ['the same number, no point', { places: [] }, { point: null, numbers: ['+6281230000001'] }, 'number'],
    ['both: the number says it', {}, { numbers: ['+6281230000001'] }, 'number'],
    ['neither', {}, { point: far }, null],
    ['a withheld number matches none', { caller: null, places: [] }, { numbers: [] }, null],
    [
      '1.1 km away, but known to 200 m only',
      { places: [{ latitude: -7.45, longitude: 112.695, uncertaintyM: 200 }] },
      {},
      'place',
    ],
    ['1.3 km away', { places: [{ latitude: -7.45, longitude: 112.6932, uncertaintyM: 50 }] }, {}, null],
    [
      'a cell of five kilometres says nothing',
      { places: [{ latitude: -7.45, longitude: 112.7, uncertaintyM: 5000 }] },
      {},
      null,
    ],
    ['exactly 24 hours later', {}, { reportedAt: '2026-11-21T03:00:00.000Z' }, 'place'],
    ['a millisecond more', {}, { reportedAt: '2026-11-21T03:00:00.001Z' }, null],
    ['before the call', {}, { reportedAt: '2026-11-20T02:59:59.999Z' }, null],
    ['a false report', {}, { state: 'FALSE_REPORT' }, null],
    ['a draft', {}, { state: 'DRAFT', priority: null }, null],
    ['merged: the kept one counts', {}, { state: 'MERGED' }, null],
    ['a complaint', {}, { priority: 'P4' }, null],
    ['its own incident', {}, { callIds: ['call'] }, null],
  ])('%s', (_name, given, near, by) =>
    expect(matchOf({ ...call, ...given }, [{ ...incident, ...near }])?.by ?? null).toBe(by),
  );

  test('says the first of several, and how far it was', () => {
    const later = { ...incident, id: 'later', reportedAt: '2026-11-20T09:00:00.000Z' };
    expect(matchOf(call, [later, incident])).toEqual({ incidentId: 'incident', by: 'place', metres: 551 });
  });
});

describe('false suppression, by events alone', () => {
  const told: ToldCall = { names: ['call.arrived'], ladder: null, isOld: true, isBeforeLadders: false };
  test.each<[string, Partial<ToldCall>, string]>([
    ['a person answered', { names: ['call.arrived', 'call.answered', 'call.ended'] }, 'answered'],
    [
      'answered, then cut: its ladder is besides',
      { names: ['call.answered', 'call.ended'], ladder: 'done' },
      'answered',
    ],
    ['picked up outside', { names: ['call.arrived', 'call.overflowed'] }, 'outside'],
    ['lost, called back to the end', { names: ['call.arrived', 'call.lost'], ladder: 'done' }, 'ladder_done'],
    ['lost, before people', { names: ['call.arrived', 'call.lost'], ladder: 'person' }, 'ladder_running'],
    ['failed, being called', { names: ['call.arrived', 'call.failed'], ladder: 'trying' }, 'ladder_running'],
    ['lost without a ladder', { names: ['call.arrived', 'call.lost'] }, 'suppressed'],
    ['failed without a ladder', { names: ['call.arrived', 'call.failed'] }, 'suppressed'],
    ['lost before there were ladders', { names: ['call.lost'], isBeforeLadders: true }, 'before_ladders'],
    ['ended, and nobody had answered', { names: ['call.arrived', 'call.ended'] }, 'suppressed'],
    ['came and nothing more, long ago', {}, 'suppressed'],
    ['came just now', { isOld: false }, 'waiting'],
    ['history without events', { names: [] }, 'unrecorded'],
  ])('%s', (_name, given, end) => expect(endOfTold({ ...told, ...given })).toBe(end));
});
