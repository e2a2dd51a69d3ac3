import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { route } from '#platform/shared/contract.ts';
import { geoSetting } from './geo-setting.ts';

export const geoSettingView = z.object({ id: z.uuid(), version: z.number().int(), content: geoSetting });
export type GeoSettingView = z.output<typeof geoSettingView>;

export const readGeoSetting = route({
  method: 'GET',
  path: '/api/geo-setting',
  summary: 'Own geocoder and router, and how travel is estimated without one',
  permission: 'setting.read',
  output: geoSettingView,
});

export const changeGeoSetting = route({
  method: 'POST',
  path: '/api/geo-setting/change',
  summary: 'Change own geocoder and router, and how travel is estimated without one',
  permission: 'setting.change',
  body: z.object({ version: shownVersion, reason: changeReason, content: geoSetting }),
  output: changedSetting,
  refusals: settingRefusals,
});
