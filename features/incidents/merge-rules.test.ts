import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentStates } from './incident.ts';
import { decideMerge, decideParent, decideUnmerge, type Mergeable, type OpenTask, planTasks } from './merge-rules.ts';

const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? 'ok' : result.refusal.code;
const incident = (id: string, given: Partial<Mergeable> = {}): Mergeable => ({
  id,
  number: id.charCodeAt(0),
  state: 'VERIFIED',
  priority: 'P2',
  sensitive: false,
  openAssignments: 0,
  mergedInto: null,
  parentId: null,
  children: 0,
  openChildren: 0,
  ...given,
});
const elsewhere = { id: 'z', number: 9 };
const working = { state: 'DISPATCHED', openAssignments: 1 } as const;

describe('merging', () => {
  test.each([
    ['two that are verified', {}, {}, 'ok'],
    ['a draft into anything open', { state: 'DRAFT', priority: null }, { state: 'DRAFT', priority: null }, 'ok'],
    ['one at work into one at work', working, working, 'ok'],
    ['one that waits into one at work', {}, working, 'ok'],
    ['one at work into one that waits', working, {}, 'merge.other_way'],
    ['one at work into one that is resolved', working, { state: 'RESOLVED' }, 'merge.other_way'],
    ['a late report into one that is resolved', {}, { state: 'RESOLVED' }, 'ok'],
    ['one that is verified into a draft', {}, { state: 'DRAFT' }, 'merge.other_way'],
    ['into one that was merged', {}, { state: 'MERGED', mergedInto: elsewhere }, 'merge.into_merged'],
    ['one that was merged', { state: 'MERGED', mergedInto: elsewhere }, {}, 'merge.already'],
    ['a closed one', { state: 'CLOSED' }, {}, 'merge.ended'],
    ['into a cancelled one', {}, { state: 'CANCELLED' }, 'merge.ended'],
    ['a sensitive one into another', { sensitive: true }, {}, 'merge.sensitive'],
    ['into a sensitive one', {}, { sensitive: true }, 'merge.sensitive'],
    ['a real one into one of a drill', {}, { isDrill: true }, 'merge.drill'],
    ['one of a drill into a real one', { isDrill: true }, {}, 'merge.drill'],
    ['two sensitive ones', { sensitive: true }, { sensitive: true }, 'ok'],
    ['a parent', { children: 1 }, {}, 'merge.has_children'],
    ['a more urgent one', { priority: 'P1' }, {}, 'merge.less_urgent'],
    ['a less urgent one', { priority: 'P4' }, {}, 'ok'],
  ] as const)('%s', (_what, merged, kept, expected) => {
    expect(codeOf(decideMerge(incident('a', merged), incident('b', kept), true))).toBe(expected);
  });

  test('whoever does not lead incidents merges what nobody was sent to', () => {
    const may = (given: Partial<Mergeable>) => codeOf(decideMerge(incident('a', given), incident('b', working), false));
    expect([may({ state: 'DRAFT' }), may({}), may(working)]).toEqual(['ok', 'ok', 'merge.needs_dispatcher']);
  });

  test('itself', () => expect(codeOf(decideMerge(incident('a'), incident('a'), true))).toBe('merge.itself'));

  test.each([
    ['as it was merged', elsewhere, null, 'ok'],
    ['what is not merged', null, null, 'merge.not_merged'],
    ['what lies inside a merged one', elsewhere, { id: 'y', number: 8 }, 'merge.order'],
  ] as const)('unmerging %s', (_what, mergedInto, keptInto, expected) => {
    expect(codeOf(decideUnmerge({ mergedInto }, { number: 9, mergedInto: keptInto }, 'DISPATCHED', true))).toBe(
      expected,
    );
  });
});

describe('parent and child', () => {
  test.each([
    ['one level', {}, {}, 'ok'],
    ['the parent is a child', {}, { parentId: 'z' }, 'parent.is_child'],
    ['the child is a parent', { children: 2 }, {}, 'parent.has_children'],
    ['the child has another parent', { parentId: 'z' }, {}, 'parent.already'],
    ['a parent that is closed', {}, { state: 'CLOSED' }, 'parent.ended'],
    ['a child that was merged', { state: 'MERGED' }, {}, 'parent.ended'],
  ] as const)('%s', (_what, child, parent, expected) => {
    expect(codeOf(decideParent(incident('a', child), incident('b', parent)))).toBe(expected);
  });
});

const task = (id: string, agencyId: string, given: Partial<OpenTask> = {}): OpenTask => ({
  id,
  agencyId,
  part: 'support',
  state: 'SENT',
  sentAt: '2026-11-22T03:00:00.000Z',
  ...given,
});
const said = (plans: ReturnType<typeof planTasks>) =>
  plans.map((plan) => `${plan.kind} ${plan.task.id}${plan.kind === 'move' ? ` ${plan.part}` : ''}`);

describe('what becomes of open tasks', () => {
  test('an agency that is only on the merged one goes over, as support where there is a lead', () => {
    const kept = [task('k', 'damkar', { part: 'lead' })];
    expect(said(planTasks([task('m', 'psc', { part: 'lead' })], kept))).toEqual(['move m support']);
    expect(said(planTasks([task('m', 'psc', { part: 'lead' })], []))).toEqual(['move m lead']);
  });
  test('of an agency on both the further task goes on, and takes over the lead', () => {
    const kept = [task('k', 'damkar', { part: 'lead', state: 'DELIVERED' })];
    expect(said(planTasks([task('m', 'damkar', { state: 'EN_ROUTE' })], kept))).toEqual(['end k', 'move m lead']);
    expect(said(planTasks([task('m', 'damkar', { state: 'SENT' })], kept))).toEqual(['end m']);
  });
  test('of two as far as each other the one whose clocks have run longer: nobody gains time', () => {
    const later = '2026-11-22T03:01:00.000Z';
    expect(said(planTasks([task('m', 'damkar')], [task('k', 'damkar', { sentAt: later })]))).toEqual([
      'end k',
      'move m support',
    ]);
    expect(said(planTasks([task('m', 'damkar', { sentAt: later })], [task('k', 'damkar')]))).toEqual(['end m']);
  });
});

const states = ['SENT', 'DELIVERED', 'SEND_FAILED', 'ACKNOWLEDGED', 'EN_ROUTE', 'ON_SCENE', 'HANDLING'] as const;
/** The open tasks of one incident: an agency once, at most one lead. */
const tasksOf = (prefix: string): fc.Arbitrary<OpenTask[]> =>
  fc
    .uniqueArray(
      fc.record({
        agencyId: fc.constantFrom('a', 'b', 'c', 'd'),
        state: fc.constantFrom(...states),
        minute: fc.integer({ min: 10, max: 59 }),
      }),
      { selector: (one) => one.agencyId, maxLength: 4 },
    )
    .chain((made) =>
      fc.nat(4).map((lead) =>
        made.map(({ minute, ...one }, index) => ({
          ...one,
          id: `${prefix}${one.agencyId}`,
          part: index === lead ? ('lead' as const) : ('support' as const),
          sentAt: `2026-11-22T03:${minute}:00.000Z`,
        })),
      ),
    );

test('whatever is open: each agency has exactly one task afterwards, the furthest it had, and there is at most one lead', () => {
  fc.assert(
    fc.property(tasksOf('m'), tasksOf('k'), (merged, kept) => {
      const plans = planTasks(merged, kept);
      const ended = new Set(plans.filter((plan) => plan.kind === 'end').map((plan) => plan.task.id));
      const moved = plans.flatMap((plan) => (plan.kind === 'move' ? [{ ...plan.task, part: plan.part }] : []));
      const after = [...kept.filter((one) => !ended.has(one.id)), ...moved];
      const agencies = [...new Set([...merged, ...kept].map((one) => one.agencyId))].sort();
      expect(after.map((one) => one.agencyId).sort()).toEqual(agencies);
      expect(plans.map((plan) => plan.task.id).length).toBe(new Set(plans.map((plan) => plan.task.id)).size);
      expect(after.filter((one) => one.part === 'lead').length).toBeLessThanOrEqual(1);
      // An incident that had a lead has one.
      if (kept.some((one) => one.part === 'lead')) expect(after.filter((one) => one.part === 'lead').length).toBe(1);
      // No end before its twin has a place: ends come first.
      expect(plans.findLastIndex((plan) => plan.kind === 'end')).toBeLessThan(
        Math.max(
          0,
          plans.findIndex((plan) => plan.kind === 'move'),
        ) || plans.length,
      );
    }),
  );
});

test('any states at all: no two can be merged into each other, nor be parent and child of each other', () => {
  const any = fc.record({
    state: fc.constantFrom(...incidentStates),
    priority: fc.constantFrom(null, 'P1' as const, 'P2' as const, 'P3' as const),
    sensitive: fc.boolean(),
    openAssignments: fc.nat(2),
    children: fc.nat(2),
    parentId: fc.option(fc.constantFrom('a', 'b', 'z')),
  });
  fc.assert(
    fc.property(any, any, fc.boolean(), (one, other, leads) => {
      const [a, b] = [incident('a', one), incident('b', other)];
      if (decideMerge(a, b, leads).ok) {
        const after = incident('a', { ...one, state: 'MERGED', mergedInto: b });
        expect(decideMerge(b, after, leads).ok).toBe(false);
        expect(decideMerge(after, b, leads).ok).toBe(false);
      }
      if (decideParent(a, b).ok) {
        const [child, parent] = [
          { ...a, parentId: 'b' },
          { ...b, children: b.children + 1 },
        ];
        expect(decideParent(parent, child).ok).toBe(false);
        expect(decideParent(incident('c'), child).ok).toBe(false);
        expect(decideParent(parent, incident('c')).ok).toBe(false);
      }
    }),
  );
});
