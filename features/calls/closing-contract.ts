import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { idSchema } from '#platform/shared/ids.ts';
import { anyDisposition, breakReason, callId, disposition } from './call.ts';
import { closingContent } from './closing-settings.ts';
import { closingRefusals } from './closing-texts.ts';
import { callView, personRef } from './contract.ts';
import { evidenceCode } from './evidence.ts';
import { refusals } from './texts.ts';

const ofCall = z.object({ id: callId });
/** In the erasable row alone: it may say who somebody is. */
const judgementReason = z.string().trim().min(3).max(300);

/** The first judgement of a call, more evidence for it, or its correction. What stood before stays in the call's history. */
export const classifyCall = route({
  method: 'POST',
  path: '/api/calls/:id/disposition',
  summary: 'Classify an answered call, with the evidence for its class',
  permission: 'call.classify',
  params: ofCall,
  body: z.object({
    code: disposition,
    evidence: z.array(evidenceCode).max(12).default([]),
    /** Asked of whoever corrects another person's judgement. */
    reason: judgementReason.optional(),
  }),
  output: callView,
  refusals: {
    ...pick(refusals, 'call.not_found', 'call.not_answered', 'call.not_yours'),
    ...pick(
      closingRefusals,
      'call.evidence_missing',
      'call.evidence_unfit',
      'call.silent_first',
      'call.never_silent',
      'call.was_heard',
      'call.correct_too_late',
      'call.reason_missing',
    ),
  },
});

/** What somebody said a call was. */
export const judgementView = z.object({
  /** 0: what stood before judgements were kept one by one. */
  number: z.number().int(),
  /** Null: the class was taken back. */
  code: anyDisposition.nullable(),
  before: anyDisposition.nullable(),
  evidence: z.array(evidenceCode),
  /** Null: the system. */
  by: personRef.nullable(),
  at: instant,
  reason: z.string().nullable(),
});
export type JudgementView = z.output<typeof judgementView>;

export const listJudgements = route({
  method: 'GET',
  path: '/api/calls/:id/judgements',
  summary: 'How a call was classified, by whom and on what evidence, oldest first',
  permission: 'call.read',
  params: ofCall,
  output: z.object({
    items: z.array(judgementView),
    /** It belongs to an incident already. */
    hasIncident: z.boolean(),
  }),
  refusals: pick(refusals, 'call.not_found', 'call.being_audited'),
});

/** What helps whoever closes calls: the words for prank callers, and how much abuse this person has had. */
export const readClosingHelp = route({
  method: 'GET',
  path: '/api/desk/closing',
  summary: 'Words for prank callers, and my abusive calls of the last hour',
  permission: 'call.take',
  output: z.object({
    scripts: closingContent.pick({ scriptChild: true, scriptAdult: true, scriptAbusive: true }),
    care: z.object({
      abusive: z.number().int(),
      windowMin: z.number().int(),
      /** A break is offered. */
      isDue: z.boolean(),
      /** A break follows the call in hand. */
      hasBreak: z.boolean(),
    }),
  }),
});

/** One press: the break begins when the call in hand is wrapped up, or at once where there is none. */
export const planBreak = route({
  method: 'POST',
  path: '/api/desk/break-after',
  summary: 'Take a break after the call in hand',
  permission: 'presence.set',
  body: z.object({ reason: breakReason.default('rest') }),
  output: z.object({ isNow: z.boolean() }),
  refusals: pick(closingRefusals, 'break.not_now'),
});

/** For whoever cares for the room: who has had so much abuse that a break is due. Nothing of it is kept or compared. */
export const listCare = route({
  method: 'GET',
  path: '/api/desk-care',
  summary: 'Call takers who have had several abusive calls and may need a break',
  permission: 'presence.order',
  output: z.object({ items: z.array(z.object({ user: personRef, abusive: z.number().int() })) }),
});

const closingSettingsId = idSchema<'closing_settings'>();
export const closingSetting = z.object({
  id: closingSettingsId,
  version: z.number().int(),
  content: closingContent,
});
export type ClosingSetting = z.output<typeof closingSetting>;

export const readClosingSettings = route({
  method: 'GET',
  path: '/api/closing-settings',
  summary: 'Words for prank callers and the numbers around closing calls',
  permission: 'setting.read',
  output: closingSetting,
  refusals: pick(settingRefusals, 'setting.not_found'),
});

export const changeClosingSettings = route({
  method: 'POST',
  path: '/api/closing-settings/:id/change',
  summary: 'Change the words for prank callers and the numbers around closing calls',
  permission: 'setting.change',
  params: z.object({ id: closingSettingsId }),
  body: z.object({ version: shownVersion, reason: changeReason, content: closingContent }),
  output: changedSetting,
  refusals: settingRefusals,
});
