import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { idSchema } from '#platform/shared/ids.ts';
import { callId } from './call.ts';
import {
  signKind,
  silentAnswer,
  silentEndReason,
  silentMedia,
  silentQuestion,
  silentResult,
  silentStep,
} from './silent.ts';
import { silentContent } from './silent-settings.ts';
import { silentRefusals } from './silent-texts.ts';
import { refusals } from './texts.ts';

const ofCall = z.object({ id: callId });

/** Everything the desk shows of a silent call; the rules say from it what comes next. */
export const silentView = z.object({
  callId,
  since: instant.nullable(),
  media: z.enum(silentMedia).nullable(),
  result: silentResult.nullable(),
  signs: z.array(
    z.object({
      number: z.number().int(),
      kind: signKind,
      /** Of a key. */
      digit: z.string().nullable(),
      /** How long it lasted; null: a key, or it had not ended. */
      ms: z.number().int().nullable(),
      at: instant,
    }),
  ),
  /** What was done, oldest first: a step, or a question with its answer. */
  steps: z.array(
    z.object({
      id: z.uuid(),
      step: silentStep.nullable(),
      question: silentQuestion.nullable(),
      answer: silentAnswer.nullable(),
      at: instant,
      by: z.string(),
      /** Of the prompt: null while the exchange has not taken it. */
      outcome: z.enum(['played', 'failed']).nullable(),
    }),
  ),
  settings: silentContent,
  /** Milliseconds that the prompt lasts, in all its languages. */
  promptMs: z.number().int(),
});
export type SilentView = z.output<typeof silentView>;

const acting = {
  ...pick(refusals, 'call.not_found', 'call.not_possible', 'call.not_yours'),
  ...pick(silentRefusals, 'call.not_silent'),
};

export const readSilence = route({
  method: 'GET',
  path: '/api/calls/:id/silence',
  summary: 'What was heard of a silent caller, and what the desk did',
  permission: 'call.read',
  params: ofCall,
  output: silentView,
  refusals: pick(refusals, 'call.not_found'),
});

/** The desk hears nobody; also after the caller had spoken. Asked again it changes nothing. */
export const startSilence = route({
  method: 'POST',
  path: '/api/calls/:id/silence/start',
  summary: 'Begin the procedure for a caller who is not heard',
  permission: 'call.take',
  params: ofCall,
  output: silentView,
  refusals: pick(refusals, 'call.not_found', 'call.not_possible', 'call.not_yours'),
});

/** `play_prompt` also has the exchange play it to the caller; the desk hears it too. */
export const doSilentStep = route({
  method: 'POST',
  path: '/api/calls/:id/silence/steps',
  summary: 'A step of the procedure was done',
  permission: 'call.take',
  params: ofCall,
  body: z.object({ step: silentStep }),
  output: silentView,
  refusals: acting,
});

export const answerSilentQuestion = route({
  method: 'POST',
  path: '/api/calls/:id/silence/answers',
  summary: 'What the caller answered by signs, as the desk reads it',
  permission: 'call.take',
  params: ofCall,
  body: z.object({ question: silentQuestion, answer: silentAnswer }),
  output: silentView,
  refusals: acting,
});

/** The caller speaks after all, or cannot and it goes on as an emergency; nobody calls back then. May be corrected. */
export const settleSilence = route({
  method: 'POST',
  path: '/api/calls/:id/silence/settle',
  summary: 'Say what the silence was',
  permission: 'call.take',
  params: ofCall,
  body: z.object({ result: silentResult.exclude(['no_sign']) }),
  output: silentView,
  refusals: acting,
});

/** A person ends a silent call: it is classified as one. Without a reason only after the whole procedure and no sign. */
export const endSilentCall = route({
  method: 'POST',
  path: '/api/calls/:id/silence/end',
  summary: 'End a silent call',
  permission: 'call.take',
  params: ofCall,
  body: z.object({ reason: silentEndReason.optional() }),
  output: silentView,
  refusals: { ...acting, ...pick(silentRefusals, 'call.silent_unsettled') },
});

export const silentSetting = z.object({
  id: idSchema<'silent_settings'>(),
  version: z.number().int(),
  content: silentContent,
});
export type SilentSetting = z.output<typeof silentSetting>;

export const readSilentSettings = route({
  method: 'GET',
  path: '/api/silent-calls',
  summary: 'The numbers of the procedure for silent calls',
  permission: 'setting.read',
  output: silentSetting,
  refusals: pick(settingRefusals, 'setting.not_found'),
});

export const changeSilentSettings = route({
  method: 'POST',
  path: '/api/silent-calls/:id/change',
  summary: 'Change the numbers of the procedure; calls that run keep their loudness',
  permission: 'setting.change',
  params: z.object({ id: idSchema<'silent_settings'>() }),
  body: z.object({ version: shownVersion, reason: changeReason, content: silentContent }),
  output: changedSetting,
  refusals: settingRefusals,
});
