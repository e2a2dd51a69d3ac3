import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';
import { linkMark, type MessageKind } from './link.ts';

export type FollowUpId = Id<'follow_up'>;
export const followUpId = idSchema<'follow_up'>();

/**
 * Why a call is called back: it left before an answer, a fault ended it, its line or its desk broke in conversation, or the call
 * taker said so by its classification (silent, dropped); its caller wrote by the link when it was over; or whoever listened to it again
 * says that the caller was in need.
 */
export const followUpCauses = ['left_queue', 'failed', 'cut', 'silent', 'dropped', 'wrote', 'audit'] as const;
export const followUpCause = z.enum(followUpCauses);
export type FollowUpCause = z.output<typeof followUpCause>;

/** `scheduled`: the machine calls at its time; `trying`: a call-back is under way; `person`: people must do it. */
export const followUpStates = ['scheduled', 'trying', 'person', 'done'] as const;
export const followUpState = z.enum(followUpStates);
export type FollowUpState = z.output<typeof followUpState>;

/** How it ended: a desk talked with the caller, who pressed 3, who called again; it was classified otherwise; a person closed it. */
export const followUpOutcomes = ['reached', 'not_needed', 'called_again', 'reclassified', 'closed'] as const;
export const followUpOutcome = z.enum(followUpOutcomes);
export type FollowUpOutcome = z.output<typeof followUpOutcome>;

/** Why a person closes one. `other` says it in words. */
export const closeReasons = [
  'reached_otherwise',
  'handled',
  'same_incident',
  'unreachable',
  'wrong_number',
  'other',
] as const;
export const closeReason = z.enum(closeReasons);
export type CloseReason = z.output<typeof closeReason>;

export const tryKinds = ['auto', 'hand', 'sms'] as const;
export const tryKind = z.enum(tryKinds);
export type TryKind = z.output<typeof tryKind>;

/** How a call-back ended; `left_queue`: picked up and wanted help, but hung up before a desk had the call. */
export const callResults = [
  'reached',
  'not_needed',
  'no_answer',
  'busy',
  'declined',
  'unreachable',
  'no_press',
  'hung_up',
  'left_queue',
  'no_line',
  'broken_off',
  'cancelled',
] as const;
export type CallResult = (typeof callResults)[number];
export const tryResult = z.enum([...callResults, 'sms_sent', 'sms_failed']);
export type TryResult = z.output<typeof tryResult>;

/** A ladder as the rules see it. */
export interface FollowUp {
  readonly state: FollowUpState;
  /** There is a number that can be called. */
  readonly canCall: boolean;
  /** Automatic steps that were taken. */
  readonly step: number;
  readonly openedAt: Instant;
  readonly dueAt: Instant | null;
  readonly overdueAt: Instant | null;
  readonly outcome: FollowUpOutcome | null;
}

const linkTextSeed = `Call center 112: balas tanpa bicara di ${linkMark}`;
const seconds = (least: number, most: number) => z.number().int().min(least).max(most);

/** What a regency decides about its ladders. */
export const followUpContent = z
  .object({
    /** Whether the machine calls by itself; if not, each lost call lies before people at once. */
    active: z.boolean(),
    /** When it calls, in seconds after the call was lost. */
    stepSeconds: z.array(seconds(0, 86_400)).min(1).max(6),
    ringSeconds: seconds(3, 60),
    /** How long a caller who picked up may take to press a key. */
    pressSeconds: seconds(5, 60),
    /** Automatic calls at once: the trunk has other work too. */
    lines: seconds(1, 20),
    /** After how long a lost call that lies before people is overdue, and supervisors are told. */
    personSeconds: seconds(5, 86_400),
    smsActive: z.boolean(),
    /** Of the regency's gateway. */
    smsUrl: z.url({ protocol: /^https?$/ }).or(z.literal('')),
    smsFormat: z.enum(['json', 'form']),
    smsToField: z.string().regex(/^[\w.-]{1,40}$/),
    smsTextField: z.string().regex(/^[\w.-]{1,40}$/),
    /** The header in which the gateway expects the regency's key. */
    smsHeader: z.string().regex(/^[A-Za-z-]{1,40}$/),
    smsText: z.string().trim().min(10).max(320),
    /** What a desk sends to a caller who cannot speak; versions from before there were links have none. */
    linkText: z.string().trim().min(10).max(320).includes(linkMark).default(linkTextSeed),
    /** How long a link to the caller's page is valid. */
    linkHours: z.number().int().min(1).max(168).default(24),
  })
  .refine(({ stepSeconds }) => stepSeconds.every((at, index) => index === 0 || at > (stepSeconds[index - 1] ?? 0)), {
    path: ['stepSeconds'],
    message: 'each step comes after the one before',
  })
  .refine(({ smsActive, smsUrl }) => !smsActive || smsUrl !== '', {
    path: ['smsUrl'],
    message: 'SMS needs the address of a gateway',
  });
export type FollowUpContent = z.output<typeof followUpContent>;

/** At once, after two and after ten minutes (standards §5F, stage 4). */
export const followUpSeed: FollowUpContent = {
  active: true,
  stepSeconds: [0, 120, 600],
  ringSeconds: 25,
  pressSeconds: 25,
  lines: 2,
  personSeconds: 600,
  smsActive: false,
  smsUrl: '',
  smsFormat: 'json',
  smsToField: 'to',
  smsTextField: 'text',
  smsHeader: 'Authorization',
  smsText: `Call center 112: panggilan Anda tadi terputus. Bila masih perlu bantuan, hubungi 112. Tanpa bicara: ${linkMark}`,
  linkText: linkTextSeed,
  linkHours: 24,
};

/** What every event of a ladder says of it, so that its row can be recomputed. */
export interface FollowUpMoved {
  readonly state: FollowUpState;
  readonly step: number;
  readonly dueAt: Instant | null;
  readonly overdueAt: Instant | null;
  readonly outcome: FollowUpOutcome | null;
  readonly reason: CloseReason | null;
}

/** Names and contents of its events: ids, codes, times and figures only. */
export interface FollowUpEvents {
  readonly 'follow_up.opened': FollowUpMoved & {
    readonly callId: string;
    readonly cause: FollowUpCause;
    readonly canCall: boolean;
  };
  /** A call-back is asked for; it is placed a moment later. */
  readonly 'follow_up.calling': FollowUpMoved & { readonly tryId: string; readonly kind: TryKind };
  /** All lines are taken, or the caller picked up: another time counts now. */
  readonly 'follow_up.moved': FollowUpMoved;
  readonly 'follow_up.tried': FollowUpMoved & {
    readonly tryId: string;
    readonly kind: TryKind;
    readonly callId: string | null;
    readonly result: TryResult;
  };
  /** The caller wrote by the link that they want something; a ladder that was done is open again by `follow_up.reopened`. */
  readonly 'follow_up.wanted': FollowUpMoved & { readonly wantedAt: Instant; readonly kind: MessageKind };
  /** A second listener says that the caller was in need: it lies before people, ahead of the others. */
  readonly 'follow_up.audited': FollowUpMoved & { readonly wantedAt: Instant; readonly auditedAt: Instant };
  readonly 'follow_up.overdue': FollowUpMoved;
  readonly 'follow_up.ended': FollowUpMoved;
  readonly 'follow_up.reopened': FollowUpMoved;
}
