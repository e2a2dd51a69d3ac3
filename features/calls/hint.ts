import { z } from 'zod';
import type { Disposition } from './call.ts';

/*
 * A hint: how much a call that rings looks like the pranks of its number before, as a sum that a supervisor can add up by hand. It is
 * never a verdict: no code ends, refuses, hides or turns away a call because of it, and while it is in shadow no desk and no rule of
 * the queue knows of it (design.md invariant 2, decision 0033).
 */

/** What a hint may be worked out from (standards.md §5D). A keyword of a transcript is allowed too; nothing here transcribes. */
export const allowedSignals = [
  'confirmed_history',
  'call_length',
  'speech_present',
  'dtmf',
  'place_plausibility',
  'independent_reports',
  'call_back_result',
] as const;
export type AllowedSignal = (typeof allowedSignals)[number];

/** What must never speak against a caller: whoever is poor, foreign, young, drunk or in panic is not a prank by that. */
export const forbiddenSignals = [
  'accent',
  'language',
  'gender',
  'age_guess',
  'sub_district',
  'sim_type',
  'emotion',
] as const;
export type ForbiddenSignal = (typeof forbiddenSignals)[number];

/** A forbidden signal fits nowhere: not in this type, and in no column of `call_hints`. */
export interface FeatureOfHint {
  readonly signal: Exclude<AllowedSignal, ForbiddenSignal>;
  /** Added to the sum for each unit of it; below zero: it speaks for the caller. */
  readonly weight: number;
  /** More units than this count as so many. */
  readonly most: number;
}

/** Which weights a score was made with; it rises with every change of the table below. */
export const hintModel = 1;
/** The sum of a number that nobody knows anything of: 1 in 55. */
export const hintBias = -4;

/**
 * Everything a hint looks at. "Earlier" is this number's calls of the 90 days before, each counting the less the older it is
 * (hint-rules.ts). No weight was learned: they are set so that forty pranks and one recent emergency stay below the threshold.
 */
export const hintFeatures = {
  /** Earlier calls that a person closed as a prank or a confirmed false report. */
  confirmedPranks: { signal: 'confirmed_history', weight: 0.9, most: 10 },
  /** People who said so, beyond the first. */
  confirmers: { signal: 'confirmed_history', weight: 0.6, most: 4 },
  /** Earlier calls in which a person found that help was needed. */
  confirmedNeeds: { signal: 'confirmed_history', weight: -4, most: 5 },
  /** Earlier calls about something else: others may use this telephone. */
  otherMatters: { signal: 'confirmed_history', weight: -0.3, most: 5 },
  /** Earlier talks that were shorter than ten seconds. */
  shortTalks: { signal: 'call_length', weight: 0.1, most: 5 },
  /** Earlier calls in which nobody was heard: it may be somebody who cannot speak. */
  silentCalls: { signal: 'speech_present', weight: -1, most: 3 },
  /** Earlier calls in which keys were pressed or somebody tapped: that is how one asks for help without a word. */
  keysPressed: { signal: 'dtmf', weight: -1.5, most: 2 },
  /** 1: network or telephone place the caller far outside the regency. */
  placeFar: { signal: 'place_plausibility', weight: 0.5, most: 1 },
  /** Other callers or incidents around the caller's place within minutes. */
  otherReports: { signal: 'independent_reports', weight: -4, most: 3 },
  /** Earlier call-backs that were answered with "no emergency". */
  notNeeded: { signal: 'call_back_result', weight: 0.3, most: 3 },
} as const satisfies Readonly<Record<string, FeatureOfHint>>;
export type HintFeature = keyof typeof hintFeatures;
// Object.keys forgets the key type; the table above is the only source of the keys.
export const hintFeatureNames = Object.keys(hintFeatures) as readonly HintFeature[];

/** What was known as the call rang; null: nothing. Two decimals, as they are kept. */
export type HintSignals = Readonly<Record<HintFeature, number | null>>;

/** What makes a call worth every haste whatever its number did: then there is no hint, whatever the score. */
export const lifeCues = [
  'emergency_lately',
  'unhelped_lately',
  'asked_for_help',
  'open_incident',
  'follow_up_open',
  'other_reports',
  'vulnerable',
] as const;
export const lifeCue = z.enum(lifeCues);
export type LifeCue = z.output<typeof lifeCue>;

/** Words of people that confirm a prank; a suspicion confirms nothing. */
export const prankCodes: readonly string[] = [
  'PRANK_CHILD',
  'PRANK_ADULT',
  'PRANK_ABUSIVE',
  'HOAX_CONFIRMED',
] satisfies readonly Disposition[];
export const needCodes: readonly string[] = [
  'EMERGENCY_NEW',
  'EMERGENCY_DUP',
  'EMERGENCY_FOLLOWUP',
  'URGENT_NONLIFE',
  'COUNSELLING',
] satisfies readonly Disposition[];
/** Say neither that it was a prank nor that somebody else uses the telephone for something. */
export const neutralCodes: readonly string[] = [
  'HOAX_SUSPECTED',
  'GHOST',
  'DROPPED_EARLY',
  'ACCIDENTAL',
  'WRONG_NUMBER',
  'TEST',
  'INTERNAL',
] satisfies readonly Disposition[];

/** When a hint says "likely a prank". A regency may ask for more than standards.md §5D starts with, never for fewer people or pranks. */
export const hintLimits = z.object({
  score: z.number().min(0.95).max(1).default(0.98),
  confirmed: z.number().int().min(3).max(50).default(3),
  people: z.number().int().min(2).max(20).default(2),
  days: z.number().int().min(7).max(90).default(30),
});
export type HintLimits = z.output<typeof hintLimits>;

/** What a regency sets: when a hint speaks, and how sure of it one must be before it may order. */
export const hintContent = hintLimits.extend({
  /** Least lower bound of the precision. */
  precision: z.number().min(0.8).max(1).default(0.9),
  /** Least number of blind second judgements behind it. */
  judged: z.number().int().min(20).max(5000).default(50),
  /** Least days in shadow, from the first call that was scored. */
  shadowDays: z.number().int().min(30).max(365).default(30),
});
export type HintContent = z.output<typeof hintContent>;
export const hintSeeds: HintContent = hintContent.parse({});
