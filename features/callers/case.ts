import { z } from 'zod';
import { instant } from '#platform/shared/contract.ts';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import type { LaneEndReason } from './lane.ts';
import type { PackWithdrawal } from './pack.ts';

export type CallerCaseId = Id<'caller_case'>;
export type CaseEntryId = Id<'case_entry'>;
export const callerCaseId = idSchema<'caller_case'>();
export const caseEntryId = idSchema<'case_entry'>();

/** What people do about a number that misuses 112 again and again, from the mildest on. None of them touches a call. */
export const caseSteps = ['log', 'friendly_call', 'parents_or_school', 'letter', 'police_referral'] as const;
export const caseStep = z.enum(caseSteps);
export type CaseStep = z.output<typeof caseStep>;

export const caseStates = ['open', 'ended'] as const;
export const caseState = z.enum(caseStates);
export type CaseState = z.output<typeof caseState>;

export const caseCause = z.enum(['rule', 'hand']);
/** `clean`: nothing for the days of the setting; `corrected`: the calls that opened it were judged anew. */
export const caseEndReason = z.enum(['clean', 'by_hand', 'appeal', 'corrected']);
export type CaseEndReason = z.output<typeof caseEndReason>;
export const appealDecision = z.enum(['granted', 'rejected']);

export const caseText = z.string().trim().min(5).max(2000);

/** A case as facts and lists name it. */
export const caseInBrief = z.object({
  id: callerCaseId,
  number: z.number().int(),
  state: caseState,
  openedAt: instant,
  step: caseStep.nullable(),
});
export type CaseInBrief = z.output<typeof caseInBrief>;

/** Names and contents of the events of a case: ids and codes; words lie in erasable rows. */
export interface CaseEvents {
  readonly 'caller_case.opened': { readonly cause: 'rule' | 'hand'; readonly calls: number; readonly takers: number };
  readonly 'caller_case.nuisance_again': { readonly callId: string };
  readonly 'caller_case.step_taken': { readonly entryId: string; readonly step: CaseStep; readonly digest: string };
  readonly 'caller_case.step_undone': { readonly entryId: string; readonly step: CaseStep };
  readonly 'caller_case.noted': { readonly entryId: string; readonly digest: string };
  readonly 'caller_case.taken': { readonly userId: string };
  readonly 'caller_case.released': { readonly userId: string };
  readonly 'caller_case.appealed': { readonly appealId: string; readonly digest: string };
  readonly 'caller_case.appeal_decided': { readonly appealId: string; readonly decision: 'granted' | 'rejected' };
  readonly 'caller_case.lane_wanted': { readonly laneId: string; readonly days: number; readonly digest: string };
  readonly 'caller_case.lane_signed': { readonly laneId: string; readonly days: number };
  readonly 'caller_case.lane_ended': { readonly laneId: string; readonly reason: LaneEndReason };
  readonly 'caller_case.pack_prepared': {
    readonly packId: string;
    readonly calls: number;
    readonly contentHash: string;
    readonly digest: string;
  };
  /** `fileHash`: SHA-256 of the signed file, by which anybody who has one can ask whether it was ours. */
  readonly 'caller_case.pack_made': { readonly packId: string; readonly fileHash: string; readonly bytes: number };
  readonly 'caller_case.pack_withdrawn': { readonly packId: string; readonly because: PackWithdrawal };
  readonly 'caller_case.ended': { readonly reason: CaseEndReason; readonly entryId: string | null };
  readonly 'caller_case.erased': Readonly<Record<string, never>>;
}
