import { z } from 'zod';
import { route } from '#platform/shared/contract.ts';
import { tenantId } from './person.ts';
import { changedSetting, changeReason, settingRefusals, shownVersion } from './setting-contract.ts';
import { centreContent } from './tenant.ts';

export const readCentre = route({
  method: 'GET',
  path: '/api/centre',
  summary: 'The regency as it is set up: name, host names, trunk',
  permission: 'setting.read',
  output: z.object({
    id: tenantId,
    slug: z.string(),
    regionCode: z.string(),
    version: z.number().int(),
    content: centreContent,
  }),
});

export const changeCentre = route({
  method: 'POST',
  path: '/api/centre/change',
  summary: 'Change the set-up of the regency',
  permission: 'setting.change',
  body: z.object({ version: shownVersion, reason: changeReason, content: centreContent }),
  output: changedSetting,
  refusals: settingRefusals,
});
