import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { agencyId } from './agency.ts';
import { coverContent, coverId, outageId, outageReason } from './cover.ts';
import { coverRefusals } from './cover-texts.ts';

export const coverSetting = z.object({
  id: coverId,
  content: coverContent,
  agencyName: z.string(),
  coverAgencyName: z.string(),
  version: z.number().int(),
});
export type CoverSetting = z.output<typeof coverSetting>;

export const listCovers = route({
  method: 'GET',
  path: '/api/covers',
  summary: 'Which agency stands in for which, and when',
  permission: 'setting.read',
  output: z.object({ items: z.array(coverSetting) }),
});

const unfit = pick(coverRefusals, 'cover.agency_unknown', 'cover.loop');

export const createCover = route({
  method: 'POST',
  path: '/api/covers',
  summary: 'Let an agency stand in for another',
  permission: 'setting.change',
  body: z.object({ reason: changeReason, content: coverContent }),
  output: changedSetting,
  refusals: unfit,
});

export const changeCover = route({
  method: 'POST',
  path: '/api/covers/:id/change',
  summary: 'Change who stands in, or when; or switch it off',
  permission: 'setting.change',
  params: z.object({ id: coverId }),
  body: z.object({ version: shownVersion, reason: changeReason, content: coverContent }),
  output: changedSetting,
  refusals: { ...settingRefusals, ...unfit },
});

export const outageView = z.object({
  id: outageId,
  agency: z.object({ id: agencyId, code: z.string(), name: z.string() }),
  reason: outageReason,
  note: z.string().nullable(),
  begunAt: instant,
  begunBy: z.string().nullable(),
  until: instant,
  /** Who stands in now; null: nobody, the dispatcher decides. */
  cover: z.object({ id: agencyId, name: z.string() }).nullable(),
});
export type OutageView = z.output<typeof outageView>;

/** Those that run now; people of an agency see their own. */
export const listOutages = route({
  method: 'GET',
  path: '/api/outages',
  summary: 'Agencies that are out of service now',
  permission: 'agency.ready',
  output: z.object({ items: z.array(outageView) }),
});

/** Its own agency for an agency's people, any one for dispatchers and supervisors who were told by telephone. */
export const beginOutage = route({
  method: 'POST',
  path: '/api/agencies/:id/outage',
  summary: 'Say that an agency is out of service, until when and why',
  permission: 'agency.ready',
  params: z.object({ id: agencyId }),
  body: z.object({ reason: outageReason, note: z.string().trim().max(200).optional(), until: instant }),
  output: outageView,
  refusals: pick(coverRefusals, 'outage.running', 'outage.agency_unknown', 'outage.bad_end'),
});

export const endOutage = route({
  method: 'POST',
  path: '/api/outages/:id/end',
  summary: 'Say that an agency is in service again',
  permission: 'agency.ready',
  params: z.object({ id: outageId }),
  output: z.object({ id: outageId }),
  refusals: pick(coverRefusals, 'outage.not_found'),
});
