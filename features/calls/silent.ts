import { z } from 'zod';
import type { Instant } from '#platform/shared/time.ts';

/*
 * A call that was answered and on which nobody is heard: it may be a victim who cannot speak, so nobody but a person ever
 * ends it. The practice this follows: the silent call procedure of NENA (ask aloud, ask for any sign, listen, questions that
 * need a yes or a no) and the British one, which asks for a cough, a tap or a key.
 */

/**
 * What a caller who cannot speak may give. `tap`: a knock on the telephone; `short`: a cough or a syllable; `voice`: longer
 * sound, so speech or a loud surrounding; `key`: a digit of the telephone; `link`: words or a button on the caller's page.
 */
export const signKinds = ['tap', 'short', 'voice', 'key', 'link'] as const;
export const signKind = z.enum(signKinds);
export type SignKind = (typeof signKinds)[number];

export interface Sign {
  readonly kind: SignKind;
  readonly at: Instant;
  /** Of a key. */
  readonly digit: string | null;
}

/** What the desk does, in this order; `play_prompt` as many times as the regency says. */
export const silentSteps = ['ask_aloud', 'ask_sign', 'play_prompt', 'listen'] as const;
export const silentStep = z.enum(silentSteps);
export type SilentStep = (typeof silentSteps)[number];

/** Questions for one tap (yes) or two (no), the one that decides most first. */
export const silentQuestions = ['danger', 'near', 'police', 'medical', 'fire', 'home'] as const;
export const silentQuestion = z.enum(silentQuestions);
export type SilentQuestion = (typeof silentQuestions)[number];
export const silentAnswers = ['yes', 'no', 'unclear'] as const;
export const silentAnswer = z.enum(silentAnswers);
export type SilentAnswer = (typeof silentAnswers)[number];

/**
 * What a person found. `cannot_speak`: signs came, it goes on as an emergency and nobody calls back; `spoke`: the caller
 * speaks after all; `no_sign`: nothing came, and the person ended it.
 */
export const silentResults = ['cannot_speak', 'spoke', 'no_sign'] as const;
export const silentResult = z.enum(silentResults);
export type SilentResult = (typeof silentResults)[number];

/** Why a person ends a silent call before the procedure is through, or though there was a sign. */
export const silentEndReasons = ['other_emergency', 'same_caller', 'line_fault', 'pocket', 'technician'] as const;
export const silentEndReason = z.enum(silentEndReasons);
export type SilentEndReason = (typeof silentEndReasons)[number];

/** Whether anything at all comes from the caller's telephone; `none` is a fault of the line and no silence. */
export const silentMedia = ['flowing', 'none', 'unknown'] as const;
export type SilentMedia = (typeof silentMedia)[number];

/** A silent call as the rules see it. */
export interface SilentCall {
  /** Nothing is heard since then; null: not silent. */
  readonly since: Instant | null;
  /** Oldest first. */
  readonly signs: readonly Sign[];
  readonly steps: readonly { readonly step: SilentStep; readonly at: Instant }[];
  readonly answers: readonly { readonly question: SilentQuestion; readonly at: Instant }[];
  readonly result: SilentResult | null;
}

/** What the screen proposes next. Everything else stays possible: it is a person who decides. */
export type SilentProposal =
  | { readonly act: 'none' }
  | { readonly act: 'step'; readonly step: SilentStep; readonly round: number }
  /** Asked; an answer is waited for. */
  | { readonly act: 'wait'; readonly step: SilentStep; readonly until: Instant }
  /** A voice: talk with them. */
  | { readonly act: 'talk' }
  | { readonly act: 'question'; readonly question: SilentQuestion }
  /** There were signs, and all was asked: go on as an emergency. */
  | { readonly act: 'continue' }
  /** Through without a sign: the person may end it. */
  | { readonly act: 'end' };

/** Most signs that are kept of one call: a loud surrounding would give one twice a second. */
export const mostSigns = 200;
