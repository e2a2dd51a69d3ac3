import { bind } from '#platform/server/action.ts';
import type { Feature } from '#platform/server/feature.ts';
import * as routes from '../contract.ts';
import {
  cancelIncident,
  closeByTimer,
  closeDeadline,
  closeIncident,
  drillOverDeadline,
  endByDrillOver,
  endDrillIncident,
  endLateDrillIncident,
  informCaller,
  reopenIncident,
  resolveIncident,
  resumeCloseTimer,
  startCloseTimer,
  stopCloseTimer,
} from './end-incident.ts';

export const feature: Feature = {
  name: 'outcomes',
  routes: [
    bind(routes.informCaller, informCaller),
    bind(routes.closeIncident, closeIncident),
    bind(routes.reopenIncident, reopenIncident),
    bind(routes.resolveIncident, resolveIncident),
    bind(routes.cancelIncident, cancelIncident),
  ],
  listeners: {
    'incident.resolved': startCloseTimer,
    'incident.reopened': stopCloseTimer,
    'incident.closed': stopCloseTimer,
    'incident.merged': stopCloseTimer,
    'incident.unmerged': resumeCloseTimer,
    'drill.revealed': endDrillIncident,
    'incident.call_linked': endLateDrillIncident,
  },
  deadlines: { [closeDeadline]: closeByTimer, [drillOverDeadline]: endByDrillOver },
};
