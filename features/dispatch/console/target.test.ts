import { expect, test } from 'vitest';
import { fill } from '#platform/shared/texts.ts';
import { describeTarget, unitOf } from './target.ts';

test.each([
  [30, 'seconds'],
  [90, 'seconds'],
  [120, 'minutes'],
  [5400, 'minutes'],
  [28_800, 'hours'],
  [86_400, 'days'],
] as const)('%i s are edited in %s', (seconds, unit) => expect(unitOf(seconds)).toBe(unit));

test.each([
  [null, false, 'Tanpa sasaran'],
  [60, false, '1 menit'],
  [86_400, false, '24 jam'],
  [172_800, false, '2 hari'],
  [432_000, true, '5 hari kerja'],
] as const)('%s s, working days %s: %s', (seconds, workingDays, said) =>
  expect(describeTarget(seconds, workingDays, (text, values) => fill(text, 'id', values ?? {}))).toBe(said),
);
