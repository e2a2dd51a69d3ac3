import { bind } from '#platform/server/action.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import * as routes from '../../drill-contract.ts';
import type { IncidentsBehind } from '../recording/incidents-behind.ts';
import * as actions from './drill-actions.ts';
import { drillMonthDeadline, drillSettingOf, stepBackDeadline } from './drill-store.ts';
import { drillOverDeadline, expireDrill, judgeDeadline, judgeDrill, onCallOver, stepBack } from './end-drill.ts';
import { drawMonth, drillDue, drillDueDeadline } from './plan-drills.ts';

/** Odd but real calls that the program places, and what became of them. */
export function drillPart(incidents: IncidentsBehind): FeaturePart {
  return {
    routes: [
      bind(routes.listDrills, actions.listDrills),
      bind(routes.planDrill, actions.planDrill),
      bind(routes.cancelDrill, actions.cancelDrill),
      bind(routes.readDrillFigures, actions.readDrillFigures),
      bind(routes.readDrillSetting, actions.readDrillSetting),
      bind(routes.changeDrillSetting, actions.changeDrillSetting),
      bind(routes.readDeskDrill, actions.readDeskDrill(incidents)),
      bind(routes.seeDeskDrill, actions.seeDeskDrill),
    ],
    listeners: {
      'call.ended': onCallOver,
      'call.lost': onCallOver,
      'call.failed': onCallOver,
      'call.overflowed': onCallOver,
    },
    deadlines: {
      [drillMonthDeadline]: drawMonth,
      [drillDueDeadline]: drillDue,
      [drillOverDeadline]: expireDrill,
      [stepBackDeadline]: stepBack,
      [judgeDeadline]: judgeDrill(incidents),
    },
    seedTenant: async (ctx) => void (await drillSettingOf(ctx)),
  };
}
