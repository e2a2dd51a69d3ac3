import { z } from 'zod';
import { anyDisposition, callId } from '#features/calls/call.ts';
import { beginListening } from '#features/calls/recording-contract.ts';
import { recordingRefusals } from '#features/calls/recording-texts.ts';
import { refusals as callRefusals } from '#features/calls/texts.ts';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { strata } from './draw-rules.ts';
import { asideReason, countedWays, qualitySetting, sampleId, tasks } from './quality.ts';
import { sampleStates, sheetKinds } from './rules.ts';
import { answerSet, scorecard } from './scorecard.ts';
import { refusals } from './texts.ts';

const samplePath = z.object({ id: sampleId });
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** Blind: nothing of the call or its call taker. */
export const waitingSample = z.object({ id: sampleId, task: z.enum(tasks), openedAt: instant });
export type WaitingSample = z.output<typeof waitingSample>;

export const listSamples = route({
  method: 'GET',
  path: '/api/quality/samples',
  summary: 'What waits for this assessor, the oldest first, without a word about the call or its call taker',
  permission: 'quality.assess',
  output: z.object({
    items: z.array(waitingSample),
    /** All that wait, also for others. */
    waiting: z.number().int(),
  }),
});

/** `GET`, answered in parts where asked: the sound of a sample, `?listening=` of `openSample`; it names no call. */
export const sampleSoundPath = '/api/quality/samples/:id/sound';

export const openedSample = z.object({
  id: sampleId,
  task: z.enum(tasks),
  listening: beginListening.output,
  /** What the call was closed and registered as: it is assessed too. */
  facts: z.object({
    disposition: anyDisposition.nullable(),
    incidentType: z.object({ id: z.string(), en: z.string() }).nullable(),
    priority: z.string().nullable(),
  }),
  card: z.object({ version: z.number().int(), content: scorecard }),
  /** To settle: this person's answers, and those of the other. To decide: `other` is what is appealed against. */
  mine: answerSet.nullable(),
  other: answerSet.nullable(),
  /** The call taker's words. */
  appeal: z.string().nullable(),
});
export type OpenedSample = z.output<typeof openedSample>;

export const openSample = route({
  method: 'POST',
  path: '/api/quality/samples/:id/open',
  summary: 'Open the sheet and the recording of a sample; logged like every listening',
  permission: 'quality.assess',
  params: samplePath,
  output: openedSample,
  refusals: {
    ...pick(refusals, 'quality.not_found', 'quality.own', 'quality.done'),
    ...pick(callRefusals, 'call.not_found', 'recording.not_found', 'recording.not_ready'),
    ...pick(recordingRefusals, 'recording.hidden', 'recording.note_missing'),
  },
});

export const fillSheet = route({
  method: 'POST',
  path: '/api/quality/samples/:id/fill',
  summary: 'Fill the sheet: an assessment, what two assessors settled on, or the decision of an appeal',
  permission: 'quality.assess',
  params: samplePath,
  body: z.object({
    scorecardVersion: z.number().int().positive(),
    answers: answerSet,
    note: z.string().trim().max(2000).default(''),
  }),
  output: z.object({
    id: sampleId,
    state: z.enum(sampleStates),
    score: z.number().nullable(),
    isFailed: z.boolean(),
    /** Criteria that the other assessor answered otherwise. */
    differing: z.array(z.string()),
  }),
  refusals: pick(
    refusals,
    'quality.not_found',
    'quality.own',
    'quality.done',
    'quality.not_heard',
    'quality.incomplete',
    'quality.note_missing',
    'quality.card_changed',
  ),
});

export const setAside = route({
  method: 'POST',
  path: '/api/quality/samples/:id/set-aside',
  summary: 'Say that a call cannot be assessed; it is counted as such',
  permission: 'quality.assess',
  params: samplePath,
  body: z.object({ why: asideReason }),
  output: z.object({ id: sampleId }),
  refusals: pick(refusals, 'quality.not_found', 'quality.own', 'quality.done'),
});

const interval = z.object({ low: z.number(), high: z.number() }).nullable();
export const scoreOfMonth = z.object({ month, n: z.number().int(), mean: z.number().nullable(), interval });
export type ScoreOfMonth = z.output<typeof scoreOfMonth>;

export const mySheet = z.object({
  id: sampleId,
  callId,
  number: z.number().int(),
  arrivedAt: instant,
  month,
  stratum: z.enum(strata),
  state: z.enum(sampleStates),
  answerBy: instant,
  countedAs: z.enum(countedWays).nullable(),
  appeal: z.string().nullable(),
  /** The newest first; who filled them is not told. */
  sheets: z.array(
    z.object({
      kind: z.enum(sheetKinds),
      scorecardVersion: z.number().int(),
      answers: answerSet,
      score: z.number().nullable(),
      isFailed: z.boolean(),
      filledAt: instant,
      note: z.string().nullable(),
    }),
  ),
});
export type MySheet = z.output<typeof mySheet>;

export const readMine = route({
  method: 'GET',
  path: '/api/quality/mine',
  summary: 'The sheets of the person who asks, and their score by month; nobody else is shown it',
  permission: 'quality.own',
  output: z.object({
    months: z.array(scoreOfMonth),
    sheets: z.array(mySheet),
    cards: z.array(z.object({ version: z.number().int(), content: scorecard })),
  }),
});

export const acceptSheet = route({
  method: 'POST',
  path: '/api/quality/samples/:id/accept',
  summary: 'Accept a sheet: its score counts from now on',
  permission: 'quality.own',
  params: samplePath,
  output: z.object({ id: sampleId, state: z.enum(sampleStates) }),
  refusals: pick(refusals, 'quality.not_found', 'quality.not_shown'),
});

export const appealSheet = route({
  method: 'POST',
  path: '/api/quality/samples/:id/appeal',
  summary: 'Appeal against a sheet: another assessor decides',
  permission: 'quality.own',
  params: samplePath,
  body: z.object({ words: z.string().trim().max(2000) }),
  output: z.object({ id: sampleId, state: z.enum(sampleStates) }),
  refusals: pick(refusals, 'quality.not_found', 'quality.not_shown', 'quality.note_missing'),
});

const change = <Content extends z.ZodType>(content: Content) =>
  z.object({ version: shownVersion, reason: changeReason, content });

export const readQualitySetting = route({
  method: 'GET',
  path: '/api/quality/setting',
  summary: 'How many calls are drawn, how many are assessed twice, and how long one may appeal',
  permission: 'setting.read',
  output: z.object({ id: z.uuid(), content: qualitySetting, version: z.number().int() }),
});

export const changeQualitySetting = route({
  method: 'POST',
  path: '/api/quality/setting/change',
  summary: 'Change the sample; it counts from the first month that is not committed to yet',
  permission: 'setting.change',
  body: change(qualitySetting),
  output: changedSetting,
  refusals: settingRefusals,
});

export const readScorecard = route({
  method: 'GET',
  path: '/api/quality/scorecard',
  summary: 'What calls are assessed by',
  permission: 'setting.read',
  output: z.object({ id: z.uuid(), content: scorecard, version: z.number().int() }),
});

export const changeScorecard = route({
  method: 'POST',
  path: '/api/quality/scorecard/change',
  summary: 'Change the scorecard; sheets that are filled keep theirs',
  permission: 'setting.change',
  body: change(scorecard),
  output: changedSetting,
  refusals: settingRefusals,
});
