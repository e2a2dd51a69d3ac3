import { bindAll } from '#platform/server/bind-all.ts';
import type { Feature } from '#platform/server/feature.ts';
import * as routes from '../contract.ts';
import * as ladderRoutes from '../ladder-contract.ts';
import * as routingRoutes from '../routing-contract.ts';
import * as settings from '../setting-contract.ts';
import { alertingDeadline, checkAlerting, reportAlerting } from './alerting.ts';
import { deadlineKinds } from './assignment-event.ts';
import * as clocks from './change-clocks.ts';
import * as routing from './change-routing.ts';
import { escalateAssignment, retarget } from './escalate.ts';
import { climbLadder } from './ladder/climb-ladder.ts';
import { ladderListeners } from './ladder/hear-results.ts';
import { rungDeadline } from './ladder/ladder-times.ts';
import * as ladders from './ladder/read-ladders.ts';
import { seedLadder } from './ladder/setting-store.ts';
import { followMerge, followUnmerge } from './merging/follow-merge.ts';
import { listAssignments, readAssignment } from './read-assignments.ts';
import { readBoard } from './read-board.ts';
import { decideRouting } from './routing/decide-routing.ts';
import { readProposal } from './routing/read-proposal.ts';
import { listRoutingQuestions, readRouting } from './routing/read-routing.ts';
import { tryRouting } from './routing/try-routing.ts';
import { seedDispatch } from './seed-dispatch.ts';
import { readDrillAlerts, sendAssignments } from './send-assignments.ts';
import * as steps from './step-actions.ts';

/** `publicUrl`: where people reach this installation; null: nobody has said it, and no link is sent. */
export const featureOf = (publicUrl: string | null): Feature => ({
  name: 'dispatch',
  routes: [
    ...bindAll(routes, {
      sendAssignments,
      readDrillAlerts,
      listAssignments,
      readAssignment,
      reportAlerting,
      readBoard,
    }),
    ...bindAll(routes, steps),
    ...bindAll(settings, clocks),
    ...bindAll(settings, routing),
    ...bindAll(ladderRoutes, ladders),
    ...bindAll(routingRoutes, { readProposal, readRouting, decideRouting, listRoutingQuestions, tryRouting }),
  ],
  listeners: {
    'incident.changed': retarget,
    'incident.merged': followMerge,
    'incident.unmerged': followUnmerge,
    ...ladderListeners,
  },
  deadlines: {
    [deadlineKinds.acknowledge]: escalateAssignment,
    [deadlineKinds.arrive]: escalateAssignment,
    [deadlineKinds.resolve]: escalateAssignment,
    [alertingDeadline]: checkAlerting,
    [rungDeadline]: climbLadder(publicUrl),
  },
  seedTenant: async (ctx) => {
    await seedDispatch(ctx);
    await seedLadder(ctx);
  },
});

/** Of an installation without a public address. */
export const feature = featureOf(null);
