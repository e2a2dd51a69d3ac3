import { z } from 'zod';
import { agencyId } from '#features/agencies/agency.ts';
import { messageFailure, messageId, messageState } from '#features/agencies/channel.ts';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import { agencyBriefId, answerCode, answerSetting, explanationText, shiftNames, side, targetCodes } from './answer.ts';
import { answerRefusals } from './answer-texts.ts';
import { rowBehind } from './contract.ts';
import { figure, month } from './month.ts';

const agencyPath = z.object({ id: agencyId });
/** The newest where left out. */
const inMonth = z.object({ month: month.optional() });
const named = z.object({ id: agencyId, code: z.string(), name: z.object({ id: z.string(), en: z.string() }) });
const said = {
  month,
  from: instant,
  to: instant,
  /** The month is over. */
  closed: z.boolean(),
  computedAt: instant,
  targets: z.object({
    SLA_ACK: z.number().nullable(),
    SLA_ARRIVE: z.number().nullable(),
    SLA_RESOLVE: z.number().nullable(),
  }),
};

export const readAnswers = route({
  method: 'GET',
  path: '/api/agency-answers',
  summary: 'The agencies of a month with their figures, explained or not; an agency sees itself alone',
  permission: 'answer.read',
  query: inMonth,
  output: z.object({
    ...said,
    /** Those with anything assigned, newest first. */
    months: z.array(month),
    items: z.array(
      z.object({
        agency: named,
        figures: z.array(figure),
        missed: z.array(z.enum(targetCodes)),
        /** Of the missed ones, those the agency has explained. */
        explained: z.array(z.enum(targetCodes)),
      }),
    ),
  }),
  refusals: pick(answerRefusals, 'answer.month_unknown'),
});

const explanation = z.object({
  code: answerCode,
  side,
  version: z.number().int(),
  text: z.string(),
  at: instant,
  /** Null for who sees no names. */
  by: z.string().nullable(),
});
export type Explanation = z.output<typeof explanation>;

const brief = z.object({
  id: agencyBriefId,
  number: z.number().int(),
  madeAt: instant,
  /** Null: by itself, on its day. */
  reason: z.string().nullable(),
  isPartial: z.boolean(),
  /** To whom it went, masked, and what became of it. */
  mails: z.array(
    z.object({
      id: messageId,
      to: z.string(),
      state: messageState,
      code: messageFailure.nullable(),
      at: instant.nullable(),
    }),
  ),
});
export type Brief = z.output<typeof brief>;

const waiting = z.object({
  id: z.uuid(),
  incidentId: z.uuid(),
  number: z.number().int(),
  typeCode: z.string(),
  priority: z.string(),
  sentAt: instant,
  dueAt: instant.nullable(),
});

export const readAgencyAnswer = route({
  method: 'GET',
  path: '/api/agency-answers/:id',
  summary: 'What an agency answers for in a month: figures, targets, comparison, explanations and briefs',
  permission: 'answer.read',
  params: agencyPath,
  query: inMonth,
  output: z.object({
    ...said,
    agency: named,
    figures: z.array(figure),
    missed: z.array(z.enum(targetCodes)),
    /** Of the month before. */
    before: z.array(figure),
    /** Twelve months, oldest first, this one the last. */
    trend: z.array(z.object({ month, figures: z.array(figure) })),
    /** The median of the other agencies; null where fewer than three have the figure. */
    middle: z.array(z.object({ code: answerCode, value: z.number().nullable() })),
    shifts: z.array(z.object({ key: z.enum(shiftNames), figures: z.array(figure) })),
    /** Null for who sees no names of people. */
    people: z.array(z.object({ key: z.string(), name: z.string().nullable(), figures: z.array(figure) })).nullable(),
    refused: z.array(
      z.object({ state: z.enum(['REJECTED', 'REROUTED']), reason: z.string(), count: z.number().int() }),
    ),
    /** Whatever the month: what waits for an answer at this moment. */
    waiting: z.array(waiting),
    types: z.array(z.object({ code: z.string(), name: z.object({ id: z.string(), en: z.string() }) })),
    explanations: z.array(explanation),
    explainUntil: instant,
    briefs: z.array(brief),
  }),
  refusals: pick(answerRefusals, 'answer.agency_not_found', 'answer.month_unknown'),
});

export const listAnswerRows = route({
  method: 'GET',
  path: '/api/agency-answers/:id/rows',
  summary: 'The incidents or assignments behind a figure of an agency, oldest first',
  permission: 'answer.rows',
  params: agencyPath,
  query: pageQuery.extend({
    month: month.optional(),
    figure: answerCode.default('ASSIGNED'),
    shift: z.enum(shiftNames).optional(),
    person: z.string().max(60).optional(),
  }),
  output: page(rowBehind),
  refusals: pick(answerRefusals, 'answer.agency_not_found', 'answer.month_unknown'),
});

const words = z.object({
  month,
  code: answerCode,
  /** As the screen showed it; 0: nothing was written yet. */
  version: z.number().int().min(0),
  text: explanationText,
});

export const explainFigure = route({
  method: 'POST',
  path: '/api/agency-answers/:id/explain',
  summary: 'Say why a figure is as it is: a new version each time',
  permission: 'answer.explain',
  params: agencyPath,
  body: words,
  output: z.object({ version: z.number().int() }),
  refusals: pick(answerRefusals, 'answer.agency_not_found', 'answer.month_unknown', 'answer.closed', 'answer.stale'),
});

export const replyToExplanation = route({
  method: 'POST',
  path: '/api/agency-answers/:id/reply',
  summary: 'Answer what an agency said of its figure',
  permission: 'answer.reply',
  params: agencyPath,
  body: words,
  output: z.object({ version: z.number().int() }),
  refusals: pick(
    answerRefusals,
    'answer.agency_not_found',
    'answer.month_unknown',
    'answer.not_explained',
    'answer.stale',
  ),
});

export const sendBrief = route({
  method: 'POST',
  path: '/api/agency-answers/:id/send-brief',
  summary: 'Make the brief of a month anew and send it, with a reason',
  permission: 'answer.send',
  params: agencyPath,
  body: z.object({ month, reason: changeReason }),
  output: z.object({ id: agencyBriefId, mails: z.number().int() }),
  refusals: pick(
    answerRefusals,
    'answer.agency_not_found',
    'answer.month_unknown',
    'answer.nothing_assigned',
    'answer.no_contact',
    'answer.mail_off',
  ),
});

/** Served by a plugin: the PDF as it was sent. */
export const briefFilePath = '/api/agency-briefs/:id/file';

export const readAnswerSetting = route({
  method: 'GET',
  path: '/api/agency-answer-setting',
  summary: 'Days of the brief, reminder and answer of agencies',
  permission: 'setting.read',
  output: z.object({ id: z.uuid(), content: answerSetting, version: z.number().int() }),
});

export const changeAnswerSetting = route({
  method: 'POST',
  path: '/api/agency-answer-setting/change',
  summary: 'Change the days of the brief, reminder and answer of agencies',
  permission: 'setting.change',
  body: z.object({ version: shownVersion, reason: changeReason, content: answerSetting }),
  output: changedSetting,
  refusals: settingRefusals,
});
