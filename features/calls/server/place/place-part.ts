import { bind } from '#platform/server/action.ts';
import type { FeaturePart } from '#platform/server/join-parts.ts';
import * as routes from '../../place-contract.ts';
import { unlessSensitive } from '../hide-sensitive.ts';
import type { IncidentsBehind } from '../recording/incidents-behind.ts';
import { changePlaceAgreement, readPlaceAgreement } from './change-agreement.ts';
import { seedAgreement } from './place-store.ts';
import { readCallerPlaces, showCallerPlaces } from './read-places.ts';
import { takeAml } from './take-aml.ts';

/** The part of the calls feature that is about where callers are. */
export function placePart(
  options: Parameters<typeof takeAml>[0] & { readonly incidents: IncidentsBehind },
): FeaturePart {
  return {
    routes: [
      bind(routes.readCallerPlaces, readCallerPlaces),
      bind(routes.showCallerPlaces, unlessSensitive(options.incidents, showCallerPlaces)),
      bind(routes.readPlaceAgreement, readPlaceAgreement),
      bind(routes.changePlaceAgreement, changePlaceAgreement),
    ],
    plugins: [takeAml(options)],
    seedTenant: seedAgreement,
  };
}
