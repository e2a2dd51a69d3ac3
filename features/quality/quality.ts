import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';

export type SampleId = Id<'quality_sample'>;
export const sampleId = idSchema<'quality_sample'>();
export const talkId = idSchema<'quality_talk'>();
export const stepId = idSchema<'quality_step'>();

/** Why a call that was drawn cannot be assessed: nothing to be heard, hidden by a sensitive incident, or nothing on it to assess. */
export const asideReasons = ['no_sound', 'hidden', 'unfit'] as const;
export const asideReason = z.enum(asideReasons);

/** How a score came to count. */
export const countedWays = ['accepted', 'decided', 'expired'] as const;
export type CountedWay = (typeof countedWays)[number];

/** What somebody does with a sample that waits for them. */
export const tasks = ['assess', 'settle', 'decide'] as const;
export type WaitingTask = (typeof tasks)[number];

/** What a regency sets for its sample. */
export const qualitySetting = z.object({
  perTaker: z.number().int().min(1).max(50),
  doubleShare: z.number().min(0).max(1),
  appealDays: z.number().int().min(1).max(60),
});
export type QualitySetting = z.output<typeof qualitySetting>;

/** Names and contents of the events of quality: ids, codes, times and figures only. */
export interface QualityEvents {
  /** Before the month: `commitment` is the SHA-256 of its seed. `isLate`: the month had begun. */
  readonly 'quality.seed_committed': {
    readonly from: Instant;
    readonly commitment: string;
    readonly perTaker: number;
    readonly doubleShare: number;
    readonly isLate: boolean;
  };
  /** After the month: the seed, and how many of how many it drew. */
  readonly 'quality.drawn': {
    readonly from: Instant;
    readonly seed: string;
    readonly perTaker: number;
    readonly doubleShare: number;
    readonly eligible: number;
    readonly drawn: number;
  };
  readonly 'quality.sample_opened': { readonly callId: string; readonly stratum: string; readonly isDouble: boolean };
  readonly 'quality.sheet_filled': {
    readonly kind: string;
    readonly scorecardVersion: number;
    readonly score: number | null;
    readonly isFailed: boolean;
    readonly differing: readonly string[];
  };
  readonly 'quality.set_aside': { readonly why: string };
  /** The call taker may see it and answer until then. */
  readonly 'quality.shown': { readonly answerBy: Instant };
  readonly 'quality.appealed': Record<string, never>;
  readonly 'quality.counted': { readonly way: CountedWay; readonly score: number | null };
  /** The queue of assessors is read anew; which call it is about is not told. */
  readonly 'quality.queue_changed': Record<string, never>;
  readonly 'quality.talk_held': { readonly steps: number };
  readonly 'quality.step_done': { readonly position: number };
}
