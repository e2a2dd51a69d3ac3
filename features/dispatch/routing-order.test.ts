import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers, placeBetween, shadowOf } from './routing-order.ts';

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

describe('a rule that can never match', () => {
  const rule = (given: object) => ({
    content: { incidentTypeId: null, priority: null, districtCode: null, active: true, ...given },
  });
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
    expect(shadowOf(rules, index)).toBe(shadow === undefined ? undefined : rules[shadow]);
  });

  test('the general rule covers each, a narrow one covers itself only', () => {
    expect(covers(rule({}).content, rule({ priority: 'P3' }).content)).toBe(true);
    expect(covers(rule({ priority: 'P3' }).content, rule({}).content)).toBe(false);
  });
});
