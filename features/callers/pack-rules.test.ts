import { describe, expect, test } from 'vitest';
import type { CaseNow } from './case-rules.ts';
import { mayPrepare, maySignPack, type PackGround, type PackNow } from './pack-rules.ts';

const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code);

const worked: CaseNow = {
  state: 'open',
  version: 3,
  openedBy: null,
  assigneeId: 'a',
  workers: ['a'],
  steps: ['log', 'friendly_call'],
  appeal: null,
};
const ground: PackGround = { calls: 3, isWaiting: false };

describe('preparing', () => {
  test.each<[string, Partial<CaseNow>, Partial<PackGround>, string]>([
    ['after a friendly call', {}, {}, 'ok'],
    ['after a letter alone', { steps: ['letter'] }, {}, 'ok'],
    ['after parents or school', { steps: ['parents_or_school'] }, {}, 'ok'],
    ['when nobody has spoken to the person', { steps: ['log'] }, {}, 'caller_case.too_early'],
    ['when nothing was done at all', { steps: [] }, {}, 'caller_case.too_early'],
    ['over an objection', { appeal: { filedBy: null } }, {}, 'case_pack.appeal_open'],
    [
      'over an objection, before anything else is said',
      { appeal: { filedBy: 'b' }, steps: [] },
      { calls: 0 },
      'case_pack.appeal_open',
    ],
    ['when every call was judged anew', {}, { calls: 0 }, 'case_pack.nothing_confirmed'],
    ['while another one waits', {}, { isWaiting: true }, 'case_pack.waiting'],
  ])('%s', (_name, found, given, expected) => {
    expect(codeOf(mayPrepare({ ...worked, ...found }, { ...ground, ...given }))).toBe(expected);
  });
});

describe('signing', () => {
  const waiting: PackNow = {
    state: 'prepared',
    preparedBy: 'supervisor',
    caseState: 'open',
    hasAppeal: false,
    steps: ['log', 'friendly_call'],
    wasSeen: true,
    contentHash: 'a',
    seenHash: 'a',
  };
  test.each<[string, Partial<PackNow>, string, string]>([
    ['by another person who has read it', {}, 'head', 'ok'],
    ['by who prepared it', {}, 'supervisor', 'case_pack.own'],
    ['unread', { wasSeen: false }, 'head', 'case_pack.not_seen'],
    ['another one than was read', { seenHash: 'b' }, 'head', 'case_pack.outdated'],
    ['over an objection that came since', { hasAppeal: true }, 'head', 'case_pack.appeal_open'],
    ['of a case that has ended', { caseState: 'ended' }, 'head', 'caller_case.ended'],
    ['when the milder step was taken back since', { steps: ['log'] }, 'head', 'caller_case.too_early'],
    ['again, after a referral by hand', { steps: ['letter', 'police_referral'] }, 'head', 'ok'],
    ['twice', { state: 'signed' }, 'head', 'case_pack.not_waiting'],
    ['after it was withdrawn', { state: 'withdrawn' }, 'head', 'case_pack.not_waiting'],
  ])('%s', (_name, given, userId, expected) => {
    expect(codeOf(maySignPack({ ...waiting, ...given }, userId))).toBe(expected);
  });
});
