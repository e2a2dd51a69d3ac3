import { bind } from '#platform/server/action.ts';
import type { Feature } from '#platform/server/feature.ts';
import * as routes from '../contract.ts';
import * as settings from '../setting-contract.ts';
import { alertingDeadline, checkAlerting, reportAlerting } from './alerting.ts';
import { deadlineKinds } from './assignment-event.ts';
import { changeClock, createClock, listClocks } from './change-clocks.ts';
import * as routing from './change-routing.ts';
import { escalateAssignment, retarget } from './escalate.ts';
import { listAssignments, readAssignment } from './read-assignments.ts';
import { readBoard } from './read-board.ts';
import { readProposal } from './read-proposal.ts';
import { seedDispatch } from './seed-dispatch.ts';
import { sendAssignments } from './send-assignments.ts';
import * as steps from './step-actions.ts';

export const feature: Feature = {
  name: 'dispatch',
  routes: [
    bind(routes.readProposal, readProposal),
    bind(routes.sendAssignments, sendAssignments),
    bind(routes.deliverAssignment, steps.deliverAssignment),
    bind(routes.failAssignment, steps.failAssignment),
    bind(routes.acknowledgeAssignment, steps.acknowledgeAssignment),
    bind(routes.rejectAssignment, steps.rejectAssignment),
    bind(routes.startAssignment, steps.startAssignment),
    bind(routes.arriveAssignment, steps.arriveAssignment),
    bind(routes.handleAssignment, steps.handleAssignment),
    bind(routes.finishAssignment, steps.finishAssignment),
    bind(routes.cancelAssignment, steps.cancelAssignment),
    bind(routes.rerouteAssignment, steps.rerouteAssignment),
    bind(routes.listAssignments, listAssignments),
    bind(routes.readAssignment, readAssignment),
    bind(routes.reportAlerting, reportAlerting),
    bind(routes.readBoard, readBoard),
    bind(settings.listClocks, listClocks),
    bind(settings.createClock, createClock),
    bind(settings.changeClock, changeClock),
    bind(settings.listRoutingRules, routing.listRoutingRules),
    bind(settings.createRoutingRule, routing.createRoutingRule),
    bind(settings.changeRoutingRule, routing.changeRoutingRule),
    bind(settings.moveRoutingRule, routing.moveRoutingRule),
    bind(settings.deactivateRoutingRule, routing.deactivateRoutingRule),
  ],
  listeners: { 'incident.changed': retarget },
  deadlines: {
    [deadlineKinds.acknowledge]: escalateAssignment,
    [deadlineKinds.arrive]: escalateAssignment,
    [deadlineKinds.resolve]: escalateAssignment,
    [alertingDeadline]: checkAlerting,
  },
  seedTenant: seedDispatch,
};
