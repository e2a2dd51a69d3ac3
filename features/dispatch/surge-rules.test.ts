import { describe, expect, test } from 'vitest';
import { incidentTypeCode } from '#features/incidents/incident.ts';
import { typeSeeds } from '#features/incidents/type-seeds.ts';
import { areaId } from '#features/places/area.ts';
import { districtCode } from '#features/places/place.ts';
import { type SurgeScope, surgeKinds, surgeTemplatesContent, wholeRegency } from './surge.ts';
import { decideChange, decideStart, isWithin, nextQuestion, toRemind } from './surge-rules.ts';
import { templateSeeds } from './surge-seeds.ts';

const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? 'ok' : result.refusal.code;
const now = '2026-11-22T10:00:00.000Z';
const lead = { leads: true, leaderIsThere: false };
const alone = { leads: false, leaderIsThere: false };
const beside = { leads: false, leaderIsThere: true };
const on = { endedAt: null, version: 3 };

describe('the switch', () => {
  test.each([
    ['a supervisor turns it on', lead, null, null, 'ok'],
    ['whoever is alone at night does', alone, null, null, 'ok'],
    ['beside a supervisor it is the supervisor’s', beside, null, null, 'surge.supervisor_there'],
    ['one at a time', lead, on, null, 'surge.already_on'],
    ['an end that has passed is none', lead, null, '2026-11-22T09:59:00.000Z', 'surge.end_in_past'],
    ['an end to come', lead, null, '2026-11-22T18:00:00.000Z', 'ok'],
  ])('%s', (_what, who, active, expectedEnd, code) => {
    expect(codeOf(decideStart(who, active, { now, expectedEnd }))).toBe(code);
  });

  test.each([
    ['as it was seen', lead, on, 3, 'ok'],
    ['changed meanwhile', lead, on, 2, 'surge.stale'],
    ['over', lead, { endedAt: now, version: 3 }, 3, 'surge.over'],
    ['beside a supervisor', beside, on, 3, 'surge.supervisor_there'],
  ])('later: %s', (_what, who, surge, seen, code) => {
    expect(codeOf(decideChange(who, surge, seen))).toBe(code);
  });

  test.each([
    ['after so many hours', 4, null, '2026-11-22T14:00:00.000Z'],
    ['at the expected end when that is sooner', 4, '2026-11-22T11:30:00.000Z', '2026-11-22T11:30:00.000Z'],
    ['an end far away waits for no one', 4, '2026-11-23T10:00:00.000Z', '2026-11-22T14:00:00.000Z'],
    ['an end that has passed asks anew in hours', 4, '2026-11-22T09:00:00.000Z', '2026-11-22T14:00:00.000Z'],
  ])('it is asked %s', (_what, hours, end, at) => {
    expect(nextQuestion(now, hours, end)).toBe(at);
  });
});

describe('the area', () => {
  const waru = districtCode.parse('35.15.18');
  const sector = areaId.parse('01890000-0000-7000-8000-000000000001');
  const shape = { type: 'Polygon' as const, coordinates: [] };
  const there = { districtCode: waru as string, areaIds: [] as string[], inPolygon: false };
  const elsewhere = { districtCode: '35.15.08', areaIds: [], inPolygon: false };
  const scope = (given: Partial<SurgeScope>): SurgeScope => ({ ...wholeRegency, ...given });
  test.each([
    ['the whole regency holds everything', wholeRegency, elsewhere, true],
    ['a district', scope({ districtCodes: [waru] }), there, true],
    ['another district', scope({ districtCodes: [waru] }), elsewhere, false],
    ['an area', scope({ areaIds: [sector] }), { ...elsewhere, areaIds: [sector as string] }, true],
    ['a drawn shape', scope({ geometry: shape }), { ...elsewhere, inPolygon: true }, true],
    ['any of them is enough', scope({ districtCodes: [waru], geometry: shape }), there, true],
    ['without a place it is not missed', scope({ districtCodes: [waru] }), null, true],
  ])('%s', (_what, given, lying, is) => {
    expect(isWithin(given, lying)).toBe(is);
  });
});

describe('reminding', () => {
  const told = (answered: boolean, remindedAt: string | null = null) => ({ answered, remindedAt });
  test.each([
    ['those who have not answered', [told(true), told(false), told(false)], 2],
    ['not those who were reminded', [told(false, now), told(false)], 1],
  ])('%s', (_what, all, count) => {
    const decided = toRemind(all);
    expect(decided.ok && decided.value).toHaveLength(count);
  });
  test('nobody is left to remind', () => {
    expect(codeOf(toRemind([told(true)]))).toBe('surge.all_answered');
    expect(codeOf(toRemind([told(false, now), told(true)]))).toBe('surge.reminded');
  });
});

test.each(surgeKinds)('the seed of %s names types that the seed of types has', (kind) => {
  const { items } = surgeTemplatesContent.parse({ items: templateSeeds[kind] });
  expect(items.length).toBeGreaterThan(2);
  const codes = new Set(typeSeeds.map((type) => incidentTypeCode.parse(type.code)));
  expect(items.filter((item) => item.typeCode !== null && !codes.has(item.typeCode))).toEqual([]);
  // Life at risk makes any type P1: a template that says otherwise could not be saved.
  expect(items.filter((item) => item.lifeAtRisk === 'yes' && (item.priority ?? 'P1') !== 'P1')).toEqual([]);
});
