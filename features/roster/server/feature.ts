import { bind } from '#platform/server/action.ts';
import { bindAll } from '#platform/server/bind-all.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Feature } from '#platform/server/feature.ts';
import { readRosterAlarm as alarmRoute } from '../alarm-contract.ts';
import * as calendarRoutes from '../calendar-contract.ts';
import * as routes from '../contract.ts';
import * as handoverRoutes from '../handover-contract.ts';
import * as leaveRoutes from '../leave-contract.ts';
import { endDeadline, followPresence, lookAtShift, readRosterAlarm, startDeadline } from './alarm.ts';
import { correctAttendance, readAttendance } from './attendance.ts';
import { makeCalendarFeed, readCalendarFeed, revokeCalendarFeed, showCalendar } from './calendar-feed.ts';
import { listHandovers, readHandoverDraft, takeHandover, writeHandover } from './handovers.ts';
import { noteLeave, withdrawLeave } from './leaves.ts';
import { noOpenWork, type OpenWork } from './open-work.ts';
import * as rota from './rota.ts';
import { changeRosterSetting, readRosterSetting } from './setting.ts';
import { seedRosterSetting } from './setting-store.ts';

/** People at their posts: shifts, rota, attendance, handover. */
export function createRoster({
  systemDb,
  openWork = noOpenWork,
}: {
  readonly systemDb: Db;
  readonly openWork?: OpenWork;
}): Feature {
  return {
    name: 'roster',
    routes: [
      ...bindAll(routes, { ...rota, readAttendance, correctAttendance, readRosterSetting, changeRosterSetting }),
      ...bindAll(calendarRoutes, { readCalendarFeed, makeCalendarFeed, revokeCalendarFeed }),
      ...bindAll(leaveRoutes, { noteLeave, withdrawLeave }),
      bind(alarmRoute, readRosterAlarm),
      ...bindAll(handoverRoutes, {
        listHandovers,
        takeHandover,
        readHandoverDraft: readHandoverDraft(openWork),
        writeHandover: writeHandover(openWork),
      }),
    ],
    plugins: [showCalendar(systemDb)],
    listeners: { 'presence.changed': followPresence },
    deadlines: { [startDeadline]: lookAtShift, [endDeadline]: lookAtShift },
    seedTenant: seedRosterSetting,
  };
}
