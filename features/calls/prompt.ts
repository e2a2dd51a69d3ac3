import { z } from 'zod';
import { idSchema } from '#platform/shared/ids.ts';

export const promptId = idSchema<'prompt'>();

/** What callers hear from the machine, in the order in which a caller may meet it. */
export const promptNames = [
  'announcement',
  'soon-answered',
  'please-wait',
  'hold',
  'all-busy',
  'call-back',
  'call-back-thanks',
  'silent',
  'silent-local',
] as const;
export const promptName = z.enum(promptNames);
export type PromptName = (typeof promptNames)[number];

/** When a caller hears it. The exchange opens the file at each playing, so a new recording is heard from the next one on. */
export type PromptMoment = 'first' | 'waiting' | 'hold' | 'last' | 'called_back' | 'silent' | 'silent_local';
export const promptMoments: Readonly<Record<PromptName, PromptMoment>> = {
  announcement: 'first',
  'soon-answered': 'waiting',
  'please-wait': 'waiting',
  hold: 'hold',
  'all-busy': 'last',
  'call-back': 'called_back',
  'call-back-thanks': 'called_back',
  silent: 'silent',
  'silent-local': 'silent_local',
};

/** Null twice: the recording shipped with the program. */
export const promptContent = z
  .object({
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
    durationMs: z.number().int().positive().nullable(),
  })
  .refine(({ sha256, durationMs }) => (sha256 === null) === (durationMs === null), {
    message: 'a recording has a hash and a duration, or neither',
  });
export type PromptContent = z.output<typeof promptContent>;

/** Of the uploaded file. 700 kB are 43 s at 8 kHz, 21 s at 16 kHz, 7 s at 48 kHz; the request itself may hold 1 MiB. */
export const maxPromptBytes = 700_000;
export const minPromptMs = 500;
export const maxPromptMs = 40_000;
