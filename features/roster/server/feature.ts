import { bindAll } from '#platform/server/bind-all.ts';
import type { Feature } from '#platform/server/feature.ts';
import * as routes from '../contract.ts';
import { correctAttendance, readAttendance } from './attendance.ts';
import * as rota from './rota.ts';
import { changeRosterSetting, readRosterSetting } from './setting.ts';
import { seedRosterSetting } from './setting-store.ts';

/** People at their posts: shifts, rota, attendance. */
export function createRoster(): Feature {
  return {
    name: 'roster',
    routes: bindAll(routes, { ...rota, readAttendance, correctAttendance, readRosterSetting, changeRosterSetting }),
    seedTenant: seedRosterSetting,
  };
}
