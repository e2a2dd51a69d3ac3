import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { pick, route } from '#platform/shared/contract.ts';
import { areaContent, areaId } from './area.ts';
import { areaRefusals } from './area-texts.ts';

export const areaView = z.object({ id: areaId, content: areaContent, version: z.number().int() });
export type AreaView = z.output<typeof areaView>;

const drawn = pick(areaRefusals, 'area.bad_geometry', 'area.far_away', 'area.too_fine', 'area.name_taken');

/** By name; the removed ones (`active` false) last. */
export const listAreas = route({
  method: 'GET',
  path: '/api/areas',
  summary: 'Areas of the regency: sectors and others, with their polygons',
  permission: 'place.search',
  output: z.object({ items: z.array(areaView) }),
});

export const createArea = route({
  method: 'POST',
  path: '/api/areas',
  summary: 'Make an area',
  permission: 'setting.change',
  body: z.object({ content: areaContent, reason: changeReason }),
  output: changedSetting,
  refusals: drawn,
});

export const changeArea = route({
  method: 'POST',
  path: '/api/areas/:id/change',
  summary: 'Change an area: its name, its polygon',
  permission: 'setting.change',
  params: z.object({ id: areaId }),
  body: z.object({ version: shownVersion, reason: changeReason, content: areaContent }),
  output: changedSetting,
  refusals: { ...settingRefusals, ...drawn },
});

/** It stays in its history and can be brought back by undo. */
export const removeArea = route({
  method: 'POST',
  path: '/api/areas/:id/remove',
  summary: 'Take an area out of use',
  permission: 'setting.change',
  params: z.object({ id: areaId }),
  body: z.object({ version: shownVersion, reason: changeReason }),
  output: changedSetting,
  refusals: settingRefusals,
});
