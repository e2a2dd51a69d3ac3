import { bind } from '#platform/server/action.ts';
import { bindAll } from '#platform/server/bind-all.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import * as routes from '../../surge-contract.ts';
import * as workRoutes from '../../surge-work-contract.ts';
import { answerBroadcast, listBroadcasts, listOwnBroadcasts, remindBroadcast, sendBroadcast } from './broadcast.ts';
import { findToLink, linkMany, listLinks, undoLink } from './link-many.ts';
import type { Resolving } from './many.ts';
import { listSurges, readCurrentSurge } from './read-surge.ts';
import { readStaffing } from './staffing.ts';
import { questionDeadline } from './surge-event.ts';
import { askWhetherItHolds, changeSurge, confirmSurge, endSurge, startSurge } from './switch-surge.ts';
import { seedTemplates } from './template-store.ts';
import { changeSurgeTemplates, listSurgeTemplates } from './templates.ts';
import { listSurgeIncidents, triageWith } from './triage.ts';

/** Disaster mode. `resolving`: how an incident is resolved without an agency, which a feature below knows. */
export const surgePart = (resolving: Resolving): FeaturePart => ({
  routes: [
    ...bindAll(routes, { readCurrentSurge, startSurge, changeSurge, confirmSurge, endSurge, listSurges }),
    ...bindAll(routes, { listBroadcasts, sendBroadcast, remindBroadcast, answerBroadcast, listOwnBroadcasts }),
    ...bindAll(routes, { listSurgeTemplates, changeSurgeTemplates }),
    ...bindAll(workRoutes, { listSurgeIncidents, findToLink, linkMany, undoLink, listLinks, readStaffing }),
    bind(workRoutes.triageIncidents, triageWith(resolving)),
  ],
  deadlines: { [questionDeadline]: askWhetherItHolds },
  seedTenant: seedTemplates,
});
