import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewest } from './privacy-rules.ts';
import { type PrankCount, propose } from './proposal-rules.ts';

const at = (change: Partial<PrankCount>): PrankCount => ({
  district: '35.15.17',
  village: null,
  weekday: 2,
  hour: 14,
  code: 'PRANK_CHILD',
  count: 1,
  ...change,
});
const nobody = new Set<string>();

test('Waru: 40 pranks, 60 % of them on weekdays from 13 to 16, mostly children, so a school visit', () => {
  const { total, placed, proposals, hidden } = propose(
    [
      at({ hour: 13, count: 10, village: '35.15.17.2001' }),
      at({ hour: 15, count: 14, village: '35.15.17.2001' }),
      at({ hour: 20, count: 9, code: 'PRANK_ADULT', village: '35.15.17.2002' }),
      at({ weekday: 7, hour: 9, count: 7, village: '35.15.17.2003' }),
      at({ district: null, count: 60 }),
    ],
    nobody,
  );
  expect({ total, placed, hidden }).toEqual({ total: 100, placed: 40, hidden: 0 });
  expect(proposals).toEqual([
    {
      district: '35.15.17',
      count: 40,
      window: { days: 'weekdays', fromHour: 13, toHour: 16, share: 0.6 },
      childShare: 31 / 40,
      audience: 'primary_school',
      kind: 'school_visit',
      villages: [
        { code: '35.15.17.2001', count: 24 },
        { code: '35.15.17.2002', count: 9 },
        { code: '35.15.17.2003', count: 7 },
      ],
      isRecent: false,
    },
  ]);
});

test('a Sunday morning as busy as five weekdays together is what is proposed, and adults in their village', () => {
  const { proposals } = propose(
    [at({ hour: 9, count: 10, code: 'PRANK_ADULT' }), at({ weekday: 7, hour: 9, count: 10, code: 'PRANK_ABUSIVE' })],
    nobody,
  );
  expect(proposals[0]).toMatchObject({
    window: { days: 'weekend', fromHour: 7, toHour: 10, share: 0.5 },
    childShare: null,
    audience: 'adults',
    kind: 'village_meeting',
  });
});

test('who few calls came from is not shown, and "nearly all" is not said as a figure', () => {
  const { proposals, hidden } = propose(
    [
      at({ count: 40 }),
      at({ hour: 3, count: 2 }),
      at({ district: '35.15.08', count: 4 }),
      at({ district: '35.15.09', count: 3 }),
    ],
    nobody,
  );
  expect(hidden).toBe(2);
  expect(proposals.map(({ district }) => district)).toEqual(['35.15.17']);
  expect(proposals[0]?.window).toEqual({ days: 'weekdays', fromHour: 12, toHour: 15, share: null });
});

test('a district that has just had a campaign comes last', () => {
  const { proposals } = propose([at({ count: 40 }), at({ district: '35.15.08', count: 6 })], new Set(['35.15.17']));
  expect(proposals.map(({ district, isRecent }) => [district, isRecent])).toEqual([
    ['35.15.08', false],
    ['35.15.17', true],
  ]);
});

test('nothing is proposed where no place is known', () => {
  expect(propose([at({ district: null, count: 500 })], nobody)).toEqual({
    total: 500,
    placed: 0,
    proposals: [],
    hidden: 0,
  });
});

test('whatever came, no figure of an area is below five, nor is what it leaves', () => {
  const row = fc.record({
    district: fc.constantFrom('35.15.01', '35.15.02', '35.15.03', null),
    village: fc.constantFrom('35.15.01.2001', '35.15.01.2002', null),
    weekday: fc.integer({ min: 1, max: 7 }),
    hour: fc.integer({ min: 0, max: 23 }),
    code: fc.constantFrom('PRANK_CHILD', 'PRANK_ADULT', 'PRANK_ABUSIVE'),
    count: fc.integer({ min: 1, max: 12 }),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
      for (const { count, window, childShare, villages } of propose(rows, nobody).proposals) {
        const parts = [window?.share ?? null, childShare].flatMap((share) => (share === null ? [] : [share * count]));
        for (const part of [count, ...villages.map((each) => each.count), ...parts])
          expect(Math.round(part)).toBeGreaterThanOrEqual(fewest);
        for (const part of parts) {
          const rest = Math.round(count - part);
          expect(rest === 0 || rest >= fewest).toBe(true);
        }
      }
    }),
  );
});
