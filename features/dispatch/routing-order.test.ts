import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { Category, IncidentTypeId } from '#features/incidents/incident.ts';
import { contradictsItself, covers, placeBetween, serviceOf, shadowOf, type Wanted } from './routing-order.ts';

const order = [
  { id: 'a', position: 10 },
  { id: 'b', position: 20 },
  { id: 'c', position: 21 },
];

describe('a place in the table', () => {
  test.each([
    ['in front of the first', 'a', 5],
    ['in between', 'b', 15],
    ['at the end', null, 31],
  ])('%s moves nobody else', (_name, before, position) => {
    expect(placeBetween(order, before)).toEqual({ position, moved: [] });
  });

  test('without a number in between, those in the way are numbered anew', () => {
    expect(placeBetween(order, 'c')).toEqual({ position: 30, moved: [{ id: 'c', position: 40 }] });
  });

  test('in front of a rule that is not there: none', () => {
    expect(placeBetween(order, 'x')).toBeNull();
  });

  test('after any number of insertions the order is the one that was asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), (places) => {
        let rules: { id: string; position: number }[] = [];
        const wanted: string[] = [];
        for (const [made, place] of places.entries()) {
          const id = `r${made}`;
          const at = place % (rules.length + 1);
          const put = placeBetween(rules, rules[at]?.id ?? null);
          wanted.splice(at, 0, id);
          rules = rules.map((rule) => put?.moved.find((one) => one.id === rule.id) ?? rule);
          rules = [...rules, { id, position: put?.position ?? 0 }].sort((a, b) => a.position - b.position);
          expect(new Set(rules.map((rule) => rule.position)).size).toBe(rules.length);
          expect(rules.map((rule) => rule.id)).toEqual(wanted);
        }
      }),
    );
  });
});

const tree = 'tree' as IncidentTypeId; // Names instead of ids.
const flood = 'flood' as IncidentTypeId;
const categoryOf = (id: IncidentTypeId): Category | null => (id === tree ? 'RESCUE' : id === flood ? 'DISASTER' : null);
const agency = 'dlh' as AgencyId;
const night = { weekdays: [1, 2, 3, 4, 5], from: '16:00', to: '07:30' };

const rule = (given: Partial<Wanted>): { content: Wanted } => ({
  content: {
    incidentTypeId: null,
    category: null,
    priority: null,
    districtCode: null,
    villageCode: null,
    areaIds: [],
    windows: [],
    holidays: 'any',
    hours: null,
    active: true,
    ...given,
  },
});

describe('a rule that can never match', () => {
  const rules = [
    rule({ districtCode: '35.15.08', active: false }),
    rule({ priority: 'P1' }),
    rule({ priority: 'P1', districtCode: '35.15.08' }),
    rule({ districtCode: '35.15.08' }),
    rule({}),
    rule({ priority: 'P2' }),
  ];
  test.each([
    [0, undefined],
    [1, undefined],
    [2, 1],
    [3, undefined],
    [4, undefined],
    [5, 4],
  ])('rule %i stands behind %s', (index, shadow) => {
    expect(shadowOf(rules, index, categoryOf)).toBe(shadow === undefined ? undefined : rules[shadow]);
  });

  test.each<[string, Partial<Wanted>, Partial<Wanted>, boolean]>([
    ['the general rule covers each', {}, { priority: 'P3' }, true],
    ['a narrow one covers itself only', { priority: 'P3' }, {}, false],
    ['a category covers its types', { category: 'RESCUE' }, { incidentTypeId: tree }, true],
    ['and no other type', { category: 'RESCUE' }, { incidentTypeId: flood }, false],
    ['a type does not cover its category', { incidentTypeId: tree }, { category: 'RESCUE' }, false],
    ['a district covers its villages', { districtCode: '35.15.08' }, { villageCode: '35.15.08.1004' }, true],
    ['and no village beside it', { districtCode: '35.15.09' }, { villageCode: '35.15.08.1004' }, false],
    ['several areas cover one of them', { areaIds: ['a', 'b'] }, { areaIds: ['b'] }, true],
    ['one area does not cover two', { areaIds: ['b'] }, { areaIds: ['a', 'b'] }, false],
    ['an area does not cover everywhere', { areaIds: ['b'] }, {}, false],
    ['the night covers the evening', { windows: [night] }, { windows: [{ ...night, to: '23:00' }] }, true],
    ['the evening not the night', { windows: [{ ...night, to: '23:00' }] }, { windows: [night] }, false],
    ['the night not always', { windows: [night] }, {}, false],
    ['on holidays the same', { holidays: 'only' }, { holidays: 'only' }, true],
    ['holidays not every day', { holidays: 'only' }, {}, false],
    [
      'outside the hours of one not inside them',
      { hours: { agencyId: agency, is: 'outside' } },
      { hours: { agencyId: agency, is: 'inside' } },
      false,
    ],
  ])('%s', (_name, wide, narrow, said) =>
    expect(covers(rule(wide).content, rule(narrow).content, categoryOf)).toBe(said),
  );

  test('two things that are never so together', () => {
    expect(contradictsItself(rule({ incidentTypeId: tree, category: 'RESCUE' }).content)).toBe(true);
    expect(contradictsItself(rule({ districtCode: '35.15.09', villageCode: '35.15.08.1004' }).content)).toBe(true);
    expect(contradictsItself(rule({ districtCode: '35.15.08', villageCode: '35.15.08.1004' }).content)).toBe(false);
  });
});

describe('how well a type is served', () => {
  const type = { id: tree, category: 'RESCUE' } as const;
  test.each<[string, { content: Wanted }[], string]>([
    ['no rule at all', [rule({ incidentTypeId: flood })], 'never'],
    ['a rule that is switched off', [rule({ incidentTypeId: tree, active: false })], 'never'],
    ['its own rule', [rule({ incidentTypeId: tree })], 'always'],
    ['the rule of its category', [rule({ category: 'RESCUE' })], 'always'],
    ['a general rule', [rule({ priority: 'P1' }), rule({})], 'always'],
    ['at night only', [rule({ incidentTypeId: tree, windows: [night] })], 'sometimes'],
    ['in one district only', [rule({ category: 'RESCUE', districtCode: '35.15.08' })], 'sometimes'],
  ])('%s', (_name, rules, said) => expect(serviceOf(type, rules)).toBe(said));
});
