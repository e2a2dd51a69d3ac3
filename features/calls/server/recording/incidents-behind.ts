import type { ActionContext } from '#platform/server/action.ts';
import type { Instant } from '#platform/shared/time.ts';

/**
 * What recordings must know of incidents, which lie below calls in the flow: apps/server hands it in. Without it no call has
 * an incident.
 */
export interface IncidentsBehind {
  /** The incident of each of these calls, where there is one. */
  readonly incidentsOf: (ctx: ActionContext, callIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Null: there is none. */
  readonly numberOf: (ctx: ActionContext, incidentId: string) => Promise<number | null>;
  /** False: it belongs to a sensitive incident that this person does not handle. */
  readonly mayHear: (ctx: ActionContext, callId: string) => Promise<boolean>;
  /** The district of the incident of each of these calls, where it is known. */
  readonly districtsOf: (ctx: ActionContext, callIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** How many calls of citizens came to an incident in each district, over all of these times. */
  readonly districtCounts: (
    ctx: ActionContext,
    times: readonly { readonly from: Instant; readonly to: Instant }[],
  ) => Promise<ReadonlyMap<string, number>>;
  /** Names of the agencies that an incident of a drill would have alerted. */
  readonly wouldAlert: (ctx: ActionContext, incidentId: string) => Promise<readonly string[]>;
}

export const noIncidents: IncidentsBehind = {
  incidentsOf: async () => new Map(),
  numberOf: async () => null,
  mayHear: async () => true,
  wouldAlert: async () => [],
  districtsOf: async () => new Map(),
  districtCounts: async () => new Map(),
};
