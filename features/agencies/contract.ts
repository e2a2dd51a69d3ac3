import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import { agencyCode, agencyContent, agencyId, dutyContactContent, dutyContactId } from './agency.ts';
import { refusals } from './texts.ts';

const agencyPath = z.object({ id: agencyId });

export const agencyView = agencyContent.extend({ id: agencyId, code: agencyCode, version: z.number().int() });
export const dutyContactView = dutyContactContent.extend({ id: dutyContactId, version: z.number().int() });
export type AgencyView = z.output<typeof agencyView>;
export type DutyContactView = z.output<typeof dutyContactView>;

export const listAgencies = route({
  method: 'GET',
  path: '/api/agencies',
  summary: 'Agencies, by code',
  permission: 'agency.read',
  query: pageQuery.extend({
    active: z.enum(['true', 'false']).optional(),
  }),
  output: page(agencyView),
});

export const readAgency = route({
  method: 'GET',
  path: '/api/agencies/:id',
  summary: 'One agency with its duty contacts',
  permission: 'agency.read',
  params: agencyPath,
  output: agencyView.extend({ contacts: z.array(dutyContactView) }),
  refusals: pick(refusals, 'agency.not_found'),
});

export const createAgency = route({
  method: 'POST',
  path: '/api/agencies',
  summary: 'Add an agency',
  permission: 'setting.change',
  body: agencyContent.omit({ active: true }).extend({ code: agencyCode, reason: changeReason }),
  output: changedSetting,
  refusals: pick(refusals, 'agency.code_taken'),
});

export const changeAgency = route({
  method: 'POST',
  path: '/api/agencies/:id/change',
  summary: 'Change an agency',
  permission: 'setting.change',
  params: agencyPath,
  body: z.object({ version: shownVersion, reason: changeReason, content: agencyContent }),
  output: changedSetting,
  refusals: { ...settingRefusals, ...pick(refusals, 'agency.operates_centre') },
});

/** An agency is never deleted: history names it. A deactivated one is no longer proposed and its people find no new work. */
export const deactivateAgency = route({
  method: 'POST',
  path: '/api/agencies/:id/deactivate',
  summary: 'Deactivate an agency',
  permission: 'setting.change',
  params: agencyPath,
  body: z.object({ version: shownVersion, reason: changeReason }),
  output: changedSetting,
  refusals: { ...settingRefusals, ...pick(refusals, 'agency.operates_centre') },
});

export const addDutyContact = route({
  method: 'POST',
  path: '/api/agencies/:id/contacts',
  summary: 'Add a duty contact to an agency',
  permission: 'setting.change',
  params: agencyPath,
  body: z.object({ reason: changeReason, content: dutyContactContent }),
  output: changedSetting,
  refusals: pick(refusals, 'agency.not_found'),
});

export const changeDutyContact = route({
  method: 'POST',
  path: '/api/duty-contacts/:id/change',
  summary: 'Change or deactivate a duty contact',
  permission: 'setting.change',
  params: z.object({ id: dutyContactId }),
  body: z.object({ version: shownVersion, reason: changeReason, content: dutyContactContent }),
  output: changedSetting,
  refusals: settingRefusals,
});
