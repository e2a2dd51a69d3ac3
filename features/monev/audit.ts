import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';

export type AuditId = Id<'audit'>;
export const auditId = idSchema<'audit'>();

/** What is audited, by what was said of the call: everything by which a caller in need could have been put aside (standards.md 5E). */
export const auditedGroups = {
  prank: ['PRANK_CHILD', 'PRANK_ADULT', 'PRANK_ABUSIVE', 'HOAX_SUSPECTED', 'HOAX_CONFIRMED'],
  ghost: ['GHOST'],
  accidental: ['ACCIDENTAL', 'WRONG_NUMBER'],
} as const;
export type AuditedGroup = keyof typeof auditedGroups;
export const auditedCodes: readonly string[] = Object.values(auditedGroups).flat();

/**
 * What a second listener can say. `SILENT_NEED`: nobody speaks, and somebody may be in need; `UNHEARD`: there is nothing to be heard
 * (no recording, or not to be understood).
 */
export const secondCodes = [
  'EMERGENCY_NEW',
  'SILENT_NEED',
  'URGENT_NONLIFE',
  'COMPLAINT',
  'INFO_PUBLIC',
  'PRANK_CHILD',
  'PRANK_ADULT',
  'PRANK_ABUSIVE',
  'HOAX_SUSPECTED',
  'GHOST',
  'ACCIDENTAL',
  'WRONG_NUMBER',
  'TEST',
  'UNHEARD',
] as const;
export const secondCode = z.enum(secondCodes);
export type SecondCode = z.output<typeof secondCode>;

export const confidences = ['sure', 'likely', 'unsure'] as const;
export const confidence = z.enum(confidences);
export type Confidence = z.output<typeof confidence>;

/** How the second judgement stands to the first. */
export const agreements = ['agrees', 'emergency', 'otherwise', 'unheard'] as const;
export const agreement = z.enum(agreements);
export type Agreement = z.output<typeof agreement>;

export const matchWays = ['number', 'place'] as const;
export const matchWay = z.enum(matchWays);
export type MatchWay = z.output<typeof matchWay>;

/** What a regency sets: the share of a day that is drawn. Less than one in a hundred says nothing within a year. */
export const auditSetting = z.object({ share: z.number().min(0.01).max(1) });
export type AuditSetting = z.output<typeof auditSetting>;

/** Names and contents of the events of audits: ids, codes, times and figures only. */
export interface AuditEvents {
  /** Before the day: `commitment` is the SHA-256 of the seed. `isLate`: the day had begun. */
  readonly 'audit.seed_committed': {
    /** When the day begins. */
    readonly from: Instant;
    readonly commitment: string;
    readonly share: number;
    readonly isLate: boolean;
  };
  /** After the day: the seed, and how many of how many it drew. */
  readonly 'audit.drawn': {
    readonly from: Instant;
    readonly seed: string;
    readonly share: number;
    readonly eligible: number;
    readonly drawn: number;
  };
  readonly 'audit.opened': {
    readonly callId: string;
    readonly isRandom: boolean;
    readonly incidentId: string | null;
    readonly matchBy: MatchWay | null;
  };
  /** A draw or a match came to one that was there: what it is for now. */
  readonly 'audit.widened': {
    readonly callId: string;
    readonly isRandom: boolean;
    readonly incidentId: string | null;
    readonly matchBy: MatchWay | null;
  };
  /** So many came to those that wait, besides the draw: the queue on the screens is read anew. */
  readonly 'audit.queued': { readonly count: number };
  readonly 'audit.judged': {
    readonly callId: string;
    readonly code: SecondCode;
    readonly firstCode: string;
    readonly agreement: Agreement;
    readonly confidence: Confidence;
    readonly judgedAt: Instant;
  };
}
