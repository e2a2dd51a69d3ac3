import { z } from 'zod';
import { pick, route } from '#platform/shared/contract.ts';
import { tenantId } from './person.ts';
import { changedSetting, changeReason, settingRefusals, shownVersion } from './setting-contract.ts';
import { centreContent, crestFile, crestHash } from './tenant.ts';
import { refusals } from './texts.ts';

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

export const overflowRefusals = pick(
  refusals,
  'centre.overflow_no_number',
  'centre.overflow_own_number',
  'centre.overflow_wrong_target',
  'centre.overflow_no_target',
);

export const changeCentre = route({
  method: 'POST',
  path: '/api/centre/change',
  summary: 'Change the set-up of the regency',
  permission: 'setting.change',
  body: z.object({ version: shownVersion, reason: changeReason, content: centreContent }),
  output: changedSetting,
  refusals: { ...settingRefusals, ...overflowRefusals, ...pick(refusals, 'centre.crest_unknown') },
});

export const crestRefusals = pick(refusals, 'crest.too_large', 'crest.not_picture', 'crest.unsafe', 'crest.wrong_size');

/** Only kept here; the change of the centre that names its hash puts it in force. */
export const keepCrest = route({
  method: 'POST',
  path: '/api/crests',
  summary: "Upload a regency's coat of arms (PNG, WebP or SVG)",
  permission: 'setting.change',
  body: z.object({ picture: crestFile }),
  output: z.object({ sha256: crestHash, width: z.number().int(), height: z.number().int() }),
  refusals: crestRefusals,
});

/** `GET` of this address is the picture. Public: it hangs on every town hall, and stands on the sign-in page. */
export const crestPath = '/api/crests/:sha256';
export const crestAddress = (sha256: string) => crestPath.replace(':sha256', sha256);

export const readDoor = route({
  method: 'GET',
  path: '/api/door',
  summary: 'Whose centre this address is, before anybody signs in',
  permission: 'public',
  output: z.object({ name: z.string(), crest: crestHash.nullable() }),
});
