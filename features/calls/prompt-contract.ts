import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { pick, route } from '#platform/shared/contract.ts';
import { maxPromptBytes, promptContent, promptId, promptName } from './prompt.ts';
import { promptRefusals } from './prompt-texts.ts';

export const promptView = z.object({
  id: promptId,
  name: promptName,
  content: promptContent,
  version: z.number().int(),
});
export type PromptView = z.output<typeof promptView>;

const promptPath = z.object({ id: promptId });
const begun = { version: shownVersion, reason: changeReason };

export const listPrompts = route({
  method: 'GET',
  path: '/api/prompts',
  summary: 'What callers hear from the machine',
  permission: 'setting.read',
  output: z.object({ items: z.array(promptView) }),
});

/** `GET` of this address plays it: `audio/wav`, 8 kHz; `?version=` an older one. */
export const promptSoundPath = '/api/prompts/:id/sound';

export const replacePrompt = route({
  method: 'POST',
  path: '/api/prompts/:id/replace',
  summary: 'Replace a prompt by an uploaded recording (WAV, mono, 16-bit PCM, any rate)',
  permission: 'setting.change',
  params: promptPath,
  // Base64 has four characters for three bytes; a file that is too large is told so, not that its text is too long.
  body: z.object({ ...begun, wav: z.base64().max(Math.ceil(maxPromptBytes * 1.45)) }),
  output: changedSetting,
  refusals: {
    ...settingRefusals,
    ...pick(promptRefusals, 'prompt.not_wav', 'prompt.too_large', 'prompt.wrong_length', 'prompt.silent'),
  },
});

export const restorePrompt = route({
  method: 'POST',
  path: '/api/prompts/:id/restore',
  summary: 'Go back to the shipped prompt',
  permission: 'setting.change',
  params: promptPath,
  body: z.object(begun),
  output: changedSetting,
  refusals: settingRefusals,
});
