import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusMs } from '#platform/shared/time.ts';
import { type Sign, type SilentCall, signKinds, silentQuestions, silentResults, silentSteps } from './silent.ts';
import { endsSilent, givenAnswer, isTalk, isThrough, languageOfRegion, propose, signOf } from './silent-rules.ts';
import { silentContent, silentDefaults } from './silent-settings.ts';

const start = '2026-11-22T03:00:00.000Z';
const at = (ms: number) => plusMs(start, ms);
const promptMs = 9000;
const settings = silentDefaults;
const call = (given: Partial<SilentCall> = {}): SilentCall => ({
  since: start,
  signs: [],
  steps: [],
  answers: [],
  result: null,
  ...given,
});
const sign = (kind: Sign['kind'], ms: number, digit: string | null = null): Sign => ({ kind, at: at(ms), digit });
const step = (name: SilentCall['steps'][number]['step'], ms: number) => ({ step: name, at: at(ms) });
const through = [
  step('ask_aloud', 0),
  step('ask_sign', 10_000),
  step('play_prompt', 20_000),
  step('play_prompt', 40_000),
  step('listen', 60_000),
];
const says = (given: Partial<SilentCall>, ms: number) => propose(call(given), settings, promptMs, at(ms));

describe('a sound is told by its length', () => {
  test.each([
    [-1, 'tap'],
    [0, 'tap'],
    [120, 'tap'],
    [121, 'short'],
    [320, 'short'],
    [699, 'short'],
    [700, 'voice'],
    [5000, 'voice'],
  ])('%i ms is %s', (ms, kind) => {
    expect(signOf(ms, settings)).toBe(kind);
  });
});

test.each([
  [[['tap', 0]], false],
  [[['key', null]], false],
  [
    [
      ['short', 320],
      ['short', 320],
    ],
    false,
  ],
  [[['voice', null]], true],
  // A quiet voice comes in pieces.
  [
    [
      ['short', 600],
      ['short', 500],
      ['tap', 50],
      ['short', 400],
    ],
    true,
  ],
] as const)('sounds before the desk is asked: %j is talk: %s', (sounds, talks) => {
  const given = sounds.map(([kind, ms]) => ({ kind, ms }));
  expect(isTalk(given, settings)).toBe(talks);
});

describe('what the desk does next', () => {
  test('nothing for a call that is not silent, that is settled, or whose caller spoke before anybody asked', () => {
    expect(says({ since: null }, 0).act).toBe('none');
    for (const result of silentResults) expect(says({ result }, 0).act).toBe('none');
    expect(says({ signs: [sign('voice', 500)] }, 1000).act).toBe('none');
  });

  test('step by step, each waited for, the prompt as often as the regency says, then the end', () => {
    expect(says({}, 0)).toEqual({ act: 'step', step: 'ask_aloud', round: 1 });
    expect(says({ steps: through.slice(0, 1) }, 7999)).toEqual({ act: 'wait', step: 'ask_aloud', until: at(8000) });
    expect(says({ steps: through.slice(0, 1) }, 8000)).toEqual({ act: 'step', step: 'ask_sign', round: 1 });
    expect(says({ steps: through.slice(0, 2) }, 18_000)).toEqual({ act: 'step', step: 'play_prompt', round: 1 });
    // The prompt is heard to its end first.
    expect(says({ steps: through.slice(0, 3) }, 36_999)).toEqual({
      act: 'wait',
      step: 'play_prompt',
      until: at(37_000),
    });
    expect(says({ steps: through.slice(0, 3) }, 37_000)).toEqual({ act: 'step', step: 'play_prompt', round: 2 });
    expect(says({ steps: through.slice(0, 4) }, 57_000)).toEqual({ act: 'step', step: 'listen', round: 1 });
    expect(says({ steps: through }, 79_999).act).toBe('wait');
    expect(says({ steps: through }, 80_000)).toEqual({ act: 'end' });
  });

  test('a sign leads to the questions, and after the last of them to the emergency', () => {
    const signs = [sign('tap', 12_000)];
    const steps = through.slice(0, 2);
    expect(says({ signs, steps }, 12_100)).toEqual({ act: 'question', question: 'danger' });
    const answers = silentQuestions.map((question, index) => ({ question, at: at(15_000 + index) }));
    expect(says({ signs, steps, answers: answers.slice(0, 1) }, 16_000)).toEqual({ act: 'question', question: 'near' });
    expect(says({ signs, steps, answers }, 16_000)).toEqual({ act: 'continue' });
  });

  test('a sound before anybody asked is no answer, but is remembered: asked first, and never ended by proposal', () => {
    const signs = [sign('short', 1000)];
    expect(says({ signs }, 8000)).toEqual({ act: 'step', step: 'ask_aloud', round: 1 });
    expect(says({ signs, steps: through }, 999_999).act).toBe('question');
  });

  test('a voice after the question is talked with', () => {
    expect(says({ signs: [sign('voice', 3000)], steps: through.slice(0, 1) }, 3100)).toEqual({ act: 'talk' });
  });
});

describe('one is yes, two are no', () => {
  const steps = through.slice(0, 1);
  const answer = (signs: readonly Sign[], ms: number, answers: SilentCall['answers'] = []) =>
    givenAnswer(call({ steps, signs, answers }), settings, at(ms));
  test.each([
    [[sign('tap', 1000)], 'yes', 1, ''],
    [[sign('tap', 1000), sign('tap', 1500)], 'no', 2, ''],
    [[sign('short', 1000), sign('tap', 2900)], 'no', 2, ''],
    [[sign('tap', 1000), sign('tap', 1500), sign('tap', 2000)], 'unclear', 3, ''],
    [[sign('key', 1000, '1')], 'yes', 1, '1'],
    [[sign('key', 1000, '5')], 'unclear', 1, '5'],
    [[sign('key', 1000, '5'), sign('key', 1400, '5')], 'no', 2, '55'],
    // Two seconds and more apart are two answers; the newest counts.
    [[sign('tap', 1000), sign('tap', 3001)], 'yes', 1, ''],
    [[sign('voice', 900), sign('tap', 1000)], 'yes', 1, ''],
  ] as const)('case %#: %s', (signs, reading, count, digits) => {
    expect(answer(signs, 9000)).toEqual({ count, digits, reading, isComplete: true });
  });
  test('an answer is complete only after a pause, and what came before the last question is none', () => {
    expect(answer([sign('tap', 1000)], 2999)?.isComplete).toBe(false);
    expect(answer([sign('tap', 1000)], 3000)?.isComplete).toBe(true);
    expect(answer([sign('tap', 1000)], 3000, [{ question: 'danger', at: at(1500) }])).toBeNull();
    expect(answer([], 3000)).toBeNull();
  });
});

test('how a call that is over counts', () => {
  expect(endsSilent(call({ since: null }))).toBe(false);
  expect(endsSilent(call())).toBe(true);
  expect(endsSilent(call({ result: 'no_sign' }))).toBe(true);
  // Somebody who tapped and was cut off before it was settled is owed a call back.
  expect(endsSilent(call({ signs: [sign('tap', 1)], steps: through }))).toBe(true);
  expect(endsSilent(call({ signs: [sign('voice', 1)] }))).toBe(false);
  expect(endsSilent(call({ result: 'spoke' }))).toBe(false);
  expect(endsSilent(call({ result: 'cannot_speak', signs: [sign('tap', 1)] }))).toBe(false);
});

test.each([
  ['35.15', 'jv'],
  ['33.74', 'jv'],
  ['35.28', 'other'],
  ['32.04', 'su'],
  ['61.04', 'ms'],
  ['31.71', 'none'],
])('regency %s is asked in %s', (code, language) => {
  expect(languageOfRegion(code)).toBe(language);
});

describe('whatever happens', () => {
  const moments = fc.integer({ min: 0, max: 300_000 });
  const anySigns = fc.array(
    fc.record({ kind: fc.constantFrom(...signKinds), ms: moments, digit: fc.constantFrom(null, '1', '2', '5', '#') }),
    { maxLength: 12 },
  );
  const anySteps = fc.array(fc.record({ step: fc.constantFrom(...silentSteps), ms: moments }), { maxLength: 12 });
  const anyAnswers = fc.array(fc.record({ question: fc.constantFrom(...silentQuestions), ms: moments }), {
    maxLength: 8,
  });
  const byTime = <Each extends { ms: number }>(all: readonly Each[]) =>
    all.toSorted((a, b) => a.ms - b.ms).map(({ ms, ...rest }) => ({ ...rest, at: at(ms) }));
  const anyCall = fc.record({ signs: anySigns, steps: anySteps, answers: anyAnswers }).map(
    (given): SilentCall => ({
      since: start,
      result: null,
      signs: byTime(given.signs),
      steps: byTime(given.steps),
      answers: byTime(given.answers),
    }),
  );
  const anySettings = fc
    .record({
      promptRounds: fc.integer({ min: 1, max: 5 }),
      answerWaitS: fc.integer({ min: 3, max: 60 }),
      listenS: fc.integer({ min: 5, max: 180 }),
    })
    .map((given) => silentContent.parse({ ...silentDefaults, ...given }));

  test('the end is proposed only without any sign, after every step was done and waited for', () => {
    fc.assert(
      fc.property(anyCall, anySettings, moments, (given, numbers, now) => {
        if (!isThrough(given, numbers, promptMs, at(now))) return;
        expect(given.signs).toEqual([]);
        for (const each of silentSteps) expect(given.steps.map((done) => done.step)).toContain(each);
        expect(given.steps.filter((done) => done.step === 'play_prompt').length).toBeGreaterThanOrEqual(
          numbers.promptRounds,
        );
        const last = given.steps.at(-1);
        expect(at(now) >= plusMs(last?.at ?? '', Math.min(numbers.listenS, numbers.answerWaitS) * 1000)).toBe(true);
      }),
    );
  });

  test('one more sign never leads to the end', () => {
    fc.assert(
      fc.property(anyCall, fc.constantFrom(...signKinds), moments, (given, kind, now) => {
        const more = { ...given, signs: [...given.signs, { kind, at: at(now), digit: null }] };
        expect(isThrough(more, settings, promptMs, at(now + 500_000))).toBe(false);
      }),
    );
  });

  test('whoever does what is proposed comes to an end, and time alone does nothing', () => {
    fc.assert(
      fc.property(anySettings, fc.boolean(), fc.integer({ min: 0, max: 6 }), (numbers, taps, tapAfter) => {
        let given = call();
        let now = start;
        for (let turn = 0; turn < 40; turn++) {
          if (taps && turn === tapAfter) given = { ...given, signs: [{ kind: 'tap', at: now, digit: null }] };
          const next = propose(given, numbers, promptMs, now);
          if (next.act === 'wait') now = next.until;
          else if (next.act === 'step') given = { ...given, steps: [...given.steps, { step: next.step, at: now }] };
          else if (next.act === 'question')
            given = { ...given, answers: [...given.answers, { question: next.question, at: now }] };
          else {
            expect(next.act).toBe(given.signs.length > 0 ? 'continue' : 'end');
            return;
          }
        }
        expect.fail('the procedure never ends');
      }),
    );
  });

  test('a call with a sign is never counted as anything but silent or found by a person', () => {
    fc.assert(
      fc.property(anyCall, (given) => {
        expect(endsSilent(given)).toBe(!given.signs.some((each) => each.kind === 'voice'));
      }),
    );
  });
});

test('what is written by the link is a sign that keeps the end away, and never read as yes or no', () => {
  const signs = [sign('link', 61_000)];
  expect(says({ steps: through, signs }, 200_000).act).toBe('question');
  expect(givenAnswer(call({ steps: through, signs }), settings, at(200_000))).toBeNull();
  const knocked = call({ steps: through, signs: [...signs, sign('tap', 62_000)] });
  expect(givenAnswer(knocked, settings, at(200_000))).toMatchObject({ count: 1, reading: 'yes' });
});
