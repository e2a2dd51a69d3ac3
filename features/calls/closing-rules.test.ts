import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Result } from '#platform/shared/result.ts';
import { type Disposition, dispositions } from './call.ts';
import { evidenceFor, type HeardCall, isSame, mayJudge, maySay, needsCare } from './closing-rules.ts';
import { closingContent, closingSeeds } from './closing-settings.ts';
import { dispositionTexts } from './disposition-texts.ts';
import { type EvidenceCode, evidenceCodes, fittingEvidence, leastEvidence } from './evidence.ts';
import { evidenceTexts } from './evidence-texts.ts';
import type { SignKind, SilentResult, SilentStep } from './silent.ts';

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code);
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23, 1) + seconds * 1000).toISOString();

describe('evidence', () => {
  test.each<[string, Disposition, EvidenceCode[], string]>([
    ['none for a prank', 'PRANK_CHILD', [], 'call.evidence_missing'],
    ['one for a prank', 'PRANK_CHILD', ['laughter'], 'call.evidence_missing'],
    ['the same one twice is one', 'PRANK_ADULT', ['laughter', 'laughter'], 'call.evidence_missing'],
    ['two for a prank', 'PRANK_CHILD', ['laughter', 'admits_prank'], 'ok'],
    ['what is not for it', 'PRANK_ADULT', ['laughter', 'swearing'], 'call.evidence_unfit'],
    ['abuse', 'PRANK_ABUSIVE', ['swearing', 'insults_taker'], 'ok'],
    ['one for a confirmed hoax', 'HOAX_CONFIRMED', ['refuted_on_scene'], 'call.evidence_missing'],
    ['a suspicion needs none', 'HOAX_SUSPECTED', [], 'ok'],
    ['a silent call needs none', 'GHOST', [], 'ok'],
    ['and may have some', 'ACCIDENTAL', ['pocket_noise'], 'ok'],
    ['an emergency takes none', 'EMERGENCY_NEW', ['laughter'], 'call.evidence_unfit'],
  ])('%s', (_name, code, given, expected) => expect(codeOf(evidenceFor(code, given))).toBe(expected));

  test('whatever is accepted fits, is there once, and is enough', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...dispositions),
        fc.array(fc.constantFrom(...evidenceCodes), { maxLength: 8 }),
        (code, given) => {
          const kept = evidenceFor(code, given);
          if (!kept.ok) return;
          expect(new Set(kept.value)).toEqual(new Set(given));
          expect(kept.value.length).toBe(new Set(given).size);
          expect(kept.value.length).toBeGreaterThanOrEqual(leastEvidence[code] ?? 0);
          expect(isSame({ code, evidence: kept.value }, { code, evidence: given.toReversed() })).toBe(
            kept.value.length === given.length,
          );
        },
      ),
    );
  });

  test('one key for each, no two alike, and every code belongs to a class', () => {
    const keys = evidenceCodes.map((code) => evidenceTexts[code].key);
    expect(new Set(keys).size).toBe(evidenceCodes.length);
    expect(keys.every((key) => /^[a-z]$/.test(key))).toBe(true);
    const offered = new Set(Object.values(fittingEvidence).flat());
    expect(evidenceCodes.filter((code) => !offered.has(code))).toEqual([]);
    for (const code of dispositions)
      expect(fittingEvidence[code]?.length ?? 2).toBeGreaterThanOrEqual(leastEvidence[code] ?? 0);
  });

  test('whatever speaks against a caller needs two, and each such class of a desk has its key', () => {
    expect(Object.values(leastEvidence)).toEqual([2, 2, 2, 2]);
    for (const code of [
      'PRANK_CHILD',
      'PRANK_ADULT',
      'PRANK_ABUSIVE',
      'GHOST',
      'ACCIDENTAL',
      'WRONG_NUMBER',
      'TEST',
    ] as const)
      expect(dispositionTexts[code].key).not.toBeNull();
  });

  test('no code speaks of who the caller is (standards.md §5D)', () => {
    const forbidden = /accent|language|gender|sex\b|male|female|age\b|district|village|sim|emotion|upset|drunk|poor/;
    expect(evidenceCodes.filter((code) => forbidden.test(code))).toEqual([]);
  });
});

describe('who judges', () => {
  const hour = 3600;
  test.each<[string, { stands?: boolean; after: number; taker?: boolean; lead?: boolean; reason?: string }, string]>([
    ['first, by its taker', { stands: false, after: 1, taker: true }, 'ok'],
    ['first, by its taker days later: it is owed still', { stands: false, after: 99 * hour, taker: true }, 'ok'],
    ['first, by a lead', { stands: false, after: 1, lead: true }, 'ok'],
    ['by a stranger', { stands: false, after: 1 }, 'call.not_yours'],
    ['corrected by its taker within the shift', { after: 8 * hour, taker: true }, 'ok'],
    ['by its taker later', { after: 8 * hour + 1, taker: true }, 'call.correct_too_late'],
    ['by a lead without a reason', { after: 1, lead: true }, 'call.reason_missing'],
    ['by a lead with an empty reason', { after: 1, lead: true, reason: '   ' }, 'call.reason_missing'],
    ['by a lead who says why', { after: 99 * hour, lead: true, reason: 'Rekaman: anak minta tolong' }, 'ok'],
    ['by a lead whose own call it was, within the shift', { after: 1, taker: true, lead: true }, 'ok'],
    ['by a lead whose own call it was, later', { after: 9 * hour, taker: true, lead: true }, 'call.reason_missing'],
    ['by a stranger who says why', { after: 1, reason: 'Bukan iseng' }, 'call.not_yours'],
  ])('%s', (_name, { stands = true, after, taker = false, lead = false, reason = null as string | null }, expected) => {
    const call = { disposition: stands ? 'PRANK_CHILD' : null, endedAt: at(0) };
    const who = { isTaker: taker, isLead: lead, reason };
    expect(codeOf(mayJudge(call, who, closingSeeds, at(after)))).toBe(expected);
  });

  test('while the call runs its taker may always say otherwise', () => {
    const call = { disposition: 'PRANK_CHILD', endedAt: null };
    expect(mayJudge(call, { isTaker: true, isLead: false, reason: null }, closingSeeds, at(0)).ok).toBe(true);
  });
});

interface Heard {
  readonly over?: HeardCall['endedBy'];
  readonly talkedS?: number;
  readonly silent?: boolean;
  readonly result?: SilentResult;
  readonly signs?: SignKind[];
  readonly steps?: SilentStep[];
  readonly through?: boolean;
  readonly unheard?: boolean;
  readonly out?: boolean;
}

function heardOf(given: Heard): HeardCall {
  const over = given.over ?? null;
  return {
    state: over === null ? 'answered' : 'ended',
    direction: given.out === true ? 'outbound' : 'inbound',
    endedBy: over,
    answeredAt: at(0),
    endedAt: over === null ? null : at(given.talkedS ?? 60),
    wasListenedTo: given.unheard !== true,
    silent: {
      since: given.silent === true ? at(8) : null,
      result: given.result ?? null,
      signs: (given.signs ?? []).map((kind) => ({ kind, at: at(20), digit: null })),
      steps: (given.steps ?? []).map((step) => ({ step, at: at(15) })),
    },
    isThrough: given.through === true,
  };
}

describe('a silent call is closed by its procedure', () => {
  test.each<[string, Disposition, Heard, string]>([
    ['silent on the line, nothing done', 'GHOST', { silent: true }, 'call.silent_first'],
    ['silent on the line, through', 'GHOST', { silent: true, through: true }, 'ok'],
    ['a nuisance is no way around it', 'ACCIDENTAL', { silent: true }, 'call.silent_first'],
    ['nor a prank', 'PRANK_CHILD', { silent: true, steps: ['ask_aloud'] }, 'call.silent_first'],
    ['an emergency may always be said', 'EMERGENCY_NEW', { silent: true }, 'ok'],
    ['a slow caller who began to speak by themselves', 'PRANK_CHILD', { silent: true, signs: ['voice'] }, 'ok'],
    ['the caller left in the silence', 'GHOST', { silent: true, over: 'caller' }, 'ok'],
    ['and is no nuisance by that, but may turn out to be', 'ACCIDENTAL', { silent: true, over: 'caller' }, 'ok'],
    ['a person ended it and said why', 'GHOST', { silent: true, over: 'desk', result: 'no_sign' }, 'ok'],
    ['somebody spoke', 'GHOST', { silent: true, over: 'caller', result: 'spoke' }, 'call.was_heard'],
    ['somebody could not speak', 'GHOST', { silent: true, result: 'cannot_speak' }, 'call.was_heard'],
    ['a voice was heard', 'GHOST', { silent: true, over: 'desk', signs: ['voice'] }, 'call.was_heard'],
    ['never silent, on the line', 'GHOST', {}, 'call.never_silent'],
    ['never silent, a minute of talk', 'GHOST', { over: 'caller' }, 'call.never_silent'],
    ['gone before anybody could find it silent', 'GHOST', { over: 'caller', talkedS: 5 }, 'ok'],
    ['hung up on before that', 'GHOST', { over: 'desk', talkedS: 5 }, 'call.never_silent'],
    ['nobody of ours listened', 'GHOST', { over: 'caller', unheard: true }, 'ok'],
    ['a call of ours on which nobody spoke', 'GHOST', { over: 'caller', out: true }, 'ok'],
    ['an ordinary prank', 'PRANK_ADULT', { over: 'caller' }, 'ok'],
  ])('%s', (_name, code, given, expected) => {
    expect(codeOf(maySay(code, heardOf(given), { silentAfterS: 8 }))).toBe(expected);
  });

  test('no call is without a class that may be said of it', () => {
    fc.assert(
      fc.property(
        fc.record({
          over: fc.constantFrom('caller', 'desk', 'system', null),
          talkedS: fc.integer({ min: 0, max: 200 }),
          silent: fc.boolean(),
          result: fc.constantFrom('spoke', 'cannot_speak', 'no_sign', undefined),
          signs: fc.array(fc.constantFrom<SignKind>('tap', 'short', 'voice', 'key'), { maxLength: 3 }),
          through: fc.boolean(),
        }),
        ({ result, ...given }) => {
          const heard = heardOf({ ...given, ...(result === undefined ? {} : { result }) });
          for (const code of ['EMERGENCY_NEW', 'DROPPED_EARLY', 'INFO_PUBLIC', 'LANG_BARRIER'] as const)
            expect(maySay(code, heard, { silentAfterS: 8 }).ok).toBe(true);
        },
      ),
    );
  });
});

test('settings of an older or an empty content are whole', () => {
  expect(closingContent.parse({ abuseThreshold: 5 })).toEqual({ ...closingSeeds, abuseThreshold: 5 });
  expect(closingSeeds.scriptChild).toMatch(/112 bukan mainan/);
  expect([needsCare(2, closingSeeds), needsCare(3, closingSeeds)]).toEqual([false, true]);
});
