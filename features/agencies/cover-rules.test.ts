import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgencyId } from './agency.ts';
import type { CoverContent } from './cover.ts';
import { type CoverSituation, loopOf, standingFor } from './cover-rules.ts';

const [dlh, bpbd, damkar, dpupr] = ['dlh', 'bpbd', 'damkar', 'dpupr'].map((name) => name as AgencyId) as [
  AgencyId,
  AgencyId,
  AgencyId,
  AgencyId,
]; // Names instead of ids, four as written above.

const cover = (agencyId: AgencyId, coverAgencyId: AgencyId, given: Partial<CoverContent> = {}): CoverContent => ({
  agencyId,
  coverAgencyId,
  times: 'always',
  windows: [],
  fromDay: null,
  untilDay: null,
  position: 1,
  active: true,
  ...given,
});
const office = { hours: [{ weekday: 1, from: '07:30', to: '16:00' }], holidays: [] };
const situation = (covers: CoverContent[], given: Partial<CoverSituation> = {}): CoverSituation => ({
  at: { date: '2026-11-23', weekday: 1, minute: 600 },
  covers,
  outOfService: new Set(),
  calendars: new Map([
    [dlh, office],
    [bpbd, null],
    [damkar, null],
    [dpupr, office],
  ]),
  ...given,
});
const night = { date: '2026-11-23', weekday: 1, minute: 1200 };

describe('who stands in', () => {
  test.each<[string, CoverContent[], Partial<CoverSituation>, AgencyId, number]>([
    ['nobody is asked: the agency itself', [], {}, dlh, 0],
    ['throughout', [cover(dlh, bpbd)], {}, bpbd, 1],
    ['outside hours, in the office hours not', [cover(dlh, bpbd, { times: 'outside_hours' })], {}, dlh, 0],
    ['outside hours, at night', [cover(dlh, bpbd, { times: 'outside_hours' })], { at: night }, bpbd, 1],
    ['while out of service, and it is in service', [cover(dlh, bpbd, { times: 'out_of_service' })], {}, dlh, 0],
    [
      'while out of service',
      [cover(dlh, bpbd, { times: 'out_of_service' })],
      { outOfService: new Set([dlh]) },
      bpbd,
      1,
    ],
    [
      'in hours of the week',
      [cover(dlh, bpbd, { times: 'windows', windows: [{ weekdays: [1], from: '09:00', to: '11:00' }] })],
      {},
      bpbd,
      1,
    ],
    ['before the first day', [cover(dlh, bpbd, { fromDay: '2026-11-24' })], {}, dlh, 0],
    ['on the last day', [cover(dlh, bpbd, { untilDay: '2026-11-23' })], {}, bpbd, 1],
    ['after the last day', [cover(dlh, bpbd, { untilDay: '2026-11-22' })], {}, dlh, 0],
    ['the smallest position first', [cover(dlh, bpbd, { position: 2 }), cover(dlh, damkar)], {}, damkar, 1],
    ['a cover of a cover', [cover(dlh, bpbd), cover(bpbd, damkar)], {}, damkar, 2],
    ['switched off', [cover(dlh, bpbd, { active: false })], {}, dlh, 0],
    ['a cover that is no active agency', [cover(dlh, 'gone' as AgencyId)], {}, dlh, 0],
  ])('%s', (_name, covers, given, agencyId, steps) => {
    const standing = standingFor(dlh, situation(covers, given));
    expect([standing.agencyId, standing.path.length, standing.isOut]).toEqual([agencyId, steps, false]);
  });

  test('out of service without a cover: still named, and said', () => {
    expect(standingFor(dlh, situation([], { outOfService: new Set([dlh]) }))).toEqual({
      agencyId: dlh,
      path: [],
      isOut: true,
    });
  });

  test('a cover that is out of service itself and covered by nobody does not take the task', () => {
    const away = { outOfService: new Set([dlh, bpbd]) };
    expect(standingFor(dlh, situation([cover(dlh, bpbd)], away))).toEqual({ agencyId: dlh, path: [], isOut: true });
  });
});

describe('a circle', () => {
  const chain = [cover(dlh, bpbd), cover(bpbd, damkar)];
  test.each<[string, CoverContent, readonly AgencyId[] | null]>([
    ['of three', cover(damkar, dlh), [damkar, dlh, bpbd, damkar]],
    ['of two', cover(bpbd, dlh), [bpbd, dlh, bpbd]],
    ['none', cover(dpupr, dlh), null],
    ['none, when it is switched off', cover(damkar, dlh, { active: false }), null],
  ])('%s', (_name, added, said) => expect(loopOf(chain, added)).toEqual(said));

  const names = ['a', 'b', 'c', 'd', 'e'].map((name) => name as AgencyId);
  const anyCover = fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...names), fc.integer({ min: 1, max: 9 }))
    .filter(([one, other]) => one !== other)
    .map(([one, other, position]) => cover(one, other, { position }));
  const open: CoverSituation = { ...situation([]), calendars: new Map(names.map((name) => [name, null])) };

  test('whatever the rows say, nobody is passed twice', () => {
    fc.assert(
      fc.property(fc.array(anyCover), fc.subarray(names), (covers, out) => {
        for (const name of names) {
          const { path, agencyId } = standingFor(name, { ...open, covers, outOfService: new Set(out) });
          const passed = [...path.map((one) => one.agencyId), agencyId];
          expect(new Set(passed).size).toBe(passed.length);
          if (path.length > 0) expect(out).not.toContain(agencyId);
        }
      }),
    );
  });

  test('added one by one with circles refused, each way ends at an agency that nobody covers', () => {
    fc.assert(
      fc.property(fc.array(anyCover), (wanted) => {
        const covers: CoverContent[] = [];
        for (const one of wanted) if (loopOf(covers, one) === null) covers.push(one);
        for (const name of names) {
          const { agencyId } = standingFor(name, { ...open, covers });
          expect(covers.some((one) => one.agencyId === agencyId)).toBe(false);
        }
      }),
    );
  });
});
