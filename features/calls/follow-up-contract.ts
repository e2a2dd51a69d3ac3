import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { callId } from './call.ts';
import { callView, personRef } from './contract.ts';
import {
  closeReason,
  followUpCause,
  followUpContent,
  followUpId,
  followUpOutcome,
  followUpState,
  tryKind,
  tryResult,
} from './follow-up.ts';
import { followUpRefusals } from './follow-up-texts.ts';
import { messageKind } from './link.ts';

/** One thing that was tried. */
export const tryView = z.object({
  id: z.uuid(),
  kind: tryKind,
  askedBy: personRef.nullable(),
  askedAt: instant,
  callId: callId.nullable(),
  callNumber: z.number().int().nullable(),
  pickedUpAt: instant.nullable(),
  pressed: z.enum(['1', '3']).nullable(),
  endedAt: instant.nullable(),
  /** Null: under way. */
  result: tryResult.nullable(),
});
export type TryView = z.output<typeof tryView>;

export const followUpView = z.object({
  id: followUpId,
  /** The call that was lost. */
  call: callView,
  cause: followUpCause,
  state: followUpState,
  /** False: withheld, or a telephone without SIM. */
  canCall: z.boolean(),
  step: z.number().int(),
  openedAt: instant,
  /** When the machine calls next, or by when people should have done something. */
  dueAt: instant.nullable(),
  overdueAt: instant.nullable(),
  /** The caller wrote by the link that they want something; these come first. */
  wantedAt: instant.nullable(),
  /** An audit says that the caller was in need; these come first too. */
  auditedAt: instant.nullable(),
  /** What the caller said last by the link (kind only), and how many messages no person has had on screen. */
  said: z.object({ kind: messageKind, at: instant, unseen: z.number().int() }).nullable(),
  endedAt: instant.nullable(),
  endedBy: personRef.nullable(),
  outcome: followUpOutcome.nullable(),
  reason: closeReason.nullable(),
  note: z.string().nullable(),
  tries: z.array(tryView),
  version: z.number().int(),
});
export type FollowUpView = z.output<typeof followUpView>;

export const listFollowUps = route({
  method: 'GET',
  path: '/api/follow-ups',
  summary: 'Lost calls: those that wait first, most urgent first; with `group=done` those that are over, newest first',
  permission: 'call.read',
  query: z.object({
    group: z.enum(['open', 'done']).default('open'),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  output: z.object({
    items: z.array(followUpView),
    /** How many are open at all, and how many of them are overdue. */
    open: z.number().int(),
    overdue: z.number().int(),
    /** Automatic steps of this regency, for "2 of 3". */
    steps: z.number().int(),
    isActive: z.boolean(),
  }),
});

/** Asked by every screen of the control room: two figures, no names. */
export const countFollowUps = route({
  method: 'GET',
  path: '/api/follow-ups/count',
  summary: 'How many lost calls wait',
  permission: 'call.read',
  output: z.object({ waiting: z.number().int(), overdue: z.number().int() }),
});

const followUpPath = z.object({ id: followUpId });
const changed = z.object({ id: followUpId });

export const callFollowUp = route({
  method: 'POST',
  path: '/api/follow-ups/:id/call',
  summary: 'Call the caller of a lost call now; my desk rings when they pick up',
  permission: 'call.take',
  params: followUpPath,
  output: changed,
  refusals: pick(
    followUpRefusals,
    'follow_up.not_found',
    'follow_up.not_possible',
    'follow_up.under_way',
    'follow_up.no_number',
    'follow_up.desk_not_ready',
  ),
});

export const closeFollowUp = route({
  method: 'POST',
  path: '/api/follow-ups/:id/close',
  summary: 'Close a lost call, with the reason',
  permission: 'call.take',
  params: followUpPath,
  body: z.object({ reason: closeReason, note: z.string().trim().max(500).default('') }),
  output: changed,
  refusals: pick(
    followUpRefusals,
    'follow_up.not_found',
    'follow_up.not_possible',
    'follow_up.under_way',
    'follow_up.note_missing',
  ),
});

export const reopenFollowUp = route({
  method: 'POST',
  path: '/api/follow-ups/:id/reopen',
  summary: 'Take back the closing of a lost call',
  permission: 'call.take',
  params: followUpPath,
  output: changed,
  refusals: pick(followUpRefusals, 'follow_up.not_found', 'follow_up.not_possible'),
});

export const followUpSettingView = z.object({
  id: z.uuid(),
  content: followUpContent,
  version: z.number().int(),
  /** Whether there is a key for the SMS gateway; the key itself is never shown. */
  hasSecret: z.boolean(),
});
export type FollowUpSettingView = z.output<typeof followUpSettingView>;

export const readFollowUpSetting = route({
  method: 'GET',
  path: '/api/follow-up-setting',
  summary: 'How lost calls are followed up',
  permission: 'setting.read',
  output: followUpSettingView,
});

export const changeFollowUpSetting = route({
  method: 'POST',
  path: '/api/follow-up-setting/:id/change',
  summary: 'Change how lost calls are followed up',
  permission: 'setting.change',
  params: z.object({ id: z.uuid() }),
  body: z.object({
    version: shownVersion,
    reason: changeReason,
    content: followUpContent,
    /** The key for the SMS gateway; empty takes it away, left out leaves it. */
    smsSecret: z.string().max(500).optional(),
  }),
  output: changedSetting,
  refusals: settingRefusals,
});
