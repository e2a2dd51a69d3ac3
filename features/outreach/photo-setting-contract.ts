import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { route } from '#platform/shared/contract.ts';

const days = z.number().int().min(1).max(3650);

/**
 * Days that photos of a campaign are kept after it is over. Where people can be recognised a year: until the campaign was evaluated and
 * stands in the report of its year; they agreed to that and to nothing beyond. Elsewhere five years, to show what was done before.
 */
export const photoSetting = z.object({
  peopleDays: days.default(365),
  othersDays: days.default(1825),
});
export type PhotoSetting = z.output<typeof photoSetting>;

export const readPhotoSetting = route({
  method: 'GET',
  path: '/api/campaign-setting',
  summary: 'How long photos of campaigns are kept',
  permission: 'setting.read',
  output: z.object({ id: z.uuid(), version: z.number().int(), content: photoSetting }),
});

export const changePhotoSetting = route({
  method: 'POST',
  path: '/api/campaign-setting/change',
  summary: 'Change how long photos of campaigns are kept',
  permission: 'setting.change',
  body: z.object({ version: shownVersion, reason: changeReason, content: photoSetting }),
  output: changedSetting,
  refusals: settingRefusals,
});
