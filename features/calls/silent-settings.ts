import { z } from 'zod';

// Apart from the words, which every view of a call needs at once.

/** The languages in which the prompt and the words to read aloud are shipped beside Indonesian. `other`: an own recording. */
export const localLanguages = ['none', 'jv', 'su', 'ms', 'other'] as const;
export type LocalLanguage = (typeof localLanguages)[number];

const seconds = (from: number, to: number) => z.number().int().min(from).max(to);

/** The numbers of the procedure, per regency. */
export const silentContent = z
  .object({
    /** Seconds after the answer without a voice after which the desk is asked. */
    silentAfterS: seconds(3, 60),
    /** How long an answer is waited for after asking, and after the end of the prompt. */
    answerWaitS: seconds(3, 60),
    /** How long the desk listens to what is behind the silence before it may end the call. */
    listenS: seconds(5, 180),
    promptRounds: z.number().int().min(1).max(5),
    /** Two signs further apart than this are two answers. */
    answerGapMs: z.number().int().min(800).max(5000),
    /** Mean loudness of 20 ms above which it is a sound, 0 to 32767. */
    threshold: z.number().int().min(20).max(2000),
    /** Quiet that ends a sound: knocks closer than this are one. */
    gapMs: z.number().int().min(100).max(1000),
    /** A sound up to this is a tap, one from `voiceMs` on a voice. */
    tapMs: z.number().int().min(40).max(400),
    voiceMs: z.number().int().min(300).max(3000),
    localLanguage: z.enum(localLanguages),
  })
  .refine(({ tapMs, voiceMs }) => tapMs < voiceMs, { message: 'a tap is shorter than a voice' });
export type SilentContent = z.output<typeof silentContent>;

/** Measured against the real exchange, see server/silent/detection.test.ts. */
export const silentDefaults: SilentContent = {
  silentAfterS: 8,
  answerWaitS: 8,
  listenS: 20,
  promptRounds: 2,
  answerGapMs: 2000,
  threshold: 100,
  gapMs: 200,
  tapMs: 120,
  voiceMs: 700,
  localLanguage: 'none',
};
