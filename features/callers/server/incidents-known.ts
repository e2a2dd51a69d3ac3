import type { ActionContext } from '#platform/server/action.ts';
import type { OpenIncident } from '../facts.ts';

/** What facts of a caller must know of incidents, which lie below callers in the flow: apps/server hands it in. */
export interface IncidentsKnown {
  /** Open incidents of the call's number and near its telephone that this person may read, the most like first. */
  readonly openFor: (ctx: ActionContext, callId: string) => Promise<readonly OpenIncident[]>;
  /** Names that people gave in these calls; none of a sensitive incident. */
  readonly namesIn: (ctx: ActionContext, callIds: readonly string[]) => Promise<readonly string[]>;
  /** False: the call belongs to a sensitive incident that this person does not handle. */
  readonly maySee: (ctx: ActionContext, callId: string) => Promise<boolean>;
}
