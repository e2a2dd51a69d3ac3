import { type Instant, msBetween, plusMs } from '#platform/shared/time.ts';
import {
  type SignKind,
  type SilentAnswer,
  type SilentCall,
  type SilentProposal,
  type SilentStep,
  silentQuestions,
  silentSteps,
} from './silent.ts';
import type { SilentContent } from './silent-settings.ts';

/** What a sound of this length is; the quiet after it is not part of it. */
export function signOf(ms: number, settings: Pick<SilentContent, 'tapMs' | 'voiceMs'>): SignKind {
  if (ms <= settings.tapMs) return 'tap';
  return ms < settings.voiceMs ? 'short' : 'voice';
}

/** Whether sounds before a call is silent are an ordinary caller: a voice, or one so quiet that it comes in pieces. */
export function isTalk(
  sounds: readonly { readonly kind: SignKind; readonly ms: number | null }[],
  settings: Pick<SilentContent, 'voiceMs'>,
): boolean {
  const sounding = sounds.reduce((sum, sound) => sum + (sound.ms ?? 0), 0);
  return sounds.some((sound) => sound.kind === 'voice') || sounding >= 2 * settings.voiceMs;
}

/** Somebody speaks, and nobody had begun to ask: the caller was only slow. Such a call is silent no more. */
function hasSpokenByItself(call: SilentCall): boolean {
  return call.steps.length === 0 && call.signs.some((sign) => sign.kind === 'voice');
}

/** The procedure is for this call: silent, not settled, and nobody speaks by themselves. */
export function isAsked(call: SilentCall): boolean {
  return call.since !== null && call.result === null && !hasSpokenByItself(call);
}

/** The steps of a regency, one after the other. */
function planOf(settings: Pick<SilentContent, 'promptRounds'>): readonly { step: SilentStep; round: number }[] {
  return silentSteps.flatMap((step) =>
    Array.from({ length: step === 'play_prompt' ? settings.promptRounds : 1 }, (_, index) => ({
      step,
      round: index + 1,
    })),
  );
}

/** Milliseconds that a step takes until the next may come; `promptMs`: how long the prompt is. */
function waitAfter(step: SilentStep, settings: SilentContent, promptMs: number): number {
  if (step === 'listen') return settings.listenS * 1000;
  return settings.answerWaitS * 1000 + (step === 'play_prompt' ? promptMs : 0);
}

/**
 * What the desk does next on a silent call. A sign, of whatever kind and whenever it came, keeps the end from being proposed
 * for good; without one it is proposed only after every step was done and waited for.
 */
export function propose(call: SilentCall, settings: SilentContent, promptMs: number, now: Instant): SilentProposal {
  if (!isAsked(call)) return { act: 'none' };
  const hasAsked = call.steps.length > 0;
  if (hasAsked && call.signs.some((sign) => sign.kind === 'voice')) return { act: 'talk' };
  if (hasAsked && call.signs.length > 0) {
    const question = silentQuestions.find((each) => !call.answers.some((answer) => answer.question === each));
    return question === undefined ? { act: 'continue' } : { act: 'question', question };
  }
  const last = call.steps.at(-1);
  if (last !== undefined) {
    const until = plusMs(last.at, waitAfter(last.step, settings, promptMs));
    if (now < until) return { act: 'wait', step: last.step, until };
  }
  const done = new Map<SilentStep, number>();
  for (const { step } of call.steps) done.set(step, (done.get(step) ?? 0) + 1);
  const next = planOf(settings).find(({ step, round }) => (done.get(step) ?? 0) < round);
  return next === undefined ? { act: 'end' } : { act: 'step', ...next };
}

/** Whether a person may end the call as silent without saying why: the procedure is through and brought nothing. */
export function isThrough(call: SilentCall, settings: SilentContent, promptMs: number, now: Instant): boolean {
  return propose(call, settings, promptMs, now).act === 'end';
}

/** How a call that is over counts: nobody was ever heard speaking, and no person found that it was otherwise. */
export function endsSilent(call: SilentCall): boolean {
  if (call.since === null || call.result === 'spoke' || call.result === 'cannot_speak') return false;
  return !call.signs.some((sign) => sign.kind === 'voice');
}

/** The answer that is being given, or the last one. */
export interface GivenAnswer {
  readonly count: number;
  /** The keys among them, in order: somebody may press a two for no. */
  readonly digits: string;
  readonly reading: SilentAnswer;
  /** Nothing has come for long enough that it is complete. */
  readonly isComplete: boolean;
}

/**
 * The newest group of taps, short sounds and keys since the last question was answered (or the last step done). One is yes,
 * two are no; a single key other than 1 contradicts its count, so it is read as unclear and a person asks again.
 */
export function givenAnswer(
  call: SilentCall,
  settings: Pick<SilentContent, 'answerGapMs'>,
  now: Instant,
): GivenAnswer | null {
  const asked = [...call.steps, ...call.answers].map((each) => each.at).reduce((a, b) => (a > b ? a : b), '');
  // What is written says itself what it means.
  const signs = call.signs.filter((sign) => sign.kind !== 'voice' && sign.kind !== 'link' && sign.at > asked);
  const last = signs.at(-1);
  if (last === undefined) return null;
  let first = signs.length - 1;
  while (first > 0 && msBetween(signs[first - 1]?.at ?? '', signs[first]?.at ?? '') <= settings.answerGapMs) first--;
  const group = signs.slice(first);
  const digits = group.map((sign) => sign.digit ?? '').join('');
  return {
    count: group.length,
    digits,
    reading: readingOf(group.length, digits),
    isComplete: msBetween(last.at, now) >= settings.answerGapMs,
  };
}

function readingOf(count: number, digits: string): SilentAnswer {
  if (count === 1) return digits === '' || digits === '1' ? 'yes' : 'unclear';
  return count === 2 ? 'no' : 'unclear';
}

/** The language beside Indonesian that most callers of a regency speak, by its code; a regency may choose another. */
export function languageOfRegion(regionCode: string): SilentContent['localLanguage'] {
  const [province, regency] = regionCode.split('.');
  // Madura has a language of its own, for which nothing is shipped.
  if (province === '35' && ['26', '27', '28', '29'].includes(regency ?? '')) return 'other';
  if (province === '33' || province === '34' || province === '35') return 'jv';
  if (province === '32') return 'su';
  return province === '61' || province === '14' || province === '21' ? 'ms' : 'none';
}
