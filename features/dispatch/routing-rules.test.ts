import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { CoverContent } from '#features/agencies/cover.ts';
import type { CoverSituation } from '#features/agencies/cover-rules.ts';
import type { Category, IncidentTypeId, Priority } from '#features/incidents/incident.ts';
import { type AssignmentId, type AssignmentState, assignmentStates, type Part } from './assignment.ts';
import type { ConditionKind, RoutingInputs, RoutingRule, RoutingRuleId } from './routing.ts';
import { covers as coversRule, type Wanted } from './routing-order.ts';
import {
  type Assigned,
  changedInputs,
  judgeRule,
  previewChange,
  proposeAgencies,
  type RoutingFacts,
  readTable,
} from './routing-rules.ts';

// Names instead of ids.
const [tree, flood] = ['tree' as IncidentTypeId, 'flood' as IncidentTypeId];
const [damkar, bpbd, dlh, pln] = ['damkar' as AgencyId, 'bpbd' as AgencyId, 'dlh' as AgencyId, 'pln' as AgencyId];
const categoryOf = (id: IncidentTypeId): Category => (id === tree ? 'RESCUE' : 'DISASTER');

let made = 0;
const rule = (given: Partial<RoutingRule>): RoutingRule => ({
  id: `r${made++}` as RoutingRuleId,
  version: 1,
  incidentTypeId: null,
  category: null,
  priority: null,
  districtCode: null,
  villageCode: null,
  areaIds: [],
  windows: [],
  holidays: 'any',
  hours: null,
  leadAgencyId: damkar,
  supportAgencyIds: [],
  ...given,
});
const office = { hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '07:30', to: '16:00' })), holidays: [] };
const calendars = new Map([
  [damkar, null],
  [bpbd, null],
  [dlh, office],
  [pln, null],
]);
const facts = (given: Partial<RoutingFacts> = {}): RoutingFacts => ({
  typeId: tree,
  category: 'RESCUE',
  priority: 'P3',
  districtCode: '35.15.08',
  villageCode: '35.15.08.1004',
  areaIds: ['pasar'],
  at: { date: '2026-11-23', weekday: 1, minute: 600 },
  isHoliday: false,
  calendars,
  ...given,
});
const night = { at: { date: '2026-11-23', weekday: 1, minute: 1200 } };

describe('what a rule asks for', () => {
  test.each<[string, Partial<RoutingRule>, Partial<RoutingFacts>, ConditionKind[], ConditionKind[]]>([
    ['nothing: the general rule', {}, {}, [], []],
    ['its type', { incidentTypeId: tree }, {}, ['type'], []],
    ['another type', { incidentTypeId: flood }, {}, [], ['type']],
    ['its category', { category: 'RESCUE' }, {}, ['category'], []],
    ['the village and the priority', { villageCode: '35.15.08.1004', priority: 'P1' }, {}, ['village'], ['priority']],
    ['one of several areas', { areaIds: ['alun-alun', 'pasar'] }, {}, ['area'], []],
    ['an area it is not in', { areaIds: ['alun-alun'] }, {}, [], ['area']],
    ['hours of the week', { windows: [{ weekdays: [1], from: '16:00', to: '07:00' }] }, night, ['windows'], []],
    ['a holiday', { holidays: 'only' }, { isHoliday: true }, ['holidays'], []],
    ['no holiday', { holidays: 'never' }, { isHoliday: true }, [], ['holidays']],
    ['inside the hours of an agency', { hours: { agencyId: dlh, is: 'inside' } }, {}, ['hours'], []],
    ['inside, at night', { hours: { agencyId: dlh, is: 'inside' } }, night, [], ['hours']],
    ['outside, at night', { hours: { agencyId: dlh, is: 'outside' } }, night, ['hours'], []],
    [
      'the hours of one that is no more',
      { hours: { agencyId: 'gone' as AgencyId, is: 'outside' } },
      night,
      [],
      ['hours'],
    ],
  ])('%s', (_name, asked, given, held, failed) => {
    const judged = judgeRule(rule(asked), facts(given));
    expect(judged.filter((one) => one.holds).map((one) => one.kind)).toEqual(held);
    expect(judged.filter((one) => !one.holds).map((one) => one.kind)).toEqual(failed);
  });
});

describe('the table', () => {
  const rules = [
    rule({ incidentTypeId: tree, districtCode: '35.15.08', priority: 'P1' }),
    rule({ incidentTypeId: tree, hours: { agencyId: dlh, is: 'outside' } }),
    rule({ category: 'RESCUE' }),
    rule({}),
  ];
  test.each([
    ['the narrower line above wins', facts({ priority: 'P1' }), 0],
    ['outside the hours of an agency another leads', facts(night), 1],
    ['by category', facts(), 2],
    ['the general rule', facts({ typeId: flood, category: 'DISASTER' }), 3],
  ])('%s', (_name, given, index) => expect(readTable(rules, given).match?.rule).toBe(rules[index]));

  test('says what was passed over, and why', () => {
    expect(readTable(rules, facts()).passed).toEqual([
      { rule: rules[0], failed: ['priority'] },
      { rule: rules[1], failed: ['hours'] },
    ]);
    expect(readTable(rules.slice(0, 1), facts()).match).toBeNull();
  });

  const anyRule = fc
    .record({
      incidentTypeId: fc.option(fc.constantFrom(tree, flood)),
      category: fc.option(fc.constantFrom<Category[]>('RESCUE', 'DISASTER')),
      priority: fc.option(fc.constantFrom<Priority[]>('P1', 'P3')),
      districtCode: fc.option(fc.constantFrom('35.15.08', '35.15.09')),
      villageCode: fc.option(fc.constantFrom('35.15.08.1004', '35.15.09.2001')),
      areaIds: fc.subarray(['pasar', 'alun-alun']),
      windows: fc.subarray([{ weekdays: [1], from: '16:00', to: '07:00' }]),
      holidays: fc.constantFrom('any' as const, 'only' as const, 'never' as const),
      hours: fc.option(
        fc.constantFrom({ agencyId: dlh, is: 'inside' as const }, { agencyId: dlh, is: 'outside' as const }),
      ),
    })
    .map(rule);
  // What a rule asks nothing by is null, 'any' or an empty list.
  const asksFor = (one: RoutingRule) =>
    Object.fromEntries(
      Object.entries(one).filter(
        ([, value]) => value !== null && value !== 'any' && !(Array.isArray(value) && value.length === 0),
      ),
    );
  const anyFacts = fc
    .record({
      typeId: fc.constantFrom(tree, flood),
      priority: fc.constantFrom<Priority[]>('P1', 'P3'),
      villageCode: fc.constantFrom('35.15.08.1004', '35.15.09.2001'),
      areaIds: fc.subarray(['pasar', 'alun-alun']),
      isHoliday: fc.boolean(),
      minute: fc.integer({ min: 0, max: 1439 }),
      weekday: fc.integer({ min: 1, max: 7 }),
    })
    .map(({ minute, weekday, ...given }) =>
      facts({
        ...given,
        category: categoryOf(given.typeId),
        districtCode: given.villageCode.slice(0, 8),
        at: { date: '2026-11-23', weekday, minute },
      }),
    );

  test('the first that matches wins: none above it matches, and it does', () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 12 }), anyFacts, (table, given) => {
        const { match, passed } = readTable(table, given);
        const matches = (one: RoutingRule) => judgeRule(one, given).every((each) => each.holds);
        expect(match?.rule).toBe(table.find(matches));
        expect(passed.map((one) => one.rule)).toEqual(
          table.slice(0, match === null ? table.length : table.indexOf(match.rule)),
        );
        for (const one of passed) expect(one.failed.length).toBeGreaterThan(0);
      }),
    );
  });

  test('a rule said to be shadowed matches nothing that the one above it does not', () => {
    fc.assert(
      fc.property(anyRule, anyRule, fc.boolean(), anyFacts, (wide, other, isMade, given) => {
        const content = (one: RoutingRule): Wanted => ({ ...one, active: true });
        // Half of the pairs are made so that the one asks for what the other asks for, and more.
        const narrow = isMade ? rule({ ...other, ...asksFor(wide) }) : other;
        if (!coversRule(content(wide), content(narrow), categoryOf)) return;
        const matches = (one: RoutingRule) => judgeRule(one, given).every((each) => each.holds);
        expect(matches(narrow) && !matches(wide)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });
});

const cover = (agencyId: AgencyId, coverAgencyId: AgencyId): CoverContent => ({
  agencyId,
  coverAgencyId,
  times: 'always',
  windows: [],
  fromDay: null,
  untilDay: null,
  position: 1,
  active: true,
});
const situation = (covers: CoverContent[], out: AgencyId[] = []): CoverSituation => ({
  at: facts().at,
  covers,
  outOfService: new Set(out),
  calendars,
});

describe('whom a rule proposes', () => {
  const line = rule({ leadAgencyId: dlh, supportAgencyIds: [bpbd, damkar, bpbd, dlh] });
  const brief = (given: CoverSituation) =>
    proposeAgencies(line, given).map((one) => [
      one.agencyId,
      one.part,
      one.covers.map((each) => each.agencyId),
      one.isOut,
    ]);

  test('lead first, none twice', () =>
    expect(brief(situation([]))).toEqual([
      [dlh, 'lead', [], false],
      [bpbd, 'support', [], false],
      [damkar, 'support', [], false],
    ]));
  test('no rule: nobody', () => expect(proposeAgencies(null, situation([]))).toEqual([]));
  test('a cover takes the part of the one it stands in for, and is not named twice', () =>
    expect(brief(situation([cover(dlh, damkar)]))).toEqual([
      [damkar, 'lead', [dlh], false],
      [bpbd, 'support', [], false],
    ]));
  test('one that stands in for two says both', () =>
    expect(brief(situation([cover(dlh, pln), cover(bpbd, pln)]))).toEqual([
      [pln, 'lead', [dlh, bpbd], false],
      [damkar, 'support', [], false],
    ]));
  test('out of service without a cover: named all the same, and said', () =>
    expect(brief(situation([], [dlh]))[0]).toEqual([dlh, 'lead', [], true]));
});

const inputs = (given: Partial<RoutingInputs> = {}): RoutingInputs => {
  const { typeId, category, priority, districtCode, villageCode, areaIds } = facts();
  return { typeId, category, priority, districtCode, villageCode, areaIds: [...areaIds], ...given };
};
const assigned = (agencyId: AgencyId, part: Part = 'support', state: AssignmentState = 'ACKNOWLEDGED'): Assigned => ({
  id: `a-${agencyId}-${state}` as AssignmentId,
  agencyId,
  part,
  state,
});
const named = (agencyId: AgencyId, part: Part = 'support') => ({ agencyId, part });

describe('a later change', () => {
  test.each([
    ['the type', { typeId: flood, category: 'DISASTER' as const }, ['type']],
    ['the priority', { priority: 'P1' as const }, ['priority']],
    ['the village', { villageCode: '35.15.08.1005' }, ['place']],
    ['an area', { areaIds: [] }, ['place']],
    ['nothing', {}, []],
  ])('%s', (_name, given, said) => expect(changedInputs(inputs(), inputs(given))).toEqual(said));

  const change = (given: Partial<Parameters<typeof previewChange>[0]>) =>
    previewChange({
      before: inputs(),
      after: inputs({ typeId: flood, category: 'DISASTER' }),
      proposedThen: [named(dlh, 'lead'), named(damkar)],
      proposedNow: [named(bpbd, 'lead'), named(damkar)],
      assigned: [assigned(dlh, 'lead'), assigned(damkar)],
      ...given,
    });

  test('says who comes, who is no longer proposed, whose part changes', () => {
    expect(change({})).toEqual({
      changed: ['type'],
      added: [named(bpbd, 'lead')],
      dropped: [assigned(dlh, 'lead')],
      parts: [],
    });
    expect(change({ proposedNow: [named(damkar, 'lead'), named(dlh)] })?.parts).toEqual([
      { assignment: assigned(dlh, 'lead'), part: 'support' },
      { assignment: assigned(damkar), part: 'lead' },
    ]);
  });
  test('whom people added by hand stays out of it', () =>
    expect(change({ assigned: [assigned(dlh, 'lead'), assigned(pln)] })?.dropped).toEqual([assigned(dlh, 'lead')]));
  test('a part that people gave stays', () =>
    expect(change({ assigned: [assigned(damkar, 'lead')] })?.parts).toEqual([]));
  test('who rejected or did the work is not asked again; who was cancelled is', () => {
    expect(change({ assigned: [assigned(bpbd, 'lead', 'REJECTED'), assigned(damkar)] })).toBeNull();
    expect(change({ assigned: [assigned(bpbd, 'lead', 'CANCELLED')] })?.added).toEqual([
      named(bpbd, 'lead'),
      named(damkar),
    ]);
  });
  test('the same agencies: nothing to ask', () =>
    expect(change({ proposedNow: [named(dlh, 'lead'), named(damkar)] })).toBeNull());

  const someone = fc.constantFrom(damkar, bpbd, dlh, pln);
  const someNamed = fc.uniqueArray(fc.tuple(someone, fc.constantFrom<Part[]>('lead', 'support')), {
    selector: ([agencyId]) => agencyId,
  });
  const someAssigned = fc.uniqueArray(
    fc.tuple(someone, fc.constantFrom<Part[]>('lead', 'support'), fc.constantFrom(...assignmentStates)),
    { selector: ([agencyId]) => agencyId },
  );
  const drawn = fc.record({ earlier: someNamed, now: someNamed, there: someAssigned });

  test('asks nothing when no input changed, whatever the table says now', () => {
    fc.assert(
      fc.property(drawn, ({ earlier, now, there }) => {
        const preview = previewChange({
          before: inputs(),
          after: inputs(),
          proposedThen: earlier.map(([agencyId, part]) => named(agencyId, part)),
          proposedNow: now.map(([agencyId, part]) => named(agencyId, part)),
          assigned: there.map(([agencyId, part, state]) => assigned(agencyId, part, state)),
        });
        expect(preview).toBeNull();
      }),
    );
  });

  test('never adds who is there, never drops who is proposed, touches nothing that has ended', () => {
    fc.assert(
      fc.property(drawn, ({ earlier, now, there }) => {
        const preview = change({
          proposedThen: earlier.map(([agencyId, part]) => named(agencyId, part)),
          proposedNow: now.map(([agencyId, part]) => named(agencyId, part)),
          assigned: there.map(([agencyId, part, state]) => assigned(agencyId, part, state)),
        });
        if (preview === null) return;
        const open = there.filter(
          ([, , state]) => !['DONE', 'NOT_FOUND', 'REJECTED', 'REROUTED', 'CANCELLED'].includes(state),
        );
        const isOpen = (agencyId: AgencyId) => open.some(([one]) => one === agencyId);
        expect(preview.added.some((one) => isOpen(one.agencyId))).toBe(false);
        expect(preview.dropped.every((one) => isOpen(one.agencyId))).toBe(true);
        expect(preview.dropped.some((one) => now.some(([agencyId]) => agencyId === one.agencyId))).toBe(false);
        for (const { assignment, part } of preview.parts) {
          expect(isOpen(assignment.agencyId)).toBe(true);
          expect(part).not.toBe(assignment.part);
        }
      }),
    );
  });
});
