import { describe, expect, test } from 'vitest';
import {
  type CaseNow,
  confirmedOf,
  endsAt,
  mayChange,
  mayDecide,
  mayTakeStep,
  nextStep,
  opensCase,
} from './case-rules.ts';
import { caseSetting, fillLetter, unknownPlaceholders } from './case-setting.ts';
import type { KnownCall } from './facts.ts';

const setting = caseSetting.parse({});
const now = '2026-11-21T13:00:00.000Z';
const daysAgo = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();
const prank = (days: number, by: string | null, disposition = 'PRANK_CHILD'): KnownCall => ({
  ...{ state: 'ended', disposition, by, at: daysAgo(days) },
});
const opens = (calls: readonly KnownCall[], since: string | null = null) =>
  opensCase(confirmedOf(calls, setting, { now, since }), setting);

describe('a case is opened by rule', () => {
  test.each([
    ['three confirmed in 30 days by two call takers', [prank(1, 'ani'), prank(9, 'ani'), prank(30, 'budi')], true],
    ['not by one call taker alone', [prank(1, 'ani'), prank(2, 'ani'), prank(3, 'ani'), prank(4, 'ani')], false],
    ['not by two', [prank(1, 'ani'), prank(2, 'budi')], false],
    ['not when the third is older', [prank(1, 'ani'), prank(2, 'budi'), prank(30.01, 'budi')], false],
    ['a confirmed hoax counts', [prank(1, 'ani', 'HOAX_CONFIRMED'), prank(2, 'budi'), prank(3, 'ani')], true],
    ['a suspicion does not', [prank(1, 'ani', 'HOAX_SUSPECTED'), prank(2, 'budi'), prank(3, 'ani')], false],
    ['a silent call does not', [prank(1, 'ani', 'GHOST'), prank(2, 'budi', 'GHOST'), prank(3, 'ani', 'GHOST')], false],
    ['nobody known to have judged counts for nobody', [prank(1, null), prank(2, null), prank(3, 'ani')], false],
  ] as const)('%s', (_name, calls, expected) => {
    expect(opens(calls)).toBe(expected);
  });

  test('what an ended case dealt with is not counted again', () => {
    const calls = [prank(1, 'ani'), prank(5, 'budi'), prank(9, 'ani')];
    expect(opens(calls, daysAgo(6))).toBe(false);
    expect(opens(calls, daysAgo(10))).toBe(true);
  });
});

test('it ends 90 clean days after the last nuisance', () => {
  expect(endsAt('2026-01-01T00:00:00.000Z', setting)).toBe('2026-04-01T00:00:00.000Z');
});

const open: CaseNow = {
  ...{ state: 'open', version: 3, openedBy: null, assigneeId: 'ani' },
  ...{ workers: ['budi'], steps: ['log'], appeal: { filedBy: 'citra' } },
};

test.each([
  ['as it was shown', open, 3, 'ok'],
  ['changed by somebody meanwhile', open, 2, 'caller_case.stale'],
  ['ended', { ...open, state: 'ended' as const }, 3, 'caller_case.ended'],
] as const)('a change of a case %s', (_name, found, version, expected) => {
  const result = mayChange(found, version);
  expect(result.ok ? 'ok' : result.refusal.code).toBe(expected);
});

test.each([
  ['the police before anybody spoke', ['log'], 'police_referral', 'caller_case.too_early'],
  ['the police after a letter', ['log', 'letter'], 'police_referral', 'ok'],
  ['a letter at once', [], 'letter', 'ok'],
] as const)('%s', (_name, steps, step, expected) => {
  const result = mayTakeStep({ ...open, steps }, step);
  expect(result.ok ? 'ok' : result.refusal.code).toBe(expected);
});

test.each([
  [[], 'log'],
  [['log', 'letter'], 'police_referral'],
  [['police_referral'], null],
] as const)('after %j comes %s', (taken, expected) => {
  expect(nextStep(taken)).toBe(expected);
});

test.each([
  ['whoever had no hand in it', 'dewi', 'ok'],
  ['not the assignee', 'ani', 'caller_case.own_work'],
  ['not who took a step', 'budi', 'caller_case.own_work'],
  ['not who wrote the appeal down', 'citra', 'caller_case.own_work'],
] as const)('an appeal is decided by another person: %s', (_name, who, expected) => {
  const result = mayDecide(open, who);
  expect(result.ok ? 'ok' : result.refusal.code).toBe(expected);
});

test('a letter is filled, and a placeholder that nothing fills is refused with the setting', () => {
  const values = { daerah: 'Sidoarjo', tanggal: '21 Nov', nomor_kasus: '7', nomor: '+62', jumlah: '3', hari: '30' };
  expect(fillLetter('{daerah}: {jumlah} panggilan', values)).toBe('Sidoarjo: 3 panggilan');
  expect(unknownPlaceholders('{daerah} {nama}')).toEqual(['nama']);
  const text = 'Kepada {nama} yang terhormat sekali';
  expect(caseSetting.safeParse({ letters: [{ id: 'baru', name: 'Surat', text }] }).success).toBe(false);
});
