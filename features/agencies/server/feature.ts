import { bind } from '#platform/server/action.ts';
import { bindAll } from '#platform/server/bind-all.ts';
import type { Feature } from '#platform/server/feature.ts';
import * as routes from '../contract.ts';
import * as coverRoutes from '../cover-contract.ts';
import { addDutyContact, changeAgency, changeDutyContact, createAgency, deactivateAgency } from './change-agencies.ts';
import { changeCover, createCover, listCovers } from './cover/covers.ts';
import { beginOutage, endOutage, listOutages, outageDeadline, outageRanOut } from './cover/outages.ts';
import { listAgencies, readAgency } from './read-agencies.ts';
import { seedAgencies } from './seed.ts';

export const feature: Feature = {
  name: 'agencies',
  routes: [
    bind(routes.listAgencies, listAgencies),
    bind(routes.readAgency, readAgency),
    bind(routes.createAgency, createAgency),
    bind(routes.changeAgency, changeAgency),
    bind(routes.deactivateAgency, deactivateAgency),
    bind(routes.addDutyContact, addDutyContact),
    bind(routes.changeDutyContact, changeDutyContact),
    ...bindAll(coverRoutes, { listCovers, createCover, changeCover, listOutages, beginOutage, endOutage }),
  ],
  deadlines: { [outageDeadline]: outageRanOut },
  seedTenant: seedAgencies,
};
