import { bindAll } from '#platform/server/bind-all.ts';
import type { Feature } from '#platform/server/feature.ts';
import * as routes from '../contract.ts';
import * as settings from '../setting-contract.ts';
import { alertingDeadline, checkAlerting, reportAlerting } from './alerting.ts';
import { deadlineKinds } from './assignment-event.ts';
import * as clocks from './change-clocks.ts';
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
    ...bindAll(routes, { readProposal, sendAssignments, listAssignments, readAssignment, reportAlerting, readBoard }),
    ...bindAll(routes, steps),
    ...bindAll(settings, clocks),
    ...bindAll(settings, routing),
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
