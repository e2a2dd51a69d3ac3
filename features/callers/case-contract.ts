import { z } from 'zod';
import { anyDisposition, callId } from '#features/calls/call.ts';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import { callerNumberId } from './caller.ts';
import {
  appealDecision,
  callerCaseId,
  caseCause,
  caseEndReason,
  caseEntryId,
  caseInBrief,
  caseState,
  caseStep,
  caseText,
} from './case.ts';
import { caseSetting, caseSettingId } from './case-setting.ts';
import { caseRefusals } from './case-texts.ts';
import { laneView } from './lane.ts';
import { refusals } from './texts.ts';

const person = z.object({ id: z.uuid(), displayName: z.string() });

export const caseItem = caseInBrief.extend({
  numberId: callerNumberId,
  /** Null: erased, its time is over. */
  masked: z.string().nullable(),
  cause: caseCause,
  assignee: person.nullable(),
  lastNuisanceAt: instant,
  /** When it ends by itself; null: it has ended. */
  endsAt: instant.nullable(),
  endedAt: instant.nullable(),
  endReason: caseEndReason.nullable(),
  hasAppeal: z.boolean(),
  version: z.number().int(),
});
export type CaseItem = z.output<typeof caseItem>;

export const listCases = route({
  method: 'GET',
  path: '/api/cases',
  summary: 'Repeat-caller cases, newest first',
  permission: 'case.read',
  query: pageQuery.extend({ state: caseState.optional(), mine: z.enum(['yes']).optional() }),
  output: page(caseItem),
});

/** One line of what happened. `text` and `letter`: null where nothing was written, or where it was erased. */
const caseHappening = z.object({
  id: z.string(),
  at: instant,
  name: z.string(),
  by: person.nullable(),
  code: z.string().nullable(),
  entryId: caseEntryId.nullable(),
  text: z.string().nullable(),
  hasLetter: z.boolean(),
  undone: z.boolean(),
  /** Taken by the signature of an evidence pack: it cannot be undone. */
  isOfPack: z.boolean(),
  callId: callId.nullable(),
});
export type CaseHappening = z.output<typeof caseHappening>;

export const caseView = caseItem.extend({
  next: caseStep.nullable(),
  /** Null: this person has not opened the number with a reason. */
  open: z
    .object({
      number: z.string(),
      happenings: z.array(caseHappening),
      /** Confirmed nuisance calls of the number, newest first. */
      calls: z.array(
        z.object({
          id: callId,
          number: z.number().int(),
          at: instant,
          code: anyDisposition,
          by: z.string().nullable(),
        }),
      ),
      letters: z.array(z.object({ id: z.string(), name: z.string() })),
      lane: laneView.nullable(),
      appeal: z.object({ text: z.string(), filedAt: instant, filedBy: person.nullable() }).nullable(),
    })
    .nullable(),
});
export type CaseView = z.output<typeof caseView>;

const params = z.object({ id: callerCaseId });
const version = z.number().int().positive();
const changed = z.object({ id: callerCaseId, version });
const working = pick(
  caseRefusals,
  'caller_case.not_found',
  'caller_case.stale',
  'caller_case.ended',
  'caller_case.not_open_to_you',
);

export const readCase = route({
  method: 'GET',
  path: '/api/cases/:id',
  summary: 'One repeat-caller case',
  permission: 'case.read',
  params,
  output: caseView,
  refusals: pick(caseRefusals, 'caller_case.not_found'),
});

export const openCase = route({
  method: 'POST',
  path: '/api/cases',
  summary: 'Open a case about a number by hand',
  permission: 'case.work',
  body: z.object({ numberId: callerNumberId, text: caseText }),
  output: changed,
  refusals: {
    ...pick(refusals, 'caller.not_found'),
    ...pick(caseRefusals, 'caller_case.open_already', 'caller_case.not_open_to_you'),
  },
});

export const takeCaseStep = route({
  method: 'POST',
  path: '/api/cases/:id/steps',
  summary: 'Write down a step that was taken',
  permission: 'case.work',
  params,
  body: z.object({ version, step: caseStep, text: caseText, letter: z.string().max(30).optional() }),
  output: changed.extend({ entryId: caseEntryId }),
  refusals: { ...working, ...pick(caseRefusals, 'caller_case.too_early', 'caller_case.no_letter') },
});

export const undoCaseStep = route({
  method: 'POST',
  path: '/api/cases/:id/undo-step',
  summary: 'Take back a step that was written down by mistake; it stays in the log',
  permission: 'case.work',
  params,
  body: z.object({ version, entryId: caseEntryId }),
  output: changed,
  refusals: { ...working, ...pick(caseRefusals, 'caller_case.entry_not_found', 'caller_case.step_of_pack') },
});

export const noteCase = route({
  method: 'POST',
  path: '/api/cases/:id/notes',
  summary: 'Write a note on a case',
  permission: 'case.work',
  params,
  body: z.object({ version, text: caseText }),
  output: changed,
  refusals: working,
});

export const assignCase = route({
  method: 'POST',
  path: '/api/cases/:id/assign',
  summary: 'Take a case, or give it back',
  permission: 'case.work',
  params,
  body: z.object({ version, to: z.enum(['me', 'nobody']) }),
  output: changed,
  refusals: pick(caseRefusals, 'caller_case.not_found', 'caller_case.stale', 'caller_case.ended'),
});

export const appealCase = route({
  method: 'POST',
  path: '/api/cases/:id/appeal',
  summary: 'Write down that somebody objects to a case',
  permission: 'case.work',
  params,
  body: z.object({ version, text: caseText }),
  output: changed,
  refusals: { ...working, ...pick(caseRefusals, 'caller_case.appeal_open') },
});

export const decideAppeal = route({
  method: 'POST',
  path: '/api/cases/:id/decide-appeal',
  summary: 'Decide an objection; by somebody who did not work on the case',
  permission: 'case.decide',
  params,
  body: z.object({ version, decision: appealDecision, reason: caseText }),
  output: changed,
  refusals: { ...working, ...pick(caseRefusals, 'caller_case.no_appeal', 'caller_case.own_work') },
});

export const endCase = route({
  method: 'POST',
  path: '/api/cases/:id/end',
  summary: 'End a case before its clean days are over',
  permission: 'case.work',
  params,
  body: z.object({ version, reason: caseText }),
  output: changed,
  refusals: working,
});

export const readLetter = route({
  method: 'GET',
  path: '/api/cases/:id/letters/:entryId',
  summary: 'A letter of a case as it is printed',
  permission: 'case.read',
  params: params.extend({ entryId: caseEntryId }),
  output: z.object({ text: z.string(), writtenAt: instant, caseNumber: z.number().int() }),
  refusals: pick(caseRefusals, 'caller_case.not_found', 'caller_case.entry_not_found', 'caller_case.not_open_to_you'),
});

export const readCaseSetting = route({
  method: 'GET',
  path: '/api/case-setting',
  summary: 'When cases are opened and end, and their letters',
  permission: 'setting.read',
  output: z.object({ id: caseSettingId, version: z.number().int(), content: caseSetting }),
});

export const changeCaseSetting = route({
  method: 'POST',
  path: '/api/case-setting/change',
  summary: 'Change when cases are opened and end, and their letters',
  permission: 'setting.change',
  body: z.object({ version: shownVersion, reason: changeReason, content: caseSetting }),
  output: changedSetting,
  refusals: settingRefusals,
});
