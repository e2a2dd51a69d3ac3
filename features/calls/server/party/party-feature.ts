import { bindAll } from '#platform/server/bind-all.ts';
import type { Feature } from '#platform/server/feature.ts';
import * as directoryRoutes from '../../directory-contract.ts';
import * as partyRoutes from '../../party-contract.ts';
import * as directory from '../directory/directory-actions.ts';
import { seedDirectory } from '../directory/directory-store.ts';
import { callOut } from './call-out.ts';
import { callParty, listParties, stepParty } from './party-actions.ts';

const { readDirectory, ...settings } = directory;

/** Third persons and whom one can call: what of it `calls.ts` puts into the feature. */
export const partyFeature: Pick<Required<Feature>, 'routes' | 'seedTenant'> = {
  routes: [
    ...bindAll(partyRoutes, { readDirectory, callOut, callParty, listParties, stepParty }),
    ...bindAll(directoryRoutes, settings),
  ],
  seedTenant: seedDirectory,
};
