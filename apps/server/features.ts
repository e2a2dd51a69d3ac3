import { feature as agencies } from '#features/agencies/server/feature.ts';
import type { Calls } from '#features/calls/server/calls.ts';
import { feature as dispatch } from '#features/dispatch/server/feature.ts';
import { feature as incidents } from '#features/incidents/server/feature.ts';
import type { Monev } from '#features/monev/server/monev.ts';
import { feature as outcomes } from '#features/outcomes/server/feature.ts';
import type { People } from '#features/people/server/people.ts';
import { feature as places } from '#features/places/server/feature.ts';
import type { Feature } from '#platform/server/feature.ts';

/** Every feature, in the order of the flow; the order in which a new tenant is filled. */
export function listFeatures(made: { people: People; calls: Calls; monev: Monev }): Feature[] {
  return [made.people.feature, agencies, places, made.calls.feature, incidents, dispatch, outcomes, made.monev.feature];
}
