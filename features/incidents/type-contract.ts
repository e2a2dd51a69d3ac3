import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { pick, route } from '#platform/shared/contract.ts';
import { incidentTypeCode, incidentTypeContent, incidentTypeId } from './incident.ts';
import { refusals } from './texts.ts';

export const incidentTypeSetting = incidentTypeContent.extend({
  id: incidentTypeId,
  code: incidentTypeCode,
  version: z.number().int(),
});
export type IncidentTypeSetting = z.output<typeof incidentTypeSetting>;

const typePath = z.object({ id: incidentTypeId });

/** As settings: the deactivated ones too, and for people who see no incidents. */
export const listTypeSettings = route({
  method: 'GET',
  path: '/api/incident-types/settings',
  summary: 'Incident types as settings, in their order, with the deactivated ones',
  permission: 'setting.read',
  output: z.object({ items: z.array(incidentTypeSetting) }),
});

export const createIncidentType = route({
  method: 'POST',
  path: '/api/incident-types',
  summary: 'Add an incident type',
  permission: 'setting.change',
  body: z.object({ code: incidentTypeCode, reason: changeReason, content: incidentTypeContent }),
  output: changedSetting,
  refusals: pick(refusals, 'incident_type.code_taken'),
});

export const changeIncidentType = route({
  method: 'POST',
  path: '/api/incident-types/:id/change',
  summary: 'Change an incident type',
  permission: 'setting.change',
  params: typePath,
  body: z.object({ version: shownVersion, reason: changeReason, content: incidentTypeContent }),
  output: changedSetting,
  refusals: { ...settingRefusals, ...pick(refusals, 'incident_type.last_active') },
});

/** A type is never deleted: incidents and figures name it. A deactivated one is no longer offered for new incidents. */
export const deactivateIncidentType = route({
  method: 'POST',
  path: '/api/incident-types/:id/deactivate',
  summary: 'Deactivate an incident type',
  permission: 'setting.change',
  params: typePath,
  body: z.object({ version: shownVersion, reason: changeReason }),
  output: changedSetting,
  refusals: { ...settingRefusals, ...pick(refusals, 'incident_type.last_active') },
});
