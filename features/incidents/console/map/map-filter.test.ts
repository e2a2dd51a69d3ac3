import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filterOf, passes, sortForList } from './map-filter.ts';

const none = { p: null, c: null, d: null };
const type = { name: { id: 'Kebakaran', en: 'Fire' }, category: 'FIRE' } as const;
const one = { priority: 'P1', type, district: { code: '35.15.08', name: 'Sidoarjo' } } as const;

describe('the filter of an address', () => {
  test('takes only what exists', () => {
    expect(filterOf({ p: 'P3,P9,P1', c: 'FIRE', d: '35.15.08' })).toEqual({
      priorities: ['P1', 'P3'],
      category: 'FIRE',
      district: '35.15.08',
    });
    expect(filterOf({ p: 'x', c: 'LUNCH', d: null })).toEqual({ priorities: [], category: null, district: null });
  });

  test.each([
    [none, one, true],
    [{ ...none, p: 'P1' }, one, true],
    [{ ...none, p: 'P2,P3' }, one, false],
    [{ ...none, p: 'P1' }, { ...one, priority: null }, false],
    [none, { ...one, priority: null }, true],
    [{ ...none, c: 'FIRE' }, one, true],
    [{ ...none, c: 'HEALTH' }, one, false],
    [{ ...none, c: 'FIRE' }, { ...one, type: null }, false],
    [{ ...none, d: '35.15.09' }, one, false],
    [{ ...none, d: '35.15.08' }, { ...one, district: null }, false],
  ])('%o lets %o through: %s', (said, item, expected) => expect(passes(filterOf(said), item)).toBe(expected));
});

describe('the list beside the map', () => {
  const item = fc.record({
    id: fc.uuid(),
    priority: fc.constantFrom('P1', 'P2', 'P3', 'P4', null),
    reportedAt: fc.date({ noInvalidDate: true }).map((at) => at.toISOString()),
    point: fc.option(
      fc.record({ latitude: fc.double({ min: -8, max: -7, noNaN: true }), longitude: fc.constant(112.7) }),
    ),
  });

  test('names every incident once: in view, without a point, or counted elsewhere', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30 }), (items) => {
        const { inView, withoutPoint, elsewhere } = sortForList(items, [112, -7.5, 113, -7]);
        expect(inView.length + withoutPoint.length + elsewhere).toBe(items.length);
        expect(inView.every(({ point }) => point !== null && point.latitude >= -7.5)).toBe(true);
      }),
    );
  });

  test('has what nobody has judged yet and the most urgent first, then the oldest', () => {
    const at = (id: string, priority: 'P1' | 'P2' | null, minute: number) => ({
      id,
      priority,
      reportedAt: `2026-11-22T10:0${minute}:00Z`,
      point: { latitude: -7.4, longitude: 112.7 },
    });
    const { inView } = sortForList([at('a', 'P2', 1), at('b', 'P1', 5), at('c', 'P1', 2), at('d', null, 9)], null);
    expect(inView.map(({ id }) => id).join('')).toBe('dcba');
  });
});
