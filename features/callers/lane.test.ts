import { expect, test } from 'vitest';
import { type LaneNow, laneDays, maySign } from './lane.ts';

const at = '2026-11-21T13:00:00.000Z';
const wanted: LaneNow = { askedBy: 'ani', signedAt: null, endedAt: null };

test.each([
  ['a second person', wanted, 'budi', 'ok'],
  ['not who wanted it', wanted, 'ani', 'case_lane.own'],
  ['not twice', { ...wanted, signedAt: at }, 'budi', 'case_lane.signed'],
  ['not when it is over', { ...wanted, endedAt: at }, 'budi', 'case_lane.over'],
] as const)('a lane is signed by %s', (_name, lane, who, expected) => {
  const result = maySign(lane, who);
  expect(result.ok ? 'ok' : result.refusal.code).toBe(expected);
});

test('it stands for seven days at most', () => {
  expect([0, 1, 7, 8].map((days) => laneDays.safeParse(days).success)).toEqual([false, true, true, false]);
});
